#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/searchd/officers_library.h"

namespace {

using testing::ElementsAre;

std::unique_ptr<test::TempIndex> dated_library() {
  auto with = [](const char* id, const char* title, const char* more) { return test::practice(id, title, more, "Patrols.\n"); };
  return std::make_unique<test::TempIndex>(test::Files{
      {"practice/1.md", with("pe-y2019", "12 - The beta", "published: 2019\nevidence_stage: evaluated\n")},
      {"practice/2.md", with("pe-m1911", "alpha", "published: 2019-11\nverified: 2020-01\n")},
      {"practice/3.md", with("pe-d1104", "An Alpha two", "published: 2019-11-04\nverified: 2021\nevidence_stage: untested\n")},
      {"practice/4.md", with("pe-d2002", "\u00C9clair", "published: 2020-02-29\nstart_date: 2018\n")},
      {"practice/5.md", with("pe-none", "zulu", "")},
      {"practice/6.md", with("pe-m2012", "the Delta", "published: 2020-12\nevidence_stage: monitored\n")},
  });
}

std::set<std::string> ids(const test::Site& site, const std::string& query) {
  const auto hits = test::all_hits(site, query);
  return {hits.begin(), hits.end()};
}

TEST(DateFilter, MatchesEveryPartialDateThatOverlaps) {
  const auto library = dated_library();
  const test::Site site(library->data());
  struct Case {
    const char* filter;
    std::set<std::string> ids;
  };
  const Case cases[] = {
      {"filter_published=from:2019-01-01,to:2019-12-31", {"pe-y2019", "pe-m1911", "pe-d1104"}},
      {"filter_published=from:2019,to:2019", {"pe-y2019", "pe-m1911", "pe-d1104"}},
      {"filter_published=from:2019-11-05,to:2019-11-30", {"pe-y2019", "pe-m1911"}},
      {"filter_published=from:2019-11-04,to:2019-11-04", {"pe-y2019", "pe-m1911", "pe-d1104"}},
      {"filter_published=from:2019-12", {"pe-y2019", "pe-d2002", "pe-m2012"}},
      {"filter_published=to:2019-10-31", {"pe-y2019"}},
      {"filter_published=from:2020-02-29,to:2020-02-29", {"pe-d2002"}},
      {"filter_published=from:2020-12-31", {"pe-m2012"}},
      {"filter_published=from:2021", {}},
      {"filter_published=to:2018", {}},
      {"filter_published=from:1900,to:2100", {"pe-y2019", "pe-m1911", "pe-d1104", "pe-d2002", "pe-m2012"}},
      {"filter_start_date=from:2018-06,to:2018-07", {"pe-d2002"}},
      {"filter_verified=from:2020-02", {"pe-d1104"}},
      {"filter_year=2019", {"pe-y2019", "pe-m1911", "pe-d1104"}},
      {"filter_year=2020", {"pe-d2002", "pe-m2012"}},
  };
  for (const auto& c : cases)
    for (const auto* q : {"", "&q=patrols", "&q=patrols&order=title"}) {
      SCOPED_TRACE(std::string(c.filter) + q);
      EXPECT_EQ(ids(site, std::string(c.filter) + q), c.ids);
      EXPECT_EQ(site.search(std::string(c.filter) + q).total, c.ids.size());
    }
}

TEST(Order, PutsRecordsWithoutTheValueLast) {
  const auto library = dated_library();
  const test::Site site(library->data());
  const auto order = [&](const std::string& name) { return test::all_hits(site, "q=patrols&order=" + name, 4); };
  EXPECT_THAT(order("-published"), ElementsAre("pe-m2012", "pe-d2002", "pe-y2019", "pe-m1911", "pe-d1104", "pe-none"));
  EXPECT_THAT(order("published"), ElementsAre("pe-y2019", "pe-m1911", "pe-d1104", "pe-d2002", "pe-m2012", "pe-none"));
  EXPECT_THAT(order("title"), ElementsAre("pe-m1911", "pe-d1104", "pe-y2019", "pe-m2012", "pe-d2002", "pe-none"));
  EXPECT_THAT(order("-title"), ElementsAre("pe-none", "pe-d2002", "pe-m2012", "pe-y2019", "pe-d1104", "pe-m1911"));
  const auto verified = order("-verified");
  EXPECT_EQ(verified[0], "pe-d1104");
  EXPECT_EQ(verified[1], "pe-m1911");
  const auto evidence = order("-evidence_stage");
  EXPECT_EQ(evidence[0], "pe-y2019");
  EXPECT_EQ(evidence[1], "pe-m2012");
  EXPECT_EQ(evidence[2], "pe-d1104");
}

TEST(Order, WithoutWordsIsTheNewestFirst) {
  const auto results = test::officers().open.search("");
  EXPECT_EQ(results.order, searchd::Order::kNewest);
  const auto searched = test::officers().open.search("q=violence");
  EXPECT_EQ(searched.order, searchd::Order::kRelevance);
  for (std::size_t i = 1; i < searched.hits.size(); ++i) EXPECT_GE(searched.hits[i - 1].score, searched.hits[i].score);
}

TEST(Order, PutsARecordWithTheWordsInItsTitleFirst) {
  EXPECT_EQ(test::all_hits(test::officers().open, "q=cuckooing").front(), "pe-cuckoo");
  EXPECT_EQ(test::all_hits(test::officers().open, "q=foot+patrols").front(), "pe-patrols");
}

}  // namespace
