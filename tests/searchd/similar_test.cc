#include "searchd/similar.h"

#include <gmock/gmock.h>

#include <set>

#include "searchd/learning_links.h"
#include "tests/searchd/officers_library.h"

namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> ids(const json& records) {
  std::vector<std::string> out;
  for (const auto& record : records) out.push_back(record.at("id"));
  return out;
}

TEST(Similar, RecordsAreNeverTheRecordItselfAndOfOneAudience) {
  const auto& library = test::officers();
  for (const auto* site : {&library.open, &library.police}) {
    std::set<std::string> visible;
    for (const auto& record : library.index->records(site->config().audience)) visible.insert(record.id);
    for (const auto& id : visible) {
      SCOPED_TRACE(id);
      const auto similar = ids(site->json("/api/v1/records/" + id + "/similar?count=20").at("similar"));
      EXPECT_THAT(similar, Not(Contains(id)));
      EXPECT_EQ(std::set<std::string>(similar.begin(), similar.end()).size(), similar.size()) << "each once";
      for (const auto& one : similar) EXPECT_TRUE(visible.contains(one)) << one;
    }
  }
  EXPECT_EQ(library.open.get("/api/v1/records/pe-finch/similar").status, 404);
  EXPECT_EQ(library.police.get("/api/v1/records/pe-finch/similar").status, 200);
}

TEST(Similar, RecordsSayWhatTheyShare) {
  const auto answer = test::officers().open.json("/api/v1/records/pe-cuckoo/similar?count=3");
  ASSERT_EQ(answer.at("similar").size(), 3u);
  const auto& first = answer.at("similar")[0];
  EXPECT_EQ(first.at("id"), "pe-texts");
  EXPECT_EQ(first.at("shares"), json::parse(R"([{"field": "theme", "value": "county-lines", "label": "County lines"},
                                                {"field": "intervention_type", "value": "disruption", "label": "Disruption"}])"));
  EXPECT_EQ(first.at("explanation"), "Shares county lines, disruption");
  EXPECT_EQ(test::officers().open.json("/api/v1/records/pe-cuckoo/similar?count=1&lang=cy").at("similar")[0].at("explanation"), "Yn rhannu county lines, disruption");
  // Of another collection too.
  EXPECT_THAT(ids(test::officers().open.json("/api/v1/records/pe-hotels/similar").at("similar")), Contains("rv-childr"));
}

TEST(Similar, TakesItsOwnParametersAlone) {
  EXPECT_EQ(test::officers().open.json("/api/v1/records/pe-cuckoo/similar").at("similar").size(), 5u);
  EXPECT_EQ(test::officers().open.json("/api/v1/records/pe-cuckoo/similar?count=0").at("similar").size(), 0u);
  const auto reply = test::officers().open.get("/api/v1/records/pe-cuckoo/similar?count=21&lang=fr&q=knife");
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(json::parse(reply.body).at("errors").size(), 3u);
}

std::string review(const std::string& id, const std::string& title, const std::string& more) {
  return test::markdown("id: " + id + "\ncollection: review\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\ntitle: " + title + "\n" + more, "## Problem\n\nText.\n");
}

constexpr const char* kThemes = R"(vocabulary: theme
label: Theme
values:
  - {id: cse, label: Child sexual exploitation}
  - {id: sharing, label: Information sharing}
  - {id: hubs, label: Joint hubs, parent: sharing}
  - {id: lessons, label: Learning themes, tags: [learning]}
  - {id: gaps, label: Gaps in information sharing, label_cy: Bylchau, parent: lessons, related: [sharing]}
  - {id: curiosity, label: Professional curiosity, parent: lessons}
)";

/// Reviews with learning themes and practice that answers them in one way or another.
struct Learning {
  test::TempIndex library{{"vocabulary/theme.yaml", kThemes},
                          {"reviews/a.md", review("rv-a", "Review A", "theme: [cse, gaps, curiosity]\nrelated: [pe-named, pe-secret]\npublished: 2020\n")},
                          {"reviews/b.md", review("rv-b", "Review B", "theme: [curiosity]\npublished: 2022\n")},
                          {"reviews/c.md", review("rv-c", "Review C", "theme: [cse]\n")},
                          {"practice/direct.md", test::practice("pe-direct", "Curious questions", "theme: [curiosity]\n", "Text.\n")},
                          {"practice/both.md", test::practice("pe-both", "Curious questions about exploitation", "theme: [curiosity, cse]\n", "Text.\n")},
                          {"practice/related.md", test::practice("pe-related", "A shared office", "theme: [hubs]\n", "Text.\n")},
                          {"practice/named.md", test::practice("pe-named", "A checklist", "", "Text.\n")},
                          {"practice/other.md", test::practice("pe-other", "Exploitation in hotels", "theme: [cse]\n", "Text.\n")},
                          {"practice/secret.md", test::markdown("id: pe-secret\ncollection: practice\nmarking: OFFICIAL\ntitle: Covert\ntheme: [curiosity]\n", "Text.\n")}};
  test::Site open{library.data()};
  test::Site police{library.data(), "police"};
};

const Learning& learning() {
  static const Learning one;
  return one;
}

/// "id: themes", with "*" where the two name each other.
std::vector<std::string> links(const test::Site& site, const std::string& id, const char* member) {
  std::vector<std::string> out;
  const json answer = site.json("/api/v1/records/" + id + "/links");
  for (const auto& one : answer.at(member)) {
    std::string line = one.at("id").get<std::string>() + (one.value("named", false) ? "*:" : ":");
    for (const auto& theme : one.at("themes")) line += " " + theme.at("value").get<std::string>();
    out.push_back(line);
  }
  return out;
}

TEST(LearningLinks, LeadFromAReviewToThePracticeThatAnswersIt) {
  EXPECT_THAT(links(learning().open, "rv-a", "practice_for_learning"), ElementsAre("pe-named*:", "pe-both: curiosity", "pe-direct: curiosity", "pe-related: gaps"));
  EXPECT_THAT(links(learning().open, "rv-b", "practice_for_learning"), testing::UnorderedElementsAre("pe-both: curiosity", "pe-direct: curiosity"));
  EXPECT_THAT(links(learning().open, "rv-c", "practice_for_learning"), IsEmpty()) << "a subject alone is no learning";
  EXPECT_THAT(links(learning().open, "rv-a", "learning_behind"), IsEmpty());
}

TEST(LearningLinks, LeadFromAPracticeToTheReviewsBehindIt) {
  EXPECT_THAT(links(learning().open, "pe-direct", "learning_behind"), ElementsAre("rv-b: curiosity", "rv-a: curiosity"));
  EXPECT_THAT(links(learning().open, "pe-both", "learning_behind"), ElementsAre("rv-a: curiosity", "rv-b: curiosity"));
  EXPECT_THAT(links(learning().open, "pe-related", "learning_behind"), ElementsAre("rv-a: gaps"));
  EXPECT_THAT(links(learning().open, "pe-named", "learning_behind"), ElementsAre("rv-a*:"));
  EXPECT_THAT(links(learning().open, "pe-other", "learning_behind"), IsEmpty());
}

TEST(LearningLinks, LeadNowhereThatTheAudienceMayNotSee) {
  EXPECT_THAT(links(learning().open, "rv-a", "practice_for_learning"), Not(Contains(testing::HasSubstr("pe-secret"))));
  EXPECT_THAT(links(learning().police, "rv-a", "practice_for_learning"), Contains("pe-secret*: curiosity"));
  EXPECT_EQ(learning().open.get("/api/v1/records/pe-secret/links").status, 404);
}

TEST(LearningLinks, NameTheThemeInTheLanguageAskedFor) {
  EXPECT_EQ(learning().open.json("/api/v1/records/pe-related/links?lang=cy").at("learning_behind")[0].at("themes")[0].at("label"), "Bylchau");
  EXPECT_EQ(learning().open.json("/api/v1/records/rv-a/links?count=1").at("practice_for_learning").size(), 1u);
  EXPECT_EQ(learning().open.get("/api/v1/records/rv-a/links?count=x").status, 422);
}

}  // namespace
