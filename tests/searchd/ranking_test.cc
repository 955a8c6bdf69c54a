#include "searchd/ranking.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <numeric>

#include "searchd/current_index.h"
#include "searchd/searcher.h"
#include "tests/searchd/officers_library.h"

namespace {

using searchd::read_ranking;
using testing::HasSubstr;

/// What is said of a ranking file with this text; empty if it can be read.
std::string problem_of(const std::string& text) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "ranking.json", text);
  try {
    read_ranking(folder.path() / "ranking.json");
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

TEST(RankingFile, SaysWhatIsWrongAndWhere) {
  const struct {
    const char* text;
    const char* problem;
  } cases[] = {
      {"{}", ""},
      {R"({"words": {"title": 0.5}, "ladder": {"enough": 5}, "passages": {"alike": 1}})", ""},
      {R"({"priors": {"recency": 0.2, "values": [{"field": "evidence_stage", "value": "untested", "weight": 0}]}} // why)", ""},
      {"", "ranking.json is wrong: "},
      {"[]", "the whole is not an object"},
      {R"({"word": {}})", "'word' is not known here (ladder, passages, priors, words)"},
      {R"({"words": {"tilte": 1}})", "'words.tilte' is not known here"},
      {R"({"words": {"title": "much"}})", "'words.title' is not a number"},
      {R"({"words": {"title": -1}})", "'words.title' is -1; it goes from 0 to 10"},
      {R"({"ladder": {"all": 0.2}})", "'ladder.most' is above 'ladder.all'"},
      {R"({"ladder": {"most_clauses": 60}})", "'ladder.most_clauses' is 60"},
      {R"({"priors": {"values": {}}})", "'priors.values' is not a list"},
      {R"({"priors": {"values": [{"value": "x", "weight": 1}]}})", "'priors.values[0].field' is missing"},
      {R"({"priors": {"values": [{"field": "shoe_size", "value": "x", "weight": 1}]}})", "'shoe_size' is no facet"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.text);
    if (*one.problem == 0) EXPECT_EQ(problem_of(one.text), "");
    else EXPECT_THAT(problem_of(one.text), HasSubstr(one.problem));
  }
  EXPECT_THROW(read_ranking("/nowhere/ranking.json"), std::runtime_error);
}

TEST(RankingFile, OfTheProductHasTheBuiltInNumbers) {
  const auto ranking = read_ranking(HUB_SOURCE "/searchd/ranking.json");
  const searchd::Ranking built_in;
  EXPECT_EQ(ranking.words.title, built_in.words.title);
  EXPECT_EQ(ranking.words.lead, built_in.words.lead);
  EXPECT_EQ(ranking.words.adjacent, built_in.words.adjacent);
  EXPECT_EQ(ranking.words.stop_word, built_in.words.stop_word);
  EXPECT_EQ(ranking.words.concept_share, built_in.words.concept_share);
  EXPECT_EQ(ranking.words.ineb2_c, built_in.words.ineb2_c);
  EXPECT_EQ(ranking.ladder.enough, built_in.ladder.enough);
  EXPECT_EQ(ranking.ladder.narrow, built_in.ladder.narrow);
  EXPECT_EQ(ranking.ladder.all, built_in.ladder.all);
  EXPECT_EQ(ranking.ladder.most, built_in.ladder.most);
  EXPECT_EQ(ranking.ladder.most_clauses, built_in.ladder.most_clauses);
  EXPECT_EQ(ranking.passages.preferred, built_in.passages.preferred);
  EXPECT_EQ(ranking.passages.alike, built_in.passages.alike);
}

/// Three records that say the same, and differ in evidence and date.
const char* const kText = "Foot patrols at the wharf.\n";
test::Files alike() {
  static const test::Files files = {{"practice/a.md", test::practice("pe-old", "Patrols", "published: 2010\n", kText)},
                                    {"practice/b.md", test::practice("pe-tested", "Patrols", "published: 2010\nevidence_stage: independently-evaluated\n", kText)},
                                    {"practice/c.md", test::practice("pe-new", "Patrols", "published: 2023-05\n", kText)}};
  return files;
}

/// A ranking file that a test can change.
class ChangingRanking {
 public:
  explicit ChangingRanking(const std::string& text) {
    write(text);
    file_ = std::make_shared<searchd::RankingFile>(path());
  }
  void write(const std::string& text) const { test::write_bytes(path(), text); }
  std::filesystem::path path() const { return folder_.path() / "ranking.json"; }
  searchd::RankingFile& file() { return *file_; }
  searchd::Generation open(const test::TempIndex& library) const { return {library.data(), library.current(), file_}; }

 private:
  test::TempFolder folder_;
  std::shared_ptr<searchd::RankingFile> file_;
};

std::string first_of(const searchd::Generation& generation, const std::string& q) {
  searchd::SearchRequest request;
  request.q = q;
  return searchd::search(request, generation.audience("public")).hits.front().card.id;
}

TEST(RankingFile, IsReadAgainWithoutOpeningTheIndexAgain) {
  const test::TempIndex library(alike());
  ChangingRanking ranking(R"({"priors": {"recency": 1}})");
  const auto generation = ranking.open(library);
  EXPECT_EQ(first_of(generation, "patrols"), "pe-new");
  ranking.write(R"({"priors": {"values": [{"field": "evidence_stage", "value": "independently-evaluated", "weight": 1}]}})");
  EXPECT_EQ(first_of(generation, "patrols"), "pe-new") << "before it is read";
  ranking.file().read_again();
  EXPECT_EQ(first_of(generation, "patrols"), "pe-tested");
  const auto version = ranking.file().current()->version;
  ranking.write("{");
  EXPECT_THROW(ranking.file().read_again(), std::runtime_error);
  EXPECT_EQ(ranking.file().current()->version, version) << "what cannot be read changes nothing";
  EXPECT_EQ(first_of(generation, "patrols"), "pe-tested");
}

TEST(Priors, AreGentleAndNeverNarrow) {
  const test::TempIndex library(alike());
  ChangingRanking ranking(R"({"priors": {"recency": 0.3, "values": [{"field": "evidence_stage", "value": "independently-evaluated", "weight": 0.2}]}})");
  const auto generation = ranking.open(library);
  searchd::SearchRequest request;
  request.q = "patrols wharf";
  EXPECT_EQ(searchd::search(request, generation.audience("public")).total, 3u);
}

TEST(Explanation, AddsUpToTheScore) {
  const auto& site = test::officers().open;
  for (const auto* q : {"knife", "the knife carrying of pupils", "CSE hotels", "\"foot patrols\" police", "eval*", "knife NEAR carrying", "knife AND pupils", "theme:cse hotels", "kent knife", "foot knife carrying police knife"}) {
    SCOPED_TRACE(q);
    const auto json = site.json("/api/v1/search?explain=1&q=" + searchd::encode_component(q));
    ASSERT_FALSE(json["results"].empty());
    for (const auto& result : json["results"]) {
      const auto& parts = result["explain"];
      const double sum = std::accumulate(parts.begin(), parts.end(), 0.0, [](double all, const auto& part) { return all + part["weight"].template get<double>(); });
      EXPECT_NEAR(sum, result["score"].get<double>(), 1e-6) << result.dump(2);
      for (const auto& part : parts) EXPECT_GT(part["weight"].get<double>(), 0);
    }
  }
}

TEST(Explanation, NamesEachPart) {
  const auto json = test::officers().open.json("/api/v1/search?explain=1&q=knife+carrying");
  std::set<std::string> parts;
  for (const auto& part : json["results"][0]["explain"]) parts.insert(part["part"].get<std::string>() + " " + part["of"].get<std::string>());
  EXPECT_THAT(parts, testing::IsSupersetOf({"word knife", "word carrying", "adjacent knife carrying"}));
}

TEST(Explanation, IsGivenOnlyWhenAskedFor) {
  const auto json = test::officers().open.json("/api/v1/search?q=knife");
  EXPECT_FALSE(json["results"][0].contains("explain"));
  EXPECT_FALSE(json["results"][0].contains("score"));
}

}  // namespace
