#include "indexer/draft.h"

#include <gmock/gmock.h>

#include "tests/support/small_library.h"

namespace {

using testing::HasSubstr;

std::string practice_with(const std::string& front_matter) {
  return test::markdown("id: pe-test\ncollection: practice\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\n" + front_matter);
}

TEST(RecordId, IsFourToFortyOfAFewCharacters) {
  struct Case {
    std::string id;
    bool good;
  };
  const Case cases[] = {{"pe-7f3a", true},  {"abcd", true},  {std::string(40, 'a'), true}, {"a-1-", true}, {"abc", false},     {"", false},      {std::string(41, 'a'), false},
                        {"1abc", false},    {"-abc", false}, {"PE-7F3A", false},           {"pe_7f", false}, {"pe 7f3a", false}, {"pe/7f3a", false}, {"tŷ-gwyn", false}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.id);
    EXPECT_EQ(indexer::is_record_id(c.id), c.good);
  }
}

TEST(Draft, TakesItsIdFromTheFrontMatterElseFromPathAndKey) {
  test::SmallLibrary library;
  const auto draft = library.draft(test::markdown("title: x\ncollection: practice\n"));
  ASSERT_TRUE(draft);
  EXPECT_THAT(draft->id, testing::MatchesRegex("r-[0-9a-f]{10}"));
  EXPECT_EQ(library.draft(test::practice("pe-own", "x"))->id, "pe-own");

  const indexer::SourceFile here{"practice/a.md", "", ""};
  const indexer::SourceFile there{"practice/b.md", "", ""};
  indexer::ExtractedText text;
  indexer::ExtractedText other;
  other.key = "2";
  std::vector<indexer::Problem> problems;
  const auto id = [&](const indexer::ExtractedText& t, const indexer::SourceFile& source, const char* key) {
    return indexer::make_draft(t, source, key, library.vocabularies(), problems)->id;
  };
  EXPECT_EQ(id(text, here, "key"), id(text, here, "key"));
  EXPECT_NE(id(text, here, "key"), id(text, there, "key"));
  EXPECT_NE(id(text, here, "key"), id(other, here, "key"));
  EXPECT_NE(id(text, here, "key"), id(text, here, "another key")) << "a path cannot be guessed from an id";
}

TEST(Draft, OfAFrontMatterThatSaysSomethingElseThanItSeemsIsRejected) {
  struct Case {
    const char* front_matter;
    int line;
    const char* message;
  };
  // Lines 1 to 4 are the fence, id, collection and title.
  const Case cases[] = {
      {"marking:\n", 5, "'marking' is empty"},
      {"force: {value: essex}\n", 5, "a restricted value is written"},
      {"force: {audience: police}\n", 5, "a restricted value is written"},
      {"force: {value: essex, audence: police}\n", 5, "'audence' is not known here"},
      {"force: {value: essex, audience: police, colour: red}\n", 5, "'colour' is not known here"},
      {"force: {value: essex, audience: polise}\n", 5, "'polise' is not an audience"},
      {"force: {value: essex, audience: police, stub: maybe}\n", 5, "stub"},
      {"summary: \"[a]{audence=police}\"\n", 5, "audence"},
      {"summary: \"[a]{audience=polise}\"\n", 5, "'polise' is not an audience"},
      {"summary: \"[a] {audience=police}\"\n", 5, "looks like a redaction mark"},
      {"originator: \"{audience=police} a\"\n", 5, "looks like a redaction mark"},
      {"aims: [\"[a]{audience=polise}\"]\n", 5, "'polise' is not an audience"},
      {"recommendations:\n  - {agency: police}\n", 6, "has no text"},
      {"recommendations:\n  - {text: \"[a]{audence=police}\"}\n", 6, "audence"},
      {"recommendations:\n  - {text: a, audience: polise}\n", 6, "'polise' is not an audience"},
      {"recommendations:\n  - {text: a, agency: {value: police, audience: polise}}\n", 6, "'polise' is not an audience"},
      {"recommendations:\n  - {value: {text: a}, audence: police}\n", 6, "audence"},
      // Plain parts are no place for marks: they were published as written.
      {"recommendations:\n  - {text: a, scope: \"[b]{audience=police}\"}\n", 6, "scope"},
      {"recommendations:\n  - {text: a, status: \"[b]{audience=police}\"}\n", 6, "status"},
      // These were silently left out.
      {"recommendations: just a text\n", 5, "must be a list"},
      {"recommendations: {value: [{text: a}], audience: police}\n", 5, "must be a list"},
      {"attachments: a.txt\n", 5, "must be a list"},
      {"attachments:\n  - {title: a}\n", 6, "needs 'file'"},
      {"attachments:\n  - {file: a.txt, audience: polise}\n", 6, "'polise' is not an audience"},
      {"attachments:\n  - {file: a.txt, stub: maybe, audience: police}\n", 6, "stub"},
  };
  test::SmallLibrary library{{"practice/a.txt", "text"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.front_matter);
    const auto draft = library.draft(test::markdown(std::string("id: pe-test\ncollection: practice\ntitle: x\n") + c.front_matter));
    EXPECT_FALSE(draft);
    ASSERT_FALSE(library.problems().empty());
    const auto& problem = library.problems().front();
    EXPECT_EQ(problem.line, c.line) << problem.message;
    EXPECT_EQ(problem.file, "practice/test.md");
    EXPECT_THAT(library.problem_text(), HasSubstr(c.message));
  }
}

TEST(Draft, TakesTextsWithoutTheLineBreakThatYamlEndsThemWith) {
  test::SmallLibrary library;
  const auto record = library.rendition(practice_with("title: >\n  Folded\n  title\nsummary: |\n  One.\n  Two.\n"), "public");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->title, "Folded title");
  EXPECT_EQ(record->summary, "One.\nTwo.");
}

TEST(Draft, LeavesOutUnknownFieldsWithAWarning) {
  test::SmallLibrary library;
  const auto draft = library.draft(test::practice("pe-test", "x", "colour: red\nrecommendations:\n  - {text: a, colour: red}\n"));
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->values.count("colour"), 0u);
  EXPECT_THAT(library.problem_text(), HasSubstr("6: warning: 'colour' is not a known field and was left out"));
  EXPECT_THAT(library.problem_text(), HasSubstr("8: warning: 'colour' is not a known part of a recommendation"));
}

TEST(Draft, FlattensValuesWithTheirRestrictions) {
  test::SmallLibrary library;
  const auto draft = library.draft(test::practice("pe-test", "x",
                                                  "force: [essex, {value: kent, audience: police, stub: yes, reason: covert tactic}]\n"
                                                  "theme: {value: [cse, {value: county-lines, audience: sensitive}], audience: police}\n"));
  ASSERT_TRUE(draft) << library.problem_text();
  const auto shown = [&](const char* field) {
    std::string out;
    for (const auto& value : draft->values.at(field)) {
      out += indexer::unredacted(value.text);
      for (const auto& restriction : value.restrictions) out += "/" + restriction.audience + (restriction.stub ? "/stub" : "");
      out += " ";
    }
    return out;
  };
  EXPECT_EQ(shown("force"), "essex kent/police/stub ");
  EXPECT_EQ(shown("theme"), "cse/police county-lines/police/sensitive ");
}

TEST(Draft, TakesSectionsFromTheFrontMatterBeforeTheBody) {
  test::SmallLibrary library;
  const auto record = library.rendition(test::practice("pe-test", "x", "aims: [one, {value: two, audience: police}]\nkey_learning: three\n", "## Problem\n\nfour\n"), "public");
  ASSERT_TRUE(record);
  EXPECT_EQ(test::text_of(*record), "# x\n## Aims (aims)\n* one\n## Key learning (key-learning)\nthree\n## Problem (problem)\nfour\n");
}

TEST(Draft, AddsHandlingInstructionsToTheMarkingInAnyOrder) {
  struct Case {
    const char* front_matter;
    const char* marking;
  };
  const Case cases[] = {
      {"marking: OFFICIAL\nhandling: [FOR PUBLIC RELEASE]\n", "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"handling: [FOR PUBLIC RELEASE]\nmarking: OFFICIAL\n", "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"handling: for public release\nmarking: official\n", "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"marking: OFFICIAL-SENSITIVE\nhandling: [RECIPIENTS ONLY, HMG USE ONLY]\n", "OFFICIAL-SENSITIVE [HMG USE ONLY] [RECIPIENTS ONLY]"},
      {"marking: OFFICIAL-SENSITIVE [RECIPIENTS ONLY]\nhandling: [HMG USE ONLY]\n", "OFFICIAL-SENSITIVE [HMG USE ONLY] [RECIPIENTS ONLY]"},
      {"", "OFFICIAL-SENSITIVE"},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.front_matter);
    const auto draft = library.draft(test::markdown(std::string("title: x\ncollection: practice\n") + c.front_matter));
    ASSERT_TRUE(draft) << library.problem_text();
    EXPECT_EQ(draft->marking->display(), c.marking);
  }
}

TEST(Draft, ThatIsWithdrawnSaysWhy) {
  test::SmallLibrary library;
  EXPECT_EQ(library.draft(test::practice("pe-test", "x", "withdrawn: asked by the force\n"))->withdrawn, "asked by the force");
  EXPECT_EQ(library.draft(test::practice("pe-test", "x", "withdrawn:\n"))->withdrawn, "yes");
  EXPECT_EQ(library.draft(test::practice("pe-test", "x"))->withdrawn, "");
}

}  // namespace
