// The practice map against the searches that its tiles and cells lead to.

#include "searchd/force_map.h"

#include <gmock/gmock.h>

#include "searchd/searcher.h"
#include "searchd/territorial_forces.h"
#include "tests/searchd/national_library.h"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::uint64_t total(const searchd::SearchRequest& request, const test::Site& site) { return searchd::search(request, site.index()).total; }

std::vector<std::string> lines(const searchd::ForceMap& map) {
  std::vector<std::string> out;
  for (const auto& line : map.themes_by_force.rows.values) out.push_back(line.value);
  return out;
}

TEST(ForceMap, EveryNumberIsTheTotalOfItsSearch) {
  const searchd::MapChoice choices[] = {{}, {"knife-crime", "", ""}, {"serious-violence", "prevention", ""}, {"", "location", "2021"}, {"", "", "2026"}, {"gangs", "prevention", "2020"}};
  for (const auto* site : {&test::national().open, &test::national().police})
    for (const auto& choice : choices) {
      SCOPED_TRACE(site->config().audience + " " + choice.theme + " " + choice.intervention_type + " " + choice.year);
      const auto map = searchd::force_map(choice, site->index(), "en");
      EXPECT_EQ(map.forces.size(), site->index().vocabularies().find("force")->values().size());
      for (const auto& force : map.forces) EXPECT_EQ(force.count, total(searchd::with_filter(map.search, "force", force.value), *site)) << force.value;
      auto without = map.search;
      without.filters["force"].reject = {std::string(searchd::kMissing)};
      EXPECT_EQ(map.with_force, total(without, *site));
      const auto& table = map.themes_by_force;
      for (std::size_t row = 0; row < table.rows.values.size(); ++row)
        for (std::size_t col = 0; col < table.cols.values.size(); ++col) {
          auto cell = searchd::with_filter(map.search, "force", table.cols.values[col].value);
          cell.filters["theme"].any = {table.rows.values[row].value};
          EXPECT_EQ(table.cells[row][col], total(cell, *site));
        }
    }
}

TEST(ForceMap, CountsWhatAPersonWouldCount) {
  const auto map = searchd::force_map({"knife-crime", "", ""}, test::national().open.index(), "en");
  std::map<std::string, std::uint64_t> counts;
  for (const auto& force : map.forces)
    if (force.count > 0) counts[force.value] = force.count;
  EXPECT_EQ(counts, (std::map<std::string, std::uint64_t>{{"essex", 3}, {"west-yorkshire", 1}}));
  EXPECT_EQ(map.with_force, 3u) << "two records of knife crime name no force";
}

TEST(ForceMap, HasALineForEachThemeBelowTheOneChosen) {
  const auto& index = test::national().open.index();
  EXPECT_THAT(lines(searchd::force_map({}, index, "en")), ElementsAre("criminal-exploitation", "knife-crime", "gangs", "robbery", "asb", "schools"));
  EXPECT_THAT(lines(searchd::force_map({"vulnerability", "", ""}, index, "en")), ElementsAre("criminal-exploitation"));
  EXPECT_THAT(lines(searchd::force_map({"knife-crime", "", ""}, index, "en")), IsEmpty());
}

TEST(ForceMap, TakesWhatTheLibraryDoesNotKnowForAll) {
  const auto& index = test::national().open.index();
  for (const auto& choice : {searchd::MapChoice{"any", "any", "any"}, searchd::MapChoice{"corrosives", "<script>", "1850"}, searchd::MapChoice{"Knife crime", "_MISSING", ""}}) {
    const auto map = searchd::force_map(choice, index, "en");
    EXPECT_TRUE(map.choice.theme.empty() && map.choice.intervention_type.empty() && map.choice.year.empty()) << choice.theme;
    EXPECT_FALSE(map.search.filtered());
  }
}

TEST(TerritorialForces, AreThe43OfEnglandAndWales) {
  const auto forces = searchd::territorial_forces(test::national().open.index().vocabularies());
  EXPECT_EQ(forces.size(), 43u);
  std::vector<std::string> ids;
  for (const auto* force : forces) {
    ids.push_back(force->id);
    EXPECT_FALSE(searchd::region_of(*force).empty()) << force->id;
  }
  EXPECT_THAT(ids, IsSupersetOf({"essex", "city-of-london", "gwent"}));
  EXPECT_EQ(std::count(ids.begin(), ids.end(), "btp"), 0);
}

}  // namespace
