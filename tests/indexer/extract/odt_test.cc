#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/shown_extraction.h"
#include "tests/support/word_files.h"

namespace {

using namespace test::odt;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Lines = std::vector<std::string>;

constexpr const char* kStyles =
    "<style:style style:name=\"Title\" style:family=\"paragraph\"/><style:style style:name=\"P1\" "
    "style:family=\"paragraph\" style:parent-style-name=\"Title\"/>"
    "<style:style style:name=\"Hid\" style:family=\"text\"><style:text-properties "
    "text:display=\"none\"/></style:style>"
    "<style:style style:name=\"Hid2\" style:family=\"text\" style:parent-style-name=\"Hid\"/>"
    "<style:style style:name=\"HidP\" style:family=\"paragraph\"><style:text-properties "
    "text:display=\"none\"/></style:style>"
    "<style:style style:name=\"White\" style:family=\"text\"><style:text-properties "
    "fo:color=\"#ffffff\"/></style:style>"
    "<style:style style:name=\"Tiny\" style:family=\"text\"><style:text-properties "
    "fo:font-size=\"1pt\"/></style:style>"
    "<style:style style:name=\"Struck\" style:family=\"text\"><style:text-properties "
    "style:text-line-through-style=\"solid\"/></style:style>"
    "<style:style style:name=\"Dark\" style:family=\"table-cell\"><style:table-cell-properties "
    "fo:background-color=\"#002060\"/></style:style>"
    "<style:style style:name=\"Own\" style:family=\"paragraph\" style:default-outline-level=\"2\"/>"
    "<text:list-style style:name=\"Dots\"><text:list-level-style-bullet text:level=\"1\" "
    "text:bullet-char=\"•\"/><text:list-level-style-number text:level=\"2\" "
    "style:num-format=\"1\"/></text:list-style>";

indexer::Extraction extract(File file) {
  file.automatic_styles += kStyles;
  return indexer::word::extract_odt({"reports/a.odt", file.bytes(), "", ""});
}

File with_body(std::string body) {
  File file;
  file.body = std::move(body);
  return file;
}

std::string span(std::string_view style, std::string_view text) {
  return "<text:span text:style-name=\"" + std::string(style) + "\">" + std::string(text) + "</text:span>";
}
std::string raw(std::string_view inside) { return "<text:p>" + std::string(inside) + "</text:p>"; }

TEST(OdtProse, IsGivenAsBlocksInReadingOrder) {
  struct Case {
    const char* name;
    std::string body;
    Lines blocks;
  };
  const Case cases[] = {
      {"paragraphs and headings",
       paragraph("First.") + heading("Two", 2) + heading("Three", 3) + paragraph("own", "Own") +
           paragraph(""),
       {"p First.", "h2 Two", "h3 Three", "h2 own"}},
      {"white space",
       raw("a\n  b<text:s text:c=\"3\"/>c<text:tab/>d<text:line-break/>e <text:span>f</text:span> "
           "<text:span>g</text:span>"),
       {"p a b c d/e f g"}},
      {"lists",
       "<text:list text:style-name=\"Dots\"><text:list-item>" + paragraph("a") + paragraph("more") +
           "<text:list><text:list-item>" + paragraph("b") +
           "</text:list-item></text:list></text:list-item></text:list>",
       {"* a", "p more", " 1. b"}},
      {"a table with a head row",
       "<table:table><table:table-header-rows>" + row({cell(paragraph("A")), cell(paragraph("B"))}) +
           "</table:table-header-rows>" + row({cell(paragraph("1")), cell(paragraph("2"))}) +
           "</table:table>",
       {"th A | B", "tr 1 | 2"}},
      {"merged cells",
       table({row({cell(paragraph("wide"), "table:number-columns-spanned=\"2\""),
                   "<table:covered-table-cell/>", cell(paragraph("c"))}),
              row({cell(paragraph("1")), cell(paragraph("2")), cell(paragraph("3"))})}),
       {"tr wide | c", "tr 1 | 2 | 3"}},
      {"a link",
       raw("<text:a xlink:href=\"https://example.org/g\">guide</text:a> <text:a "
           "xlink:href=\"mailto:x@example.org\">mail</text:a>"),
       {"p guide (https://example.org/g) mail"}},
      {"a note",
       raw("See<text:note "
           "text:note-class=\"footnote\"><text:note-citation>9</text:note-citation><text:note-body>" +
           paragraph("The note.") + "</text:note-body></text:note>.") +
           paragraph("Next."),
       {"p See[1].", "p [1] The note.", "p Next."}},
      {"a frame",
       raw("before<draw:frame><draw:text-box>" + paragraph("boxed") + "</draw:text-box></draw:frame>"),
       {"p before", "p boxed"}},
      {"sections, no contents",
       "<text:table-of-content><text:index-body>" + paragraph("Line 3") +
           "</text:index-body></text:table-of-content><text:section>" + paragraph("x") + "</text:section>",
       {"p x"}},
      {"fields and placeholders",
       raw("<text:date>1 May</text:date> "
           "<text:placeholder>Click</text:placeholder><text:drop-down><text:label "
           "text:value=\"no\"/>East</text:drop-down>"),
       {"p 1 May East"}},
      {"boxes",
       raw("<loext:content-control "
           "xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\" "
           "loext:checkbox=\"true\" loext:checked=\"true\">☐</loext:content-control> Yes"),
       {"p ☒ Yes"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto extraction = extract(with_body(c.body));
    ASSERT_EQ(extraction.texts.size(), 1u);
    EXPECT_THAT(test::shown(extraction.texts[0].blocks), ElementsAreArray(c.blocks));
    EXPECT_THAT(extraction.texts[0].hidden, IsEmpty());
    EXPECT_THAT(test::all_problems(extraction), IsEmpty());
  }
}

TEST(OdtTitle, IsAParagraphOfThatStyleOrTheFirstHeading) {
  EXPECT_EQ(
      test::title_of(extract(with_body(paragraph("Operation X", "P1") + heading("One", 1))).texts.at(0)),
      "Operation X");
  EXPECT_EQ(test::title_of(extract(with_body(heading("One", 1) + paragraph("x"))).texts.at(0)), "One");
}

TEST(OdtHidden, TextIsLeftOutAndReported) {
  const std::string seen = paragraph("Seen.");
  const auto changes = [](std::string_view kind, std::string_view inside) {
    return "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:" + std::string(kind) +
           "><office:change-info/>" + std::string(inside) + "</text:" + std::string(kind) +
           "></text:changed-region></text:tracked-changes>";
  };
  struct Case {
    const char* name;
    File file;
    const char* hidden;
  };
  std::vector<Case> cases = {
      {"a deletion", with_body(changes("deletion", paragraph("CANARY")) + seen),
       "tracked changes (1 deletion)"},
      {"an insertion over paragraphs",
       with_body(changes("insertion", "") + raw("Seen.<text:change-start text:change-id=\"c1\"/>CANARY") +
                 paragraph("CANARY") + raw("CANARY<text:change-end text:change-id=\"c1\"/> After.")),
       "tracked changes (1 insertion)"},
      {"a comment",
       with_body(raw("Seen.<office:annotation><dc:creator>A</dc:creator>" + paragraph("CANARY") +
                     "</office:annotation>")),
       "1 comment"},
      {"a hidden span", with_body(raw("Seen." + span("Hid", "CANARY"))), "hidden text (1 run)"},
      {"a hidden span by its style's parent", with_body(raw("Seen." + span("Hid2", "CANARY"))),
       "hidden text (1 run)"},
      {"a hidden paragraph by style", with_body(seen + paragraph("CANARY", "HidP")), "hidden text (1 run)"},
      {"a hidden paragraph by field",
       with_body(seen + raw("CANARY<text:hidden-paragraph text:is-hidden=\"true\"/>")),
       "hidden text (1 run)"},
      {"a hidden text field",
       with_body(raw("Seen.<text:hidden-text text:condition=\"x\" "
                     "text:string-value=\"CANARY\">CANARY</text:hidden-text>")),
       "hidden text (1 run)"},
      {"a hidden section",
       with_body(seen + "<text:section text:display=\"none\">" + paragraph("CANARY") + "</text:section>"),
       "hidden text (1 run)"},
      {"a hidden row",
       with_body(seen + "<table:table>" + row({cell(paragraph("a")), cell(paragraph("b"))}) +
                 "<table:table-row table:visibility=\"collapse\">" + cell(paragraph("CANARY")) +
                 "</table:table-row></table:table>"),
       "1 hidden table row"},
      {"text in a covered cell",
       with_body(seen + table({row({cell(paragraph("a"), "table:number-columns-spanned=\"2\""),
                                    "<table:covered-table-cell>" + paragraph("CANARY") +
                                        "</table:covered-table-cell>"})})),
       "hidden text (1 run)"},
      {"white text", with_body(raw("Seen." + span("White", "CANARY"))),
       "white or tiny text that cannot be seen (1 run)"},
      {"tiny text", with_body(raw("Seen." + span("Tiny", "CANARY"))),
       "white or tiny text that cannot be seen (1 run)"},
      {"an embedded object",
       with_body(seen + raw("<draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame>")),
       "1 embedded file"},
  };
  const auto add = [&](const char* name, const char* hidden, const std::function<void(File&)>& change) {
    File file = with_body(seen);
    change(file);
    cases.push_back({name, std::move(file), hidden});
  };
  add("a header of a page style that no page has", "a header that no page shows", [](File& f) {
    f.master_pages =
        "<style:master-page style:name=\"Standard\"/><style:master-page style:name=\"Other\"><style:header>" +
        paragraph("CANARY") + "</style:header></style:master-page>";
  });
  add("a footer that is switched off", "a footer that no page shows", [](File& f) {
    f.master_pages = "<style:master-page style:name=\"Standard\"><style:footer style:display=\"false\">" +
                     paragraph("CANARY") + "</style:footer></style:master-page>";
  });
  add("properties", "text in document properties (comments, keywords, subject, custom)", [](File& f) {
    f.meta =
        "<dc:title>T</dc:title><dc:description>CANARY</dc:description><meta:keyword>CANARY</"
        "meta:keyword><dc:subject>CANARY</dc:subject><meta:user-defined "
        "meta:name=\"x\">CANARY</meta:user-defined>";
  });
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto extraction = extract(c.file);
    ASSERT_EQ(extraction.texts.size(), 1u);
    EXPECT_THAT(extraction.texts[0].hidden, ElementsAre(c.hidden));
    EXPECT_THAT(test::everything_in(extraction), Not(HasSubstr("CANARY")));
    EXPECT_THAT(test::everything_in(extraction), HasSubstr("Seen."));
    ASSERT_EQ(test::all_problems(extraction).size(), 1u);
    EXPECT_THAT(test::all_problems(extraction)[0].message, HasSubstr("the original is not offered"));
  }
}

TEST(OdtHidden, IsNotWhiteTextOnADarkCell) {
  const auto extraction =
      extract(with_body(table({row({cell(raw(span("White", "head")), "table:style-name=\"Dark\""),
                                    cell(paragraph("b")), cell(paragraph("c"))})})));
  EXPECT_THAT(test::shown(extraction.texts.at(0).blocks), ElementsAre("tr head | b | c"));
  EXPECT_THAT(extraction.texts[0].hidden, IsEmpty());
}

TEST(OdtHidden, IsNotTheVersionThatLibreOfficeWrites) {
  File file = with_body(paragraph("Text."));
  file.meta = "<meta:user-defined meta:name=\"AppVersion\">12.0000</meta:user-defined>";
  EXPECT_THAT(extract(file).texts.at(0).hidden, IsEmpty());
}

TEST(OdtMarkings, AreTakenFromHeadersAndLinesOfTheirOwn) {
  File file = with_body(paragraph("OFFICIAL") + paragraph("Text."));
  file.master_pages = "<style:master-page style:name=\"Standard\"><style:header>" +
                      paragraph("OFFICIAL-SENSITIVE") + paragraph("HEADWORD") +
                      "</style:header></style:master-page>";
  const auto extraction = extract(file);
  EXPECT_THAT(extraction.texts.at(0).printed_markings, ElementsAre("OFFICIAL-SENSITIVE", "OFFICIAL"));
  EXPECT_THAT(test::shown(extraction.texts[0].blocks), ElementsAre("p Text."));
}

TEST(OdtForm, GivesEachQuestionItsAnswer) {
  const auto extraction = extract(with_body(
      paragraph("Call for practice", "Title") +
      table({row({cell(paragraph("Force:")), cell(paragraph("Essex"))}),
             row({cell(paragraph("Partners?"), "table:number-rows-spanned=\"2\""), cell(paragraph("Fire"))}),
             row({"<table:covered-table-cell/>", cell(paragraph("Council"))}),
             row({cell(paragraph("Who?")), cell(raw("☒ Adults") + raw("☐ Children"))}),
             row({cell(paragraph("Impact?")), cell(paragraph("see below"))})}) +
      heading("Impact?", 2) + paragraph("Less crime.")));
  EXPECT_THAT(test::shown(extraction.texts.at(0).answers),
              ElementsAre("Force: -> p Essex", "Partners? -> p Fire; p Council", "Who? -> [x Adults]",
                          "Impact? -> p Less crime."));
  EXPECT_THAT(extraction.texts[0].fields, IsEmpty());
}

}  // namespace
