// A theme's page against the searches that its numbers lead to.

#include "searchd/theme_overview.h"

#include <gmock/gmock.h>

#include "tests/searchd/national_library.h"

namespace {

using searchd::ThemeOverview;
using testing::ElementsAre;
using testing::IsEmpty;

ThemeOverview overview(const std::string& theme, const test::Site& site = test::national().open) { return searchd::theme_overview(theme, site.index(), "en"); }

std::uint64_t total(const searchd::SearchRequest& request, const test::Site& site) { return searchd::search(request, site.index()).total; }

std::vector<std::string> ids(const std::vector<schema::Record>& records) {
  std::vector<std::string> out;
  for (const auto& record : records) out.push_back(record.id);
  return out;
}

std::vector<std::string> counts(const std::vector<searchd::FacetOption>& options) {
  std::vector<std::string> out;
  for (const auto& option : options) out.push_back(option.value + " " + std::to_string(option.count));
  return out;
}

TEST(ThemeOverview, EveryNumberIsTheTotalOfItsSearch) {
  for (const auto* site : {&test::national().open, &test::national().police})
    for (const auto& theme : site->index().vocabularies().find("theme")->values()) {
      SCOPED_TRACE(site->config().audience + " " + theme.id);
      const auto found = overview(theme.id, *site);
      for (const auto* listing : {&found.all, &found.practice, &found.learning}) EXPECT_EQ(listing->total, total(listing->search, *site));
      for (const auto& one : found.collections) EXPECT_EQ(one.count, total(searchd::with_filter(found.all.search, "collection", one.value), *site)) << one.value;
      for (const auto& one : found.active_forces) EXPECT_EQ(one.count, total(searchd::with_filter(found.practice.search, "force", one.value), *site)) << one.value;
      for (const auto& one : found.narrower) EXPECT_EQ(one.count, overview(one.value, *site).all.total) << one.value;
      const auto& table = found.practice_by_evidence;
      for (std::size_t row = 0; row < table.rows.values.size(); ++row) {
        const auto of_type = searchd::with_filter(found.practice.search, "intervention_type", table.rows.values[row].value);
        for (std::size_t col = 0; col < table.cols.values.size(); ++col)
          EXPECT_EQ(table.cells[row][col], total(searchd::with_filter(of_type, "evidence_stage", table.cols.values[col].value), *site));
      }
    }
}

TEST(ThemeOverview, ListsTheStrongestPracticeAndTheNewestLearning) {
  const auto knives = overview("knife-crime");
  EXPECT_THAT(ids(knives.practice.first), ElementsAre("pe-lessons", "pe-call"));
  EXPECT_THAT(ids(knives.learning.first), ElementsAre("br-knives", "rv-rider", "rv-larch"));
  EXPECT_THAT(ids(knives.all.first), ElementsAre("br-knives", "rv-rider", "pe-call"));
  EXPECT_THAT(counts(knives.active_forces), ElementsAre("essex 2", "west-yorkshire 1"));
  EXPECT_THAT(ids(overview("knife-crime", test::national().police).practice.first), ElementsAre("pe-lessons", "pe-call", "pe-docks"));
}

TEST(ThemeOverview, LeadsToTheThemesBelowThatHaveRecords) {
  EXPECT_THAT(counts(overview("serious-violence").narrower), ElementsAre("knife-crime 5", "robbery 3", "asb 1", "gangs 1"));
  EXPECT_THAT(overview("knife-crime").narrower, IsEmpty());
  EXPECT_THAT(counts(overview("vulnerability").narrower), ElementsAre("criminal-exploitation 2")) << "cuckooing is below that";
}

TEST(ThemeOverview, NamesTheGapsOfPractice) {
  const auto knives = overview("knife-crime").gaps;
  EXPECT_FALSE(knives.practice);
  EXPECT_FALSE(knives.learning);
  EXPECT_FALSE(knives.independent_evaluation);
  EXPECT_THAT(knives.types, ElementsAre("reoffending", "location", "investigation", "organisational"));
  EXPECT_THAT(knives.regions, ElementsAre("north-east", "north-west", "east-midlands", "west-midlands", "london", "south-east", "south-west", "wales"))
      << "of England and Wales: no force of the 43 belongs to others";
  EXPECT_EQ(knives.forces_total, 43u);
  EXPECT_EQ(knives.forces, 41u);

  const auto seen_by_police = overview("knife-crime", test::national().police).gaps;
  EXPECT_THAT(seen_by_police.types, ElementsAre("reoffending", "location", "organisational"));
  EXPECT_EQ(seen_by_police.forces, 40u);

  const auto robbery = overview("robbery").gaps;
  EXPECT_TRUE(robbery.independent_evaluation);
  EXPECT_FALSE(robbery.learning);

  const auto gangs = overview("gangs").gaps;
  EXPECT_TRUE(gangs.learning);
  EXPECT_EQ(gangs.forces, 43u) << "British Transport Police is none of them";
}

TEST(ThemeOverview, OfAThemeWithoutRecordsSaysThatAlone) {
  const auto none = overview("corrosives");
  EXPECT_TRUE(none.gaps.practice);
  EXPECT_TRUE(none.gaps.learning);
  EXPECT_FALSE(none.gaps.independent_evaluation);
  EXPECT_THAT(none.gaps.types, IsEmpty());
  EXPECT_EQ(none.gaps.forces, 0u);
  EXPECT_EQ(none.all.total, 0u);
  EXPECT_THAT(none.collections, IsEmpty());
}

}  // namespace
