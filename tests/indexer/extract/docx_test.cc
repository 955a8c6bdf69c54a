#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/shown_extraction.h"
#include "tests/support/word_files.h"

namespace {

using namespace test::docx;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Lines = std::vector<std::string>;

indexer::Extraction extract(const File& file) {
  return indexer::word::extract_docx({"reports/a.docx", file.bytes(), "", ""});
}

File with_body(std::string body) {
  File file;
  file.body = std::move(body);
  return file;
}

std::string field(std::string_view code, std::string_view result) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" + test::escaped(code) +
         "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + std::string(result) +
         "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

std::string text_box(std::string_view content) {
  return "<w:txbxContent>" + std::string(content) + "</w:txbxContent>";
}
std::string alternatives(std::string_view choice, std::string_view fallback, std::string_view needs = "wps") {
  return "<mc:AlternateContent><mc:Choice Requires=\"" + std::string(needs) +
         "\"><w:drawing><wp:inline><a:graphic><wps:wsp><wps:txbx>" + text_box(choice) +
         "</wps:txbx></wps:wsp></a:graphic></wp:inline></w:drawing></"
         "mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>" +
         text_box(fallback) + "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>";
}

TEST(DocxProse, IsGivenAsBlocksInReadingOrder) {
  struct Case {
    const char* name;
    std::string body;
    Lines blocks;
  };
  const Case cases[] = {
      {"paragraphs and headings",
       paragraph("First.") + paragraph("Two", "Heading2") + paragraph("Three", "Heading3") + paragraph(""),
       {"p First.", "h2 Two", "h3 Three"}},
      {"a heading by the outline level of the paragraph",
       paragraph("x") + paragraph_of(run("Deep"), "", "<w:outlineLvl w:val=\"3\"/>"),
       {"p x", "h4 Deep"}},
      {"body text by outline level",
       paragraph("x") + paragraph_of(run("No"), "Heading2", "<w:outlineLvl w:val=\"9\"/>"),
       {"p x", "p No"}},
      {"lists",
       item("a") + item("b", 1, 1) + item("c", 2) + item("d", 2, 1) + item("none", 0),
       {"* a", " 1. b", "1. c", " 1. d", "p none"}},
      {"a list typed by hand",
       paragraph("• one") + paragraph("- two") + paragraph("three - four"),
       {"* one", "* two", "p three - four"}},
      {"a table with a head row",
       table({row({cell(paragraph("A")), cell(paragraph("B"))}, "<w:tblHeader/>"), text_row({"1", "2"})}),
       {"th A | B", "tr 1 | 2"}},
      {"a table whose first row alone is bold",
       table({row({cell(paragraph_of(bold("A"))), cell(paragraph_of(bold("B")))}), text_row({"1", "2"}),
              text_row({"3", "4"})}),
       {"th A | B", "tr 1 | 2", "tr 3 | 4"}},
      {"a table without a head",
       table({text_row({"1", "2", "x"}), text_row({"3", "4", ""})}),
       {"tr 1 | 2 | x", "tr 3 | 4 | "}},
      {"a table within a cell",
       table({row({cell(paragraph("a") + table({text_row({"in", "ner"})})), cell(paragraph("b")),
                   cell(paragraph("c"))})}),
       {"tr a | b | c", "tr in | ner"}},
      {"a frame of one column",
       table({row({cell(paragraph("One") + paragraph("Two"))})}),
       {"p One", "p Two"}},
      {"line breaks, tabs and hyphens",
       paragraph_of("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</"
                    "w:t><w:softHyphen/><w:t>e\u00ADf</w:t></w:r>"),
       {"p a/b c-def"}},
      {"spaces between runs", paragraph_of(run("a") + run(" ") + run("b\u00A0c")), {"p a b c"}},
      {"symbols",
       paragraph_of("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:font=\"Wingdings\" "
                    "w:char=\"F0A8\"/><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/></w:r>"),
       {"p ✓☐•"}},
      {"a letter in a symbol font",
       paragraph_of(run("o", "<w:rFonts w:ascii=\"Wingdings\"/>") + run(" Yes")),
       {"p ☐ Yes"}},
      {"a field's result and not its code",
       paragraph_of(run("p ") + field(" PAGE CANARY ", run("3"))),
       {"p p 3"}},
      {"a field within a field's code",
       paragraph_of(field(" IF ", "") + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" +
                    field("REF", run("no")) + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
                    run("yes") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
       {"p yes"}},
      {"a link by field",
       paragraph_of(field(" HYPERLINK \"https://example.org/f\" ", run("there"))),
       {"p there (https://example.org/f)"}},
      {"simple fields, smart tags, custom XML",
       paragraph_of("<w:fldSimple w:instr=\"DATE\">" + run("a") + "</w:fldSimple><w:smartTag>" + run("b") +
                    "</w:smartTag><w:customXml>" + run("c") + "</w:customXml>"),
       {"p abc"}},
      {"content controls of every level",
       control("<w:text/>", paragraph("block")) + paragraph_of(control("<w:text/>", run("inline"))) +
           table({control(
               "", row({cell(paragraph("1")), control("", cell(paragraph("2"))), cell(paragraph("3"))}))}),
       {"p block", "p inline", "tr 1 | 2 | 3"}},
      {"a placeholder is no text",
       paragraph_of(run("a") + control("<w:showingPlcHdr/>", run("Click here"))),
       {"p a"}},
      {"a text box once, behind its paragraph",
       paragraph_of(run("before ") + "<w:r>" + alternatives(paragraph("boxed"), paragraph("boxed")) +
                    "</w:r>" + run("after")),
       {"p before after", "p boxed"}},
      {"a text box of Word 97",
       paragraph_of("<w:r><w:pict><v:shape><v:textbox>" + text_box(paragraph("old")) +
                    "</v:textbox></v:shape></w:pict></w:r>"),
       {"p old"}},
      {"no table of contents",
       paragraph("Contents 1", "TOC1") + paragraph_of(field(" TOC \\o ", run("Line 3"))) +
           control("<w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj>",
                   paragraph("Contents")) +
           paragraph("x"),
       {"p x"}},
      {"a formula's letters", paragraph_of("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), {"p x=1"}},
      {"a quotation", paragraph_of(run("Said."), "Quote"), {"> Said."}},
      {"entities", paragraph("A&E <now>"), {"p A&E <now>"}},
      {"a right-to-left embedding", paragraph_of("<w:bdo>" + run("b") + "</w:bdo>"), {"p b"}},
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

TEST(DocxProse, KnowsHeadingsAndListsThroughStyles) {
  File file;
  file.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Mine\"><w:name w:val=\"Force heading\"/><w:basedOn "
      "w:val=\"Heading2\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Outlined\"><w:name w:val=\"Outlined\"/><w:pPr><w:outlineLvl "
      "w:val=\"2\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"A\"/><w:basedOn "
      "w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"B\"/><w:basedOn "
      "w:val=\"A\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Dots\"><w:name w:val=\"List "
      "Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"MoreDots\"><w:name w:val=\"More\"/><w:basedOn "
      "w:val=\"Dots\"/></w:style>";
  file.body = paragraph("x") + paragraph("mine", "Mine") + paragraph("outlined", "Outlined") +
              paragraph("circle", "A") + paragraph("dot", "MoreDots") + paragraph("German", "berschrift1") +
              paragraph("unknown", "Nowhere");
  const auto extraction = extract(file);
  EXPECT_EQ(test::title_of(extraction.texts.at(0)), "German");
  EXPECT_THAT(test::shown(extraction.texts[0].blocks),
              ElementsAre("p x", "h2 mine", "h3 outlined", "p circle", "* dot", "p unknown"));
}

TEST(DocxProse, HasNotesBehindTheParagraphThatRefersToThem) {
  File file;
  file.footnotes = "<w:footnote w:id=\"2\">" + paragraph(" The note.") + "</w:footnote>";
  file.endnotes = "<w:endnote w:id=\"2\">" + paragraph("The end.") + "</w:endnote>";
  file.body = paragraph_of(run("See") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + run(" and ") +
                           "<w:r><w:endnoteReference w:id=\"2\"/></w:r>") +
              paragraph("Next.");
  const auto extraction = extract(file);
  EXPECT_THAT(test::shown(extraction.texts.at(0).blocks),
              ElementsAre("p See[1] and [2]", "p [1] The note.", "p [2] The end.", "p Next."));
  EXPECT_THAT(extraction.texts[0].hidden, IsEmpty());
}

TEST(DocxProse, GivesLinksWithTheirAddressOnTheWeb) {
  struct Case {
    const char* text;
    const char* address;
    const char* block;
  };
  const Case cases[] = {
      {"the guide", "https://example.org/g", "p the guide (https://example.org/g)"},
      {"https://example.org/g", "https://example.org/g", "p https://example.org/g"},
      {"www.example.org", "http://www.example.org/", "p www.example.org"},
      {"write", "mailto:a@example.org", "p write"},
      {"the file", "file:///S:/Secret/a.docx", "p the file"},
      {"click", "javascript:alert(1)", "p click"},
  };
  for (const auto& c : cases) {
    File file;
    file.links = {{"link1", c.address}};
    file.body = paragraph_of("<w:hyperlink r:id=\"link1\">" + run(c.text) + "</w:hyperlink>");
    EXPECT_THAT(test::shown(extract(file).texts.at(0).blocks), ElementsAre(c.block));
  }
}

TEST(DocxTitle, IsTheOneThatReadersSee) {
  std::string long_text;
  for (int i = 0; i < 31; ++i) long_text += "word ";
  struct Case {
    const char* name;
    std::string body;
    const char* title;
    Lines blocks;
  };
  const Case cases[] = {
      {"style Title",
       paragraph("Force") + paragraph("Operation X", "Title") + paragraph("Text."),
       "Operation X",
       {"p Force", "p Text."}},
      {"a title of two lines",
       paragraph("Operation X:", "Title") + paragraph("a review", "Title"),
       "Operation X: a review",
       {}},
      {"the first heading", paragraph("One", "Heading1") + paragraph("Two", "Heading1"), "One", {"h1 Two"}},
      {"style Title before a heading",
       paragraph("One", "Heading1") + paragraph("Real", "Title"),
       "Real",
       {"h1 One"}},
      {"no heading behind much text",
       paragraph(long_text) + paragraph("One", "Heading1"),
       "",
       {"p " + long_text.substr(0, long_text.size() - 1), "h1 One"}},
      {"no heading 2", paragraph("One", "Heading2"), "", {"h2 One"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto file = with_body(c.body);
    file.core = "<dc:title xmlns:dc=\"http://purl.org/dc/elements/1.1/\">CANARY</dc:title>";
    const auto extraction = extract(file);
    EXPECT_EQ(test::title_of(extraction.texts.at(0)), c.title);
    EXPECT_THAT(test::shown(extraction.texts[0].blocks), ElementsAreArray(c.blocks));
    EXPECT_THAT(extraction.texts[0].hidden, IsEmpty()) << "creator, editor and title do not count";
  }
}

TEST(DocxHidden, TextIsLeftOutAndReported) {
  const std::string seen = paragraph("Seen.");
  const std::string hidden_style =
      "<w:style w:type=\"character\" w:styleId=\"Base\"><w:name "
      "w:val=\"Base\"/><w:rPr><w:vanish/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Hid\"><w:name w:val=\"Hid\"/><w:basedOn "
      "w:val=\"Base\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"HidP\"><w:name "
      "w:val=\"HidP\"/><w:rPr><w:vanish/></w:rPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"White\"><w:name w:val=\"White\"/><w:rPr><w:color "
      "w:val=\"FFFFFF\"/></w:rPr></w:style>"
      "<w:style w:type=\"table\" w:styleId=\"Head\"><w:name w:val=\"Head\"/><w:tblStylePr "
      "w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" "
      "w:fill=\"1F3864\"/></w:tcPr></w:tblStylePr></w:style>";
  const std::string white = "<w:color w:val=\"FFFFFF\"/>";
  const std::string header_reference =
      "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"header1\"/></w:sectPr>";
  struct Case {
    const char* name;
    File file;
    const char* hidden;
  };
  std::vector<Case> cases = {
      {"a deletion", with_body(seen + paragraph_of(deleted("CANARY"))), "tracked changes (1 deletion)"},
      {"insertions and deletions",
       with_body(seen + paragraph_of(inserted(run("CANARY")) + deleted("CANARY") + inserted(run("CANARY")))),
       "tracked changes (2 insertions, 1 deletion)"},
      {"an inserted block", with_body(seen + inserted(paragraph("CANARY"))), "tracked changes (1 insertion)"},
      {"an insertion within a link",
       with_body(seen + paragraph_of("<w:hyperlink>" + inserted(run("CANARY")) + "</w:hyperlink>")),
       "tracked changes (1 insertion)"},
      {"a move",
       with_body(seen + paragraph_of("<w:moveFrom w:id=\"1\">" + run("CANARY") + "</w:moveFrom>") +
                 paragraph_of("<w:moveTo w:id=\"2\">" + run("CANARY") + "</w:moveTo>")),
       "tracked changes (1 move)"},
      {"an inserted paragraph mark",
       with_body(paragraph_of(run("Seen."), "", "<w:rPr><w:ins w:id=\"1\"/></w:rPr>")),
       "tracked changes (1 insertion)"},
      {"an inserted row",
       with_body(seen + table({text_row({"a", "b"}), row({cell(paragraph("CANARY")), cell(paragraph("x"))},
                                                         "<w:ins w:id=\"1\"/>")})),
       "tracked changes (1 insertion)"},
      {"a deleted row",
       with_body(seen + table({text_row({"a", "b"}), row({cell(paragraph("CANARY")), cell(paragraph("x"))},
                                                         "<w:del w:id=\"1\"/>")})),
       "tracked changes (1 deletion)"},
      {"a deleted cell",
       with_body(seen +
                 table({row({cell(paragraph("a")), cell(paragraph("CANARY"), "<w:cellDel w:id=\"1\"/>")})})),
       "tracked changes (1 deletion)"},
      {"a hidden run", with_body(seen + paragraph_of(run("CANARY", "<w:vanish/>"))), "hidden text (1 run)"},
      {"hidden runs",
       with_body(seen + paragraph_of(run("CANARY", "<w:vanish w:val=\"1\"/>") +
                                     run("CANARY", "<w:vanish w:val=\"true\"/>"))),
       "hidden text (2 runs)"},
      {"hidden by a character style's base",
       with_body(seen + paragraph_of(run("CANARY", "<w:rStyle w:val=\"Hid\"/>"))), "hidden text (1 run)"},
      {"hidden by a paragraph style", with_body(seen + paragraph("CANARY", "HidP")), "hidden text (1 run)"},
      {"a hidden row",
       with_body(seen + table({text_row({"a", "b"}),
                               row({cell(paragraph("CANARY")), cell(paragraph("x"))}, "<w:hidden/>")})),
       "1 hidden table row"},
      {"text in a cell that is merged away",
       with_body(seen +
                 table({row({cell(paragraph("a"), "<w:vMerge w:val=\"restart\"/>"), cell(paragraph("b"))}),
                        row({cell(paragraph("CANARY"), "<w:vMerge/>"), cell(paragraph("c"))})})),
       "hidden text (1 run)"},
      {"white text", with_body(seen + paragraph_of(run("CANARY", white))),
       "white or tiny text that cannot be seen (1 run)"},
      {"nearly white text", with_body(seen + paragraph_of(run("CANARY", "<w:color w:val=\"FEFDFE\"/>"))),
       "white or tiny text that cannot be seen (1 run)"},
      {"white text by style", with_body(seen + paragraph("CANARY", "White")),
       "white or tiny text that cannot be seen (1 run)"},
      {"white text on white shading",
       with_body(seen + paragraph_of(run("CANARY", white + "<w:shd w:val=\"clear\" w:fill=\"FFFFFF\"/>"))),
       "white or tiny text that cannot be seen (1 run)"},
      {"white text in a plain cell",
       with_body(seen + table({row({cell(paragraph("a")), cell(paragraph_of(run("CANARY", white)))})})),
       "white or tiny text that cannot be seen (1 run)"},
      {"white text below the head that the style shades",
       with_body(seen + table({text_row({"a", "b"}),
                               row({cell(paragraph("c")), cell(paragraph_of(run("CANARY", white)))})},
                              "<w:tblStyle w:val=\"Head\"/>")),
       "white or tiny text that cannot be seen (1 run)"},
      {"black on a black highlighter",
       with_body(seen + paragraph_of(run("CANARY", "<w:highlight w:val=\"black\"/>"))),
       "white or tiny text that cannot be seen (1 run)"},
      {"black on black shading",
       with_body(seen +
                 paragraph_of(
                     run("CANARY", "<w:color w:val=\"000000\"/><w:shd w:val=\"clear\" w:fill=\"000000\"/>"))),
       "white or tiny text that cannot be seen (1 run)"},
      {"tiny letters", with_body(seen + paragraph_of(run("CANARY", "<w:sz w:val=\"2\"/>"))),
       "white or tiny text that cannot be seen (1 run)"},
      {"another text for other programs",
       with_body(seen +
                 paragraph_of("<w:r>" + alternatives(paragraph("box"), paragraph("CANARY")) + "</w:r>")),
       "text that only other programs show"},
      {"a choice that no program shows",
       with_body(seen + paragraph_of("<w:r>" + alternatives(paragraph("CANARY"), paragraph("box"), "zzz") +
                                     "</w:r>")),
       "text that only other programs show"},
      {"a hidden shape",
       with_body(
           seen +
           paragraph_of(
               "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" hidden=\"1\"/><a:graphic><wps:wsp><wps:txbx>" +
               text_box(paragraph("CANARY")) +
               "</wps:txbx></wps:wsp></a:graphic></wp:inline></w:drawing></w:r>")),
       "hidden text (1 run)"},
      {"an embedded document", with_body(seen + "<w:altChunk r:id=\"rId9\"/>"), "1 embedded file"},
  };
  for (auto& c : cases) c.file.styles = hidden_style;
  const auto add = [&](const char* name, const char* hidden, const std::function<void(File&)>& change) {
    File file = with_body(seen);
    change(file);
    cases.push_back({name, std::move(file), hidden});
  };
  const std::string comment = "<w:comment w:id=\"1\">" + paragraph("CANARY") + "</w:comment>";
  add("hidden by default", "hidden text (1 run)", [](File& f) {
    f.defaults = "<w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>";
    f.body = paragraph_of(run("Seen.", "<w:vanish w:val=\"0\"/>") + run("CANARY"));
  });
  add("a comment", "1 comment", [&](File& f) { f.comments = comment; });
  add("comments", "2 comments", [&](File& f) { f.comments = comment + comment; });
  add("an unused header", "a header that no page shows", [](File& f) { f.headers = {paragraph("CANARY")}; });
  add("an unused footer", "a footer that no page shows", [](File& f) { f.footers = {paragraph("CANARY")}; });
  add("a header of a first page that is not other", "a header that no page shows", [&](File& f) {
    f.headers = {paragraph("CANARY")};
    f.body += header_reference;
  });
  add("a header of even pages that are not other", "a header that no page shows", [](File& f) {
    f.headers = {paragraph("CANARY")};
    f.body += "<w:sectPr><w:headerReference w:type=\"even\" r:id=\"header1\"/></w:sectPr>";
  });
  add("an insertion in a header", "tracked changes (1 insertion)", [](File& f) {
    f.headers = {paragraph_of(inserted(run("CANARY")))};
    f.body += "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1\"/></w:sectPr>";
  });
  add("a note that nothing refers to", "1 note that nothing refers to",
      [](File& f) { f.footnotes = "<w:footnote w:id=\"2\">" + paragraph("CANARY") + "</w:footnote>"; });
  add("a note within a deletion", "tracked changes (1 insertion)", [](File& f) {
    f.footnotes = "<w:footnote w:id=\"2\">" + paragraph("CANARY") + "</w:footnote>";
    f.body += paragraph_of(inserted("<w:r><w:footnoteReference w:id=\"2\"/></w:r>"));
  });
  add("properties", "text in document properties (comments, keywords, subject, category)", [](File& f) {
    f.core =
        "<dc:creator>A</dc:creator><dc:description>CANARY</dc:description><cp:keywords>CANARY</"
        "cp:keywords><dc:subject>CANARY</dc:subject><cp:category>CANARY</cp:category>";
  });
  add("custom properties", "text in document properties (1 custom)", [](File& f) {
    f.custom =
        "<property name=\"x\"><vt:lpwstr>CANARY</vt:lpwstr></property><property "
        "name=\"y\"><vt:lpwstr/></property>";
  });
  add("an embedded workbook", "1 embedded file", [](File& f) {
    f.more = {{"word/embeddings/Microsoft_Excel_Sheet1.xlsx", "CANARY"}};
  });
  add("macros", "a macro project", [](File& f) { f.more = {{"word/vbaProject.bin", "CANARY"}}; });
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto extraction = extract(c.file);
    ASSERT_EQ(extraction.texts.size(), 1u);
    EXPECT_THAT(extraction.texts[0].hidden, ElementsAre(c.hidden));
    EXPECT_THAT(test::everything_in(extraction), Not(HasSubstr("CANARY")));
    EXPECT_THAT(test::everything_in(extraction), HasSubstr("Seen."));
    const auto problems = test::all_problems(extraction);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].severity, indexer::Severity::kWarning);
    EXPECT_EQ(problems[0].file, "reports/a.docx");
    EXPECT_EQ(problems[0].line, 0);
    EXPECT_THAT(problems[0].message,
                testing::AllOf(HasSubstr(c.hidden), HasSubstr("the original is not offered"),
                               HasSubstr("send it again")));
  }
}

TEST(DocxHidden, IsNotWhatReadersDoSee) {
  File file;
  file.styles =
      "<w:style w:type=\"character\" w:styleId=\"Hid\"><w:name "
      "w:val=\"Hid\"/><w:rPr><w:vanish/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Unhid\"><w:name w:val=\"Unhid\"/><w:basedOn "
      "w:val=\"Hid\"/><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style>"
      "<w:style w:type=\"table\" w:styleId=\"Head\"><w:name w:val=\"Head\"/><w:tblStylePr "
      "w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" "
      "w:fill=\"1F3864\"/></w:tcPr></w:tblStylePr></w:style>";
  const std::string white = "<w:color w:val=\"FFFFFF\"/>";
  const std::string shade = "<w:shd w:val=\"clear\" w:fill=\"002060\"/>";
  file.body =
      paragraph_of(run("a", "<w:rStyle w:val=\"Hid\"/><w:vanish w:val=\"0\"/>") +
                   run("b", "<w:rStyle w:val=\"Unhid\"/>") + run("c", "<w:vanish w:val=\"false\"/>")) +
      paragraph_of(run("shaded run", white + shade)) +
      paragraph_of(run("shaded paragraph", white), "", shade) +
      paragraph_of(run("highlighted", white + "<w:highlight w:val=\"blue\"/>")) +
      paragraph_of(run("auto on black", "<w:shd w:val=\"clear\" w:fill=\"000000\"/>")) +
      paragraph_of(run(" ", "<w:vanish/>") + run(" ", white)) +
      table(
          {row({cell(paragraph_of(run("head", white))), cell(paragraph("h")), cell(paragraph("i"))}),
           row({cell(paragraph_of(run("cell", white)), shade), cell(paragraph("d")), cell(paragraph("e"))})},
          "<w:tblStyle w:val=\"Head\"/>") +
      paragraph_of(run("mark"), "", "<w:rPr><w:vanish/></w:rPr>");
  const auto extraction = extract(file);
  EXPECT_THAT(test::shown(extraction.texts.at(0).blocks),
              ElementsAre("p abc", "p shaded run", "p shaded paragraph", "p highlighted", "p auto on black",
                          "tr head | h | i", "tr cell | d | e", "p mark"));
  EXPECT_THAT(extraction.texts[0].hidden, IsEmpty());
}

TEST(DocxHidden, NamesEverythingInOneWarning) {
  File file = with_body(paragraph_of(run("Seen.") + inserted(run("x")) + deleted("y")));
  file.comments = "<w:comment w:id=\"1\">" + paragraph("x") + "</w:comment><w:comment w:id=\"2\">" +
                  paragraph("y") + "</w:comment>";
  const auto problems = test::all_problems(extract(file));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(
      problems[0].message,
      "has tracked changes (1 insertion, 1 deletion) and 2 comments; this was left out and the original is "
      "not offered for download; accept or reject the changes and delete the comments, and send it again");
}

TEST(DocxProse, LeavesOutWhatIsCrossedOutAndSaysSo) {
  const auto extraction = extract(with_body(paragraph_of(run("Yes ") + run("CANARY", "<w:strike/>"))));
  EXPECT_THAT(test::shown(extraction.texts.at(0).blocks), ElementsAre("p Yes"));
  EXPECT_THAT(extraction.texts[0].hidden, IsEmpty());
  EXPECT_THAT(test::all_problems(extraction).at(0).message, HasSubstr("crossed out"));
}

TEST(DocxMarkings, AreTakenFromHeadersFootersAndLinesOfTheirOwn) {
  File file;
  file.headers = {paragraph("OFFICIAL-SENSITIVE") + paragraph("HEADWORD"),
                  paragraph("Essex Police\tOFFICIAL")};
  file.footers = {paragraph("OFFICIAL-SENSITIVE") + table({text_row({"FOOTWORD", "Official [PERSONAL]"})})};
  file.body =
      paragraph("NOT PROTECTIVELY MARKED") + paragraph("Official guidance is kept.") +
      paragraph_of("", "", "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"header2\"/></w:sectPr>") +
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1\"/><w:footerReference "
      "w:type=\"default\" r:id=\"footer1\"/><w:titlePg/></w:sectPr>";
  const auto extraction = extract(file);
  EXPECT_THAT(extraction.texts.at(0).printed_markings,
              testing::UnorderedElementsAre("OFFICIAL-SENSITIVE", "OFFICIAL", "Official [PERSONAL]",
                                            "NOT PROTECTIVELY MARKED"));
  EXPECT_THAT(test::shown(extraction.texts[0].blocks), ElementsAre("p Official guidance is kept."));
  EXPECT_THAT(extraction.texts[0].hidden, IsEmpty())
      << "the second section has the first page's header of the first";
  EXPECT_THAT(test::everything_in(extraction),
              Not(testing::AnyOf(HasSubstr("HEADWORD"), HasSubstr("FOOTWORD"))));
}

TEST(DocxProse, IsReadWhateverPrefixesTheFileUses) {
  const std::string xml =
      "<?xml version=\"1.0\"?><x:document "
      "xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
      "main\"><x:body><x:p><x:r><x:t>Seen.</x:t></x:r>"
      "<x:ins><x:r><x:t>CANARY</x:t></x:r></x:ins></x:p><w:p "
      "xmlns:w=\"urn:other\"><w:r><w:t>CANARY</w:t></w:r></w:p></x:body></x:document>";
  const auto extraction =
      indexer::word::extract_docx({"a.docx", test::zip_of({{"word/document.xml", xml}}), "", ""});
  EXPECT_THAT(test::shown(extraction.texts.at(0).blocks), ElementsAre("p Seen."));
  EXPECT_THAT(extraction.texts[0].hidden, ElementsAre("tracked changes (1 insertion)"));
}

}  // namespace
