#include "searchd/passage_selector.h"

#include <gmock/gmock.h>

#include "searchd/query_parser.h"
#include "tests/searchd/officers_library.h"

namespace {

struct Shown {
  std::string heading;
  std::string anchor;
  std::string text;
};

std::vector<Shown> passages(const test::Site& site, const std::string& id, const std::string& q, std::size_t limit = 10) {
  const auto& index = site.index();
  const auto database = index.records().open();
  std::vector<Shown> out;
  for (const auto& passage : searchd::select_passages(*database.postlist_begin(schema::id_term(id)), searchd::parse_query(q, index), index, database, limit)) {
    Shown shown{passage.heading, passage.anchor, {}};
    for (const auto& segment : passage.segments) shown.text += segment.hit ? "[" + segment.text + "]" : segment.text;
    out.push_back(shown);
  }
  return out;
}

TEST(Passages, AreTheBestOfTheRecordWithTheirHeading) {
  const auto best = passages(test::officers().open, "pe-knife", "knife carrying lessons");
  ASSERT_FALSE(best.empty());
  EXPECT_EQ(best.front().heading, "Evaluation");
  EXPECT_THAT(best.front().text, testing::HasSubstr("[Knife carrying] fell by a third"));
  for (const auto& passage : best) EXPECT_NE(passage.anchor, "summary");
}

TEST(Passages, AreNoMoreThanAskedForAndNoneForOtherWords) {
  EXPECT_LE(passages(test::officers().open, "pe-knife", "the knife pupils lessons", 1).size(), 1u);
  EXPECT_TRUE(passages(test::officers().open, "pe-knife", "tenants").empty());
  EXPECT_TRUE(passages(test::officers().open, "pe-knife", "").empty());
  EXPECT_TRUE(passages(test::officers().open, "pe-knife", "-knife").empty());
}

TEST(Passages, PreferWordsThatAreRareAndSideBySide) {
  const test::TempIndex library{{"practice/a.md", test::practice("pe-long", "A plan", "",
                                                                 "## Problem\n\nThe patrols went out. The foot hurt. The patrols went out again.\n\n"
                                                                 "## Aims\n\nFoot patrols were planned for the wharf.\n\n## Outcomes\n\nNothing of it.\n")},
                                {"practice/b.md", test::practice("pe-other", "Patrols", "", "Foot patrols, patrols on foot.\n")}};
  const test::Site site(library.data());
  EXPECT_EQ(passages(site, "pe-long", "foot patrols").front().heading, "Aims");
  EXPECT_EQ(passages(site, "pe-long", "patrols wharf").front().heading, "Aims");
}

TEST(Passages, DoNotSayTheSameTwice) {
  const std::string same = "The foot patrols of the harbour master went out each night of the week and came back before the first ferry left for the island, as the plan had asked.";
  const test::TempIndex library{{"practice/a.md", test::practice("pe-twice", "A plan", "", "## Problem\n\n" + same + "\n\n## Aims\n\n" + same + " Again.\n\n## Outcomes\n\nFoot patrols cost less than cameras.\n")}};
  const auto found = passages(test::Site(library.data()), "pe-twice", "foot patrols");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0].heading, "Outcomes");
  EXPECT_EQ(found[1].heading, "Outcomes");
}

TEST(Passages, OfAConceptAreWhereItIsNamed) {
  const auto named = passages(test::officers().open, "pe-hotels", "child sexual exploitation");
  ASSERT_FALSE(named.empty());
  for (const auto& passage : named) EXPECT_THAT(passage.text, testing::HasSubstr("[CSE]"));
}

TEST(Passages, OfARecommendationLeadToIt) {
  const auto found = passages(test::officers().open, "rv-childq", "health visitors");
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const Shown& passage) { return passage.anchor == "r2"; }));
}

TEST(Passages, ComeBackFromTheApiWithAddresses) {
  const auto json = test::officers().open.json("/api/v1/records/pe-knife/passages?q=lessons");
  ASSERT_FALSE(json["passages"].empty());
  const auto page = test::officers().open.get("/records/pe-knife?q=lessons").body;
  for (const auto& passage : json["passages"]) {
    const auto url = passage["url"].get<std::string>();
    EXPECT_THAT(url, testing::StartsWith("/records/pe-knife?q=lessons#"));
    EXPECT_THAT(page, testing::HasSubstr(" id=\"" + url.substr(url.find('#') + 1) + "\"")) << "the anchor is on the record's page";
  }
}

}  // namespace
