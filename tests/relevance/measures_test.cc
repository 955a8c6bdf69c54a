#include "tests/relevance/measures.h"

#include <gtest/gtest.h>

#include <cmath>

namespace relevance {
namespace {

JudgedQuery query(std::map<std::string, int> grades) {
  JudgedQuery out;
  out.grades = std::move(grades);
  return out;
}

TEST(Measures, OfTheBestOrderAreOne) {
  const auto best = measure(query({{"a", 3}, {"b", 2}, {"c", 1}, {"d", 0}}), {"a", "b", "c", "d"});
  EXPECT_DOUBLE_EQ(best.ndcg, 1);
  EXPECT_DOUBLE_EQ(best.reciprocal_rank, 1);
  EXPECT_DOUBLE_EQ(best.recall, 1);
  EXPECT_DOUBLE_EQ(best.nothing_found, 0);
}

TEST(Measures, DiscountWhatComesLate) {
  // Gains 7 and 3; found at places 2 and 3, the best order has them at 1 and 2.
  const auto late = measure(query({{"a", 3}, {"b", 2}}), {"unjudged", "a", "b"});
  EXPECT_DOUBLE_EQ(late.ndcg, (7 / std::log2(3) + 3 / std::log2(4)) / (7 + 3 / std::log2(3)));
  EXPECT_DOUBLE_EQ(late.reciprocal_rank, 0.5);
  EXPECT_DOUBLE_EQ(late.recall, 1);
}

TEST(Measures, CountOnlyHelpfulRecordsAsFound) {
  const auto half = measure(query({{"a", 3}, {"b", 2}, {"c", 1}}), {"c", "a"});
  EXPECT_DOUBLE_EQ(half.reciprocal_rank, 0.5);
  EXPECT_DOUBLE_EQ(half.recall, 0.5);
}

TEST(Measures, LookNoFurtherThanTheirDepth) {
  std::vector<std::string> ranking(20, "none");
  ranking.push_back("a");
  const auto deep = measure(query({{"a", 3}}), ranking);
  EXPECT_DOUBLE_EQ(deep.ndcg, 0);
  EXPECT_DOUBLE_EQ(deep.recall, 0);
}

TEST(Measures, OfNoResultsAreZero) {
  const auto none = measure(query({{"a", 3}}), {});
  EXPECT_DOUBLE_EQ(none.ndcg, 0);
  EXPECT_DOUBLE_EQ(none.nothing_found, 1);
}

TEST(Measures, OfSeveralQueriesAreTheirMean) {
  const auto both = mean({{1, 1, 1, 0}, {0, 0.5, 0, 1}});
  EXPECT_DOUBLE_EQ(both.ndcg, 0.5);
  EXPECT_DOUBLE_EQ(both.reciprocal_rank, 0.75);
  EXPECT_DOUBLE_EQ(both.nothing_found, 0.5);
  EXPECT_DOUBLE_EQ(mean({}).ndcg, 0);
}

}  // namespace
}  // namespace relevance
