#include "searchd/best_bets.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/searchd/officers_library.h"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kBets =
    "bets:\n"
    "  - {query: [Knife patrols, patrol a knife], pin: [pe-last, pe-police], hide: [pe-wrong]}\n"
    "  - {query: wharf, pin: [pe-other]}\n";

test::TempIndex curated_library() {
  return test::TempIndex{{"curation.yaml", kBets},
                         {"practice/a.md", test::practice("pe-first", "Knife patrols", "force: [kent]\n", "Knife patrols, every knife patrol.\n")},
                         {"practice/b.md", test::practice("pe-wrong", "Knife patrols, long ago", "force: [essex]\n", "Knife patrols.\n")},
                         {"practice/c.md", test::practice("pe-last", "Wharf work", "force: [essex]\n", "Patrols once, with a knife arch.\n")},
                         {"practice/d.md", test::practice("pe-other", "Something else", "force: [kent]\n", "Nothing of it.\n")},
                         {"practice/e.md", "---\nid: pe-police\ntitle: Tactics\ncollection: practice\nmarking: OFFICIAL\nillustrative: true\n---\n\nTactics.\n"}};
}

std::vector<std::string> found(const test::Site& site, const std::string& query_string) {
  std::vector<std::string> ids;
  for (const auto& hit : site.search(query_string).hits) ids.push_back(hit.card.id);
  return ids;
}

class BestBets : public testing::Test {
 protected:
  test::TempIndex library_ = curated_library();
  test::Site site_{library_.data()};
};

TEST_F(BestBets, ComeFirstAndWhatIsHiddenIsNotShown) {
  EXPECT_THAT(found(site_, "q=knife+patrols"), ElementsAre("pe-last", "pe-first"));
  EXPECT_THAT(found(site_, "q=KNIFE,++Patrols!"), ElementsAre("pe-last", "pe-first")) << "capitals and punctuation make no difference";
  EXPECT_EQ(found(site_, "q=knife+patrols+kent").front(), "pe-first") << "another query";
}

TEST_F(BestBets, AreShownThoughTheyDoNotMatch) {
  EXPECT_THAT(found(site_, "q=wharf"), ElementsAre("pe-other", "pe-last"));
  const auto json = site_.json("/api/v1/search?q=wharf");
  EXPECT_EQ(json["total"], 2);
  EXPECT_EQ(json["results"][0]["pinned"], true);
  EXPECT_FALSE(json["results"][1].contains("pinned"));
}

TEST_F(BestBets, ObeyFiltersOrderAndWordsTypedExactly) {
  EXPECT_THAT(found(site_, "q=knife+patrols&filter_force=kent"), ElementsAre("pe-first"));
  EXPECT_THAT(found(site_, "q=wharf&filter_force=essex"), ElementsAre("pe-last"));
  EXPECT_THAT(found(site_, "q=wharf&order=title"), ElementsAre("pe-other", "pe-last"));
  EXPECT_THAT(found(site_, "q=wharf&exact=1"), ElementsAre("pe-last"));
}

TEST_F(BestBets, AreCountedInFacetsAndMatrix) {
  const auto json = site_.json("/api/v1/search?q=wharf&facet_force=10");
  std::map<std::string, int> counts;
  for (const auto& option : json["facets"]["force"]["options"]) counts[option["value"]] = option["count"];
  EXPECT_EQ(counts, (std::map<std::string, int>{{"essex", 1}, {"kent", 1}}));
  EXPECT_EQ(site_.json("/api/v1/matrix?rows=collection&cols=force&q=wharf")["total"], 2);
}

TEST_F(BestBets, OfAnotherAudienceAreNotKnown) {
  EXPECT_THAT(found(site_, "q=patrol+a+knife&exact=1"), testing::Not(testing::Contains("pe-police")));
  const test::Site police(library_.data(), "police");
  EXPECT_THAT(found(police, "q=knife+patrols"), ElementsAre("pe-last", "pe-police", "pe-first"));
  EXPECT_THAT(found(police, "q=knife+patrols&start=1&count=1"), ElementsAre("pe-police")) << "page by page";
}

}  // namespace
