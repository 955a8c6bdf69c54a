#include "searchd/searcher.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "searchd/query_parser.h"
#include "searchd/spelling.h"

namespace searchd {
namespace {

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

std::vector<RankedDocument> ordered_page(const SearchRequest& request, const DocumentSet& documents, const std::vector<Xapian::docid>& order) {
  std::vector<RankedDocument> out;
  std::size_t skipped = 0;
  for (const auto id : order) {
    if (out.size() == request.count) break;
    if (!documents.contains(id)) continue;
    if (skipped++ >= request.start) out.push_back({id, 0, false, {}});
  }
  return out;
}

Hit make_hit(RankedDocument ranked, const ParsedQuery& query, const HighlightTerms& marks, const AudienceIndex& index, const Xapian::Database& database,
             Searched searched) {
  Hit hit;
  hit.card = nlohmann::json::parse(database.get_document(ranked.id).get_data()).get<schema::Record>();
  hit.score = ranked.score;
  hit.pinned = ranked.pinned;
  hit.parts = std::move(ranked.parts);
  hit.title = highlight(hit.card.title, marks, index);
  hit.summary = highlight(hit.card.summary, marks, index);
  if (searched == Searched::kRecords) {
    hit.passages = select_passages(ranked.id, query, index, database, kPassagesShown);
  } else if (!hit.card.recommendations.empty()) {
    const auto& recommendation = hit.card.recommendations.front();
    hit.passages.push_back({highlight(recommendation.text, marks, index), "Recommendation " + std::to_string(recommendation.number),
                            "recommendations", "r" + std::to_string(recommendation.number), static_cast<unsigned>(recommendation.page),
                            static_cast<unsigned>(schema::original_number(hit.card))});
  }
  return hit;
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

MatchResult matched_by(const SearchRequest& request, const ParsedQuery& query, const AudienceIndex& index, Searched searched) {
  const SearchIndex& in = searched == Searched::kRecords ? index.records() : index.recommendations();
  LadderRules ladder = index.ranking()->ladder;
  ladder.enough = std::max(ladder.enough, request.page);
  ladder.narrow = std::max(ladder.narrow, request.page);
  MatchResult matched = match(query, in, in.open(), ladder);
  const auto* curated = searched == Searched::kRecords && !request.exact ? index.best_bets().find(request.q) : nullptr;
  if (curated == nullptr) return matched;
  matched.documents -= curated->hidden;
  for (const auto document : curated->pinned) matched.documents.add(document);
  matched.pinned = curated->pinned;
  return matched;
}

SearchResults search(const SearchRequest& request, const AudienceIndex& index, Searched searched) {
  const SearchIndex& in = searched == Searched::kRecords ? index.records() : index.recommendations();
  const Xapian::Database database = in.open();
  const auto ranking = index.ranking();
  Stopwatch watch;
  SearchResults results;
  results.query = understood(request, index);
  results.times.parse = watch.lap();

  MatchResult matched = matched_by(request, results.query, index, searched);
  results.matching = matched.matching;
  results.narrowed = matched.narrowed;
  results.first_count = matched.first.cardinality();
  results.facets = count_facets(request, matched.documents, index, in);
  results.times.count = watch.lap();
  matched.documents = filtered_set(request, matched.documents, index, in);
  results.total = matched.documents.cardinality();
  results.times.match = watch.lap();

  const bool by_relevance = request.order == Order::kRelevance && !(results.query.clauses.empty() && results.query.required.empty());
  results.order = request.order == Order::kRelevance && !by_relevance ? Order::kNewest : request.order;
  std::vector<RankedDocument> page;
  if (request.count > 0)
    page = by_relevance ? ranked_page(request, results.query, matched, in, database, *ranking) : ordered_page(request, matched.documents, in.facets().ordered(results.order));
  results.times.rank = watch.lap();

  const auto marks = highlight_terms(results.query);
  for (auto& ranked : page) results.hits.push_back(make_hit(std::move(ranked), results.query, marks, index, database, searched));
  results.times.passages = watch.lap();
  return results;
}

}  // namespace searchd
