#include "searchd/response.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace searchd {
namespace {

using nlohmann::json;

json passage_json(const SelectedPassage& passage, const schema::Record& card, const std::string& q) {
  json out = {{"segments", segments_json(passage.segments)}, {"url", record_url(card.id, q, passage.anchor)}};
  if (!passage.heading.empty()) out["heading"] = passage.heading;
  if (!passage.kind.empty()) out["kind"] = passage.kind;
  if (passage.page != 0) out["page"] = passage.page;
  if (const auto file = passage_file(passage, card)) {
    out["file"] = {{"number", passage.file}, {"title", file->title}};
    if (!file->url.empty()) out["file"]["url"] = file->url;
  }
  return out;
}

json hit_json(const Hit& hit, const std::string& q, const SearchRequest& request, const AudienceIndex& index) {
  const auto& card = hit.card;
  json out = {{"id", card.id},
              {"title", card.title},
              {"url", record_url(card.id, q)},
              {"collection", schema::first_term(card, "collection")},
              {"marking", card.marking}};
  if (!card.summary.empty()) out["summary"] = card.summary;
  if (card.illustrative) out["illustrative"] = true;
  for (const auto& [field, date] : card.dates) out[field] = date.iso();
  // Plural where the answer always had a list; other facet fields under their own names.
  out["themes"] = labelled_json("theme", schema::terms_of(card, "theme"), index, request.language);
  out["forces"] = labelled_json("force", schema::terms_of(card, "force"), index, request.language);
  for (const auto* field : schema::facet_fields()) {
    const std::string name(field->name);
    if (name == "theme" || name == "force" || name == "collection" || !card.terms.contains(name)) continue;
    if (field->demographic && index.records().facets().column(name) == nullptr) continue;
    if (field->open) {
      out[name] = json::array();
      for (const auto& value : card.terms.at(name)) out[name].push_back({{"value", value}, {"label", index.label_of(name, value)}});
    } else {
      out[name] = labelled_json(name, card.terms.at(name), index, request.language);
    }
  }
  json passages = json::array();
  for (const auto& passage : hit.passages) passages.push_back(passage_json(passage, card, q));
  out["highlights"] = {{"title", segments_json(hit.title)}, {"summary", segments_json(hit.summary)}, {"passages", std::move(passages)}};
  if (!card.recommendations.empty()) {
    const auto& recommendation = card.recommendations.front();
    out["recommendation"] = {{"number", recommendation.number},
                             {"text", recommendation.text},
                             {"agency", labelled_json("agency", recommendation.agency, index, request.language)}};
    if (!recommendation.scope.empty()) out["recommendation"]["scope"] = recommendation.scope;
    if (!recommendation.status.empty()) out["recommendation"]["status"] = recommendation.status;
  }
  if (hit.pinned) out["pinned"] = true;
  if (request.explain) {
    out["score"] = hit.score;
    out["explain"] = json::array();
    for (const auto& part : hit.parts) out["explain"].push_back({{"part", part.part}, {"of", part.of}, {"weight", part.weight}});
  }
  if (!request.fields.empty()) {
    json chosen = {{"id", card.id}};
    for (const auto& field : request.fields)
      if (out.contains(field)) chosen[field] = out[field];
    return chosen;
  }
  return out;
}

const char* name_of(Matching matching) {
  return matching == Matching::kAll ? "all" : matching == Matching::kMost ? "most" : "any";
}

json query_json(const SearchResults& results, const AudienceIndex& index, const std::string& language) {
  const auto& query = results.query;
  json corrections = json::array();
  for (const auto& c : query.corrections) corrections.push_back({{"from", c.from}, {"to", c.to}, {"applied", c.applied}});
  json concepts = json::array();
  for (const auto& found : query.concepts)
    concepts.push_back({{"typed", found.typed}, {"vocabulary", found.vocabulary}, {"concept", found.id}, {"label", index.label_of(found.vocabulary, found.id, language)}});
  json filters = json::array();
  for (const auto& filter : query.named) {
    json values = json::array();
    for (const auto& value : filter.values) values.push_back({{"value", value}, {"label", index.label_of(filter.field, value, language)}});
    filters.push_back({{"typed", filter.typed}, {"field", filter.field}, {"values", std::move(values)}, {"applied", results.narrowed}});
  }
  return {{"filters", std::move(filters)}, {"q", query.typed},          {"applied", query.applied}, {"corrections", std::move(corrections)}, {"concepts", std::move(concepts)},
          {"matching", name_of(results.matching)}, {"ignored", query.ignored}, {"notes", query.notes}, {"order", std::string(searchd::name_of(results.order))}};
}

json links_json(const SearchRequest& request, const SearchResults& results, const AudienceIndex& index, const std::string& path) {
  SearchRequest plain = request;
  plain.generation.clear();
  json links = {{"self", url_with(path, parameters_of(plain))}};
  // Pages of one search stay on the generation that the first came from.
  SearchRequest page = request;
  page.generation = index.manifest().content_hash;
  if (request.start + request.count < std::min<std::uint64_t>(results.total, kMaxWindow) && request.count > 0) {
    page.start = request.start + request.count;
    if (page.start + page.count <= kMaxWindow) links["next"] = url_with(path, parameters_of(page));
  }
  if (request.start > 0) {
    page.start = request.start > request.count ? request.start - request.count : 0;
    links["prev"] = url_with(path, parameters_of(page));
  }
  if (path == "/api/v1/search") {
    plain.start = 0;
    plain.count = kDefaultCount;
    plain.facets.clear();
    links["atom"] = url_with("/api/v1/search.atom", parameters_of(plain));
    links["csv"] = url_with("/api/v1/search.csv", parameters_of(plain));
  }
  return links;
}

}  // namespace

nlohmann::json segments_json(const std::vector<Segment>& segments) {
  json out = json::array();
  for (const auto& segment : segments) {
    json one = {{"text", segment.text}};
    if (segment.hit) one["hit"] = true;
    out.push_back(std::move(one));
  }
  return out;
}

nlohmann::json labelled_json(const std::string& field, const std::vector<std::string>& values, const AudienceIndex& index, const std::string& language) {
  json out = json::array();
  for (const auto& value : values) out.push_back({{"value", value}, {"label", index.label_of(field, value, language)}});
  return out;
}

std::string searched_words(const SearchResults& results) {
  const auto& corrections = results.query.corrections;
  const bool applied = std::any_of(corrections.begin(), corrections.end(), [](const auto& c) { return c.applied; });
  return applied ? results.query.applied : results.query.typed;
}

std::string dump(const nlohmann::json& json) { return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

std::string file_url(const std::string& id, std::size_t number) { return record_url(id, {}) + "/files/" + std::to_string(number); }

std::optional<PassageFile> passage_file(const SelectedPassage& passage, const schema::Record& card) {
  if (passage.file == 0 || passage.file > card.attachments.size()) return std::nullopt;
  const auto& attachment = card.attachments[passage.file - 1];
  PassageFile file{attachment.title.empty() ? attachment.file_name : attachment.title, {}, attachment.original};
  if (attachment.served && !attachment.removed) file.url = file_url(card.id, passage.file);
  if (!file.url.empty() && passage.page != 0 && attachment.media_type == "application/pdf") file.url += "#page=" + std::to_string(passage.page);
  return file;
}

std::string record_url(const std::string& id, const std::string& q, const std::string& anchor) {
  std::string url = "/records/" + encode_component(id);
  if (!q.empty()) url += "?q=" + encode_component(q);
  if (!anchor.empty()) url += "#" + anchor;
  return url;
}

nlohmann::json index_json(const AudienceIndex& index) {
  const auto& manifest = index.manifest();
  return {{"generation", manifest.content_hash}, {"audience", manifest.name}, {"records", manifest.records}, {"updated", manifest.updated}};
}

nlohmann::json facet_json(const FacetResult& facet) {
  json options = json::array();
  for (const auto& option : facet.options) {
    json one = {{"value", option.value}, {"label", option.label}, {"count", option.count}};
    if (option.selected) one["selected"] = true;
    if (!option.parent.empty()) one["parent"] = option.parent;
    options.push_back(std::move(one));
  }
  return {{"label", facet.label},
          {"values_total", facet.values_total},
          {"truncated", facet.truncated},
          {"missing", facet.missing},
          {"options", std::move(options)}};
}

nlohmann::json search_json(const SearchRequest& request, const SearchResults& results, const AudienceIndex& index, const std::string& path) {
  json hits = json::array();
  for (const auto& hit : results.hits) hits.push_back(hit_json(hit, searched_words(results), request, index));
  json facets = json::object();
  for (const auto& facet : results.facets) facets[facet.field] = facet_json(facet);
  json out = {{"query", query_json(results, index, request.language)},
              {"total", results.total},
              {"start", request.start},
              {"count", results.hits.size()},
              {"results", std::move(hits)},
              {"facets", std::move(facets)},
              {"links", links_json(request, results, index, path)},
              {"index", index_json(index)}};
  return out;
}

nlohmann::json record_json(const schema::Record& record, const AudienceIndex& index, const std::string& language) {
  json out = record;
  // Values come with their labels: callers need no vocabulary to show a record.
  out["terms"] = json::object();
  for (const auto& [field, values] : record.terms) out["terms"][field] = labelled_json(field, values, index, language);
  out.erase("labels");
  if (out.contains("recommendations"))
    for (auto& recommendation : out["recommendations"])
      if (recommendation.contains("agency"))
        recommendation["agency"] = labelled_json("agency", recommendation["agency"].get<std::vector<std::string>>(), index, language);
  int number = 0;
  if (out.contains("attachments"))
    for (auto& attachment : out["attachments"]) {
      ++number;
      attachment.erase("sections");  // /passages finds what they say; the page shows them
      if (!attachment.value("removed", false) && attachment.value("served", true)) attachment["url"] = file_url(record.id, static_cast<std::size_t>(number));
    }
  int block_number = 0;
  if (out.contains("sections"))
    for (auto& section : out["sections"])
      for (auto& block : section["blocks"]) block["anchor"] = "b" + std::to_string(++block_number);
  out["url"] = record_url(record.id, {});
  out["index"] = index_json(index);
  return out;
}

nlohmann::json passages_json(const schema::Record& card, const std::string& q, const std::vector<SelectedPassage>& passages) {
  json list = json::array();
  for (const auto& passage : passages) list.push_back(passage_json(passage, card, q));
  return {{"id", card.id}, {"q", q}, {"passages", std::move(list)}};
}

nlohmann::json vocabulary_json(const schema::Vocabulary& vocabulary, const AudienceIndex& index, const std::string& language) {
  const auto* column = index.records().facets().column(vocabulary.name);
  json values = json::array();
  for (const auto& value : vocabulary.values()) {
    json one = {{"value", value.id}, {"label", language == "cy" && !value.label_cy.empty() ? value.label_cy : value.label}};
    if (!value.label_cy.empty()) one["label_cy"] = value.label_cy;
    if (!value.parent.empty()) one["parent"] = value.parent;
    if (!value.definition.empty()) one["definition"] = value.definition;
    if (!value.related.empty()) one["related"] = value.related;
    if (!value.tags.empty()) one["tags"] = value.tags;
    for (const auto& [key, text] : value.extra) one[key] = text;
    json names = json::array();
    for (const auto& form : value.forms) names.push_back(form.text);
    if (!names.empty()) one["other_names"] = std::move(names);
    if (column != nullptr) {
      const auto found = column->values.find(value.id);
      one["count"] = found == column->values.end() ? 0 : found->second.cardinality();
    }
    values.push_back(std::move(one));
  }
  return {{"vocabulary", vocabulary.name},
          {"label", language == "cy" && !vocabulary.label_cy.empty() ? vocabulary.label_cy : vocabulary.label},
          {"ordered", vocabulary.ordered},
          {"values", std::move(values)},
          {"index", index_json(index)}};
}

}  // namespace searchd
