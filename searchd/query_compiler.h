#pragma once
// From a query's tree to Xapian queries: which documents match, and how they rank.

#include <xapian.h>

#include "schema/partial_date.h"
#include "searchd/query.h"

namespace searchd {

/// Shares of a word's parts in the ranking, beside the stem's own 1. Measured over twelve public collections.
struct RankingWeights {
  double title = 0.3;        ///< the stem in the title
  double lead = 0.3;         ///< the stem in title and first words
  double adjacent = 0.25;    ///< a phrase of two words that follow each other in the query
  double stop_word = 0.25;   ///< a stop word's stem
  double concept_share = 0.5;  ///< a concept under any of its names, and as a tag
  double ineb2_c = 2.0;      ///< normalisation of Xapian::IneB2Weight
};

/// Matches exactly the documents of match_set's evaluate(): the two are tested against each other.
Xapian::Query matching_query(const QueryNode& node);

/// Documents whose date overlaps [from, to]; 0 leaves an end open. `field` is one of FacetIndex::dates().
Xapian::Query date_query(const std::string& field, schema::DayNumber from, schema::DayNumber to);

/// Ranks documents for the clauses and stop words; matches more than must match.
Xapian::Query ranking_query(const ParsedQuery& query, const RankingWeights& weights);

/// Whether the several words of a concept's name stand for it one by one: "county" for "county lines".
enum class ConceptWords { kTogether, kEach };

/// The leaf terms of the clauses that stand at positions in a text: stems, exact words, concepts. For passages.
std::vector<std::string> positional_terms(const ParsedQuery& query, ConceptWords words);

/// The words of all clauses that are no stop words, in the order typed.
std::vector<const QueryNode*> words_of(const ParsedQuery& query);

}  // namespace searchd
