#include <gmock/gmock.h>

#include "searchd/page_links.h"
#include "searchd/year_range.h"
#include "tests/searchd/html.h"
#include "tests/searchd/officers_library.h"

namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string page(const std::string& query) { return test::officers().open.get("/search" + query).body; }

std::string between(const std::string& html, const std::string& from, const std::string& to) {
  const auto begin = html.find(from);
  if (begin == std::string::npos) return "";
  return html.substr(begin, html.find(to, begin) - begin);
}

std::string facet(const std::string& html, const std::string& name) { return between(html, "data-facet=\"" + name + "\"", "</details>"); }

TEST(YearRange, FiltersLikeTheYearsInIt) {
  const auto& site = test::officers().open;
  const auto ids = [&](const std::string& query) { return test::all_hits(site, query); };
  EXPECT_EQ(ids("year_from=2019&year_to=2021"), ids("filter_year=2019&filter_year=2020&filter_year=2021"));
  EXPECT_EQ(ids("q=violence&year_from=2019&year_to=2021"), ids("q=violence&filter_year=2019&filter_year=2020&filter_year=2021"));
  EXPECT_EQ(ids("year_from=2021&year_to=2019"), ids("year_from=2019&year_to=2021")) << "the other way round means the same";
  EXPECT_EQ(ids("year_from=1000"), ids("reject_year=_MISSING"));
  EXPECT_THAT(ids("year_to=1999"), IsEmpty());
  EXPECT_THAT(ids("q=violence&year_to=1999"), IsEmpty());
}

TEST(YearRange, OfTheApiIsAYearOrAProblem) {
  EXPECT_EQ(test::officers().open.get("/api/v1/search?year_from=2019&year_to=2020").status, 200);
  for (const auto* bad : {"year_from=", "year_to=soon", "year_from=20190", "year_to=-1", "within_force=ken"})
    EXPECT_EQ(test::officers().open.get(std::string("/api/v1/search?") + bad).status, 422) << bad;
}

TEST(YearRange, DrawsABarAYear) {
  const searchd::Templates templates(HUB_SOURCE "/web");
  searchd::FacetResult counts;
  for (const auto& [year, count] : {std::pair("2021", 10), std::pair("2018", 1), std::pair("2020", 200)})
    counts.options.push_back({year, year, static_cast<std::uint64_t>(count), false, {}});
  const auto range = searchd::year_range(counts, {2019, 2020}, templates.language("en"));
  EXPECT_EQ(range["from_value"], "2019");
  EXPECT_EQ(range["to_value"], "2020");
  EXPECT_EQ(range["first_year"], "2018");
  const auto& histogram = range["histogram"];
  EXPECT_EQ(histogram["last_year"], "2021");
  EXPECT_EQ(histogram["peak_year"], "2020");
  EXPECT_EQ(histogram["peak_count"], "200");
  EXPECT_EQ(histogram["view_width"], "38");
  std::vector<std::string> heights;
  std::vector<bool> in_range;
  for (const auto& bar : histogram["bars"]) {
    heights.push_back(bar["height"]);
    in_range.push_back(bar["in_range"]);
  }
  EXPECT_THAT(heights, ElementsAre("1", "0", "40", "2"));
  EXPECT_THAT(in_range, ElementsAre(false, true, true, false));
  EXPECT_TRUE(searchd::year_range({}, {}, templates.language("en")).is_null());
}

TEST(SearchPage, ShowsTheYearsChosenAndHowToTakeThemBack) {
  const auto body = page("?q=violence&year_from=2018&year_to=2021");
  EXPECT_THAT(facet(body, "year"), AllOf(HasSubstr("value=\"2018\""), HasSubstr("value=\"2021\""), HasSubstr("hub-histogram"), HasSubstr(" open>")));
  EXPECT_THAT(between(body, "moj-filter__selected", "<form"), AllOf(HasSubstr("from 2018 to 2021"), HasSubstr("href=\"/search?q=violence\"")));
  EXPECT_THAT(between(body, "id=\"filters-form\"", "<details"), Not(HasSubstr("year_from"))) << "its own fields send them";
  EXPECT_THAT(between(body, "hub-sort", "</form>"), HasSubstr("name=\"year_from\" value=\"2018\""));
  EXPECT_THAT(body, HasSubstr("/api/v1/search.csv?q=violence&amp;year_from=2018&amp;year_to=2021"));
}

TEST(SearchPage, CountsYearsWithoutTheYearsChosen) {
  EXPECT_EQ(test::all_matches(facet(page(""), "year"), "(<rect)").size(), test::all_matches(facet(page("?year_from=2020&year_to=2020"), "year"), "(<rect)").size());
}

TEST(SearchPage, PassesOverWhatEmptyFieldsSend) {
  EXPECT_EQ(test::text_of(page("?q=violence&year_from=&year_to=&within_force=")), test::text_of(page("?q=violence")));
}

TEST(SearchPage, FindsValuesOfALongFacetByTheirLetters) {
  const auto body = page("?within_force=ken&filter_force=essex");
  const auto force = facet(body, "force");
  EXPECT_THAT(test::all_matches(force, "name=\"filter_force\" type=\"checkbox\" value=\"([^\"]*)\""), testing::UnorderedElementsAre("kent", "essex")) << "and the selected ones";
  EXPECT_THAT(force, AllOf(HasSubstr("name=\"within_force\""), HasSubstr("value=\"ken\""), HasSubstr(" open>")));
  EXPECT_THAT(between(body, "id=\"filters-form\"", "<details"), Not(HasSubstr("facet_force")));
  EXPECT_THAT(facet(page("?within_force=zzz"), "force"), HasSubstr("name=\"within_force\""));
}

TEST(SearchPage, LetsPracticeBeComparedAndNothingElse) {
  EXPECT_THAT(test::all_matches(page("?q=knife"), "id=\"compare-((?:pe|rv|br)[^\"]*)\""), AllOf(Contains("pe-knife"), Not(Contains(StartsWith("rv")))));
  EXPECT_THAT(page("?q=knife"), HasSubstr("action=\"/compare\""));
  EXPECT_THAT(page("?filter_collection=review"), Not(HasSubstr("action=\"/compare\"")));
}

TEST(SearchPage, LeadsFromNothingFoundToWhatComesClosest) {
  const auto body = page("?q=%22cuckooing+lessons%22&filter_force=humberside");
  const auto nothing = between(body, "hub-no-results", "govuk-footer");
  EXPECT_THAT(nothing, AllOf(HasSubstr("The nearest records"), HasSubstr("/records/pe-cuckoo?q=cuckooing%20lessons"), HasSubstr("Try one of these")));
  EXPECT_THAT(page("?filter_force=essex&filter_theme=cse"), AllOf(HasSubstr("Search without ‘Essex Police’"), Not(HasSubstr("The nearest records"))));
}

TEST(SearchPage, GivesAbsoluteAddressesWhereItsOwnIsKnown) {
  searchd::ServerConfig config;
  config.base_url = "https://hub.example";
  const test::Site site(test::officers().index->data(), "public", config);
  const auto body = site.get("/search?q=knife&start=1&count=1").body;
  EXPECT_THAT(body, HasSubstr("href=\"https://hub.example/search?q=knife&amp;count=1\""));
  EXPECT_THAT(site.get("/search").body, HasSubstr("<link rel=\"canonical\" href=\"https://hub.example/search\">"));
  EXPECT_THAT(page("?q=knife"), Not(HasSubstr("Link to this search")));
}

TEST(SearchPage, NarrowsByWordsAndTakesThemBack) {
  const auto body = page("?q=knife+essex");
  EXPECT_THAT(body, testing::AnyOf(HasSubstr("From your words"), HasSubstr("Show only:")));
}

TEST(SearchPage, OffersNoSuggestionsWhereTheyAreSwitchedOff) {
  searchd::ServerConfig config;
  config.suggestions = false;
  const test::Site site(test::officers().index->data(), "public", config);
  EXPECT_THAT(site.get("/search").body, Not(HasSubstr("data-suggest=")));
  EXPECT_THAT(page("?lang=cy"), HasSubstr("data-suggest=\"/api/v1/suggest?count=8&amp;lang=cy\""));
}

}  // namespace
