#include "indexer/curation.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "indexer/generation_store.h"
#include "indexer/library.h"
#include "tests/support/small_library.h"
#include "tests/support/temp_index.h"

namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Problems of a curation.yaml.
std::string problems_of(const std::string& yaml) {
  const test::SmallLibrary library({{"curation.yaml", yaml}});
  std::vector<indexer::Problem> problems;
  indexer::load_curation(library.corpus() / "curation.yaml", library.config(), problems);
  return test::text_of(problems);
}

TEST(CurationFile, SaysEveryProblemWithItsLine) {
  struct Case {
    const char* yaml;
    const char* problems;
  };
  const Case cases[] = {
      {"", ""},
      {"suggestions: {queries: [knife crime], deny: leaflet}\n", ""},
      {"bets:\n  - {query: knife, pin: [pe-a], hide: [pe-b]}\n", ""},
      {"suggestion: []\n", "1: error: 'suggestion' is not known (suggestions, bets)\n"},
      {"suggestions:\n  query: [knife]\n  deny: {a: b}\n", "2: error: suggestions: 'query' is not known (queries, deny)\n3: error: 'deny' must be a text or a list\n"},
      {"suggestions:\n  queries:\n    - ''\n    - {text: knife, audience: nobody}\n    - {words: knife}\n",
       "3: error: 'queries' has an empty text\n4: error: 'nobody' is not an audience of this library\n5: error: queries: 'words' is not known (text, audience)\n"
       "5: error: 'queries' has an empty text\n"},
      {"bets: knife\n", "1: error: 'bets' must be a list\n"},
      {"bets:\n  - {query: knife}\n  - {pin: [pe-a]}\n",
       "2: error: bets: each needs ids to 'pin' or to 'hide'\n3: error: bets: each needs a 'query': what is typed, or a list of that\n"},
      {"bets:\n  - {query: knife, pin: [pe-a], hide: [pe-b, pe-a], order: 1}\n",
       "2: error: bets: 'order' is not known (query, pin, hide, audience)\n2: error: bets: 'pe-a' is both pinned and hidden; remove one\n"},
      {"bets: [\n", "2: error: "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.yaml);
    const std::string found = problems_of(c.yaml);
    EXPECT_TRUE(found == c.problems || (std::string_view(c.problems).ends_with("error: ") && found.starts_with(c.problems))) << found;
  }
}

TEST(CurationFile, WithErrorsStopsTheRun) {
  test::TempIndex index{{"practice/a.md", test::practice("pe-a", "Knives")}};
  const auto before = index.current();
  index.add_file("curation.yaml", "bets: knife\n");
  EXPECT_THROW(index.reindex(), indexer::LibraryUnusable);
  EXPECT_EQ(index.current(), before);
}

TEST(CurationFile, NamesIdsThatNoRecordHas) {
  const test::TempIndex index{{"practice/a.md", test::practice("pe-a", "Knives at night")},
                              {"curation.yaml", "bets:\n  - query: knives\n    pin: [pe-a, pe-gone]\n    hide:\n      - pe-lost\n"}};
  std::vector<indexer::Problem> curated;
  for (const auto& problem : index.report().problems)
    if (problem.file == "curation.yaml") curated.push_back(problem);
  EXPECT_EQ(test::text_of(curated), "3: warning: bets: no record has the id 'pe-gone'; correct or remove it\n"
                                    "5: warning: bets: no record has the id 'pe-lost'; correct or remove it\n");
  EXPECT_EQ(json::parse(test::read_bytes(index.audience("public").curation)), json::parse(R"({"bets": [{"queries": ["knives"], "pin": ["pe-a"]}]})"));
}

/// What an audience may not see must not be told by what staff wrote about it.
TEST(CurationFile, TellsAnAudienceOfNothingThatItsIndexHasNot) {
  const test::TempIndex index{
      {"practice/a.md", test::practice("pe-a", "Knives at night", "theme: [cse]\n", "## Problem\n\nPatrols.\n\n::: {audience=police}\n\nQuetzal is its name.\n\n:::\n")},
      {"practice/b.md", test::markdown("id: pe-b\ncollection: practice\nmarking: OFFICIAL\ntitle: Zebrafinch patrols\n", "Text.\n")},
      {"curation.yaml",
       "suggestions:\n  queries: [patrols at night, quetzal patrols, CSE, silverbirch, rhywiol ar blant, {text: night knives, audience: police}, never written]\n"
       "  deny: [patrol, zebrafinch]\nbets:\n  - {query: [knives, zebrafinch], pin: [pe-b, pe-a]}\n  - {query: patrols, hide: [pe-b]}\n"
       "  - {query: night, pin: [pe-a], audience: police}\n"}};
  EXPECT_EQ(json::parse(test::read_bytes(index.audience("public").curation)),
            json::parse(R"({"queries": ["patrols at night", "CSE", "rhywiol ar blant"], "deny": ["patrol"], "bets": [{"queries": ["knives"], "pin": ["pe-a"]}]})"));
  EXPECT_EQ(json::parse(test::read_bytes(index.audience("police").curation)),
            json::parse(R"({"queries": ["patrols at night", "quetzal patrols", "CSE", "silverbirch", "rhywiol ar blant", "night knives"], "deny": ["patrol", "zebrafinch"],
                            "bets": [{"queries": ["knives", "zebrafinch"], "pin": ["pe-b", "pe-a"]}, {"queries": ["patrols"], "hide": ["pe-b"]},
                                     {"queries": ["night"], "pin": ["pe-a"]}]})"));
}

TEST(CurationFile, ThatChangesMakesAnotherGenerationForThoseWhoMayKnow) {
  test::TempIndex index{{"practice/a.md", test::practice("pe-a", "Knives at night", "", "## Problem\n\n::: {audience=police}\n\nQuetzal.\n\n:::\n\nText.\n")}};
  const auto hash_of = [&](const std::string& audience) {
    for (const auto& one : schema::read_manifest(index.generation()).audiences)
      if (one.name == audience) return one.content_hash;
    return std::string();
  };
  const auto open = hash_of("public");
  const auto police = hash_of("police");
  index.add_file("curation.yaml", "suggestions: {queries: [quetzal]}\n");
  EXPECT_TRUE(index.reindex().published);
  EXPECT_EQ(hash_of("public"), open);
  EXPECT_NE(hash_of("police"), police);
  EXPECT_FALSE(index.reindex().published) << "nothing has changed";
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
}

}  // namespace
