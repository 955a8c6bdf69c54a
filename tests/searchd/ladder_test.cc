#include <gmock/gmock.h>

#include "searchd/query_parser.h"
#include "tests/searchd/officers_library.h"

namespace {

using searchd::Matching;

/// The ids that one word alone finds.
std::set<std::string> found_by(const std::string& q) {
  const auto hits = test::all_hits(test::officers().open, "q=" + q);
  return {hits.begin(), hits.end()};
}

TEST(Ladder, GoesFromAllWordsToAllButTheRarestToAny) {
  struct Case {
    const char* q;
    Matching matching;
    std::set<std::string> ids;
  };
  const Case cases[] = {
      {"tenants housing", Matching::kAll, {"pe-cuckoo"}},
      {"tenants", Matching::kAll, {"pe-cuckoo"}},
      // Three words, one of them nowhere: the other two decide.
      {"tenants housing xyzzyx1", Matching::kMost, {"pe-cuckoo"}},
      {"xyzzyx1 tenants housing", Matching::kMost, {"pe-cuckoo"}},
      // Two words that no record holds together: any.
      {"tenants pupils", Matching::kAny, {"pe-cuckoo", "pe-knife"}},
      {"tenants xyzzyx1", Matching::kAny, {"pe-cuckoo"}},
      // Three that no two of which are together.
      {"tenants pupils leaflet", Matching::kAny, {"pe-cuckoo", "pe-knife", "pe-failed"}},
      {"xyzzyx1 xyzzyx2 tenants", Matching::kAny, {"pe-cuckoo"}},
      // What excludes and what is required holds on every step.
      {"tenants pupils -housing", Matching::kAny, {"pe-knife"}},
      {"tenants pupils force:kent", Matching::kAny, {"pe-cuckoo"}},
      {"tenants housing xyzzyx1 -dealers", Matching::kAny, {}},
      // An expression says itself how strict it is.
      {"tenants AND pupils", Matching::kAll, {}},
      {"tenants OR pupils", Matching::kAll, {"pe-cuckoo", "pe-knife"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.q);
    const std::string address = "q=" + searchd::encode_component(c.q);
    const auto results = test::officers().open.search(address);
    const auto ids = test::all_hits(test::officers().open, address);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()), c.ids);
    if (!c.ids.empty()) {
      EXPECT_EQ(static_cast<int>(results.matching), static_cast<int>(c.matching));
    }
    EXPECT_EQ(results.total, c.ids.size());
  }
}

TEST(Ladder, TakesAnyOfMoreThanSixWords) {
  const auto results = test::officers().open.search("q=tenants+pupils+leaflet+lessons+housing+station+river");
  EXPECT_EQ(results.matching, Matching::kAny);
  const auto six = test::officers().open.search("q=tenants+dealers+housing+weekly+officer+home");
  EXPECT_EQ(six.matching, Matching::kAll);
  EXPECT_EQ(six.total, 1u);
}

TEST(Ladder, DropsTheWordThatTheFewestRecordsHold) {
  // "police" and "violence" are common; "tenants" is in one record that does not say "violence".
  const auto results = test::officers().open.search("q=police+violence+tenants");
  ASSERT_EQ(results.matching, Matching::kMost);
  for (const auto& hit : results.hits) EXPECT_TRUE(found_by("violence").contains(hit.card.id)) << hit.card.id;
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
