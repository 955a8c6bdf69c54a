#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/small_library.h"

namespace {

using indexer::Extraction;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kImport = R"(source: rows.jsonl
collection: review
default_marking: OFFICIAL [FOR PUBLIC RELEASE]
id: ref
id_prefix: pfd
title: "Report {ref}: {area}"
fields:
  published: date
  area: area
  theme: {from: themes, split: ";"}
  agency: bodies
  marking: marking
constants: {licence: OGL-UK-3.0, language: en}
sections:
  - {field: story, heading: Circumstances}
  - {field: concerns, heading: Concerns, kind: key-learning}
)";

Extraction extract(const std::string& rows, const char* import_yaml = kImport) {
  if (import_yaml == nullptr) return indexer::extract({"import/n/rows.jsonl", rows, "", ""});
  return indexer::extract({"import/n/rows.jsonl", rows, "import/n/import.yaml", import_yaml});
}

/// "field=value" in order; lists as a+b.
std::vector<std::string> fields_of(const indexer::ExtractedText& text) {
  std::vector<std::string> out;
  for (const auto& [name, value] : text.fields) {
    std::string line = name + "=" + value.text;
    for (std::size_t i = 0; i < value.items.size(); ++i) line += (i > 0 ? "+" : "") + value.items[i].text;
    out.push_back(std::move(line));
  }
  return out;
}

TEST(Jsonl, MapsARowAsTheManifestSays) {
  const auto extraction = extract(
      R"({"ref": "A/1", "date": "2020-02-21", "area": "Hull", "themes": "cse; knife crime;;", "bodies": ["NHS", " police "], "story": "One.\n\n• two\n- three\n(1) four", "concerns": "Five."})"
      "\n");
  EXPECT_EQ(test::text_of(extraction.problems), "");
  ASSERT_EQ(extraction.texts.size(), 1u);
  const auto& text = extraction.texts[0];
  EXPECT_EQ(test::text_of(text.problems), "");
  EXPECT_EQ(text.key, "A/1");
  EXPECT_EQ(text.line, 1);
  EXPECT_THAT(fields_of(text), ElementsAre("id=pfd-a-1", "title=Report A/1: Hull", "collection=review", "marking=OFFICIAL [FOR PUBLIC RELEASE]", "licence=OGL-UK-3.0", "language=en",
                                           "published=2020-02-21", "area=Hull", "theme=cse+knife crime", "agency=NHS+police"));
  std::string blocks;
  for (const auto& block : text.blocks)
    blocks += (block.kind == schema::Block::Kind::kHeading ? "## " : block.kind == schema::Block::Kind::kBullet ? "* " : "") + indexer::unredacted(block.text) +
              (block.section_kind.empty() ? "" : " (" + block.section_kind + ")") + "\n";
  EXPECT_EQ(blocks, "## Circumstances\nOne.\n* two\n* three\n(1) four\n## Concerns (key-learning)\nFive.\n");
}

TEST(Jsonl, LeavesOutARowThatCannotBeReadAndTakesTheOthers) {
  struct Case {
    const char* what;
    std::string row;
    const char* message;
  };
  const Case cases[] = {
      {"no JSON", "not json", "is not a JSON object"},
      {"half an object", R"({"ref": "b")", "is not a JSON object"},
      {"another kind", R"(["ref"])", "is not a JSON object"},
      {"invalid UTF-8", "{\"ref\": \"b\xFF\"}", "is not a JSON object"},
      {"without an id", R"({"area": "Hull"})", "has no 'ref'"},
      {"with an empty id", R"({"ref": ""})", "has no 'ref'"},
      {"with a null id", R"({"ref": null})", "has no 'ref'"},
      {"with a misspelt mark", R"({"ref": "b", "story": "a [b]{audence=police}"})", "audence"},
      {"with a mark apart from its text", R"({"ref": "b", "story": "a [b] {audience=police}"})", "looks like a redaction mark"},
      {"with a block of Markdown", R"({"ref": "b", "story": "::: {audience=police}\nb\n:::"})", "looks like a redaction mark"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto extraction = extract(R"({"ref": "a"})" "\n" + c.row + "\n\n" + R"({"ref": "c"})" + "\n");
    EXPECT_EQ(test::text_of(extraction.problems), "");
    ASSERT_EQ(extraction.texts.size(), 3u);
    EXPECT_THAT(extraction.texts[0].problems, IsEmpty());
    EXPECT_THAT(extraction.texts[2].problems, IsEmpty());
    EXPECT_EQ(extraction.texts[2].line, 4);
    ASSERT_FALSE(extraction.texts[1].problems.empty());
    EXPECT_EQ(extraction.texts[1].problems[0].severity, indexer::Severity::kError);
    EXPECT_EQ(extraction.texts[1].problems[0].file, "import/n/rows.jsonl");
    EXPECT_EQ(extraction.texts[1].problems[0].line, 2);
    EXPECT_THAT(extraction.texts[1].problems[0].message, HasSubstr(c.message));
  }
}

TEST(Jsonl, KeepsMarksInARowsTexts) {
  const auto extraction = extract(R"({"ref": "a", "story": "a [b]{audience=police} c"})");
  ASSERT_EQ(extraction.texts.at(0).blocks.size(), 2u);
  const auto& text = extraction.texts[0].blocks[1].text;
  ASSERT_EQ(text.size(), 3u);
  EXPECT_EQ(text[1].text, "b");
  EXPECT_EQ(text[1].restrictions.at(0).audience, "police");
}

TEST(Jsonl, TakesBracketsAndBracesOfOtherTextsAsTheyAre) {
  const auto extraction = extract(R"({"ref": "b", "area": "\\usepackage[utf8]{inputenc}", "story": "Take \\sqrt[3]{x}, [a]{b=c} and std:::x.\nIt speaks of an audience, [y]{.z}"})" "\n");
  EXPECT_EQ(test::text_of(extraction.problems), "");
  ASSERT_EQ(extraction.texts.size(), 1u);
  const auto& text = extraction.texts[0];
  EXPECT_EQ(test::text_of(text.problems), "");
  EXPECT_THAT(fields_of(text), testing::Contains("title=Report b: \\usepackage[utf8] {inputenc}")) << "nothing parses it as a mark later";
  ASSERT_EQ(text.blocks.size(), 3u);
  EXPECT_EQ(unredacted(text.blocks[1].text), "Take \\sqrt[3]{x}, [a]{b=c} and std:::x.");
  EXPECT_EQ(unredacted(text.blocks[2].text), "It speaks of an audience, [y]{.z}");
}

TEST(Jsonl, RefusesAMarkWithASlipInIt) {
  for (const auto* story : {"a [b]{audence=police}", "a [b]{audiance=police}", "a [b]{ audience:police}", "{audience=police}", "::: {adience=police}"}) {
    SCOPED_TRACE(story);
    const auto extraction = extract(std::string(R"({"ref": "b", "story": ")") + story + "\"}\n");
    EXPECT_THAT(test::text_of(extraction.texts.at(0).problems), HasSubstr("redaction mark"));
  }
}

TEST(Jsonl, TakesTheFirstWordsForATitleThatIsMissing) {
  constexpr const char* kPlain = "source: rows.jsonl\ncollection: review\nid: id\ntitle: title\nsections: [{field: text, heading: Text}]\n";
  const auto title = [&](const std::string& row) { return extract(row + "\n", kPlain).texts.at(0).fields.at(1).second.text; };
  EXPECT_EQ(title(R"({"id": "1", "title": "Short", "text": "Long."})"), "Short");
  EXPECT_EQ(title(R"({"id": "1", "title": "", "text": "One two\n three."})"), "One two three.");
  EXPECT_EQ(title(R"({"id": "1", "text": "1 2 3 4 5 6 7 8 9 10 11 12 13"})"), "1 2 3 4 5 6 7 8 9 10 11 12\u2026");
  EXPECT_EQ(title(R"({"id": "1"})"), "");
}

TEST(Jsonl, UsesTheDefaultMarkingOnlyForARowWithoutItsOwn) {
  struct Case {
    const char* row;
    const char* import_yaml;
    const char* marking;
  };
  constexpr const char* constant = "source: rows.jsonl\ncollection: review\ndefault_marking: OFFICIAL [FOR PUBLIC RELEASE]\nid: ref\ntitle: ref\nconstants: {marking: OFFICIAL}\n";
  const Case cases[] = {
      {R"({"ref": "a"})", kImport, "OFFICIAL [FOR PUBLIC RELEASE]"},
      {R"({"ref": "a", "marking": null})", kImport, "OFFICIAL [FOR PUBLIC RELEASE]"},
      // The handling instruction of the default was added to the row's own marking: OFFICIAL became public.
      {R"({"ref": "a", "marking": "OFFICIAL"})", kImport, "OFFICIAL"},
      {R"({"ref": "a", "marking": "OFFICIAL-SENSITIVE"})", kImport, "OFFICIAL-SENSITIVE"},
      {R"({"ref": "a"})", constant, "OFFICIAL"},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.row);
    const auto extraction = extract(c.row, c.import_yaml);
    std::vector<indexer::Problem> problems;
    const auto draft = indexer::make_draft(extraction.texts.at(0), {"import/n/rows.jsonl", "", ""}, "key", library.vocabularies(), problems);
    ASSERT_TRUE(draft) << test::text_of(problems);
    ASSERT_TRUE(draft->marking);
    EXPECT_EQ(draft->marking->display(), c.marking);
  }
}

TEST(Jsonl, WithoutAUsableManifestIsLeftOutAndSaysWhere) {
  struct Case {
    const char* what;
    const char* yaml;
    const char* file;
    int line;
    const char* message;
  };
  const Case cases[] = {
      {"no manifest", nullptr, "import/n/rows.jsonl", 0, "has no import.yaml"},
      {"no YAML", "source: [\n", "import/n/import.yaml", 2, "not valid YAML"},
      {"an unknown key", "source: rows.jsonl\ncollection: review\nid: ref\ntitle: ref\ncolour: red\n", "import/n/import.yaml", 5, "'colour' is not a key"},
      {"a misspelt default_marking", "source: rows.jsonl\ndefault_markng: OFFICIAL\n", "import/n/import.yaml", 2, "'default_markng' is not a key"},
      {"no source", "collection: review\nid: ref\ntitle: ref\n", "import/n/import.yaml", 1, "'source' is missing"},
      {"no collection", "source: rows.jsonl\nid: ref\ntitle: ref\n", "import/n/import.yaml", 1, "'collection' is missing"},
      {"no id", "source: rows.jsonl\ncollection: review\ntitle: ref\n", "import/n/import.yaml", 1, "'id' is missing"},
      {"no title", "source: rows.jsonl\ncollection: review\nid: ref\n", "import/n/import.yaml", 1, "'title' is missing"},
      {"a field without a source", "source: rows.jsonl\ncollection: review\nid: ref\ntitle: ref\nfields:\n  theme: {split: x}\n", "import/n/import.yaml", 6, "'theme' needs the name of a source field"},
      {"a section without a heading", "source: rows.jsonl\ncollection: review\nid: ref\ntitle: ref\nsections:\n  - {field: story}\n", "import/n/import.yaml", 6, "each needs 'field' and 'heading'"},
      {"another source", "source: other.jsonl\ncollection: review\nid: ref\ntitle: ref\n", "import/n/rows.jsonl", 0, "is not the source that import/n/import.yaml names"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto extraction = extract(R"({"ref": "a"})", c.yaml);
    ASSERT_EQ(extraction.problems.size(), 1u);
    EXPECT_THAT(extraction.texts, IsEmpty());
    EXPECT_EQ(extraction.problems[0].severity, indexer::Severity::kError);
    EXPECT_EQ(extraction.problems[0].file, c.file);
    EXPECT_EQ(extraction.problems[0].line, c.line);
    EXPECT_THAT(extraction.problems[0].message, HasSubstr(c.message));
  }
}

TEST(Jsonl, WithoutRowsSaysSo) {
  for (const auto* rows : {"", "\n\n  \n"}) EXPECT_EQ(test::text_of(extract(rows).problems), "0: error: holds no records\n");
}

TEST(Jsonl, TakesTitlesFromAFieldOrAPattern) {
  struct Case {
    const char* title;
    const char* expected;
  };
  const Case cases[] = {{"area", "Hull"}, {"\"{area}\"", "Hull"}, {"\"{area} ({none})\"", "Hull ()"}, {"\"{area\"", "{area"}, {"Fixed words", "Fixed words"}, {"\"{ref}{n}\"", "a7"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.title);
    const std::string yaml = std::string("source: rows.jsonl\ncollection: review\nid: ref\ntitle: ") + c.title + "\n";
    const auto extraction = extract(R"({"ref": "a", "area": "Hull", "n": 7})", yaml.c_str());
    ASSERT_EQ(extraction.texts.size(), 1u) << test::text_of(extraction.problems);
    EXPECT_EQ(fields_of(extraction.texts[0]).at(1), std::string("title=") + c.expected);
    EXPECT_EQ(fields_of(extraction.texts[0]).at(0), "id=imp-a");
  }
}

}  // namespace
