#include "searchd/eval/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace evaluation {
namespace {

constexpr std::size_t kFirstPage = 10;
constexpr std::size_t kSecondPage = 20;

int grade_of(const JudgedQuery& query, const std::string& record) {
  const auto judged = query.grades.find(record);
  return judged == query.grades.end() ? 0 : judged->second;
}

double discounted_gain(const std::vector<int>& grades) {
  double gain = 0;
  for (std::size_t i = 0; i < std::min(grades.size(), kFirstPage); ++i) gain += grades[i] / std::log2(static_cast<double>(i) + 2);
  return gain;
}

double best_gain(const JudgedQuery& query) {
  std::vector<int> grades;
  for (const auto& [record, grade] : query.grades) grades.push_back(grade);
  std::sort(grades.begin(), grades.end(), std::greater<>());
  return discounted_gain(grades);
}

}  // namespace

Measures measure(const JudgedQuery& query, const std::vector<std::string>& ranking, int relevant) {
  std::vector<int> grades;
  for (const auto& record : ranking) grades.push_back(grade_of(query, record));
  const auto all = static_cast<double>(std::count_if(query.grades.begin(), query.grades.end(), [&](const auto& judged) { return judged.second >= relevant; }));

  Measures out;
  out.ndcg_10 = discounted_gain(grades) / best_gain(query);
  out.nothing_found = ranking.empty() ? 1 : 0;
  double found = 0;
  for (std::size_t i = 0; i < std::min(grades.size(), kDepth); ++i) {
    if (grades[i] >= relevant) {
      const double rank = static_cast<double>(i) + 1;
      if (++found == 1 && i < kFirstPage) out.reciprocal_rank = 1 / rank;
      out.average_precision += found / rank / all;
    }
    if (i < kFirstPage) out.precision_10 = found / static_cast<double>(kFirstPage);
    if (i < kSecondPage) out.recall_20 = found / all;
    out.recall_100 = found / all;
  }
  return out;
}

Measures mean(const std::vector<Measures>& of) {
  Measures out;
  for (const auto& one : of)
    for (const auto& [name, value] : kMeasures) out.*value += one.*value / static_cast<double>(of.size());
  return out;
}

}  // namespace evaluation
