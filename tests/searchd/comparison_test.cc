#include "searchd/comparison.h"

#include <gmock/gmock.h>

#include "tests/searchd/national_library.h"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Contains;

std::vector<std::string> ids(const std::vector<schema::Record>& records) {
  std::vector<std::string> out;
  for (const auto& record : records) out.push_back(record.id);
  return out;
}

std::vector<std::string> ids(const std::vector<searchd::SimilarRecord>& records) {
  std::vector<std::string> out;
  for (const auto& record : records) out.push_back(record.card.id);
  return out;
}

TEST(Comparison, HasTheFirstFourPracticeExamplesInTheOrderAskedFor) {
  using Strings = std::vector<std::string>;
  struct Case {
    Strings asked;
    Strings compared;
  };
  const Case cases[] = {{{}, {}},
                        {{"pe-call"}, {"pe-call"}},
                        {{"pe-visits", "pe-call", "pe-lessons"}, {"pe-visits", "pe-call", "pe-lessons"}},
                        {{"pe-call", "pe-call", "nowhere", "rv-rider", "", "br-knives", "pe-river"}, {"pe-call", "pe-river"}},
                        {{"pe-river", "pe-call", "pe-lessons", "pe-trains", "pe-visits"}, {"pe-river", "pe-call", "pe-lessons", "pe-trains"}},
                        {{"pe-docks", "pe-call"}, {"pe-call"}}};
  for (const auto& c : cases) EXPECT_EQ(ids(searchd::comparison(c.asked, test::national().open.index()).records), c.compared) << testing::PrintToString(c.asked);
  EXPECT_THAT(ids(searchd::comparison({"pe-docks", "pe-call"}, test::national().police.index()).records), ElementsAre("pe-docks", "pe-call"));
}

TEST(Comparison, OffersTheNearestPracticeToAdd) {
  const auto& index = test::national().open.index();
  const auto one = searchd::comparison({"pe-lessons"}, index);
  ASSERT_FALSE(one.more.empty());
  EXPECT_EQ(one.more.front().card.id, "pe-call") << "the other one on knife crime";
  const auto two = ids(searchd::comparison({"pe-lessons", "pe-call"}, index).more);
  for (const auto* chosen : {"pe-lessons", "pe-call", "rv-rider", "br-knives"}) EXPECT_THAT(two, Not(Contains(chosen)));
  EXPECT_THAT(two, Contains("pe-phones"));
  EXPECT_THAT(searchd::comparison({"pe-river", "pe-call", "pe-lessons", "pe-trains"}, index).more, IsEmpty());
}

TEST(Comparison, OfNothingOffersTheStrongestEvidence) {
  EXPECT_THAT(ids(searchd::comparison({}, test::national().open.index()).more), ElementsAre("pe-visits", "pe-lessons", "pe-call", "pe-phones"));
}

}  // namespace
