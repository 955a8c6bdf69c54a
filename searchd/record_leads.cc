#include "searchd/record_leads.h"

#include <algorithm>

#include "searchd/learning_links.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/record_models.h"
#include "searchd/similar.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kShown = 5;
constexpr std::size_t kCompared = 4;  ///< records side by side, this one among them

std::vector<std::string> ids_of(const schema::Record& record, const std::string& field) {
  const auto found = record.ids.find(field);
  return found == record.ids.end() ? std::vector<std::string>() : found->second;
}

/// Records of the field's ids, and citations as they are. An id of nothing that this audience has is left out.
json named_records(const std::vector<std::string>& ids, const PageContext& context) {
  json out = json::array();
  for (const auto& id : ids) {
    if (const auto other = context.index->find_record(id)) out.push_back(record_link(*other, context));
    else if (id.find(' ') != std::string::npos) out.push_back({{"label", id}});
  }
  return out;
}

/// Briefings that name the record among their sources.
std::vector<std::string> briefings_on(const schema::Record& record, const AudienceIndex& index) {
  std::vector<std::string> out;
  for (const auto& id : index.naming(record.id)) {
    const auto other = index.find_record(id);
    if (!other || schema::first_term(*other, "collection") != "briefing") continue;
    const auto sources = ids_of(*other, "source_reviews");
    if (std::find(sources.begin(), sources.end(), record.id) != sources.end()) out.push_back(id);
  }
  return out;
}

json linked(const std::vector<LinkedRecord>& records, const PageContext& context) {
  json out = json::array();
  for (const auto& record : records) out.push_back(record_link(record.card, context, record.themes));
  return out;
}

json suggested_themes(const schema::Record& record, const PageContext& context) {
  json out = json::array();
  for (const auto& suggestion : record.suggested_themes) {
    std::string words;
    for (const auto& evidence : suggestion.evidence) words += (words.empty() ? "‘" : ", ‘") + evidence + "’";
    if (words.empty()) continue;
    out.push_back({{"label", context.label("theme", suggestion.theme)}, {"url", filter_url("theme", suggestion.theme, context.language)}, {"evidence_words", words}});
  }
  return out;
}

/// Sets "similar", and for practice the address that puts the nearest side by side.
void add_similar(json& model, const schema::Record& record, const PageContext& context) {
  const auto document = context.index->find_document(record.id);
  if (!document) return;
  const std::string collection = schema::first_term(record, "collection");
  json items = json::array();
  Parameters compared = {{"id", record.id}};
  // Twice as many as are shown: those of other collections are left out.
  for (const auto& similar : similar_records(*document, *context.index, 2 * kShown)) {
    if (schema::first_term(similar.card, "collection") != collection || items.size() == kShown) continue;
    std::vector<std::string> themes;
    for (const auto& share : similar.shares)
      if (share.field == "theme") themes.push_back(share.value);
    items.push_back(record_link(similar.card, context, themes));
    if (compared.size() < kCompared) compared.emplace_back("id", similar.card.id);
  }
  if (collection == "practice" && !items.empty()) model["compare_url"] = context.language.address("/compare", compared);
  set_items(model, "similar", std::move(items));
}

}  // namespace

void add_record_leads(json& model, const schema::Record& record, const PageContext& context) {
  set_items(model, "source_reviews", named_records(ids_of(record, "source_reviews"), context));
  set_items(model, "briefings", named_records(briefings_on(record, *context.index), context));
  set_items(model, "related", named_records(ids_of(record, "related"), context));
  const auto links = learning_links(record, *context.index, kShown);
  set_items(model, "practice_for", linked(links.practice_for_learning, context));
  set_items(model, "learning_behind", linked(links.learning_behind, context));
  add_similar(model, record, context);
  set_items(model, "suggested_themes", suggested_themes(record, context));
}

}  // namespace searchd
