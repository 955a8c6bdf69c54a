#pragma once
// Which documents match, counted without ranking: exact totals and facet counts come from here.

#include <memory>
#include <vector>

#include "searchd/query.h"
#include "searchd/ranking.h"
#include "searchd/search_index.h"

namespace searchd {

/// The documents that `node` matches, from posting lists decoded to bitmaps; phrases and NEAR by one Boolean pass through
/// Xapian. Results are kept in the index's cache. Throws Xapian::Error.
std::shared_ptr<const DocumentSet> evaluate(const QueryNode& node, const SearchIndex& index, const Xapian::Database& database);

/// How the ladder ended.
struct MatchResult {
  DocumentSet documents;           ///< of the text alone, before filters
  DocumentSet first;               ///< those of them that come before all others but the pinned
  std::vector<Xapian::docid> pinned;  ///< come before those, in this order, whether they match or not
  Matching matching = Matching::kAll;
  bool narrowed = false;           ///< the filters in words hold for every match
};

/// The ladder: the documents that have all clauses but those that tell little apart; if these are few, those that have most; else
/// any, if need be of the words of concepts' names. What is required or excluded holds on every step. A clause weighs
/// log(1 + N / (documents with it + ½)), and its share is of what the best document has: a word that no record holds asks nothing.
/// Filters in words narrow where they leave enough documents; where they leave fewer, those come first and what matches
/// all of the words follows.
MatchResult match(const ParsedQuery& query, const SearchIndex& index, const Xapian::Database& database, const LadderRules& rules = {});

}  // namespace searchd
