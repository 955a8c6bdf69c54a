#include "searchd/discovery_response.h"

#include <nlohmann/json.hpp>

#include "searchd/response.h"
#include "searchd/url.h"

namespace searchd {
namespace {

using nlohmann::json;

/// How a group is called in JSON and by people.
struct GroupName {
  const char* kind;
  const char* label;
  const char* label_cy;
};

const GroupName& name_of(SuggestionKind kind) {
  static constexpr GroupName names[] = {
      {"queries", "Searches", "Chwiliadau"}, {"themes", "Themes", "Themâu"}, {"forces", "Police forces", "Heddluoedd"}, {"records", "Records", "Cofnodion"}};
  return names[static_cast<std::size_t>(kind)];
}

/// A page, in the language that is asked for.
std::string page_url(const std::string& path, Parameters parameters, const std::string& language) {
  if (language != "en") parameters.emplace_back("lang", language);
  return url_with(path, parameters);
}

json suggestion_json(const Suggestion& suggestion, const std::string& language) {
  json out = {{"text", suggestion.text}, {"segments", segments_json(suggestion.segments)}};
  if (suggestion.count) out["count"] = *suggestion.count;
  if (!suggestion.field.empty()) {
    out["filter"] = {{"field", suggestion.field}, {"value", suggestion.value}};
    out["url"] = page_url("/search", {{"filter_" + suggestion.field, suggestion.value}}, language);
  } else if (!suggestion.q.empty()) {
    out["q"] = suggestion.q;
    out["url"] = page_url("/search", {{"q", suggestion.q}}, language);
  } else {
    out["url"] = page_url(record_url(suggestion.id, {}), {}, language);
  }
  return out;
}

/// A record as one line of a list.
json short_json(const schema::Record& card) {
  json out = {{"id", card.id}, {"title", card.title}, {"url", record_url(card.id, {})}, {"collection", schema::first_term(card, "collection")}, {"marking", card.marking}};
  if (const auto published = card.dates.find("published"); published != card.dates.end()) out["published"] = published->second.iso();
  if (card.illustrative) out["illustrative"] = true;
  return out;
}

json linked_json(const std::vector<LinkedRecord>& records, const AudienceIndex& index, const std::string& language) {
  json out = json::array();
  for (const auto& record : records) {
    auto one = short_json(record.card);
    one["themes"] = labelled_json("theme", record.themes, index, language);
    if (record.named) one["named"] = true;
    out.push_back(std::move(one));
  }
  return out;
}

json axis_value_json(const AxisValue& value) {
  json out = {{"value", value.value}, {"label", value.label}, {"count", value.count}};
  if (!value.parent.empty()) out["parent"] = value.parent;
  return out;
}

/// The axis' values; `counts` and what is missing on the other axis are set beside them where they are given.
json axis_json(const Axis& axis, const std::vector<std::vector<std::uint64_t>>& counts, const std::vector<std::uint64_t>& missing) {
  json values = json::array();
  for (std::size_t i = 0; i < axis.values.size(); ++i) {
    auto one = axis_value_json(axis.values[i]);
    if (i < counts.size()) one["counts"] = counts[i];
    if (i < missing.size()) one["missing"] = missing[i];
    values.push_back(std::move(one));
  }
  return {{"field", axis.field}, {"label", axis.label}, {"missing", axis.missing}, {"values", std::move(values)}};
}

}  // namespace

json similar_json(const std::string& id, const std::vector<SimilarRecord>& similar, const AudienceIndex& index, const std::string& language) {
  json list = json::array();
  for (const auto& one : similar) {
    auto record = short_json(one.card);
    record["shares"] = json::array();
    for (const auto& share : one.shares)
      record["shares"].push_back({{"field", share.field}, {"value", share.value}, {"label", index.label_of(share.field, share.value, language)}});
    record["explanation"] = explanation(one, index, language);
    list.push_back(std::move(record));
  }
  return {{"id", id}, {"similar", std::move(list)}, {"index", index_json(index)}};
}

json links_json(const std::string& id, const LearningLinks& links, const AudienceIndex& index, const std::string& language) {
  return {{"id", id},
          {"practice_for_learning", linked_json(links.practice_for_learning, index, language)},
          {"learning_behind", linked_json(links.learning_behind, index, language)},
          {"index", index_json(index)}};
}

json matrix_json(const std::string& q, const CrossCounts& counts, const AudienceIndex& index) {
  return {{"q", q}, {"total", counts.total}, {"rows", axis_json(counts.rows, counts.cells, counts.without_col)}, {"cols", axis_json(counts.cols, {}, {})}, {"index", index_json(index)}};
}

json trends_json(const std::string& q, const CrossCounts& counts, const AudienceIndex& index) {
  json years = json::array();
  json totals = json::array();
  for (const auto& year : counts.cols.values) {
    years.push_back(year.value);
    totals.push_back(year.count);
  }
  json out = axis_json(counts.rows, counts.cells, counts.without_col);
  out.erase("missing");
  out["without_value"] = counts.rows.missing;
  out["q"] = q;
  out["years"] = std::move(years);
  out["total"] = {{"count", counts.total}, {"counts", std::move(totals)}, {"missing", counts.cols.missing}};
  out["index"] = index_json(index);
  return out;
}

json suggestions_json(const std::string& q, const std::vector<SuggestionGroup>& groups, const AudienceIndex& index, const std::string& language) {
  json list = json::array();
  for (const auto& group : groups) {
    json suggestions = json::array();
    for (const auto& suggestion : group.suggestions) suggestions.push_back(suggestion_json(suggestion, language));
    const auto& name = name_of(group.kind);
    list.push_back({{"kind", name.kind}, {"label", language == "cy" ? name.label_cy : name.label}, {"suggestions", std::move(suggestions)}});
  }
  return {{"q", q}, {"groups", std::move(list)}, {"index", index_json(index)}};
}

}  // namespace searchd
