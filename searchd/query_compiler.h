#pragma once
// From a query's tree to Xapian queries and terms: how documents rank, and where passages stand.

#include <xapian.h>

#include "searchd/query.h"
#include "searchd/ranking.h"

namespace searchd {

/// For nodes that need positions or an expansion: phrases, NEAR, prefixes.
Xapian::Query positional_query(const QueryNode& node);

/// A part of the ranking: what it is called in an explanation, and the query whose weights it adds.
struct RankingPart {
  std::string part;  ///< as ScorePart::part
  std::string of;
  Xapian::Query query;
  bool in_place = false;  ///< words that stand in a certain place to each other: a phrase, NEAR
  /// Instead of `query`: a facet's field and value, whose records have `share` of a weight by how few they are.
  std::string field = {};
  std::string value = {};
  double share = 0;
};

/// What ranks documents for the clauses, what is required and the stop words; together the parts match more than must match.
std::vector<RankingPart> ranking_parts(const ParsedQuery& query, const WordWeights& weights);

/// Whether the several words of a concept's name stand for it one by one: "county" for "county lines".
enum class ConceptWords { kTogether, kEach };

/// The leaf terms of the clauses that stand at positions in a text: stems, exact words, concepts. For passages.
std::vector<std::string> positional_terms(const ParsedQuery& query, ConceptWords words);

/// The words of all clauses that are no stop words, in the order typed.
std::vector<const QueryNode*> words_of(const ParsedQuery& query);

}  // namespace searchd
