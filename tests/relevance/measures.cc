#include "tests/relevance/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace relevance {
namespace {

int grade_of(const JudgedQuery& query, const std::string& record) {
  const auto judged = query.grades.find(record);
  return judged == query.grades.end() ? 0 : judged->second;
}

double discounted_gain(const std::vector<int>& grades) {
  double gain = 0;
  for (std::size_t i = 0; i < std::min(grades.size(), kGainDepth); ++i)
    gain += (std::exp2(grades[i]) - 1) / std::log2(static_cast<double>(i) + 2);
  return gain;
}

double best_gain(const JudgedQuery& query) {
  std::vector<int> grades;
  for (const auto& [record, grade] : query.grades) grades.push_back(grade);
  std::sort(grades.begin(), grades.end(), std::greater<>());
  return discounted_gain(grades);
}

}  // namespace

Measures measure(const JudgedQuery& query, const std::vector<std::string>& ranking) {
  std::vector<int> grades;
  for (const auto& record : ranking) grades.push_back(grade_of(query, record));
  const auto helpful = [](int grade) { return grade >= kHelpful; };
  const auto all_helpful = std::count_if(query.grades.begin(), query.grades.end(), [&](const auto& judged) { return helpful(judged.second); });
  const auto first = std::find_if(grades.begin(), grades.end(), helpful);
  const auto end = grades.begin() + static_cast<std::ptrdiff_t>(std::min(grades.size(), kRecallDepth));

  Measures out;
  out.ndcg = discounted_gain(grades) / best_gain(query);
  out.reciprocal_rank = first == grades.end() ? 0 : 1.0 / static_cast<double>(first - grades.begin() + 1);
  out.recall = static_cast<double>(std::count_if(grades.begin(), end, helpful)) / static_cast<double>(all_helpful);
  out.nothing_found = ranking.empty() ? 1 : 0;
  return out;
}

Measures mean(const std::vector<Measures>& of) {
  Measures out;
  const double share = of.empty() ? 0 : 1.0 / static_cast<double>(of.size());
  for (const auto& one : of) {
    out.ndcg += one.ndcg * share;
    out.reciprocal_rank += one.reciprocal_rank * share;
    out.recall += one.recall * share;
    out.nothing_found += one.nothing_found * share;
  }
  return out;
}

}  // namespace relevance
