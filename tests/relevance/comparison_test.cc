#include "searchd/eval/comparison.h"

#include <gtest/gtest.h>

namespace evaluation {
namespace {

TEST(Comparison, OfTheSameFiguresIsByChance) {
  const auto found = compare({0.2, 0.5, 1}, {0.2, 0.5, 1});
  EXPECT_DOUBLE_EQ(found.difference, 0);
  EXPECT_EQ(found.same, 3u);
  EXPECT_DOUBLE_EQ(found.p, 1);
}

TEST(Comparison, OfFiguresThatAreAlwaysBetterIsNot) {
  const std::vector<double> worse(20, 0.4);
  const std::vector<double> better(20, 0.5);
  const auto found = compare(better, worse);
  EXPECT_NEAR(found.difference, 0.1, 1e-12);
  EXPECT_EQ(found.better, 20u);
  EXPECT_LT(found.p, 0.001);
  EXPECT_EQ(compare(worse, better).worse, 20u);
  EXPECT_DOUBLE_EQ(compare(worse, better).p, found.p) << "either way";
}

TEST(Comparison, CountsExactlyWhatExchangesCanMake) {
  // Of the eight ways to exchange three pairs that differ alike, two make a sum as large.
  EXPECT_NEAR(compare({1, 1, 1}, {0, 0, 0}).p, 0.25, 0.02);
  EXPECT_NEAR(compare({1, 1, 0}, {0, 0, 1}).p, 1, 1e-3);
}

TEST(Comparison, OfNothingSaysNothing) { EXPECT_DOUBLE_EQ(compare({}, {}).p, 1); }

}  // namespace
}  // namespace evaluation
