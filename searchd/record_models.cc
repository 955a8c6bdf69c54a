#include "searchd/record_models.h"

#include "schema/text_analysis.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/similar.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kForcesShown = 3;

std::string forces_text(const schema::Record& record, const PageContext& context) {
  std::vector<std::string> names;
  for (const auto& force : schema::terms_of(record, "force")) names.push_back(context.label("force", force));
  if (names.size() > kForcesShown) {
    const auto others = names.size() - (kForcesShown - 1);
    names.resize(kForcesShown - 1);
    names.push_back(context.language.say("model.others", {{"count", context.language.number(others)}}));
  }
  return context.language.all_of(names);
}

void add_badge(json& out, const char* key, const char* label_key, const std::string& field, const schema::Record& record, const PageContext& context) {
  const std::string value = schema::first_term(record, field);
  if (value.empty()) return;
  out[key] = schema::slug(value);
  out[label_key] = context.label(field, value);
}

}  // namespace

std::string collection_label(const schema::Record& record, const PageContext& context) {
  const std::string collection = schema::first_term(record, "collection");
  const std::string type = schema::first_term(record, "review_type");
  if (collection == "review" && !type.empty()) return context.label("review_type", type);
  return context.label("collection", collection);
}

void add_facts(json& out, const schema::Record& record, const PageContext& context) {
  out["collection"] = schema::slug(schema::first_term(record, "collection"));
  out["collection_label"] = collection_label(record, context);
  if (record.illustrative) out["illustrative"] = true;
  add_badge(out, "works", "works_label", "works_rating", record, context);
  add_badge(out, "evidence", "evidence_label", "evidence_stage", record, context);
  set_if_any(out, "forces_text", forces_text(record, context));
  for (const auto* field : {"published", "start_date"}) {
    const auto date = record.dates.find(field);
    if (date == record.dates.end()) continue;
    out["date"] = context.language.date(date->second);
    out["date_iso"] = date->second.iso();
    break;
  }
  const std::string status = schema::first_term(record, "delivery_status");
  if (!status.empty()) out["status_label"] = context.label("delivery_status", status);
}

json entry_model(const schema::Record& card, const PageContext& context) {
  json out = {{"label", card.title}, {"url", record_page_url(card.id, {}, context.language)}};
  add_facts(out, card, context);
  set_if_any(out, "entry_summary", card.summary);
  return out;
}

json entries_model(SearchRequest request, std::size_t count, const PageContext& context) {
  const std::string all = search_url(request);
  request.count = count;
  json items = json::array();
  for (const auto& hit : search(without_facets(request), *context.index).hits) items.push_back(entry_model(hit.card, context));
  if (items.empty()) return {};
  return {{"items", std::move(items)}, {"all_url", all}};
}

json record_link(const schema::Record& card, const PageContext& context, const std::vector<std::string>& shared_themes) {
  json out = {{"label", card.title}, {"url", record_page_url(card.id, {}, context.language)}};
  set_if_any(out, "collection_name", collection_label(card, context));
  set_if_any(out, "record_forces", forces_text(card, context));
  if (const auto date = card.dates.find("published"); date != card.dates.end()) out["published"] = context.language.date(date->second);
  std::string shared;
  for (const auto& theme : shared_themes) shared += (shared.empty() ? "" : ", ") + in_a_sentence(context.label("theme", theme));
  set_if_any(out, "shared_themes", shared);
  return out;
}

}  // namespace searchd
