#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/small_library.h"

namespace {

using indexer::Extraction;
using indexer::ExtractedBlock;
using schema::Block;
using testing::HasSubstr;

Extraction extract(const std::string& bytes) {
  return indexer::extract({"practice/test.md", bytes, "", ""});
}

Extraction extract_body(const std::string& body) { return extract("---\ntitle: x\n---\n" + body); }

std::vector<indexer::Problem> problems_of(const Extraction& extraction) {
  auto problems = extraction.problems;
  for (const auto& text : extraction.texts) problems.insert(problems.end(), text.problems.begin(), text.problems.end());
  return problems;
}

/// "text" or "<police|text>", spans of one text joined.
std::string shown(const indexer::RestrictedText& text) {
  std::string out;
  for (const auto& span : text) {
    std::string audiences;
    for (const auto& restriction : span.restrictions) audiences += (audiences.empty() ? "" : "+") + restriction.audience;
    out += audiences.empty() ? span.text : "<" + audiences + "|" + span.text + ">";
  }
  return out;
}

std::string shown(const ExtractedBlock& block) {
  static const std::map<Block::Kind, std::string> names = {{Block::Kind::kHeading, "h"},  {Block::Kind::kParagraph, "p"}, {Block::Kind::kBullet, "*"},
                                                           {Block::Kind::kNumbered, "1."}, {Block::Kind::kQuote, ">"},     {Block::Kind::kCode, "code"},
                                                           {Block::Kind::kTableHead, "th"}, {Block::Kind::kTableRow, "tr"}, {Block::Kind::kRemoved, "removed"}};
  std::string out = std::to_string(block.line) + " " + names.at(block.kind);
  if (block.level != 0) out += std::to_string(block.level);
  out += ": " + shown(block.text);
  for (std::size_t i = 0; i < block.cells.size(); ++i) out += (i > 0 ? " | " : "") + shown(block.cells[i]);
  return out;
}

/// Blocks as "line kind: text"; the front matter takes lines 1 to 3.
std::vector<std::string> blocks_of(const Extraction& extraction) {
  std::vector<std::string> out;
  for (const auto& text : extraction.texts)
    for (const auto& block : text.blocks) out.push_back(shown(block));
  return out;
}

TEST(MarkdownFrontMatter, ThatCannotBeReadRejectsTheFileWithItsLine) {
  struct Case {
    const char* bytes;
    int line;
    const char* message;
  };
  const Case cases[] = {
      {"", 1, "has no front matter"},
      {"title: x\n", 1, "has no front matter"},
      {" ---\ntitle: x\n---\n", 1, "has no front matter"},
      {"---\ntitle: x\n", 1, "not closed"},
      {"---\n---\n", 1, "no fields"},
      {"---\n# a comment\n---\n", 1, "no fields"},
      {"---\njust words\n---\n", 1, "no fields"},
      {"---\n- a\n- b\n---\n", 1, "no fields"},
      {"---\ntitle: x\ntheme: [a, b\n---\n", 4, "not valid YAML"},
      {"---\ntitle: x\n\tsummary: y\n---\n", 3, "not valid YAML"},
      {"---\ntitle: x\nsummary: y\ntitle: z\n---\n", 4, "'title' is written twice"},
      {"---\ntitle: x: y\n---\n", 2, "not valid YAML"},
      {"---\ntitle: x\n? [a, b]\n: c\n---\n", 3, "a key must be a plain word"},
      {"---\ntitle: !!binary aGVsbG8=\n---\n", 2, "tag"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.bytes);
    const auto extraction = extract(c.bytes);
    ASSERT_EQ(extraction.problems.size(), 1u);
    EXPECT_TRUE(extraction.texts.empty());
    const auto& problem = extraction.problems[0];
    EXPECT_EQ(problem.severity, indexer::Severity::kError);
    EXPECT_EQ(problem.file, "practice/test.md");
    EXPECT_EQ(problem.line, c.line) << problem.message;
    EXPECT_THAT(problem.message, HasSubstr(c.message));
  }
}

TEST(MarkdownFrontMatter, IsATreeOfFieldsWithTheirLines) {
  const auto extraction = extract("---\ntitle: One: \"quoted\"\n---\n");
  EXPECT_EQ(extraction.problems.size(), 1u) << "a colon needs quotes";
  const auto good = extract(
      "\xEF\xBB\xBF---\r\n"
      "title: \"One: two\"\r\n"
      "force: [essex, {value: kent, audience: police}]\r\n"
      "\r\n"
      "summary: >\r\n"
      "  folded\r\n"
      "  text\r\n"
      "empty:\r\n"
      "...\r\n"
      "Body.\r\n");
  ASSERT_TRUE(good.problems.empty());
  ASSERT_EQ(good.texts.size(), 1u);
  const auto& fields = good.texts[0].fields;
  ASSERT_EQ(fields.size(), 4u);
  EXPECT_EQ(fields[0].second.text, "One: two");
  EXPECT_EQ(fields[0].second.line, 2);
  ASSERT_EQ(fields[1].second.items.size(), 2u);
  EXPECT_EQ(fields[1].second.items[1].member("audience")->text, "police");
  EXPECT_EQ(fields[1].second.items[1].line, 3);
  EXPECT_EQ(fields[2].second.text, "folded text\n");
  EXPECT_EQ(fields[2].second.line, 5);
  EXPECT_EQ(fields[3].second.text, "");
  EXPECT_THAT(blocks_of(good), testing::ElementsAre("10 p: Body."));
}

TEST(MarkdownBody, BecomesBlocksWithTheirLines) {
  struct Case {
    const char* what;
    const char* body;
    std::vector<std::string> blocks;
  };
  const Case cases[] = {
      {"nothing", "", {}},
      {"a paragraph", "One\ntwo.\n", {"4 p: One two."}},
      {"a hard break", "One  \ntwo.\n", {"4 p: One\ntwo."}},
      {"headings", "# One\n\n## Two\n\nText.\n\n### Three\n\nSetext\n======\n", {"4 h1: One", "6 h2: Two", "8 p: Text.", "10 h3: Three", "12 h1: Setext"}},
      {"emphasis, code and entities", "A *b* **c** `d` &amp; \\*e\\*\n", {"4 p: A b c d & *e*"}},
      {"links", "[text](http://a.example/x) <http://b.example/> [mail](mailto:a@example.org) ![alt](pic.png)\n",
       {"4 p: text (http://a.example/x) http://b.example/ mail alt"}},
      {"lists", "* a\n* b\n  * c\n\n1. d\n2. e\n", {"4 *: a", "5 *: b", "6 *1: c", "8 1.: d", "9 1.: e"}},
      {"a list item of two paragraphs", "1. a\n\n   more\n2. b\n", {"4 1.: a", "6 p: more", "7 1.: b"}},
      {"a quote", "> one\n> two\n>\n> * three\n", {"4 >: one two", "7 *: three"}},
      {"a table", "| A | B |\n| - | - |\n| 1 | *2* |\n| 3 |\n", {"4 th: A | B", "6 tr: 1 | 2", "7 tr: 3 | "}},
      {"code", "```\nx = 1\n[y]\n```\n\n    indented\n", {"4 code: x = 1\n[y]\n", "9 code: indented\n"}},
      {"a rule", "a\n\n---\n\nb\n", {"4 p: a", "8 p: b"}},
      {"CRLF", "a\r\n\r\n* b\r\n* c\r\n", {"4 p: a", "6 *: b", "7 *: c"}},
      {"invalid UTF-8 and NUL", "a\xFF b\x01 c\n", {"4 p: a\uFFFD b  c"}},
      {"no line break at the end", "a", {"4 p: a"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto extraction = extract_body(c.body);
    EXPECT_EQ(test::text_of(problems_of(extraction)), "");
    EXPECT_EQ(blocks_of(extraction), c.blocks);
  }
}

TEST(MarkdownBody, LeavesRawHtmlOutWithAWarning) {
  struct Case {
    const char* body;
    int line;
    std::vector<std::string> blocks;
  };
  const Case cases[] = {
      {"<script>alert(1)</script>\n\nText.\n", 4, {"6 p: Text."}},
      {"Some <b>bold</b> text.\n", 4, {"4 p: Some bold text."}},
      {"\n<!-- a comment -->\n\nText.\n", 5, {"7 p: Text."}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.body);
    const auto extraction = extract_body(c.body);
    const auto problems = problems_of(extraction);
    ASSERT_FALSE(problems.empty());
    for (const auto& problem : problems) {
      EXPECT_EQ(problem.severity, indexer::Severity::kWarning);
      EXPECT_EQ(problem.line, c.line);
    }
    EXPECT_EQ(blocks_of(extraction), c.blocks);
  }
}

TEST(MarkdownMarks, RestrictWhatTheyStandAround) {
  struct Case {
    const char* what;
    const char* body;
    std::vector<std::string> blocks;
  };
  const Case cases[] = {
      {"a block", "a\n\n::: {audience=police}\nb\n\nc\n:::\n\nd\n", {"4 p: a", "7 p: <police|b>", "9 p: <police|c>", "12 p: d"}},
      {"without blank lines", "a\n:::{audience=police}\nb\n:::\nc\n", {"4 p: a", "6 p: <police|b>", "8 p: c"}},
      {"more colons", "::::: {audience=police} :::::\nb\n:::::\n", {"5 p: <police|b>"}},
      {"indented by three", "   ::: {audience=police}\nb\n   :::\n", {"5 p: <police|b>"}},
      {"nested blocks", "::: {audience=police}\na\n::: {audience=sensitive}\nb\n:::\nc\n:::\nd\n",
       {"5 p: <police|a>", "7 p: <police+sensitive|b>", "9 p: <police|c>", "11 p: d"}},
      {"a block of a class", "::: note\na\n::: {.warning audience=police}\nb\n:::\n:::\n", {"5 p: a", "7 p: <police|b>"}},
      {"a span", "a [b *c*]{audience=police} d\n", {"4 p: a <police|b c> d"}},
      {"a span in a block", "::: {audience=police}\na [b]{audience=sensitive}\n:::\n", {"5 p: <police|a ><police+sensitive|b>"}},
      {"around a link", "[a [b](http://c.example/)]{audience=police}\n", {"4 p: <police|a b (http://c.example/)>"}},
      {"in a link's text", "[a [b]{audience=police}](http://c.example/)\n", {"4 p: a <police|b> (http://c.example/)"}},
      {"across emphasis", "*a [b* c]{audience=police}\n", {"4 p: a <police|b c>"}},
      {"in code", "`a [b]{audience=police}`\n", {"4 p: a <police|b>"}},
      {"in a code block", "```\n[b]{audience=police}\nc\n```\n", {"4 code: <police|b>\nc\n"}},
      {"in headings", "## a [b]{audience=police}\n", {"4 h2: a <police|b>"}},
      {"in list items", "* [a]{audience=police}\n* b\n", {"4 *: <police|a>", "5 *: b"}},
      {"in table cells", "| A | [B]{audience=police} |\n| - | - |\n| [1]{audience=sensitive} | 2 |\n", {"4 th: A | <police|B>", "6 tr: <sensitive|1> | 2"}},
      {"over the lines of a paragraph", "a [b\nc]{audience=police} d\n", {"4 p: a <police|b c> d"}},
      {"in an image's text", "![a [b]{audience=police}](pic.png)\n", {"4 p: a <police|b>"}},
      {"a heading in a block", "::: {audience=police}\n## a\nb\n:::\n", {"5 h2: <police|a>", "6 p: <police|b>"}},
      {"escaped", "\\[a\\]\\{b=c\\}\n", {"4 p: [a]{b=c}"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto extraction = extract_body(c.body);
    EXPECT_EQ(test::text_of(problems_of(extraction)), "");
    EXPECT_EQ(blocks_of(extraction), c.blocks);
  }
}

TEST(MarkdownMarks, ThatAreNoneRejectTheFileWithTheirLine) {
  struct Case {
    const char* body;
    int line;
  };
  const Case cases[] = {
      {"a\n\n::: {audience=police}\nb\n", 6},                                // not closed
      {"::: {audience=police}\n::: {audience=sensitive}\nb\n:::\n", 4},      // the outer one not closed
      {"a\n\n:::\n\nb\n", 6},                                                // closes nothing
      {"::: {audence=police}\nb\n:::\n", 4},                                 // misspelt
      {"::: audience=police\nb\n:::\n", 4},                                  // no braces
      {"::: {audience=police\nb\n:::\n", 4},                                 // braces do not close
      {"::: {audience=police stub}\nb\n:::\n", 4},
      {"::: police sensitive\nb\n:::\n", 4},
      {"a [b]{audence=police}\n", 4},
      {"a [b] {audience=police}\n", 4},
      {"a\nb [c]{audience}\n", 5},
      {"a b]{audience=police}\n", 4},
      {"[a\n\nb]{audience=police}\n", 6},                                    // over two paragraphs
      {"* [a\n* b]{audience=police}\n", 4},                                  // over two list items
      {"| [a | b]{audience=police} |\n| - | - |\n", 4},                      // over two cells
      {"## [a\nb]{audience=police}\n", 4},                                   // over a heading and a paragraph
      {"> ::: {audience=police}\n> b\n> :::\n", 4},                          // a block in a quote
      {"a ::: {audience=police}\n", 4},
      {"text\n\u00A0::: {audence=police}\nb\n", 4},                          // a hard space before it
      {"    ::: {audience=police}\n    b\n", 4},                             // indented code
      {"```\n::: {audience=police}\nb\n:::\n```\n", 4},                      // in a code fence: who knows what was meant
      {"```x```\n::: {audence=police}\nb\n:::\n", 5},                        // not a fence, although it begins like one
      {"- ```\n  a\n  ```\n\n::: {audence=police}\nb\n:::\n", 8},
      {"- ```\n  a\n  ```\n\n::: {audience=police}\nb\n:::\n", 8},          // a fence behind a list marker is not seen to open
      {"[a <b title=\"]{audience=police}\">\n", 4},                          // closed within raw HTML
      {"a &#xE000;&#xE100; b\n", 4},                                         // private use by entity
      {"[a &#xE001; b]{audience=police}\n", 4},
      {"[see `a[` b]{audience=police}\n", 4},                                // which bracket opens it?
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.body);
    auto problems = problems_of(extract_body(c.body));
    std::erase_if(problems, [](const auto& problem) { return problem.severity != indexer::Severity::kError; });
    ASSERT_FALSE(problems.empty());
    EXPECT_EQ(problems[0].line, c.line) << problems[0].message;
  }
}

TEST(MarkdownMarks, WorkAfterFencesOfEveryKind) {
  for (const auto* body : {"```x```\n\n::: {audience=police}\nb\n:::\n", "~~~\n```\n~~~\n\n::: {audience=police}\nb\n:::\n", "````\n```\n````\n\n::: {audience=police}\nb\n:::\n",
                           "```sh\n```sh\n```\n\n::: {audience=police}\nb\n:::\n"}) {
    SCOPED_TRACE(body);
    const auto extraction = extract_body(body);
    EXPECT_EQ(test::text_of(problems_of(extraction)), "");
    EXPECT_THAT(blocks_of(extraction).back(), HasSubstr("<police|b>"));
  }
}

TEST(MarkdownBody, OfAnEndlessLineOrEndlessNestingIsReadWithoutRunningOutOfStack) {
  const auto times = [](std::size_t count, std::string_view what) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += what;
    return out;
  };
  for (const auto& body : {":::" + times(100'000, "a"), "```" + times(100'000, "a"), times(100'000, "a"), times(20'000, ">") + "a", times(20'000, "*") + "a" + times(20'000, "*"),
                           times(3'000, "* ") + "a", times(1'500, "[") + "a" + times(1'500, "]{audience=police}"), times(1'000, "[a ") + times(1'000, "]{audience=police}"), times(500, "::: {audience=police}\na\n"), times(50'000, "`"), "{" + times(100'000, "x")}) {
    SCOPED_TRACE(body.substr(0, 10));
    extract_body(body + "\n");
  }
}

TEST(Formats, AreKnownByTheEndingOfAFile) {
  struct Case {
    const char* path;
    const char* format;  ///< empty: none
  };
  const Case cases[] = {{"practice/a.md", "markdown"}, {"practice/a.markdown", "markdown"}, {"a.mdx", ""}, {"a.jsonl", "jsonl"}, {"A.PDF", "pdf"},
                        {"a.Docx", "docx"},            {"a.odt", "odt"},                    {"a.htm", "html"}, {"a.txt", "text"}, {"a.doc", ""},
                        {"pdf", ""}};
  for (const auto& one : cases) {
    const auto* format = indexer::format_of(one.path);
    EXPECT_EQ(format == nullptr ? "" : std::string(format->name), one.format) << one.path;
  }
}

}  // namespace
