#include <gmock/gmock.h>

#include "searchd/match_set.h"
#include "searchd/query_parser.h"
#include "tests/searchd/officers_library.h"

namespace {

using searchd::Matching;

/// Enough at one record: every step shows.
constexpr searchd::LadderRules kFirst{.enough = 1};

searchd::MatchResult matched(const std::string& q, const searchd::LadderRules& rules = kFirst) {
  const auto& index = test::officers().open.index();
  return searchd::match(searchd::parse_query(q, index), index.records(), index.records().open(), rules);
}

std::set<std::string> ids_of(const searchd::MatchResult& result) {
  std::set<std::string> out;
  for (const auto id : result.documents) out.insert(test::officers().open.index().record_at(id).id);
  return out;
}

TEST(Ladder, GoesFromAllWordsToMostToAny) {
  struct Case {
    const char* q;
    Matching matching;
    std::set<std::string> ids;
  };
  const Case cases[] = {
      {"tenants housing", Matching::kAll, {"pe-cuckoo"}},
      {"tenants", Matching::kAll, {"pe-cuckoo"}},
      // A word that no record has asks nothing of anybody.
      {"tenants housing xyzzyx1", Matching::kMost, {"pe-cuckoo"}},
      {"xyzzyx1 tenants housing", Matching::kMost, {"pe-cuckoo"}},
      {"tenants xyzzyx1", Matching::kMost, {"pe-cuckoo"}},
      {"xyzzyx1 xyzzyx2 tenants", Matching::kMost, {"pe-cuckoo"}},
      // Two and three that no record holds together.
      {"tenants pupils", Matching::kMost, {"pe-cuckoo", "pe-knife"}},
      {"tenants pupils leaflet", Matching::kMost, {"pe-cuckoo", "pe-knife", "pe-failed"}},
      // What excludes and what is required holds on every step.
      {"tenants pupils -housing", Matching::kMost, {"pe-knife"}},
      {"tenants pupils force:kent", Matching::kMost, {"pe-cuckoo"}},
      {"tenants housing xyzzyx1 -dealers", Matching::kAny, {}},
      // An expression says itself how strict it is.
      {"tenants AND pupils", Matching::kAll, {}},
      {"tenants OR pupils", Matching::kAll, {"pe-cuckoo", "pe-knife"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.q);
    const auto result = matched(c.q);
    EXPECT_EQ(ids_of(result), c.ids);
    EXPECT_EQ(static_cast<int>(result.matching), static_cast<int>(c.matching));
  }
}

TEST(Ladder, DoesNotAskForWordsThatTellLittleApart) {
  // "police" is in nearly every review; "violence" and "leaflet" are not.
  EXPECT_THAT(ids_of(matched("violence leaflet", {.enough = 1})), testing::ElementsAre("pe-failed"));
  EXPECT_THAT(ids_of(matched("violence leaflet", {.enough = 2})), testing::Contains("pe-failed"));
  EXPECT_GT(matched("violence leaflet", {.enough = 2}).documents.cardinality(), 1u) << "one record is not enough";
}

TEST(Ladder, GoesOnUntilThereAreEnough) {
  const auto results = test::officers().open.search("q=tenants+housing");
  EXPECT_EQ(results.hits.front().card.id, "pe-cuckoo") << "what has all comes first";
  EXPECT_EQ(matched("tenants housing", {}).documents.cardinality(), results.total);
}

TEST(Ladder, TakesAnyOfMoreThanSixWords) {
  EXPECT_EQ(matched("tenants pupils leaflet lessons housing station river").matching, Matching::kAny);
  const auto six = matched("tenants dealers housing weekly officer home");
  EXPECT_EQ(six.matching, Matching::kAll);
  EXPECT_EQ(six.documents.cardinality(), 1u);
}

TEST(Ladder, FallsBackToTheWordsOfAConceptThatNoRecordNames) {
  const test::TempIndex index{{"practice/a.md", test::practice("pe-adverse", "Adverse weather and childhood", "", "Experiences of winter.\n")}};
  const test::Site site(index.data());
  const auto results = site.search("q=adverse+childhood+experiences");
  EXPECT_EQ(results.total, 1u);
  EXPECT_EQ(results.matching, Matching::kAny);
}

TEST(Ladder, StaysOnItsFirstStepForWordsTypedExactly) {
  EXPECT_EQ(test::officers().open.search("q=tenants+pupils&exact=1").total, 0u);
  EXPECT_EQ(test::officers().open.search("q=tenants+housing&exact=1").total, 1u);
  EXPECT_EQ(test::officers().open.search("q=tenants+dealers+housing+weekly+officer+home+xyzzyx1&exact=1").total, 0u);
  EXPECT_EQ(test::officers().open.search("q=tenants+dealers+housing+weekly+officer+home+flats&exact=1").total, 1u);
}

}  // namespace
