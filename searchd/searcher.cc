#include "searchd/searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "searchd/query_parser.h"
#include "searchd/spelling.h"

namespace searchd {
namespace {

/// More than any score: what it is added to comes first.
constexpr double kAhead = 1'000.0;

constexpr const char* kYear = "year";

using Clock = std::chrono::steady_clock;

/// Seconds since the last call.
class Stopwatch {
 public:
  double lap() {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  Clock::time_point last_ = Clock::now();
};

/// The id of a value that was written as an id, a label or another name.
std::string value_id(const AudienceIndex& index, const schema::Field& field, const std::string& written) {
  const auto* vocabulary = index.vocabularies().find(field.vocabulary);
  const auto* value = vocabulary == nullptr ? nullptr : vocabulary->resolve(written);
  if (value != nullptr) return value->id;
  return field.open ? schema::slug(written) : written;
}

const FacetColumn& column_of(const SearchIndex& in, const std::string& field, const char* parameter_prefix) {
  static const FacetColumn none;
  const auto* column = in.facets().column(field);
  if (column == nullptr && schema::find_field(field)->demographic && !in.facets().all().isEmpty())
    throw BadRequest({{parameter_prefix + field, "not_available", fmt::format("'{}' can be neither filtered nor counted here", field)}});
  return column == nullptr ? none : *column;
}

DocumentSet documents_of(const std::string& written, const AudienceIndex& index, const schema::Field& field, const FacetColumn& column) {
  if (written == kMissing) return column.missing;
  const auto found = column.values.find(value_id(index, field, written));
  return found == column.values.end() ? DocumentSet() : found->second;
}

/// The years in `range` that records have.
std::vector<std::string> years_in(const YearRange& range, const AudienceIndex& index) {
  std::vector<std::string> out;
  for (const auto& [year, documents] : column_of(index.records(), kYear, "filter_").values)
    if (range.holds(std::atoi(year.c_str()))) out.push_back(year);
  return out;
}

Xapian::Query filter_term(const std::string& written, const AudienceIndex& index, const schema::Field& field) {
  if (written == kMissing) return Xapian::Query(schema::missing_term(field.name));
  return Xapian::Query(schema::facet_term(field, value_id(index, field, written)));
}

/// Narrows a Xapian query by the filters: the same documents as filtered_set().
Xapian::Query narrowed(Xapian::Query query, const SearchRequest& request, const AudienceIndex& index) {
  using Xapian::Query;
  for (const auto& [name, filter] : request.filters) {
    const auto& field = *schema::find_field(name);
    std::vector<Query> any;
    for (const auto& value : filter.any) any.push_back(filter_term(value, index, field));
    if (!any.empty()) query = Query(Query::OP_FILTER, query, Query(Query::OP_OR, any.begin(), any.end()));
    for (const auto& value : filter.all) query = Query(Query::OP_FILTER, query, filter_term(value, index, field));
    for (const auto& value : filter.reject) query = Query(Query::OP_AND_NOT, query, filter_term(value, index, field));
  }
  if (!request.years.empty()) {
    std::vector<Query> years;
    for (const auto& year : years_in(request.years, index)) years.push_back(filter_term(year, index, *schema::find_field(kYear)));
    query = Query(Query::OP_FILTER, query, Query(Query::OP_OR, years.begin(), years.end()));
  }
  for (const auto& [name, dates] : request.dates) {
    query = Query(Query::OP_FILTER, query, date_query(name, dates.from ? dates.from->first_day() : 0, dates.to ? dates.to->last_day() : 0));
  }
  return query;
}

/// The page of best documents with their scores.
std::vector<std::pair<Xapian::docid, double>> ranked_page(const SearchRequest& request, const ParsedQuery& query, const MatchResult& matched,
                                                          const AudienceIndex& index, const Xapian::Database& database,
                                                          const RankingWeights& weights, std::string* explanation) {
  using Xapian::Query;
  std::vector<Query> must;
  for (const auto& node : matched.must) must.push_back(matching_query(node));
  for (const auto& node : query.required) must.push_back(matching_query(node));
  Query matching = must.empty() ? Query(std::string()) : Query(Query::OP_AND, must.begin(), must.end());
  for (const auto& node : query.excluded) matching = Query(Query::OP_AND_NOT, matching, matching_query(node));
  Query ranked(Query::OP_AND_MAYBE, Query(Query::OP_SCALE_WEIGHT, matching, 0.0), ranking_query(query, weights));
  Xapian::FixedWeightPostingSource ahead(kAhead);
  if (!matched.first.empty()) {
    std::vector<Query> first;
    for (const auto& node : matched.first) first.push_back(matching_query(node));
    ranked = Query(Query::OP_AND_MAYBE, ranked, Query(Query::OP_FILTER, Query(&ahead), Query(Query::OP_AND, first.begin(), first.end())));
  }

  Xapian::Enquire enquire(database);
  enquire.set_query(narrowed(ranked, request, index));
  enquire.set_weighting_scheme(Xapian::IneB2Weight(weights.ineb2_c));
  // Weights are added up in an order that depends on where Xapian cuts off, and so on the page: the last bit of a score, and the
  // place of equal records. Nothing is cut off before as many as all pages can show were weighed.
  // Never by docid: documents are renumbered when others come and go, and that would be seen.
  enquire.set_sort_by_relevance_then_value(schema::slot::kTieBreak, false);
  const auto page = enquire.get_mset(static_cast<Xapian::doccount>(request.start), static_cast<Xapian::doccount>(request.count),
                                     static_cast<Xapian::doccount>(kMaxWindow));
  std::vector<std::pair<Xapian::docid, double>> out;
  for (auto it = page.begin(); it != page.end(); ++it) out.emplace_back(*it, it.get_weight());
  if (explanation != nullptr) *explanation = enquire.get_query().get_description();
  return out;
}

std::vector<std::pair<Xapian::docid, double>> ordered_page(const SearchRequest& request, const DocumentSet& documents,
                                                           const std::vector<Xapian::docid>& order) {
  std::vector<std::pair<Xapian::docid, double>> out;
  std::size_t skipped = 0;
  for (const auto id : order) {
    if (out.size() == request.count) break;
    if (!documents.contains(id)) continue;
    if (skipped++ >= request.start) out.emplace_back(id, 0.0);
  }
  return out;
}

Hit make_hit(Xapian::docid id, double score, const ParsedQuery& query, const HighlightTerms& marks, const AudienceIndex& index,
             const Xapian::Database& database, Searched searched) {
  Hit hit;
  hit.card = nlohmann::json::parse(database.get_document(id).get_data()).get<schema::Record>();
  hit.score = score;
  hit.title = highlight(hit.card.title, marks, index);
  hit.summary = highlight(hit.card.summary, marks, index);
  if (searched == Searched::kRecords) {
    hit.passages = select_passages(id, query, index, database, kPassagesShown);
  } else if (!hit.card.recommendations.empty()) {
    const auto& recommendation = hit.card.recommendations.front();
    hit.passages.push_back({highlight(recommendation.text, marks, index), "Recommendation " + std::to_string(recommendation.number),
                            "recommendations", "r" + std::to_string(recommendation.number), static_cast<unsigned>(recommendation.page),
                            static_cast<unsigned>(schema::original_number(hit.card))});
  }
  return hit;
}

bool has_prefix(const std::string& text, const std::string& folded_prefix) {
  const std::string folded = schema::fold(text);
  return folded.starts_with(folded_prefix) || folded.find(" " + folded_prefix) != std::string::npos;
}

void sort_options(std::vector<FacetOption>& options, const FacetRequest& facet, const schema::Vocabulary* vocabulary) {
  using Sort = FacetRequest::Sort;
  const auto by_label = [](const auto& a, const auto& b) { return schema::fold(a.label) < schema::fold(b.label); };
  std::stable_sort(options.begin(), options.end(), by_label);
  const bool ordered = vocabulary != nullptr && vocabulary->ordered;
  if (facet.sort == Sort::kValueDescending || (facet.sort == Sort::kDefault && facet.field == kYear)) {
    std::reverse(options.begin(), options.end());
  } else if (facet.sort == Sort::kCountAscending) {
    std::stable_sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.count < b.count; });
  } else if (facet.sort == Sort::kDefault && ordered) {
    const auto place = [&](const std::string& id) { return vocabulary->find(id) - vocabulary->values().data(); };
    std::stable_sort(options.begin(), options.end(), [&](const auto& a, const auto& b) { return place(a.value) < place(b.value); });
  } else if (facet.sort == Sort::kDefault || facet.sort == Sort::kCountDescending) {
    std::stable_sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  }
}

/// The first `count` options and every selected one.
void truncate(FacetResult& result, std::size_t count) {
  std::size_t kept = 0;
  const auto before = result.options.size();
  std::erase_if(result.options, [&](const FacetOption& option) { return kept++ >= count && !option.selected; });
  result.truncated = result.options.size() < before;
}

FacetResult count_facet(const FacetRequest& facet, const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index,
                        const SearchIndex& in) {
  const auto& field = *schema::find_field(facet.field);
  const auto& column = column_of(in, facet.field, "facet_");
  const auto* vocabulary = index.vocabularies().find(field.vocabulary);
  const DocumentSet documents = filtered_set(request, matched, index, in, facet.all_filters ? std::string() : facet.field);
  std::vector<std::string> selected;
  if (const auto filter = request.filters.find(facet.field); filter != request.filters.end())
    for (const auto* list : {&filter->second.any, &filter->second.all})
      for (const auto& written : *list) selected.push_back(written == kMissing ? written : value_id(index, field, written));
  const auto is_selected = [&](const std::string& value) { return std::find(selected.begin(), selected.end(), value) != selected.end(); };

  FacetResult result;
  result.field = facet.field;
  const auto* named = index.vocabularies().find(facet.field);
  result.label = request.language == "cy" && named != nullptr && !named->label_cy.empty() ? named->label_cy : std::string(field.label);
  result.missing = documents.and_cardinality(column.missing);
  result.missing_selected = is_selected(std::string(kMissing));
  const std::string prefix = schema::fold(facet.prefix);
  const auto add = [&](const std::string& value, std::uint64_t count) {
    FacetOption option{value, index.label_of(facet.field, value, request.language), count, is_selected(value), {}};
    if (vocabulary != nullptr)
      if (const auto* known = vocabulary->find(value)) option.parent = known->parent;
    const bool wanted = prefix.empty() || has_prefix(option.label, prefix) || value.starts_with(prefix);
    if (wanted && count > 0) ++result.values_total;
    if ((wanted && count > 0) || option.selected) result.options.push_back(std::move(option));
  };
  for (const auto& [value, documents_of_value] : column.values) add(value, documents.and_cardinality(documents_of_value));
  for (const auto& value : selected)
    if (value != kMissing && !column.values.contains(value)) add(value, 0);
  sort_options(result.options, facet, vocabulary);
  truncate(result, facet.count);
  return result;
}

}  // namespace

ParsedQuery understood(const SearchRequest& request, const AudienceIndex& index) {
  const ParseOptions options{request.exact, request.as_words};
  ParsedQuery query = parse_query(request.q, index, options);
  if (request.exact) return query;
  // A word that no record holds finds nothing: the word that was surely meant is searched in its place, and that is said.
  auto corrections = corrections_for(query, index);
  std::vector<Correction> applied;
  std::copy_if(corrections.begin(), corrections.end(), std::back_inserter(applied), [](const auto& c) { return c.applied; });
  if (!applied.empty()) {
    ParsedQuery again = parse_query(corrected(query.applied, applied), index, options);
    again.typed = query.typed;
    query = std::move(again);
  }
  query.corrections = std::move(corrections);
  return query;
}

DocumentSet filtered_set(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in,
                         const std::string& without_field) {
  DocumentSet out = matched;
  for (const auto& [name, filter] : request.filters) {
    const auto& field = *schema::find_field(name);
    const auto& column = column_of(in, name, "filter_");
    if (name == without_field) continue;
    if (!filter.any.empty()) {
      DocumentSet any;
      for (const auto& value : filter.any) any |= documents_of(value, index, field, column);
      out &= any;
    }
    for (const auto& value : filter.all) out &= documents_of(value, index, field, column);
    for (const auto& value : filter.reject) out -= documents_of(value, index, field, column);
  }
  if (!request.years.empty() && without_field != kYear) {
    const auto& field = *schema::find_field(kYear);
    DocumentSet any;
    for (const auto& year : years_in(request.years, index)) any |= documents_of(year, index, field, column_of(in, kYear, "filter_"));
    out &= any;
  }
  for (const auto& [name, dates] : request.dates)
    out &= in.facets().overlapping(*in.facets().dates(name), dates.from ? dates.from->first_day() : 0, dates.to ? dates.to->last_day() : 0);
  return out;
}

std::vector<FacetResult> count_facets(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in) {
  std::vector<FacetResult> out;
  if (!request.facets.empty()) {
    for (const auto& facet : request.facets) out.push_back(count_facet(facet, request, matched, index, in));
    return out;
  }
  for (const auto* field : schema::facet_fields()) {
    if (out.size() == kDefaultFacets) break;
    FacetRequest facet;
    facet.field = field->name;
    out.push_back(count_facet(facet, request, matched, index, in));
  }
  return out;
}

SearchResults search(const SearchRequest& request, const AudienceIndex& index, Searched searched, const RankingWeights& weights) {
  const SearchIndex& in = searched == Searched::kRecords ? index.records() : index.recommendations();
  const Xapian::Database database = in.open();
  Stopwatch watch;
  SearchResults results;
  results.query = understood(request, index);
  results.times.parse = watch.lap();

  const MatchResult matched = match(results.query, in, database);
  results.matching = matched.matching;
  results.narrowed = matched.narrowed;
  results.first_count = matched.first_count;
  const DocumentSet documents = filtered_set(request, matched.documents, index, in);
  results.total = documents.cardinality();
  results.times.match = watch.lap();

  results.facets = count_facets(request, matched.documents, index, in);
  results.times.count = watch.lap();

  const bool by_relevance = request.order == Order::kRelevance && !(results.query.clauses.empty() && results.query.required.empty());
  results.order = request.order == Order::kRelevance && !by_relevance ? Order::kNewest : request.order;
  std::vector<std::pair<Xapian::docid, double>> page;
  if (request.count > 0)
    page = by_relevance ? ranked_page(request, results.query, matched, index, database, weights, request.explain ? &results.explanation : nullptr)
                        : ordered_page(request, documents, in.facets().ordered(results.order));
  results.times.rank = watch.lap();

  const auto marks = highlight_terms(results.query);
  for (const auto& [id, score] : page) results.hits.push_back(make_hit(id, score, results.query, marks, index, database, searched));
  results.times.passages = watch.lap();
  return results;
}

}  // namespace searchd
