#include "searchd/value_models.h"

#include <algorithm>
#include <cctype>

#include "schema/fields.h"
#include "schema/text_analysis.h"
#include "searchd/page_links.h"
#include "searchd/segment_models.h"

namespace searchd {
namespace {

using nlohmann::json;

bool is_mail_address(const std::string& text) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("@.-_+'").find(static_cast<char>(c)) != std::string_view::npos; };
  return std::count(text.begin(), text.end(), '@') == 1 && !text.starts_with('@') && !text.ends_with('@') && std::all_of(text.begin(), text.end(), plain);
}

}  // namespace

std::string field_label(const std::string& field, const PageLanguage& language) { return language.say("model.field." + field); }

std::string label_in(const schema::Record& record, const std::string& field, const std::string& value, const PageContext& context) {
  const auto published = record.labels.find(field + "/" + value);
  return published == record.labels.end() ? context.label(field, value) : published->second;
}

std::string value_id(const std::string& field, const std::string& written, const AudienceIndex& index) {
  const auto* known = schema::find_field(field);
  if (known == nullptr || written == kMissing) return written;
  const auto* vocabulary = index.vocabularies().find(known->vocabulary);
  const auto* value = vocabulary == nullptr ? nullptr : vocabulary->resolve(written);
  if (value != nullptr) return value->id;
  return known->open ? schema::slug(written) : written;
}

std::uint64_t records_with(const std::string& field, const std::string& value, const AudienceIndex& index) {
  const auto* known = schema::find_field(field);
  const auto* column = known != nullptr && known->facet ? index.records().facets().column(field) : nullptr;
  if (column == nullptr) return 0;
  const auto found = column->values.find(value);
  return found == column->values.end() ? 0 : found->second.cardinality();
}

json counted_link(const std::string& field, const std::string& value, const PageContext& context) {
  return {{"label", context.label(field, value)},
          {"url", filter_url(field, value, context.language)},
          {"count", context.language.number(records_with(field, value, *context.index))}};
}

json values_model(const schema::Record& record, const std::string& field, const PageContext& context) {
  json out = json::array();
  for (const auto& value : schema::terms_of(record, field)) {
    json model = {{"text", label_in(record, field, value, context)}};
    if (records_with(field, value, *context.index) > 0) model["value_url"] = filter_url(field, value, context.language);
    out.push_back(std::move(model));
  }
  if (const auto text = record.texts.find(field); text != record.texts.end()) out = segments_model(text->second);
  if (const auto date = record.dates.find(field); date != record.dates.end()) out.push_back({{"text", context.language.date(date->second)}});
  if (field == "contact_email" && out.size() == 1 && out[0].contains("text"))
    if (const auto address = out[0]["text"].get<std::string>(); is_mail_address(address)) out[0]["value_url"] = "mailto:" + address;
  return out;
}

}  // namespace searchd
