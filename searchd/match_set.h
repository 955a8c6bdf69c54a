#pragma once
// Which documents match, counted without ranking: exact totals and facet counts come from here.

#include <memory>

#include "searchd/query.h"
#include "searchd/search_index.h"

namespace searchd {

/// The documents that `node` matches, from posting lists decoded to bitmaps; phrases and NEAR by one Boolean pass through
/// Xapian. Results are kept in the index's cache. Throws Xapian::Error.
std::shared_ptr<const DocumentSet> evaluate(const QueryNode& node, const SearchIndex& index, const Xapian::Database& database);

/// How the ladder ended.
struct MatchResult {
  DocumentSet documents;           ///< of the text alone, before filters
  Matching matching = Matching::kAll;
  std::vector<QueryNode> must;     ///< what every match has: for matching_query
};

/// Words beyond which any of them is enough.
inline constexpr std::size_t kMaxWordsForAll = 6;

/// The ladder: all clauses; else, of three or more, all but the one that the fewest documents match, then the next; else
/// any, if need be of the words of concepts' names. More than kMaxWordsForAll clauses: any. What is required or excluded holds on every step.
MatchResult match(const ParsedQuery& query, const SearchIndex& index, const Xapian::Database& database);

}  // namespace searchd
