// The start page, help, the statement on accessibility, and the embedded search.

#include <gmock/gmock.h>

#include "tests/searchd/html.h"
#include "tests/searchd/officers_library.h"

namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::string body_of(const std::string& address) { return test::officers().open.get(address).body; }

test::Site site_with(const std::function<void(searchd::ServerConfig&)>& change) {
  searchd::ServerConfig config;
  change(config);
  return test::Site(test::officers().index->data(), "public", config);
}

TEST(HomePage, SaysWhatTheLibraryHolds) {
  const auto text = test::text_of(body_of("/"));
  const auto total = test::officers().open.json("/api/v1/search?count=0").at("total").get<int>();
  EXPECT_THAT(text, HasSubstr(std::to_string(total) + " records from "));
  EXPECT_THAT(text, AllOf(HasSubstr("from 2012 to 2022"), HasSubstr("Practice examples"), HasSubstr("Review briefings")));
}

TEST(HomePage, LeadsToTheNewestAndToThemes) {
  const auto links = test::links(body_of("/"));
  EXPECT_THAT(links, AllOf(Contains("/records/pe-diogel"), Contains("/records/rv-childr"), Contains("/search?filter_collection=practice&order=-published"),
                           Contains("/search?filter_collection=review&filter_collection=briefing&order=-published")));
  EXPECT_THAT(links, Contains(testing::StartsWith("/themes/")));
  EXPECT_THAT(test::links(body_of("/?lang=cy")), Contains("/records/pe-diogel?lang=cy"));
}

TEST(HomePage, SaysWherePracticeIsSentWhereThatIsKnown) {
  const auto& assets = test::officers().open.assets();
  EXPECT_THAT(test::links(body_of("/")), AllOf(Contains("/assets/" + assets.version() + "/call-for-practice-form.docx"), Not(Contains(testing::StartsWith("mailto:")))));
  const auto site = site_with([](auto& config) { config.contact = "practice@hub.example"; });
  EXPECT_THAT(test::links(site.get("/").body), Contains("mailto:practice@hub.example"));
  EXPECT_THAT(test::links(site.get("/accessibility").body), Contains("mailto:practice@hub.example"));
}

TEST(HomePage, IsAnotherToCachesWhereItSaysSomethingElse) {
  const auto site = site_with([](auto& config) { config.contact = "practice@hub.example"; });
  EXPECT_NE(site.get("/").etag, test::officers().open.get("/").etag);
}

TEST(HomePage, OfAnEmptyLibraryStillSearches) {
  const test::TempIndex index(test::Files{});
  const test::Site site(index.data());
  const auto reply = site.get("/");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, AllOf(HasSubstr("name=\"q\""), Not(HasSubstr(" records from "))));
}

TEST(HelpPage, GivesExamplesThatFindSomething) {
  const auto body = body_of("/help");
  const auto examples = test::all_matches(body, "<dt class=\"govuk-summary-list__key\"><a class=\"govuk-link\" href=\"([^\"]*)\">");
  EXPECT_GE(examples.size(), 4u);
  for (const auto& address : examples) {
    const auto api = test::officers().open.json("/api/v1" + address + "&count=0");
    EXPECT_GT(api.at("total").get<int>(), 0) << address;
  }
}

TEST(HelpPage, ExplainsTheMarkingsThatMayBeSeenHere) {
  EXPECT_THAT(body_of("/help"), AllOf(HasSubstr("OFFICIAL [FOR PUBLIC RELEASE]</dt>"), Not(HasSubstr("OFFICIAL</dt>"))));
  EXPECT_THAT(test::officers().police.get("/help").body, AllOf(HasSubstr("OFFICIAL [FOR PUBLIC RELEASE]</dt>"), HasSubstr("OFFICIAL</dt>")));
}

TEST(EmbeddedSearch, AsksFirstAndLeadsToTheHub) {
  const auto empty = body_of("/embed");
  EXPECT_THAT(empty, AllOf(Not(HasSubstr("<header")), Not(HasSubstr("hub-result-list")), HasSubstr("href=\"/search\" target=\"_blank\"")));
  const auto found = site_with([](auto& config) { config.base_url = "https://hub.example"; }).get("/embed?q=knife&count=2&lang=cy").body;
  EXPECT_THAT(found, AllOf(HasSubstr("href=\"https://hub.example/records/pe-"), HasSubstr("href=\"https://hub.example/search?q=knife&amp;count=2&amp;lang=cy\""),
                           HasSubstr("href=\"/embed?q=knife"), Not(HasSubstr("hub-passages")), Not(HasSubstr("name=\"id\""))));
  EXPECT_THAT(body_of("/embed?q=xyzzyx"), AllOf(HasSubstr("No results"), Not(HasSubstr("<ol"))));
}

TEST(ServerConfig, TakesAMailAddressAndNothingElse) {
  for (const auto* bad : {"nobody", "a@b@c", "javascript:alert(1)", "a@b.example?cc=x", "<a@b.example>"}) {
    searchd::ServerConfig config;
    config.web = HUB_SOURCE "/web";
    config.contact = bad;
    EXPECT_THAT(config.check(), Contains(HasSubstr("--contact"))) << bad;
  }
}

}  // namespace
