#pragma once
// How good a ranking is, by the judgements of its query.

#include <string>
#include <vector>

#include "tests/relevance/judged_queries.h"

namespace relevance {

inline constexpr std::size_t kGainDepth = 10;
inline constexpr std::size_t kRecallDepth = 20;

/// Each from 0 to 1; of several queries, the mean.
struct Measures {
  double ndcg = 0;             ///< nDCG@10: gain 2^grade - 1, discount log2(rank + 1), against the best order of all that is judged
  double reciprocal_rank = 0;  ///< of the first record that is helpful; 0 if none is
  double recall = 0;           ///< share of the helpful records among the first 20
  double nothing_found = 0;    ///< 1 if there is no result at all
};

/// Of an answerable query; `ranking` holds record ids, the best first. Unjudged records count as grade 0.
Measures measure(const JudgedQuery& query, const std::vector<std::string>& ranking);

/// The mean; all 0 of none.
Measures mean(const std::vector<Measures>& of);

}  // namespace relevance
