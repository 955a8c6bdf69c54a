#pragma once
// SearchRequest -> SearchResults: parse, match, count, rank, choose passages.

#include <chrono>

#include "searchd/match_set.h"
#include "searchd/passage_selector.h"
#include "searchd/query_compiler.h"
#include "searchd/request.h"

namespace searchd {

struct Hit {
  schema::Record card;
  std::vector<Segment> title;
  std::vector<Segment> summary;
  std::vector<SelectedPassage> passages;
  double score = 0;  ///< 0 unless ranked by relevance
};

struct FacetOption {
  std::string value;
  std::string label;
  std::uint64_t count = 0;
  bool selected = false;
  std::string parent;  ///< of a tree
};

struct FacetResult {
  std::string field;
  std::string label;
  std::vector<FacetOption> options;  ///< selected ones always, also at 0
  std::size_t values_total = 0;      ///< with a count, and the prefix asked for
  bool truncated = false;
  std::uint64_t missing = 0;         ///< matches without a value
  bool missing_selected = false;
};

/// Seconds of each phase, for metrics and Server-Timing.
struct PhaseTimes {
  double parse = 0, match = 0, count = 0, rank = 0, passages = 0;
};

struct SearchResults {
  ParsedQuery query;
  Matching matching = Matching::kAll;
  bool narrowed = false;            ///< the filters in words (query.named) hold for every result
  std::uint64_t first_count = 0;    ///< else so many results have them, and come first (before the request's own filters)
  Order order = Order::kRelevance;  ///< as used: without words, relevance means the newest first
  std::uint64_t total = 0;          ///< exact
  std::vector<Hit> hits;
  std::vector<FacetResult> facets;
  std::string explanation;          ///< of the ranking query, with explain
  PhaseTimes times;
};

/// Passages shown of a hit.
inline constexpr std::size_t kPassagesShown = 3;

enum class Searched { kRecords, kRecommendations };

/// Answers `request` from what one audience may see. Any thread. Throws BadRequest for a filter or facet that this audience
/// has not, and Xapian::Error if the index cannot be read (a generation that was pruned: ask again).
SearchResults search(const SearchRequest& request, const AudienceIndex& index, Searched searched = Searched::kRecords,
                     const RankingWeights& weights = {});

/// The parts of a search, for those who need only one; search() is these in turn, with match() after the first.
/// What the words of `request` ask for, corrections applied.
ParsedQuery understood(const SearchRequest& request, const AudienceIndex& index);
/// All documents that match words and filters.
DocumentSet filtered_set(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in,
                         const std::string& without_field = {});
/// Disjunctive counts: OR within a facet, AND across; a facet's own selection does not narrow it.
std::vector<FacetResult> count_facets(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in);

}  // namespace searchd
