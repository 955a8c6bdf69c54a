#pragma once
// The order of documents that match: by relevance, with each part's share of a score.

#include "searchd/match_set.h"
#include "searchd/prior_weights.h"
#include "searchd/request.h"
#include "searchd/search_index.h"

namespace searchd {

struct RankedDocument {
  Xapian::docid id = 0;
  double score = 0;
  bool pinned = false;
  std::vector<ScorePart> parts;  ///< add up to the score; empty unless the request asks to explain
};

/// The page of `matched` that `request` asks for, the best first; equal scores by the hash of the records' ids. Throws Xapian::Error.
std::vector<RankedDocument> ranked_page(const SearchRequest& request, const ParsedQuery& query, const MatchResult& matched, const SearchIndex& index,
                                        const Xapian::Database& database, const Ranking& ranking);

}  // namespace searchd
