#pragma once
// SearchRequest -> SearchResults: parse, match, count, rank, choose passages.

#include <chrono>

#include "searchd/facet_counts.h"
#include "searchd/match_set.h"
#include "searchd/passage_selector.h"
#include "searchd/ranker.h"

namespace searchd {

struct Hit {
  schema::Record card;
  std::vector<Segment> title;
  std::vector<Segment> summary;
  std::vector<SelectedPassage> passages;
  double score = 0;              ///< 0 unless ranked by relevance
  bool pinned = false;           ///< put first by the library's staff (curation.yaml)
  std::vector<ScorePart> parts;  ///< of the score, with explain
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
  PhaseTimes times;
};

/// Passages shown of a hit.
inline constexpr std::size_t kPassagesShown = 3;

enum class Searched { kRecords, kRecommendations };

/// Answers `request` from what one audience may see. Any thread. Throws BadRequest for a filter or facet that this audience
/// has not, and Xapian::Error if the index cannot be read (a generation that was pruned: ask again).
SearchResults search(const SearchRequest& request, const AudienceIndex& index, Searched searched = Searched::kRecords);

/// The parts of a search, for those who need only one.
/// What the words of `request` ask for, corrections applied.
ParsedQuery understood(const SearchRequest& request, const AudienceIndex& index);
/// What matches that, before the request's filters: match(), and what staff decided for these words.
MatchResult matched_by(const SearchRequest& request, const ParsedQuery& query, const AudienceIndex& index, Searched searched);
}  // namespace searchd
