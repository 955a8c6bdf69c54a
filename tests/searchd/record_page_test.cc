#include <gmock/gmock.h>

#include "searchd/citation.h"
#include "tests/searchd/html.h"
#include "tests/searchd/officers_library.h"

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string page(const std::string& id) { return test::officers().open.get("/records/" + id).body; }

/// A part of the page, from the heading with this id to the end of its section.
std::string part(const std::string& body, const std::string& id) {
  const auto begin = body.find(" id=\"" + id + "\"");
  if (begin == std::string::npos) return "";
  return body.substr(begin, body.find("</section>", begin) - begin);
}

TEST(RecordPage, NumbersRecommendationsAndSaysWhomTheyAreFor) {
  const auto recommendations = part(page("rv-childq"), "recommendations");
  EXPECT_THAT(test::all_matches(recommendations, "class=\"hub-recommendation\" id=\"([^\"]*)\""), ElementsAre("r1", "r2"));
  EXPECT_THAT(recommendations, AllOf(HasSubstr("Recommendation 2"), HasSubstr("Local"), HasSubstr("Accepted"), HasSubstr("National")));
}

TEST(RecordPage, PutsWhatARecordSaysBeforeItsRecommendationsAboveThem) {
  const test::TempIndex index({{"reviews/a.md", test::markdown("id: rv-a\ncollection: review\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\ntitle: A review\npublished: 2020\n",
                                                               "## Problem\n\nIt was late.\n\n## Recommendations\n\nEach agency answers in six months.\n\n1. Write it down.\n2. Read it.\n")}});
  const test::Site site(index.data());
  const auto body = site.get("/records/rv-a").body;
  EXPECT_EQ(test::all_matches(body, "(<h2[^>]*>Recommendations</h2>)").size(), 1u);
  EXPECT_THAT(part(body, "recommendations"), AllOf(HasSubstr("Each agency answers"), HasSubstr("id=\"b2\""), HasSubstr("Write it down.")));
}

TEST(RecordPage, NamesTablesByWhatTheyStandUnderAndLeavesNoHeadEmpty) {
  const test::TempIndex index({{"practice/a.md", test::practice("pe-a", "Counts", "published: 2020\n", "## Outcomes\n\n| | Before | After |\n| --- | --- | --- |\n| Calls | 4 | 2 |\n")}});
  const test::Site site(index.data());
  const auto body = site.get("/records/pe-a").body;
  EXPECT_THAT(body, AllOf(HasSubstr("aria-label=\"Table in Outcomes\""), HasSubstr("<td class=\"govuk-table__header\"></td>"), HasSubstr(">Before</th>")));
}

TEST(RecordPage, ListsContentsThatCanBeToldApart) {
  const test::TempIndex index({{"practice/a.md", test::practice("pe-a", "Counts", "published: 2020\n",
                                                                "Before all.\n\n## Analysis\n\n### The first day\n\nLate.\n\n## Learning points\n\n1. Ask.\n\n"
                                                                "## Analysis\n\n### The second day\n\nLater.\n\n## Introduction\n\nAfter all.\n")}});
  const test::Site site(index.data());
  EXPECT_THAT(test::all_matches(site.get("/records/pe-a").body, "href=\"#s-[^\"]*\">([^<]*)</a></li>"),
              ElementsAre("Opening", "Analysis: The first day", "Learning points", "Analysis: The second day", "Introduction"));
}

TEST(RecordPage, LeadsOn) {
  const auto briefing = page("br-brief");
  EXPECT_THAT(part(briefing, "source-reviews"), AllOf(HasSubstr("/records/rv-childq\""), HasSubstr("/records/rv-rowan\"")));
  EXPECT_THAT(part(page("rv-rowan"), "briefings"), HasSubstr("/records/br-brief\""));
  const auto patrols = page("pe-patrols");
  EXPECT_THAT(part(patrols, "similar"), AllOf(HasSubstr("/records/pe-knife\""), HasSubstr("Shares knife crime"), Not(HasSubstr("/records/rv-"))));
  EXPECT_THAT(part(patrols, "similar"), HasSubstr("/compare?id=pe-patrols&amp;id=pe-"));
}

TEST(RecordPage, SaysTheSameOfLearningAsTheApi) {
  for (const auto& record : test::officers().index->records("public")) {
    const auto links = test::officers().open.json("/api/v1/records/" + record.id + "/links");
    const auto body = page(record.id);
    for (const auto& [member, anchor] : {std::pair("practice_for_learning", "practice-for"), std::pair("learning_behind", "learning-behind")})
      for (const auto& other : links.at(member)) EXPECT_THAT(part(body, anchor), HasSubstr("/records/" + other.at("id").get<std::string>() + "\"")) << record.id;
  }
}

TEST(RecordPage, MarksWordsAndOffersToStepThroughThem) {
  const auto body = test::officers().open.get("/records/pe-knife?q=knife").body;
  EXPECT_THAT(body, AllOf(HasSubstr("<mark class=\"hub-hit\">"), HasSubstr("data-match=\"next\""), HasSubstr("content=\"noindex\"")));
  EXPECT_THAT(page("pe-knife"), AllOf(Not(HasSubstr("<mark")), Not(HasSubstr("data-match=")), Not(HasSubstr("content=\"noindex\""))));
}

TEST(RecordPage, HasItsAddressOnlyWhereThatIsKnown) {
  searchd::ServerConfig config;
  config.base_url = "https://hub.example";
  const test::Site site(test::officers().index->data(), "public", config);
  const auto body = site.get("/records/pe-knife?q=knife&lang=cy").body;
  EXPECT_THAT(body, HasSubstr("<link rel=\"canonical\" href=\"https://hub.example/records/pe-knife?lang=cy\">"));
  EXPECT_THAT(part(body, "cite"), HasSubstr("Essex Police (2019) Knife crime lessons in year 8. Practice Hub, pe-knife. https://hub.example/records/pe-knife"));
  EXPECT_THAT(part(page("pe-knife"), "cite"), AllOf(HasSubstr("Practice Hub, pe-knife."), Not(HasSubstr("http"))));
}

TEST(Citation, IsGivenForReferenceManagers) {
  const auto bib = test::officers().open.get("/records/pe-knife/citation.bib");
  EXPECT_EQ(bib.content_type, "application/x-bibtex; charset=utf-8");
  EXPECT_EQ(test::header_of(bib, "Content-Disposition"), "attachment; filename*=UTF-8''pe-knife.bib");
  EXPECT_EQ(bib.body,
            "@misc{pe-knife,\n  author = {{Essex Police}},\n  title = {{Knife crime lessons in year 8}},\n  howpublished = {Practice Hub},\n  year = {2019},\n  month = {11},\n"
            "  note = {OFFICIAL [FOR PUBLIC RELEASE]},\n}\n");
  EXPECT_EQ(test::officers().open.get("/records/rv-childq/citation.ris").body,
            "TY  - RPRT\r\nID  - rv-childq\r\nTI  - Serious case review: Child Q\r\nPY  - 2012\r\nDA  - 2012/03//\r\nPB  - Practice Hub\r\nN1  - OFFICIAL [FOR PUBLIC RELEASE]\r\n"
            "ER  - \r\n");
  for (const auto* address : {"/records/pe-finch/citation.bib", "/records/pe-never/citation.ris"}) EXPECT_EQ(test::officers().open.get(address).status, 404) << address;
}

TEST(Citation, EscapesWhatOthersWouldTakeForTheirOwn) {
  searchd::Citation citation;
  citation.id = "pe-x";
  citation.author = "A & B_{C}";
  citation.title = "100% of\n#1 \\input ~^";
  EXPECT_THAT(searchd::bibtex(citation), AllOf(HasSubstr("author = {{A \\& B\\_\\{C\\}}}"), HasSubstr("{{100\\% of \\#1 \\textbackslash{}input \\textasciitilde{}\\textasciicircum{}}}")));
  EXPECT_THAT(searchd::ris(citation), HasSubstr("TI  - 100% of #1 \\input ~^\r\n"));
  citation.author.clear();
  citation.title = "Did it work?";
  EXPECT_EQ(searchd::citation_text(citation), "Did it work? Practice Hub, pe-x.");
}

}  // namespace
