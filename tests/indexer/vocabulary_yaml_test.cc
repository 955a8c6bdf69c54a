#include "indexer/vocabulary_yaml.h"

#include <gmock/gmock.h>

#include "tests/support/small_library.h"

namespace {

using schema::SurfaceForm;
using testing::HasSubstr;

indexer::LibraryConfig three_audiences() {
  indexer::LibraryConfig config;
  config.audiences = {{"public", ""}, {"police", ""}, {"sensitive", ""}};
  return config;
}

struct Loaded {
  schema::Vocabularies vocabularies;
  std::vector<indexer::Problem> problems;
};

Loaded load(std::initializer_list<std::pair<std::string, std::string>> files) {
  const test::TempFolder folder;
  for (const auto& [name, bytes] : files) test::write_bytes(folder.path() / name, bytes);
  Loaded out;
  out.vocabularies = indexer::load_vocabularies(folder.path(), three_audiences(), out.problems);
  return out;
}

TEST(VocabularyYaml, IsReadWithEveryPartOfAValue) {
  const auto loaded = load({{"theme.yaml", R"(vocabulary: theme
label: Theme
label_cy: Thema
ordered: true
values:
  - id: one
    label: One
    label_cy: Un
    parent: two
    definition: The first.
    related: [two]
    replaces: [two]
    tags: [strand13]
    region: eastern
    alt: [uno, {form: eins, when: never}, {form: ichi, audience: police}]
    abbr: [ONE, {form: I, when: capitals}]
    cy: [un arall]
  - {id: two, label: Two, replaced_by: one}
)"}});
  EXPECT_EQ(test::text_of(loaded.problems), "");
  const auto* theme = loaded.vocabularies.find("theme");
  ASSERT_NE(theme, nullptr);
  EXPECT_TRUE(theme->ordered);
  EXPECT_EQ(theme->label_cy, "Thema");
  const auto* one = theme->find("one");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->label_cy, "Un");
  EXPECT_EQ(one->parent, "two");
  EXPECT_EQ(one->definition, "The first.");
  EXPECT_EQ(one->extra.at("region"), "eastern");
  EXPECT_EQ(theme->find("two")->replaced_by, std::vector<std::string>{"one"});
  std::string forms;
  for (const auto& f : one->forms)
    forms += f.text + (f.abbreviation ? "/abbr" : "") + (f.language == "cy" ? "/cy" : "") + (f.when == SurfaceForm::When::kNever ? "/never" : "") +
             (f.when == SurfaceForm::When::kCapitals ? "/capitals" : "") + (f.audience.empty() ? "" : "/" + f.audience) + " ";
  EXPECT_EQ(forms, "uno eins/never ichi/police ONE/abbr I/abbr/capitals un arall/cy ");
}

TEST(VocabularyYaml, SaysEveryErrorWithFileAndLine) {
  struct Case {
    const char* yaml;
    int line;
    const char* message;
    indexer::Severity severity = indexer::Severity::kError;
  };
  const std::string head = "vocabulary: theme\nlabel: Theme\nvalues:\n";
  const Case cases[] = {
      {"label: Theme\nvalues:\n  - {id: a, label: A}\n", 1, "'vocabulary' is missing"},
      {"vocabulary: theme\nvalues:\n  - {id: a, label: A}\n", 1, "'label' is missing"},
      {"vocabulary: theme\nlabel: Theme\n", 1, "'values' is missing"},
      {"vocabulary: theme\nlabel: Theme\nvalues: []\n", 1, "'values' is missing or empty"},
      {"vocabulary: theme\nlabel: Theme\ncolour: red\nvalues:\n  - {id: a, label: A}\n", 3, "'colour' is not a key of a vocabulary"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A}\n  - {id: a, label: B}\n", 5, "id 'a' is used twice"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {label: A}\n", 4, "must be lower-case words"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: Big Id, label: A}\n", 4, "must be lower-case words"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a}\n", 4, "'a' has no label"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - id: a\n    label: A\n    lable_cy: B\n", 6, "'lable_cy' is not a key of a value"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, parent: b}\n", 4, "parent 'b' of 'a' does not exist"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, related: [b]}\n", 4, "related value 'b' of 'a' does not exist"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, replaced_by: b}\n", 4, "newer name 'b' of 'a' does not exist"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, replaces: [b]}\n", 4, "older name 'b' of 'a' does not exist"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, parent: a}\n", 4, "'a' is its own ancestor"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, alt: [x, x]}\n", 4, "form 'x' is written twice", indexer::Severity::kWarning},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, alt: ['']}\n", 4, "'a' has an empty form"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, alt: [{form: x, when: sometimes}]}\n", 4, "'when: sometimes' is not known of a form"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, alt: [{form: x, audence: police}]}\n", 4, "'audence: police' is not known of a form"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, alt: [{form: x, audience: polise}]}\n", 4, "'polise' is not an audience"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A}\n  broken: [\n", 5, "not valid YAML"},
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, label: B}\n", 4, "'label' is written twice"},
      // One name in place of a list was silently dropped.
      {"vocabulary: theme\nlabel: Theme\nvalues:\n  - {id: a, label: A, alt: x}\n", 4, "must be a list"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.yaml);
    const auto loaded = load({{"theme.yaml", c.yaml}});
    ASSERT_FALSE(loaded.problems.empty());
    const auto& problem = loaded.problems.front();
    EXPECT_EQ(problem.severity, c.severity);
    EXPECT_EQ(problem.file, "vocabulary/theme.yaml");
    EXPECT_EQ(problem.line, c.line);
    EXPECT_THAT(problem.message, HasSubstr(c.message));
    EXPECT_EQ(loaded.problems.size(), 1u) << test::text_of(loaded.problems);
  }
}

TEST(VocabularyYaml, FindsCyclesOfParents) {
  const auto loaded = load({{"theme.yaml", "vocabulary: theme\nlabel: T\nvalues:\n  - {id: a, label: A, parent: b}\n  - {id: b, label: B, parent: c}\n  - {id: c, label: C, parent: a}\n"}});
  EXPECT_EQ(loaded.problems.size(), 3u) << test::text_of(loaded.problems);
  for (const auto& problem : loaded.problems) EXPECT_THAT(problem.message, HasSubstr("is its own ancestor"));
}

TEST(VocabularyYaml, TakesEachVocabularyFromOneFile) {
  const char* yaml = "vocabulary: theme\nlabel: T\nvalues:\n  - {id: a, label: A}\n";
  const auto loaded = load({{"one.yaml", yaml}, {"two.yaml", yaml}, {"notes.txt", "not read"}});
  ASSERT_EQ(loaded.problems.size(), 1u);
  EXPECT_EQ(loaded.problems[0].file, "vocabulary/two.yaml");
  EXPECT_THAT(loaded.problems[0].message, HasSubstr("is in another file too"));
}

TEST(VocabularyYaml, MustBeThere) {
  EXPECT_THAT(load({{"notes.txt", ""}}).problems.at(0).message, HasSubstr("holds no vocabularies"));
  std::vector<indexer::Problem> problems;
  indexer::load_vocabularies("/nowhere", three_audiences(), problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0].message, HasSubstr("holds no vocabularies"));
}

}  // namespace
