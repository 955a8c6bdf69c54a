// What holds for every page in both languages.

#include <gmock/gmock.h>

#include <set>

#include "tests/searchd/html.h"
#include "tests/searchd/officers_library.h"

namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::string> addresses() {
  std::vector<std::string> out = {"/", "/help", "/accessibility", "/embed", "/embed?q=violence", "/embed?q=xyzzyx", "/search", "/search?q=violence", "/search?q=cuckoing&filter_force=kent",
                                  "/search?q=violence&count=1&start=1", "/search?q=xyzzyx+knife&filter_theme=cse&filter_force=essex", "/search?year_from=2018&year_to=2020&reject_force=kent",
                                  "/search?filter_theme=_MISSING&filter_published=from:2016,to:2019-05&order=title", "/search?within_force=ken", "/search?filter_all_theme=knife-crime", "/nowhere",
                                  "/records/nowhere"};
  for (const auto& record : test::officers().index->records("public")) {
    out.push_back("/records/" + record.id);
    out.push_back("/records/" + record.id + "?q=violence+police");
  }
  return out;
}

std::string in_welsh(const std::string& address) { return address + (address.find('?') == std::string::npos ? "?" : "&") + "lang=cy"; }

bool is_page(const std::string& address) {
  return address.starts_with('/') && !address.starts_with("/assets/") && !address.starts_with("/api/") && !address.starts_with("/open") && address.find("/files/") == std::string::npos &&
         address.find("/citation.") == std::string::npos;
}

TEST(PagesInTwoLanguages, SayWhichLanguageTheyAreIn) {
  for (const auto& address : addresses()) {
    EXPECT_THAT(test::officers().open.get(address).body, HasSubstr("<html lang=\"en\"")) << address;
    EXPECT_THAT(test::officers().open.get(in_welsh(address)).body, HasSubstr("<html lang=\"cy\"")) << address;
  }
}

TEST(PagesInTwoLanguages, KeepTheLanguageInEveryLinkAndForm) {
  for (const auto& address : addresses()) {
    SCOPED_TRACE(address);
    const auto english = test::officers().open.get(address).body;
    const auto welsh = test::officers().open.get(in_welsh(address)).body;
    std::vector<std::string> to_welsh;
    for (const auto& link : test::links(english))
      if (is_page(link) && link.find("lang=") != std::string::npos) to_welsh.push_back(link);
    EXPECT_LE(to_welsh.size(), 1u);
    std::size_t to_english = 0;
    for (const auto& link : test::links(welsh)) to_english += is_page(link) && link.find("lang=cy") == std::string::npos ? 1 : 0;
    EXPECT_EQ(to_english, to_welsh.size());
    const auto forms = test::all_matches(welsh, "(<form )").size() - test::all_matches(welsh, "(<form [^>]*id=\"compare\")").size();
    EXPECT_EQ(test::all_matches(welsh, "(name=\"lang\" value=\"cy\")").size() - test::all_matches(welsh, "(<form [^>]*id=\"compare\")").size(), forms);
  }
}

TEST(PagesInTwoLanguages, LeadToEachOther) {
  const auto other = [](const std::string& address) {
    const auto found = test::all_matches(test::officers().open.get(address).body, "<link rel=\"alternate\" hreflang=\"[a-z]+\" href=\"([^\"]*)\"");
    return found.empty() ? std::string() : found.front();
  };
  const std::pair<const char*, const char*> cases[] = {{"/", "/?lang=cy"},
                                                       {"/?lang=cy", "/"},
                                                       {"/help?utm_source=x", "/help?lang=cy"},
                                                       {"/search?q=a+b&lang=cy&colour=red", "/search?q=a%20b"},
                                                       {"/search?q=violence&filter_force=kent&start=10", "/search?q=violence&filter_force=kent&lang=cy"},
                                                       {"/records/pe-knife?q=knife&lang=cy", "/records/pe-knife?q=knife"},
                                                       {"/nowhere", ""}};
  for (const auto& [address, expected] : cases) EXPECT_EQ(other(address), expected) << address;
}

TEST(PagesInTwoLanguages, HaveIdsThatAreUniqueAndReferencesThatLeadSomewhere) {
  for (const auto& english : addresses())
    for (const auto& address : {english, in_welsh(english)}) {
      SCOPED_TRACE(address);
      const auto body = test::officers().open.get(address).body;
      const auto ids = test::ids(body);
      const std::set<std::string> known(ids.begin(), ids.end());
      EXPECT_EQ(known.size(), ids.size());
      for (const auto* reference : {" for=\"([^\"]*)\"", "aria-labelledby=\"([^\"]*)\"", "aria-describedby=\"([^\"]*)\"", " form=\"([^\"]*)\"", "href=\"#([^\"]*)\""})
        for (const auto& id : test::all_matches(body, reference)) EXPECT_TRUE(known.contains(id)) << id;
      EXPECT_EQ(test::all_matches(body, "(<h1[ >])").size(), 1u);
      EXPECT_THAT(body, Not(HasSubstr("<th scope=\"col\" class=\"govuk-table__header\"></th>")));
    }
}

TEST(PagesInTwoLanguages, TranslateWhatTheySayThemselves) {
  const auto text = [](const std::string& address) { return test::text_of(test::officers().open.get(address).body); };
  EXPECT_THAT(text("/records/pe-patrols"), HasSubstr("30 June 2021"));
  EXPECT_THAT(text("/records/pe-patrols?lang=cy"), HasSubstr("30 Mehefin 2021"));
  EXPECT_THAT(text("/records/pe-hotels?lang=cy"), HasSubstr("Pwnc Camfanteisio’n rhywiol ar blant"));
  EXPECT_THAT(text("/search?lang=cy"), HasSubstr("canlyniad"));
  EXPECT_THAT(text("/search?filter_theme=cse&lang=cy"), HasSubstr("Tynnu’r hidlydd hwn: Camfanteisio’n rhywiol ar blant"));
  EXPECT_THAT(text("/nowhere?lang=cy"), Not(HasSubstr("Page not found")));
}

TEST(PagesInTwoLanguages, AreNotTakenForEachOtherByCaches) {
  for (const auto* address : {"/", "/help", "/search?q=knife", "/records/pe-knife", "/embed?q=knife"})
    EXPECT_NE(test::officers().open.get(address).etag, test::officers().open.get(in_welsh(address)).etag) << address;
}

}  // namespace
