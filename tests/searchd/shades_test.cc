#include "searchd/shades.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace {

TEST(Shades, AreStepsThatGrowWithTheLargestNumber) {
  struct Case {
    std::uint64_t most;
    std::string steps;  ///< "shade:from-to"
  };
  const Case cases[] = {{0, ""},
                        {1, "5:1-1"},
                        {2, "3:1-1 5:2-2"},
                        {4, "2:1-1 3:2-2 4:3-3 5:4-4"},
                        {5, "1:1-1 2:2-2 3:3-3 4:4-4 5:5-5"},
                        {10, "1:1-1 2:2-2 3:3-3 4:4-6 5:7-10"},
                        {100, "1:1-2 2:3-6 3:7-15 4:16-39 5:40-100"}};
  for (const auto& c : cases) {
    const searchd::Shades shades(c.most);
    std::string found;
    for (const auto& step : shades.steps()) found += fmt::format("{}{}:{}-{}", found.empty() ? "" : " ", step.shade, step.from, step.to);
    EXPECT_EQ(found, c.steps) << c.most;
  }
}

TEST(Shades, OfACountIsThatOfItsStep) {
  for (std::uint64_t most = 1; most < 300; ++most) {
    const searchd::Shades shades(most);
    EXPECT_EQ(shades.of(0), 0);
    EXPECT_EQ(shades.of(most), searchd::kDarkest) << most;
    EXPECT_EQ(shades.of(most + 1), searchd::kDarkest);
    int before = 0;
    for (std::uint64_t count = 1; count <= most; ++count) {
      EXPECT_GE(shades.of(count), std::max(before, 1));
      before = shades.of(count);
    }
  }
}

}  // namespace
