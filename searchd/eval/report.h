#pragma once
// What an evaluation found, as a table for people and as JSON for programs.

#include <nlohmann/json_fwd.hpp>

#include "searchd/eval/comparison.h"
#include "searchd/eval/measures.h"
#include "searchd/eval/runs.h"
#include "searchd/eval/spelling_eval.h"

namespace evaluation {

/// One answerable query under one run.
struct MeasuredQuery {
  const JudgedQuery* query;
  std::vector<std::string> found;  ///< record ids, the best first, at most kDepth
  Measures measures;
};

struct MeasuredRun {
  Run run;
  std::vector<MeasuredQuery> queries;
  std::size_t unanswerable = 0;      ///< queries without an answer
  std::size_t answered_nothing = 0;  ///< of those, how many rightly had no result

  std::vector<double> values(double Measures::*measure) const;
};

/// Tables on standard output: every measure of every run by kind, and the first run against each other. With `per_query` a line for each query, those with the
/// largest difference between the first two runs first.
void print_figures(const std::vector<MeasuredRun>& runs, bool per_query);
nlohmann::json figures_json(const std::vector<MeasuredRun>& runs, bool per_query);

void print_spelling(const SpellingFigures& figures, bool wrong);
nlohmann::json spelling_json(const SpellingFigures& figures, bool wrong);

}  // namespace evaluation
