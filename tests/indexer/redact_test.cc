#include "indexer/redact.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/small_library.h"

namespace {

using test::practice;
using testing::HasSubstr;
using testing::Not;

/// What an audience reads of a source, or "nothing".
std::string read_by(test::SmallLibrary& library, const std::string& source, const char* audience) {
  const auto record = library.rendition(source, audience);
  return record ? test::text_of(*record) : "nothing";
}

TEST(Redact, ShowsEachAudienceItsOwnBody) {
  struct Case {
    const char* what;
    const char* body;
    const char* wide;    ///< what the public reads after "# x"
    const char* narrow;  ///< what police reads
  };
  const Case cases[] = {
      {"nothing restricted", "a\n", "a\n", "a\n"},
      {"a block", "a\n\n::: {audience=police}\nb\n:::\n\nc\n", "a\nc\n", "a\nb\nc\n"},
      {"a block with a stub", "a\n\n::: {audience=police stub=yes reason=\"covert tactic\"}\nb\n:::\n\nc\n", "a\nremoved: Covert tactic\nc\n", "a\nb\nc\n"},
      {"a stub without a reason", "::: {audience=police stub=yes}\nb\n:::\n\nc\n", "removed: \nc\n", "b\nc\n"},
      {"a reason without a stub", "::: {audience=police reason=\"covert tactic\"}\nb\n:::\n\nc\n", "c\n", "b\nc\n"},
      {"a reason of its own words", "::: {audience=police stub=yes reason=\"odd\"}\nb\n:::\n", "removed: odd\n", "b\n"},
      {"one stub for a part of many blocks", "::: {audience=police stub=yes}\n## h\n\nb\n\n* c\n* d\n:::\n", "removed: \n", "## h\nb\n* c\n* d\n"},
      {"a stub for each part", "::: {audience=police stub=yes}\nb\n:::\n::: {audience=police stub=yes}\nc\n:::\n", "removed: \nremoved: \n", "b\nc\n"},
      {"a stub about a hidden part within", "::: {audience=police stub=yes}\na\n::: {audience=sensitive stub=yes}\nb\n:::\nc\n:::\n", "removed: \n", "a\nremoved: \nc\n"},
      {"a hidden part about a stub", "::: {audience=police}\na\n::: {audience=sensitive stub=yes}\nb\n:::\nc\n:::\nd\n", "d\n", "a\nremoved: \nc\nd\n"},
      {"a wider part within a narrower", "::: {audience=sensitive}\na\n::: {audience=public}\nb\n:::\n:::\nc\n", "c\n", "c\n"},
      {"a stub wholly within a table", "::: {audience=police stub=yes}\n| A | B |\n| - | - |\n| | 2 |\n:::\n", "removed: \n", "head: A | B\nrow:  | 2\n"},

      {"a span", "a [b]{audience=police} c\n", "a c\n", "a b c\n"},
      {"a span with a stub", "a [b]{audience=police stub=yes reason=\"covert tactic\"} c\n", "a [removed: Covert tactic] c\n", "a b c\n"},
      {"a span with a stub and no reason", "a [b]{audience=police stub=yes}.\n", "a [removed].\n", "a b.\n"},
      {"a whole paragraph as a span", "[b]{audience=police}\n\nc\n", "c\n", "b\nc\n"},
      {"a whole paragraph as a span with a stub", "[b]{audience=police stub=yes}\n\nc\n", "removed: \nc\n", "b\nc\n"},
      {"a span before a full stop", "a [b]{audience=police}.\n", "a.\n", "a b.\n"},
      {"a span at the beginning", "[b]{audience=police} a\n", "a\n", "b a\n"},
      {"a span at the end", "a [b]{audience=police}\n", "a\n", "a b\n"},
      {"a span in brackets", "a ([b]{audience=police}) c\n", "a c\n", "a (b) c\n"},
      {"a span in a list of words", "a, [b]{audience=police}, c\n", "a, c\n", "a, b, c\n"},
      {"two spans side by side", "a [b]{audience=police} [c]{audience=police} d\n", "a d\n", "a b c d\n"},
      {"a span within a word", "a[b]{audience=police}c\n", "ac\n", "abc\n"},
      {"nested spans", "a [b [c]{audience=sensitive} d]{audience=police} e\n", "a e\n", "a b d e\n"},
      {"spaces elsewhere stay as they are", "a  x  (y) [b]{audience=police} c  d\n", "a  x  (y) c  d\n", "a  x  (y) b c  d\n"},
      {"brackets elsewhere stay as they are", "f() and [b]{audience=police} g(), ,\n", "f() and g(), ,\n", "f() and b g(), ,\n"},
      {"an ellipsis stays", "a [b]{audience=police} ... c\n", "a... c\n", "a b ... c\n"},

      {"a heading", "## h [b]{audience=police}\n\na\n", "## h\na\n", "## h b\na\n"},
      {"a hidden heading leaves its text to the section before", "## h\n\na\n\n## [i]{audience=police}\n\nb\n", "## h\na\nb\n", "## h\na\n## i\nb\n"},
      {"a heading without text", "## h\n\n::: {audience=police}\nb\n:::\n\n## i\n\nc\n", "## i\nc\n", "## h\nb\n## i\nc\n"},
      {"a lower heading without text", "## h\n\na\n\n### i\n\n::: {audience=police}\nb\n:::\n\n### j\n\nc\n", "## h\na\n### j\nc\n", "## h\na\n### i\nb\n### j\nc\n"},
      {"headings down to a hidden text", "## h\n\n### i\n\n#### j\n\n[b]{audience=police}\n\n## k\n\nc\n", "## k\nc\n", "## h\n### i\n#### j\nb\n## k\nc\n"},
      {"a hidden heading ends a heading whose text is hidden", "a\n\n## h\n\n[b]{audience=police}\n\n## [i]{audience=police}\n\nc\n", "a\nc\n", "a\n## h\nb\n## i\nc\n"},
      {"a hidden lower heading does so too", "## g\n\n### h\n\n[b]{audience=police}\n\n### [i]{audience=police}\n\nc\n", "## g\nc\n", "## g\n### h\nb\n### i\nc\n"},
      {"a heading above a stub stays", "## h\n\n::: {audience=police stub=yes}\nb\n:::\n", "## h\nremoved: \n", "## h\nb\n"},

      {"a list item", "* a\n* [b]{audience=police}\n* c\n", "* a\n* c\n", "* a\n* b\n* c\n"},
      {"a numbered item", "1. a\n2. [b]{audience=police}\n3. c\n", "1. a\n1. c\n", "1. a\n1. b\n1. c\n"},
      {"a list item with a stub", "* a\n* [b]{audience=police stub=yes}\n", "* a\nremoved: \n", "* a\n* b\n"},
      {"a row", "| A | B |\n| - | - |\n| [1]{audience=police} | [2]{audience=police} |\n| 3 | 4 |\n", "head: A | B\nrow: 3 | 4\n", "head: A | B\nrow: 1 | 2\nrow: 3 | 4\n"},
      {"a cell", "| A | B |\n| - | - |\n| [1]{audience=police} | 2 |\n", "head: A | B\nrow:  | 2\n", "head: A | B\nrow: 1 | 2\n"},
      {"all rows of a table", "| A | B |\n| - | - |\n| [1]{audience=police} | [2]{audience=police} |\n\na\n", "a\n", "head: A | B\nrow: 1 | 2\na\n"},
      {"a quote", "> [b]{audience=police}\n\na\n", "a\n", "> b\na\n"},
      {"code", "a `[b]{audience=police}` c\n", "a c\n", "a b c\n"},
      {"a code block", "```\nx\n[b]{audience=police}\n  y\n```\n", "code: x\n  y\n\n", "code: x\nb\n  y\n\n"},
      {"everything", "::: {audience=police}\n## h\n\na\n:::\n", "", "## h\na\n"},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto source = practice("pe-test", "x", "", c.body);
    EXPECT_EQ(read_by(library, source, "public"), std::string("# x\n") + c.wide);
    EXPECT_EQ(read_by(library, source, "police"), std::string("# x\n") + c.narrow);
  }
}

TEST(Redact, ShowsEachAudienceItsOwnFields) {
  struct Case {
    const char* what;
    const char* front_matter;
    const char* wide;  ///< part of the rendition's JSON for the public
    const char* narrow;
  };
  const Case cases[] = {
      {"a value", "theme: {value: cse, audience: police}\n", R"("terms":{"collection":["practice"],"language":["en"]})",
       R"("terms":{"collection":["practice"],"language":["en"],"theme":["cse"]})"},
      {"one of several", "theme: [{value: cse, audience: police}, county-lines]\n", R"("theme":["county-lines"])", R"("theme":["cse","county-lines"])"},
      {"a value with a stub is just not there", "theme: {value: cse, audience: police, stub: yes}\n", R"("terms":{"collection":["practice"],"language":["en"]})", R"("theme":["cse"])"},
      {"a value as a span with a stub", "theme: \"[cse]{audience=police stub=yes}\"\n", R"("terms":{"collection":["practice"],"language":["en"]})", R"("theme":["cse"])"},
      {"an open value as a span with a stub", "area: \"[Hull]{audience=police stub=yes}\"\n", R"("terms":{"collection":["practice"],"language":["en"]})", R"("area":["hull"])"},
      {"a date", "published: {value: 2019-11, audience: police}\n", R"("terms":{"collection":["practice"],"language":["en"]})", R"("dates":{"published":"2019-11"})"},
      {"a date as a span with a stub", "published: \"[2019-11]{audience=police stub=yes}\"\n", R"("terms":{"collection":["practice"],"language":["en"]})",
       R"("dates":{"published":"2019-11"})"},
      {"the region follows from the forces that are seen", "force: [essex, {value: kent, audience: police}]\n", R"("region":["eastern"])", R"("region":["eastern","south-east"])"},
      {"no force, no region", "force: {value: kent, audience: police}\n", R"("terms":{"collection":["practice"],"language":["en"]})", R"("region":["south-east"])"},
      {"a region of its own", "force: kent\nregion: wales\n", R"("region":["wales"])", R"("region":["wales"])"},
      {"a hidden region of its own", "force: kent\nregion: {value: wales, audience: police}\n", R"("region":["south-east"])", R"("region":["wales"])"},
      {"the year follows from the dates that are seen", "published: {value: 2019, audience: police}\nstart_date: 2017-05\n", R"("year":["2017"])", R"("year":["2019"])"},
      {"a text in part", "originator: Team [Falcon]{audience=police}\n", R"("texts":{"originator":"Team"})", R"("texts":{"originator":"Team Falcon"})"},
      {"a text in whole", "originator: {value: Falcon, audience: police}\nlicence: OGL\n", R"("texts":{"licence":"OGL"})", R"("texts":{"licence":"OGL","originator":"Falcon"})"},
      {"a text in part with a stub", "originator: Team [Falcon]{audience=police stub=yes}\n", R"("texts":{"originator":"Team [removed]"})", R"("texts":{"originator":"Team Falcon"})"},
      {"the summary", "summary: \"A [b]{audience=police} c.\"\n", R"("summary":"A c.")", R"("summary":"A b c.")"},
      {"an area keeps its label", "area: [Hull, {value: Goole, audience: police}]\n", R"("labels":{"area/hull":"Hull"})", R"("labels":{"area/goole":"Goole","area/hull":"Hull"})"},
      {"an area in part", "area: \"East [Hull]{audience=police}\"\n", R"("labels":{"area/east":"East"})", R"("labels":{"area/east-hull":"East Hull"})"},
      {"the flag", "illustrative: {value: true, audience: police}\n", R"({"id":"pe-test","marking":"OFFICIAL [FOR PUBLIC RELEASE]")", R"("illustrative":true)"},
      {"related records that may be seen", "related: [pe-known, pe-hidden]\n", R"("ids":{"related":["pe-known"]})", R"("ids":{"related":["pe-known"]})"},
      {"citations are no ids", "source_reviews: [\"Child A, 2019\", pe-hidden]\n", R"("ids":{"source_reviews":["Child A, 2019"]})", R"("ids":{"source_reviews":["Child A, 2019"]})"},
      {"a citation as a span with a stub", "source_reviews: [\"[Child A, 2019]{audience=police stub=yes}\"]\n", R"("terms":{"collection":["practice"],"language":["en"]})",
       R"("source_reviews":["Child A, 2019"])"},
  };
  test::SmallLibrary library;
  library.known_ids = {"pe-known"};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto source = practice("pe-test", "x", c.front_matter);
    EXPECT_THAT(nlohmann::json(*library.rendition(source, "public")).dump(), HasSubstr(c.wide));
    EXPECT_THAT(nlohmann::json(*library.rendition(source, "police")).dump(), HasSubstr(c.narrow));
  }
}

TEST(Redact, GivesNothingToWhoMayNotSeeTheRecordOrNothingOfItsTitle) {
  struct Case {
    const char* what;
    std::string source;
    bool wide, police, sensitive;
  };
  const Case cases[] = {
      {"public", practice("pe-test", "x"), true, true, true},
      {"police", test::markdown("title: x\ncollection: practice\nmarking: OFFICIAL\n"), false, true, true},
      {"no marking", test::markdown("title: x\ncollection: practice\n"), false, false, true},
      {"withdrawn", practice("pe-test", "x", "withdrawn: yes\n"), false, false, false},
      {"a hidden title", practice("pe-test", "{value: x, audience: police}"), false, true, true},
      {"a hidden title as a span", practice("pe-test", "\"[x]{audience=sensitive}\""), false, false, true},
      {"a hidden title with a stub", practice("pe-test", "\"[x]{audience=police stub=yes}\""), false, true, true},
      {"a title hidden in part", practice("pe-test", "\"x [y]{audience=police}\""), true, true, true},
      {"one title for each", practice("pe-test", "[{value: x, audience: police}, y]"), true, true, true},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto draft = library.draft(c.source);
    ASSERT_TRUE(draft) << library.problem_text();
    const bool expected[] = {c.wide, c.police, c.sensitive};
    for (indexer::AudienceRank rank = 0; rank < 3; ++rank) {
      const indexer::RedactionContext context{library.config(), library.vocabularies(), [](const std::string&, indexer::AudienceRank) { return false; }};
      EXPECT_EQ(indexer::redact(*draft, rank, context).has_value(), expected[rank]) << rank;
      EXPECT_EQ(indexer::has_rendition(*draft, rank, context), expected[rank]) << rank;
    }
  }
  EXPECT_EQ(library.rendition(practice("pe-test", "[{value: x, audience: police}, y]"), "public")->title, "y");
  EXPECT_EQ(library.rendition(practice("pe-test", "[{value: x, audience: police}, y]"), "police")->title, "x");
}

TEST(Redact, ShowsTheMarkingOfWhatIsLeft) {
  struct Case {
    const char* what;
    const char* front_matter;
    const char* body;
    const char* wide;
    const char* police;
    const char* sensitive;
  };
  constexpr const char* open = "OFFICIAL [FOR PUBLIC RELEASE]";
  const Case cases[] = {
      {"nothing restricted", "", "a\n", open, open, open},
      {"a police part", "", "a [b]{audience=police}\n", open, "OFFICIAL", "OFFICIAL"},
      {"a sensitive part", "", "a [b]{audience=sensitive}\n", open, open, "OFFICIAL-SENSITIVE"},
      {"both", "force: {value: essex, audience: police}\n", "a [b]{audience=sensitive}\n", open, "OFFICIAL", "OFFICIAL-SENSITIVE"},
      {"nested", "", "::: {audience=police}\n[b]{audience=sensitive} c\n:::\n", open, "OFFICIAL", "OFFICIAL-SENSITIVE"},
      {"a part for everyone", "", "a [b]{audience=public}\n", open, open, open},
      {"with a stub", "", "a [b]{audience=police stub=yes}\n", open, "OFFICIAL", "OFFICIAL"},
      {"a recommendation", "recommendations:\n  - {text: a, audience: police}\n", "", open, "OFFICIAL", "OFFICIAL"},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto source = practice("pe-test", "x", c.front_matter, c.body);
    EXPECT_EQ(library.rendition(source, "public")->marking, c.wide);
    EXPECT_EQ(library.rendition(source, "police")->marking, c.police);
    EXPECT_EQ(library.rendition(source, "sensitive")->marking, c.sensitive);
  }
  test::write_bytes(library.corpus() / "practice/a.txt", "text");
  const auto attached = practice("pe-test", "x", "attachments:\n  - {file: a.txt, audience: police, marking: OFFICIAL-SENSITIVE}\n");
  EXPECT_EQ(library.rendition(attached, "police")->marking, open) << "police see nothing of it";
  EXPECT_EQ(library.rendition(attached, "sensitive")->marking, "OFFICIAL");
  const auto own = test::markdown("title: x\ncollection: practice\nmarking: OFFICIAL [ORGANISATIONAL USE ONLY]\n", "a [b]{audience=police}\n");
  EXPECT_EQ(library.rendition(own, "police")->marking, "OFFICIAL [ORGANISATIONAL USE ONLY]") << "a part of its own audience changes nothing";
}

TEST(Redact, NumbersTheRecommendationsThatAreLeft) {
  struct Case {
    const char* what;
    const char* front_matter;
    const char* body;
    const char* wide;
    const char* narrow;
  };
  const Case cases[] = {
      {"in the front matter", "recommendations:\n  - {text: a, agency: police}\n  - {text: b, audience: police}\n  - c\n", "", "R1 (police): a\nR2: c\n", "R1 (police): a\nR2: b\nR3: c\n"},
      {"as a value", "recommendations:\n  - {value: {text: b, agency: police}, audience: police}\n  - c\n", "", "R1: c\n", "R1 (police): b\nR2: c\n"},
      {"with a stub", "recommendations:\n  - {text: a, audience: police, stub: yes, reason: covert tactic}\n  - b\n", "", "R1 removed: Covert tactic\nR2: b\n", "R1: a\nR2: b\n"},
      {"in part", "recommendations:\n  - {text: \"a [b]{audience=police}\"}\n", "", "R1: a\n", "R1: a b\n"},
      {"as a span", "recommendations:\n  - {text: \"[a]{audience=police}\"}\n  - b\n", "", "R1: b\n", "R1: a\nR2: b\n"},
      {"as a span with a stub", "recommendations:\n  - {text: \"[a]{audience=police stub=yes}\"}\n  - b\n", "", "R1 removed: \nR2: b\n", "R1: a\nR2: b\n"},
      {"a hidden agency", "recommendations:\n  - {text: a, agency: [csc, {value: police, audience: police}]}\n", "", "R1 (csc): a\n", "R1 (csc, police): a\n"},
      {"in the body", "", "## Recommendations\n\n1. Essex Police and social services: a\n2. [NHS: b]{audience=police}\n3. c\n", "R1 (police, csc): Essex Police and social services: a\nR2: c\n",
       "R1 (police, csc): Essex Police and social services: a\nR2 (health): NHS: b\nR3: c\n"},
      {"in the body with a stub", "", "## Recommendations\n\n1. a\n2. [b]{audience=police stub=yes}\n3. c\n", "R1: a\nR2 removed: \nR3: c\n", "R1: a\nR2: b\nR3: c\n"},
      {"the agency stands in what is hidden", "", "## Recommendations\n\n1. [NHS:]{audience=police} b\n", "R1: b\n", "R1 (health): NHS: b\n"},
      {"below a hidden heading", "", "## Recommendations\n\n1. a\n\n## [h]{audience=police}\n\n1. b\n", "R1: a\nR2: b\n", "## h\n1. b\nR1: a\n"},
      {"text beside the list stays", "", "## Recommendations\n\nFirst:\n\n1. a\n", "## Recommendations (recommendations)\nFirst:\nR1: a\n", "## Recommendations (recommendations)\nFirst:\nR1: a\n"},
      // Where all that the front matter lists is hidden, the body is read as if it listed none.
      {"hidden in the front matter, open in the body", "recommendations:\n  - {text: a, audience: police}\n", "## Recommendations\n\n1. b\n", "R1: b\n",
       "## Recommendations (recommendations)\n1. b\nR1: a\n"},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto source = practice("pe-test", "x", c.front_matter, c.body);
    EXPECT_EQ(read_by(library, source, "public"), std::string("# x\n") + c.wide);
    EXPECT_EQ(read_by(library, source, "police"), std::string("# x\n") + c.narrow);
  }
}

TEST(Redact, ShowsTheAttachmentsThatAreLeft) {
  struct Case {
    const char* what;
    const char* attachments;
    const char* wide;
    const char* narrow;
  };
  const Case cases[] = {
      {"open", "{file: a.txt, title: One}", "A: One (a.txt)\n", "A: One (a.txt)\n"},
      {"without a title", "{file: a.txt}", "A: a.txt (a.txt)\n", "A: a.txt (a.txt)\n"},
      {"marked", "{file: a.txt, title: One, marking: OFFICIAL}", "", "A: One (a.txt)\n"},
      {"restricted", "{file: a.txt, title: One, audience: police}", "", "A: One (a.txt)\n"},
      {"with a stub", "{file: a.txt, title: One, audience: police, stub: yes, reason: personal data}", "A removed: Personal data\n", "A: One (a.txt)\n"},
      {"a stub of its own marking too", "{file: a.txt, title: One, marking: OFFICIAL, audience: police, stub: yes}", "A removed: \n", "A: One (a.txt)\n"},
      {"a title in part", "{file: a.txt, title: \"One [two]{audience=police}\"}", "A: One (a.txt)\n", "A: One two (a.txt)\n"},
  };
  test::SmallLibrary library{{"practice/a.txt", "text"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto source = practice("pe-test", "x", std::string("attachments:\n  - ") + c.attachments + "\n");
    EXPECT_EQ(read_by(library, source, "public"), std::string("# x\n") + c.wide);
    EXPECT_EQ(read_by(library, source, "police"), std::string("# x\n") + c.narrow);
  }
  const auto kinds = practice("pe-test", "x", "attachments:\n  - {file: a.txt, kind: form}\n  - {file: a.txt, kind: evaluation, audience: police}\n");
  EXPECT_EQ(schema::terms_of(*library.rendition(kinds, "public"), "attachment_kind"), std::vector<std::string>{"form"});
  EXPECT_EQ(schema::terms_of(*library.rendition(kinds, "police"), "attachment_kind"), (std::vector<std::string>{"form", "evaluation"}));
  const auto stub = library.rendition(practice("pe-test", "x", "attachments:\n  - {file: a.txt, title: One, kind: form, audience: police, stub: yes}\n"), "public");
  const std::string json = nlohmann::json(*stub).dump();
  for (const auto* hidden : {"a.txt", "One", "form", "sha256", "size_bytes", "text/plain"}) EXPECT_THAT(json, Not(HasSubstr(hidden)));
}

TEST(Redact, KnowsTheMediaTypesOfFiles) {
  struct Case {
    const char* file;
    const char* media_type;
  };
  const Case cases[] = {{"a.txt", "text/plain; charset=utf-8"}, {"a.PDF", "application/pdf"}, {"a.csv", "text/csv; charset=utf-8"}, {"a.unknown", "application/octet-stream"}, {"noextension", "application/octet-stream"}};
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.file);
    test::write_bytes(library.corpus() / "practice" / c.file, "x");
    const auto record = library.rendition(practice("pe-test", "x", std::string("attachments:\n  - {file: ") + c.file + "}\n"), "public");
    EXPECT_EQ(record->attachments.at(0).media_type, c.media_type);
  }
}

TEST(Redact, KnowsKindsOfSectionsByTheirHeadings) {
  test::SmallLibrary library;
  const auto record = library.rendition(practice("pe-test", "x", "", "# x\n\nintro\n\n## What we wanted\n\na\n\n## RESULTS\n\nb\n\n## Other\n\nc\n"), "public");
  EXPECT_EQ(test::text_of(*record), "# x\nintro\n## What we wanted (aims)\na\n## RESULTS (outcomes)\nb\n## Other\nc\n") << "a heading that repeats the title is none";
}

TEST(Redact, KnowsKindsOfSectionsByHeadingsWithNumbers) {
  test::SmallLibrary library;
  for (const char* heading : {"Appendix A. Recommendations", "Annex 2: Recommendations", "7. Recommendations", "7.2 Recommendations", "Part IV – Recommendations"}) {
    SCOPED_TRACE(heading);
    const auto record = library.rendition(practice("pe-test", "x", "", std::string("## ") + heading + "\n\nintro\n\n1. Essex Police: do\n"), "public");
    ASSERT_EQ(record->recommendations.size(), 1U);
    EXPECT_EQ(record->sections.at(0).kind, "recommendations");
    EXPECT_EQ(record->sections.at(0).heading, heading);
  }
  const auto other = library.rendition(practice("pe-test", "x", "", "## Part of the recommendations\n\n1. do\n"), "public");
  EXPECT_TRUE(other->recommendations.empty());
}

TEST(Redact, TakesAKindThatTheSourceNamesByAnyOfItsNames) {
  test::SmallLibrary library;
  indexer::Draft draft = *library.draft(practice("pe-test", "x"));
  for (const auto* kind : {"key_learning", "key-learning", "Key learning"}) {
    SCOPED_TRACE(kind);
    indexer::ExtractedBlock heading;
    heading.kind = schema::Block::Kind::kHeading;
    heading.level = 2;
    heading.section_kind = kind;
    heading.text = {{"Concerns", {}}};
    indexer::ExtractedBlock text;
    text.text = {{"a", {}}};
    draft.blocks = {heading, text};
    const auto record = indexer::redact(draft, 0, {library.config(), library.vocabularies(), [](const std::string&, indexer::AudienceRank) { return false; }});
    EXPECT_EQ(record->sections.at(0).kind, "key-learning");
  }
}

/// Everything that is restricted, cut out of the source by hand, leaves the rendition that the public has.
TEST(Redact, LeavesWhatASourceWithoutTheRestrictedPartsWouldGive) {
  const std::string with = practice("pe-test", "\"Open [hidden]{audience=police} title\"",
                                    "summary: \"S [hidden]{audience=police} t.\"\n"
                                    "force: [essex, {value: kent, audience: police}]\n"
                                    "theme: [{value: cse, audience: police}]\n"
                                    "related: [pe-hidden]\n"
                                    "originator: {value: hidden, audience: sensitive}\n"
                                    "published: {value: 2020, audience: police}\n"
                                    "attachments:\n  - {file: a.txt, audience: police}\n  - {file: b.txt, title: B}\n"
                                    "recommendations:\n  - {text: hidden, audience: police}\n",
                                    "## One\n\na ([hidden]{audience=police}) b, [hidden]{audience=sensitive}, c.\n\n"
                                    "::: {audience=police}\n## Hidden\n\nhidden\n:::\n\n"
                                    "### Bare\n\n[hidden]{audience=police}\n\n"
                                    "## [Hidden]{audience=police}\n\n"
                                    "* one\n* [hidden]{audience=police}\n* three\n\n"
                                    "| A | B |\n| - | - |\n| [h]{audience=police} | [h]{audience=police} |\n| 1 | 2 |\n\n"
                                    "## Recommendations\n\n1. [hidden]{audience=police}\n2. Essex Police: do\n");
  const std::string without = practice("pe-test", "Open title", "summary: S t.\nforce: [essex]\nattachments:\n  - {file: b.txt, title: B}\n",
                                       "## One\n\na b, c.\n\n* one\n* three\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n## Recommendations\n\n1. Essex Police: do\n");
  test::SmallLibrary library{{"practice/a.txt", "hidden"}, {"practice/b.txt", "open"}};
  EXPECT_EQ(nlohmann::json(*library.rendition(with, "public")).dump(1), nlohmann::json(*library.rendition(without, "public")).dump(1));
}

}  // namespace
