// Files that are not what their ending says, or were made to break the reader.

#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "indexer/extract/word/xml_part.h"
#include "indexer/extract/word/zip_package.h"
#include "tests/support/shown_extraction.h"
#include "tests/support/word_files.h"

namespace {

using testing::HasSubstr;

std::string times(std::size_t count, std::string_view what) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += what;
  return out;
}

std::string docx_of(const std::string& document) { return test::zip_of({{"word/document.xml", document}}); }

std::string document(const std::string& body) {
  return "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
         body + "</w:body></w:document>";
}

TEST(DocxFile, ThatCannotBeReadSaysWhyAndWhatToDo) {
  const std::string good = docx_of(document("<w:p/>"));
  std::string bomb = "<!DOCTYPE w:document [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'j'; ++c)
    bomb += std::string("<!ENTITY ") + c + " \"" +
            times(10, std::string("&") + static_cast<char>(c - 1) + ";") + "\">";
  bomb += "]>" + document("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>");
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 0; i <= 20'000; ++i) many.emplace_back("a" + std::to_string(i), "");
  struct Case {
    const char* name;
    std::string bytes;
    const char* message;
  };
  const Case cases[] = {
      {"empty", "", "is empty"},
      {"OLE", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + times(600, "x"),
       "is encrypted or an old .doc file; save it as .docx without a password"},
      {"PDF", "%PDF-1.7\n", "is a PDF"},
      {"RTF", "{\\rtf1 x}", "is an RTF file"},
      {"text", "Just text.", "is not a word processor's file"},
      {"cut short", good.substr(0, good.size() / 2), "is damaged or cut short"},
      {"ZIP magic alone", "PK\x03\x04", "is damaged or cut short"},
      {"a ZIP of something", test::zip_of({{"a.txt", "x"}}), "without word/document.xml"},
      {"xlsx", test::zip_of({{"xl/workbook.xml", "<x/>"}}), "is an Excel workbook"},
      {"pptx", test::zip_of({{"ppt/presentation.xml", "<x/>"}}), "is a PowerPoint presentation"},
      {"odt", test::odt::File().bytes(), "rename it to .odt"},
      {"not well-formed", docx_of("<w:document><w:body>"), "'word/document.xml' is not well-formed XML"},
      {"an empty part", docx_of(""), "'word/document.xml' is not well-formed XML"},
      {"styles that are not well-formed",
       test::zip_of({{"word/document.xml", document("<w:p/>")}, {"word/styles.xml", "<w:styles>"}}),
       "'word/styles.xml' is not well-formed XML"},
      {"no body", docx_of("<html/>"), "is no Word document"},
      {"a DOCTYPE", docx_of("<!DOCTYPE x SYSTEM \"http://example.org/x.dtd\">" + document("<w:p/>")),
       "has a DOCTYPE"},
      {"an external entity",
       docx_of("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" +
               document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")),
       "has a DOCTYPE"},
      {"a billion laughs", docx_of(bomb), "has a DOCTYPE"},
      {"deep nesting",
       docx_of(document(times(300, "<w:sdt><w:sdtContent>") + times(300, "</w:sdtContent></w:sdt>"))),
       "is nested too deep"},
      {"endless nesting", docx_of(document(times(200'000, "<w:p>") + times(200'000, "</w:p>"))),
       "is nested too deep"},
      {"a part that is endless when unpacked", docx_of(document(times((64u << 20) / 8 + 1, "        "))),
       "unpacks to more than is read"},
      {"a part twice",
       test::zip_of({{"word/document.xml", document("<w:p/>")}, {"Word/Document.xml", document("<w:p/>")}}),
       "twice"},
      {"too many files", test::zip_of(many), "holds 20001 files"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto extraction = indexer::word::extract_docx({"a.docx", c.bytes, "", ""});
    EXPECT_TRUE(extraction.texts.empty());
    ASSERT_EQ(extraction.problems.size(), 1u);
    EXPECT_EQ(extraction.problems[0].severity, indexer::Severity::kError);
    EXPECT_EQ(extraction.problems[0].file, "a.docx");
    EXPECT_THAT(extraction.problems[0].message, HasSubstr(c.message));
    EXPECT_THAT(extraction.problems[0].message,
                testing::AnyOf(HasSubstr("send"), HasSubstr("rename"), HasSubstr("copy"), HasSubstr("save")))
        << "what to do";
  }
}

TEST(DocxFile, KeepsItsPartsWithinALimitTogether) {
  const std::string bytes = test::zip_of({{"a", times(600, "x")}, {"b", times(600, "x")}});
  indexer::word::ZipPackage package(bytes, {10, 800, 1'000});
  EXPECT_EQ(package.read("/A").size(), 600u) << "names differ by more than case";
  EXPECT_EQ(package.read("none"), "");
  EXPECT_THROW(package.read("b"), indexer::word::UnreadableDocument);
}

TEST(DocxFile, NestedAsDeepAsIsAllowedIsReadWithoutRunningOutOfStack) {
  const std::string open = "<w:tbl><w:tr><w:tc>", close = "</w:tc></w:tr></w:tbl>";
  const auto extraction = indexer::word::extract_docx(
      {"a.docx",
       docx_of(document(times(80, open) + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + times(80, close))), "",
       ""});
  EXPECT_THAT(test::everything_in(extraction), HasSubstr("deep"));
}

TEST(XmlPart, LeavesEntitiesThatItDoesNotKnowAsTheyAre) {
  pugi::xml_document xml;
  indexer::word::parse_xml("x", "<a>&lt;&e;&#x41;</a>", xml);
  EXPECT_EQ(indexer::word::all_text(xml), "<&e;A");
}

TEST(OdtFile, ThatCannotBeReadSaysWhyAndWhatToDo) {
  test::odt::File encrypted;
  encrypted.manifest =
      "<manifest:file-entry "
      "manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry>";
  const auto with_content = [](const std::string& xml) { return test::zip_of({{"content.xml", xml}}); };
  struct Case {
    const char* name;
    std::string bytes;
    const char* message;
  };
  const Case cases[] = {
      {"empty", "", "is empty"},
      {"encrypted", encrypted.bytes(), "is encrypted"},
      {"docx", docx_of(document("<w:p/>")), "rename it to .docx"},
      {"a ZIP of something", test::zip_of({{"a.txt", "x"}}), "without content.xml"},
      {"a spreadsheet",
       with_content("<office:document-content><office:body><office:spreadsheet/></office:body></"
                    "office:document-content>"),
       "spreadsheet"},
      {"not well-formed", with_content("<office:document-content>"), "'content.xml' is not well-formed"},
      {"no text", with_content("<x/>"), "is no text"},
      {"a DOCTYPE", with_content("<!DOCTYPE x><x/>"), "has a DOCTYPE"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto extraction = indexer::word::extract_odt({"a.odt", c.bytes, "", ""});
    EXPECT_TRUE(extraction.texts.empty());
    ASSERT_EQ(extraction.problems.size(), 1u);
    EXPECT_THAT(extraction.problems[0].message, HasSubstr(c.message));
  }
}

}  // namespace
