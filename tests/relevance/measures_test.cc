#include "searchd/eval/measures.h"

#include <gtest/gtest.h>

#include <cmath>

namespace evaluation {
namespace {

constexpr int kRelevant = 2;

JudgedQuery query(std::map<std::string, int> grades) {
  JudgedQuery out;
  out.grades = std::move(grades);
  return out;
}

Measures measured(const JudgedQuery& of, const std::vector<std::string>& ranking) { return measure(of, ranking, kRelevant); }

TEST(Measures, OfTheBestOrderAreOne) {
  const auto best = measured(query({{"a", 3}, {"b", 2}, {"c", 1}, {"d", 0}}), {"a", "b", "c", "d"});
  EXPECT_DOUBLE_EQ(best.ndcg_10, 1);
  EXPECT_DOUBLE_EQ(best.average_precision, 1);
  EXPECT_DOUBLE_EQ(best.reciprocal_rank, 1);
  EXPECT_DOUBLE_EQ(best.precision_10, 0.2);
  EXPECT_DOUBLE_EQ(best.recall_20, 1);
  EXPECT_DOUBLE_EQ(best.recall_100, 1);
  EXPECT_DOUBLE_EQ(best.nothing_found, 0);
}

TEST(Measures, DiscountWhatComesLate) {
  // Gains 3 and 2; found at places 2 and 3, the best order has them at 1 and 2.
  const auto late = measured(query({{"a", 3}, {"b", 2}}), {"unjudged", "a", "b"});
  EXPECT_DOUBLE_EQ(late.ndcg_10, (3 / std::log2(3) + 2 / std::log2(4)) / (3 + 2 / std::log2(3)));
  EXPECT_DOUBLE_EQ(late.reciprocal_rank, 0.5);
  EXPECT_DOUBLE_EQ(late.average_precision, (1.0 / 2 + 2.0 / 3) / 2);
  EXPECT_DOUBLE_EQ(late.recall_20, 1);
}

TEST(Measures, CountAsFoundWhatIsRelevantEnough) {
  const auto of = query({{"a", 3}, {"b", 2}, {"c", 1}});
  EXPECT_DOUBLE_EQ(measure(of, {"c", "a"}, 2).reciprocal_rank, 0.5);
  EXPECT_DOUBLE_EQ(measure(of, {"c", "a"}, 2).recall_20, 0.5);
  EXPECT_DOUBLE_EQ(measure(of, {"c", "a"}, 1).reciprocal_rank, 1);
  EXPECT_DOUBLE_EQ(measure(of, {"c", "a"}, 1).recall_20, 2.0 / 3);
}

TEST(Measures, LookNoFurtherThanTheirDepth) {
  std::vector<std::string> ranking(20, "none");
  ranking.emplace_back("a");
  const auto deep = measured(query({{"a", 3}}), ranking);
  EXPECT_DOUBLE_EQ(deep.ndcg_10, 0);
  EXPECT_DOUBLE_EQ(deep.reciprocal_rank, 0);
  EXPECT_DOUBLE_EQ(deep.precision_10, 0);
  EXPECT_DOUBLE_EQ(deep.recall_20, 0);
  EXPECT_DOUBLE_EQ(deep.recall_100, 1);
  EXPECT_DOUBLE_EQ(deep.average_precision, 1.0 / 21);
}

TEST(Measures, OfNoResultsAreZero) {
  const auto none = measured(query({{"a", 3}}), {});
  EXPECT_DOUBLE_EQ(none.ndcg_10, 0);
  EXPECT_DOUBLE_EQ(none.nothing_found, 1);
}

TEST(Measures, OfSeveralQueriesAreTheirMean) {
  Measures good, bad;
  good.ndcg_10 = 1;
  good.reciprocal_rank = 1;
  bad.reciprocal_rank = 0.5;
  bad.nothing_found = 1;
  const auto both = mean({good, bad});
  EXPECT_DOUBLE_EQ(both.ndcg_10, 0.5);
  EXPECT_DOUBLE_EQ(both.reciprocal_rank, 0.75);
  EXPECT_DOUBLE_EQ(both.nothing_found, 0.5);
  EXPECT_DOUBLE_EQ(mean({}).ndcg_10, 0);
}

}  // namespace
}  // namespace evaluation
