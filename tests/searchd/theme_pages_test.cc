// The pages of themes, the practice map and comparisons, as a reader gets them.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <regex>

#include "tests/searchd/national_library.h"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A number of a page and where it leads.
struct NumberedLink {
  std::string url;
  std::uint64_t number = 0;
};

std::string unescaped(std::string text) {
  for (auto at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;", at + 1)) text.erase(at + 1, 4);
  return text;
}

/// Figures, counted links, tiles of the map, cells of a matrix, rows of the map's table.
std::vector<NumberedLink> numbered_links(const std::string& html) {
  static const std::regex patterns[] = {std::regex(R"re(<a [^>]*href="([^"]*)"><strong>([\d,]+)</strong>)re"),
                                        std::regex(R"re(<a [^>]*href="([^"]*)">[^<]*</a> <span class="hub-count">\(([\d,]+))re"),
                                        std::regex(R"re(<a class="hub-tile[^>]*href="([^"]*)">.*?<span class="hub-tile__count">([\d,]+)</span>)re"),
                                        std::regex(R"re(<td class="hub-shade-\d"><a href="([^"]*)">([\d,]+)</a>)re"),
                                        std::regex(R"re(<a [^>]*href="([^"]*)">[^<]*</a></th>\s*<td class="govuk-table__cell">[^<]*</td>\s*<td [^>]*>([\d,]+)</td>)re")};
  std::vector<NumberedLink> out;
  for (const auto& pattern : patterns)
    for (std::sregex_iterator match(html.begin(), html.end(), pattern), end; match != end; ++match) {
      auto number = (*match)[2].str();
      std::erase(number, ',');
      out.push_back({unescaped((*match)[1]), std::stoull(number)});
    }
  return out;
}

/// How many records the search at `url` finds; that of the theme, for the page of a theme.
std::uint64_t found_at(const std::string& url, const test::Site& site) {
  const std::string theme = "/themes/";
  const auto mark = std::min(url.find('?'), url.size());
  if (url.starts_with(theme)) return site.search("filter_theme=" + url.substr(theme.size(), mark - theme.size())).total;
  EXPECT_EQ(url.substr(0, mark), "/search") << url;
  return site.search(url.substr(std::min(mark + 1, url.size()))).total;
}

std::string body(const std::string& address, const test::Site& site = test::national().open) {
  const auto reply = site.get(address);
  EXPECT_EQ(reply.status, 200) << address;
  return reply.body;
}

TEST(ThemePages, EveryNumberLeadsToExactlySoManyRecords) {
  for (const auto* site : {&test::national().open, &test::national().police})
    for (const auto* address : {"/themes", "/themes/serious-violence", "/themes/knife-crime", "/themes/gangs", "/themes/corrosives", "/map", "/map?theme=serious-violence",
                                "/map?theme=any&intervention_type=prevention&year=any", "/map?year=2025"})
      for (const auto* language : {"", "cy"}) {
        const std::string in_language = std::string(address) + (*language == 0 ? "" : std::string(std::string_view(address).find('?') == std::string_view::npos ? "?" : "&") + "lang=cy");
        SCOPED_TRACE(site->config().audience + " " + in_language);
        const auto links = numbered_links(body(in_language, *site));
        EXPECT_FALSE(links.empty());
        for (const auto& link : links) {
          EXPECT_EQ(found_at(link.url, *site), link.number) << link.url;
          EXPECT_EQ(link.url.find("lang=cy") != std::string::npos, *language != 0) << link.url;
        }
      }
}

TEST(ThemePages, ListEveryThemeThatARecordHas) {
  const auto page = body("/themes");
  for (const auto* theme : {"serious-violence", "knife-crime", "robbery", "gangs", "asb", "vulnerability", "criminal-exploitation", "cuckooing", "approaches", "schools"})
    EXPECT_THAT(page, HasSubstr(fmt::format("href=\"/themes/{}\"", theme)));
  EXPECT_THAT(page, Not(HasSubstr("/themes/corrosives")));
  EXPECT_THAT(page, Not(HasSubstr("noindex")));
}

TEST(ThemePages, SayWhatIsHeldAndWhatIsMissing) {
  const auto knives = body("/themes/knife-crime");
  EXPECT_THAT(knives, HasSubstr("<h1 class=\"govuk-heading-xl govuk-!-margin-bottom-4\">Knife crime</h1>"));
  EXPECT_THAT(knives, AllOf(HasSubstr("href=\"/themes/serious-violence\""), HasSubstr("Knife lessons in year 8"), HasSubstr("Form tutors teach three lessons."), HasSubstr("A rider of twenty-two")));
  EXPECT_THAT(knives, HasSubstr("<strong>2</strong> practice examples"));
  EXPECT_THAT(knives, HasSubstr("<strong>1</strong> review briefing<"));
  EXPECT_THAT(knives, HasSubstr("No practice of these types: Reoffending, Location, Investigation and Organisational."));
  EXPECT_THAT(knives, HasSubstr("41 of the 43 forces have shared none."));
  EXPECT_THAT(knives, HasSubstr("href=\"/map?theme=knife-crime\""));
  EXPECT_THAT(knives, Not(HasSubstr("evaluated independently.")));
  EXPECT_THAT(body("/themes/robbery"), HasSubstr("No practice on this theme has been evaluated independently."));

  const auto none = body("/themes/corrosives");
  EXPECT_THAT(none, AllOf(HasSubstr("No force has shared practice on this theme."), HasSubstr("No review or briefing in the library is about this theme."), HasSubstr("noindex")));
  EXPECT_THAT(none, Not(HasSubstr("of the 43 forces")));

  const auto welsh = body("/themes/knife-crime?lang=cy");
  EXPECT_THAT(welsh, AllOf(HasSubstr("lang=\"cy\""), HasSubstr(">Troseddau cyllyll</h1>"), HasSubstr("Trais difrifol")));
}

TEST(ThemePages, KeepToWhatTheirReadersMaySee) {
  EXPECT_THAT(body("/themes/knife-crime"), Not(HasSubstr("docks")));
  EXPECT_THAT(body("/themes/knife-crime", test::national().police), HasSubstr("Knives at the docks"));
  EXPECT_THAT(body("/compare?id=pe-docks&id=pe-call"), Not(HasSubstr("docks")));
  EXPECT_EQ(test::national().open.get("/themes/nowhere").status, 404);
  EXPECT_EQ(test::national().open.get("/themes/Knife%20crime").status, 404) << "a page has one address";
}

TEST(MapPage, HasATileForEachForceAndKeepsWhatWasChosen) {
  const auto page = body("/map?theme=knife-crime&intervention_type=any&year=any");
  const std::regex tile("class=\"hub-tile ");
  EXPECT_EQ(std::distance(std::sregex_iterator(page.begin(), page.end(), tile), std::sregex_iterator()), 43);
  EXPECT_THAT(page, HasSubstr("<option value=\"knife-crime\" selected>"));
  EXPECT_THAT(page, HasSubstr("href=\"/search?filter_force=essex&amp;filter_theme=knife-crime\""));
  EXPECT_THAT(page, HasSubstr("noindex"));
  EXPECT_THAT(page, HasSubstr("Merseyside Police"));
  EXPECT_THAT(body("/map"), AllOf(Not(HasSubstr("noindex")), HasSubstr("British Transport Police"), HasSubstr("Themes by force")));
  EXPECT_THAT(body("/map?theme=%3Cscript%3E&year=0"), AllOf(Not(HasSubstr("<script>")), HasSubstr("<option value=\"any\" selected>")));
}

TEST(ComparePage, SetsExamplesSideBySide) {
  const auto page = body("/compare?id=pe-lessons&id=pe-call&back=%2Fsearch%3Fq%3Dknife");
  EXPECT_THAT(page, AllOf(HasSubstr("Knife lessons in year 8"), HasSubstr("A call before the exclusion letter"), HasSubstr("Independently evaluated"), HasSubstr("Evaluated locally")));
  EXPECT_THAT(page, HasSubstr("Not given")) << "the cost of the call";
  EXPECT_THAT(page, Not(HasSubstr(">Funding<"))) << "a line that all lack";
  EXPECT_THAT(page, HasSubstr("href=\"/search?q=knife\""));
  EXPECT_THAT(page, HasSubstr("href=\"/compare?id=pe-call&amp;back=%2Fsearch%3Fq%3Dknife\"")) << "the way to take the first out";
  EXPECT_THAT(page, HasSubstr("href=\"/compare?id=pe-lessons&amp;id=pe-call&amp;id=pe-phones&amp;back=%2Fsearch%3Fq%3Dknife\"")) << "the way to add one";
  EXPECT_THAT(page, Not(HasSubstr("Choose two to four")));
  EXPECT_THAT(page, HasSubstr("noindex"));
}

TEST(ComparePage, SaysWhatToDoWithTooFew) {
  for (const auto* address : {"/compare", "/compare?id=pe-call", "/compare?id=nowhere&id=rv-rider&id=pe-call&back=https%3A%2F%2Fevil.example%2F"}) {
    const auto page = body(address);
    EXPECT_THAT(page, AllOf(HasSubstr("Choose two to four"), HasSubstr("href=\"/compare?id="), Not(HasSubstr("evil")))) << address;
  }
  EXPECT_THAT(body("/compare?id=pe-call&lang=cy"), HasSubstr("lang=cy"));
}

}  // namespace
