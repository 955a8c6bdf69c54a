#pragma once
// How good a ranking is, by the judgements of its query. As trec_eval computes them.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/eval/judged_queries.h"

namespace evaluation {

/// Results that are asked for: no measure looks further.
inline constexpr std::size_t kDepth = 100;

/// Each from 0 to 1; of several queries, the mean.
struct Measures {
  double ndcg_10 = 0;            ///< gain is the grade, discount log2(rank + 1), against the best order of all that is judged
  double average_precision = 0;  ///< over the first 100
  double reciprocal_rank = 0;    ///< of the first relevant record among ten; 0 if none is
  double precision_10 = 0;
  double recall_20 = 0;
  double recall_100 = 0;
  double nothing_found = 0;      ///< 1 if there is no result at all
};

struct NamedMeasure {
  std::string_view name;  ///< as in tables and JSON
  double Measures::*value;
};
inline constexpr std::array<NamedMeasure, 7> kMeasures = {{{"nDCG@10", &Measures::ndcg_10},
                                                           {"MAP", &Measures::average_precision},
                                                           {"MRR@10", &Measures::reciprocal_rank},
                                                           {"P@10", &Measures::precision_10},
                                                           {"recall@20", &Measures::recall_20},
                                                           {"recall@100", &Measures::recall_100},
                                                           {"no results", &Measures::nothing_found}}};

/// Of an answerable query; `ranking` holds record ids, the best first. Unjudged records count as grade 0; a record is relevant from the
/// grade `relevant` on.
Measures measure(const JudgedQuery& query, const std::vector<std::string>& ranking, int relevant);

/// The mean; all 0 of none.
Measures mean(const std::vector<Measures>& of);

}  // namespace evaluation
