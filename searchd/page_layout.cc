#include "searchd/page_layout.h"

#include <algorithm>

#include "schema/fields.h"
#include "schema/text_analysis.h"
#include "searchd/response.h"
#include "searchd/url.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::string_view kRemoved = "[removed";
constexpr std::size_t kForcesShown = 3;

json index_model(const PageContext& context) {
  const auto& manifest = context.index->manifest();
  json out = {{"audience_label", manifest.name}, {"generation", manifest.content_hash}};
  set_if_any(out, "audience_marking", context.audience_marking);
  if (const auto updated = schema::parse_date(manifest.updated)) {
    out["updated"] = updated->display();
    out["updated_iso"] = updated->iso();
  }
  return out;
}

/// Where the next removed stretch of `text` begins and ends, and its reason.
struct RemovedStretch {
  std::size_t begin = std::string::npos;
  std::size_t end = std::string::npos;
  std::string reason;
};

RemovedStretch next_removed(const std::string& text, std::size_t from) {
  for (auto begin = text.find(kRemoved, from); begin != std::string::npos; begin = text.find(kRemoved, begin + 1)) {
    const auto after = begin + kRemoved.size();
    const auto close = text.find(']', after);
    if (close == std::string::npos) break;
    if (close == after) return {begin, close + 1, {}};
    if (text.compare(after, 2, ": ") == 0) return {begin, close + 1, text.substr(after + 2, close - after - 2)};
  }
  return {};
}

json removed_piece(const std::string& reason) {
  json out = {{"removed_inline", true}};
  set_if_any(out, "removed_reason", reason);
  return out;
}

/// Adds the stretch [begin, end) of the joined segments.
void add_stretch(json& out, const std::vector<Segment>& segments, std::size_t begin, std::size_t end) {
  std::size_t at = 0;
  for (const auto& segment : segments) {
    const auto first = std::max(at, begin);
    const auto last = std::min(at + segment.text.size(), end);
    if (first < last) {
      json piece = {{"text", segment.text.substr(first - at, last - first)}};
      if (segment.hit) piece["hit"] = true;
      out.push_back(std::move(piece));
    }
    at += segment.text.size();
  }
}

std::string forces_text(const schema::Record& record, const AudienceIndex& index) {
  std::vector<std::string> names;
  for (const auto& force : schema::terms_of(record, "force")) names.push_back(index.label_of("force", force));
  if (names.size() > kForcesShown) {
    const auto others = names.size() - (kForcesShown - 1);
    names.resize(kForcesShown - 1);
    names.push_back(std::to_string(others) + " others");
  }
  return joined_with_and(names);
}

void add_badge(json& out, const char* key, const char* label_key, const std::string& field, const schema::Record& record, const AudienceIndex& index) {
  const std::string value = schema::first_term(record, field);
  if (value.empty()) return;
  out[key] = schema::slug(value);
  out[label_key] = index.label_of(field, value);
}

}  // namespace

json layout_model(const PageContext& context) {
  const std::string assets = context.asset_version.empty() ? "/assets/" : "/assets/" + context.asset_version + "/";
  json out = {{"lang", "en"}, {"stylesheet_url", assets + "hub.css"}, {"icon_url", assets + "favicon.svg"}, {"home_url", "/"}, {"search_url", "/search"}};
  set_if_any(out, "themes_url", context.themes_url);
  set_if_any(out, "map_url", context.map_url);
  set_if_any(out, "help_url", context.help_url);
  if (!context.help_url.empty()) out["accessibility_url"] = context.help_url + "#accessibility";
  set_if_any(out, "api_url", context.api_url);
  set_if_any(out, "opensearch_url", context.opensearch_url);
  if (context.illustrative_library) out["illustrative_library"] = true;
  if (context.index != nullptr) out["index"] = index_model(context);
  return out;
}

void set_if_any(json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

std::string with_separators(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (auto at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out;
}

std::string joined_with_and(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
    out += parts[i];
  }
  return out;
}

json segments_model(const std::vector<Segment>& segments) {
  std::string text;
  for (const auto& segment : segments) text += segment.text;
  json out = json::array();
  std::size_t done = 0;
  for (auto removed = next_removed(text, 0); removed.begin != std::string::npos; removed = next_removed(text, done)) {
    add_stretch(out, segments, done, removed.begin);
    out.push_back(removed_piece(removed.reason));
    done = removed.end;
  }
  add_stretch(out, segments, done, text.size());
  return out;
}

void add_facts(json& out, const schema::Record& record, const AudienceIndex& index) {
  out["collection"] = schema::slug(schema::first_term(record, "collection"));
  out["collection_label"] = collection_label(record, index);
  if (record.illustrative) out["illustrative"] = true;
  add_badge(out, "works", "works_label", "works_rating", record, index);
  add_badge(out, "evidence", "evidence_label", "evidence_stage", record, index);
  set_if_any(out, "forces_text", forces_text(record, index));
  for (const auto* field : {"published", "start_date"}) {
    const auto date = record.dates.find(field);
    if (date == record.dates.end()) continue;
    out["date"] = date->second.display();
    out["date_iso"] = date->second.iso();
    break;
  }
  const std::string status = schema::first_term(record, "delivery_status");
  if (!status.empty()) out["status_label"] = index.label_of("delivery_status", status);
}

json passages_model(const std::vector<SelectedPassage>& passages, const schema::Record& card, const std::string& base) {
  json out = json::array();
  for (const auto& passage : passages) {
    json model = {{"url", base + "#" + passage.anchor}, {"segments", segments_model(passage.segments)}};
    set_if_any(model, "passage_heading", passage.heading);
    if (passage.page != 0) model["passage_page"] = std::to_string(passage.page);
    if (const auto file = passage_file(passage, card)) {
      if (!file->original) model["passage_file"] = file->title;
      set_if_any(model, "passage_file_url", file->url);
    }
    out.push_back(std::move(model));
  }
  return out;
}

std::string label_in(const schema::Record& record, const std::string& field, const std::string& value, const AudienceIndex& index) {
  const auto published = record.labels.find(field + "/" + value);
  return published == record.labels.end() ? index.label_of(field, value) : published->second;
}

std::string filter_url(const std::string& field, const std::string& value) { return url_with("/search", {{"filter_" + field, value}}); }

bool can_filter(const std::string& field, const std::string& value, const AudienceIndex& index) {
  const auto* known = schema::find_field(field);
  const auto* column = known != nullptr && known->facet ? index.records().facets().column(field) : nullptr;
  return column != nullptr && column->values.contains(value);
}

std::string value_id(const std::string& field, const std::string& written, const AudienceIndex& index) {
  const auto* known = schema::find_field(field);
  if (known == nullptr || written == kMissing) return written;
  const auto* vocabulary = index.vocabularies().find(known->vocabulary);
  const auto* value = vocabulary == nullptr ? nullptr : vocabulary->resolve(written);
  if (value != nullptr) return value->id;
  return known->open ? schema::slug(written) : written;
}

std::string collection_label(const schema::Record& record, const AudienceIndex& index) {
  const std::string collection = schema::first_term(record, "collection");
  const std::string type = schema::first_term(record, "review_type");
  if (collection == "review" && !type.empty()) return index.label_of("review_type", type);
  return index.label_of("collection", collection);
}

std::string error_page(int status, const std::vector<ParameterProblem>& problems, const std::string& request_id, const PageContext& context,
                       const Templates& templates) {
  json model = layout_model(context);
  model["noindex"] = true;
  const bool not_found = status == 404;
  model["not_found"] = not_found;
  model["too_many"] = status == 429;
  model["unavailable"] = status == 503;
  model["bad_request"] = status >= 400 && status < 500 && !not_found && status != 429;
  model["failed"] = status < 400 || (status >= 500 && status != 503);
  if (status == 429 || status == 503) model["retry_after"] = "30 seconds";
  if (!not_found) set_if_any(model, "request_id", request_id);
  json items = json::array();
  for (const auto& problem : problems) {
    json item = {{"detail", problem.detail}};
    set_if_any(item, "parameter", problem.parameter);
    items.push_back(std::move(item));
  }
  if (!items.empty() && !not_found) model["problems"] = {{"items", std::move(items)}};
  return templates.render("error", model);
}

}  // namespace searchd
