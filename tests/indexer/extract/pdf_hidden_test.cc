// What a PDF holds beside the text that its reader sees.

#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/extracted_blocks.h"
#include "tests/support/pdf_files.h"

namespace {

using test::PdfFile;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

indexer::ExtractedText read(const PdfFile& file) {
  auto extraction = indexer::pdf::extract_pdf({"review.pdf", file.bytes(), "", ""});
  for (const auto& problem : extraction.problems) ADD_FAILURE() << problem.message;
  return extraction.texts.empty() ? indexer::ExtractedText{} : extraction.texts.front();
}

PdfFile prose() {
  PdfFile file;
  file.page().lines(
      72, 100, {"The panel met on four occasions and heard from every agency that had", "known the family."});
  return file;
}

TEST(PdfHidden, CommentsAreCountedAndLinksAreNone) {
  struct Case {
    const char* annotation;
    std::vector<std::string> hidden;
  };
  const Case cases[] = {
      {"/Subtype /Text /Contents (ask legal) /Rect [10 10 30 30]", {"1 comment"}},
      {"/Subtype /Highlight /Contents (why?) /Rect [10 10 30 30]", {"1 comment"}},
      {"/Subtype /Highlight /Rect [10 10 30 30]", {}},
      {"/Subtype /StrikeOut /Rect [10 10 30 30]", {"1 comment"}},
      {"/Subtype /Ink /Rect [10 10 30 30]", {"1 comment"}},
      {"/Subtype /FreeText /Contents (seen) /Rect [10 10 30 30]", {}},
      {"/Subtype /FreeText /F 2 /Contents (not seen) /Rect [10 10 30 30]", {"1 comment"}},
      {"/Subtype /FileAttachment /Rect [10 10 30 30]", {"1 embedded file"}},
      {"/Subtype /Link /Contents (x) /Rect [10 10 30 30]", {}},
      {"/Subtype /Widget /Rect [10 10 30 30]", {}},
      {"/Subtype 7 /Rect [10 10 30 30]", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.annotation);
    auto file = prose();
    const auto text = read(file.annotation(c.annotation));
    EXPECT_EQ(text.hidden, c.hidden);
    EXPECT_EQ(text.problems.size(), c.hidden.empty() ? 0u : 1u);
    const bool seen = std::string(c.annotation).find("(seen)") != std::string::npos;  // is text of the page
    EXPECT_EQ(text.blocks.size(), seen ? 2u : 1u);
  }
}

TEST(PdfHidden, OneWarningSaysWhatWasLeftOut) {
  auto file = prose();
  const auto text =
      read(file.attach("notes.txt", "secret").annotation("/Subtype /Text /Contents (a) /Rect [1 1 9 9]"));
  EXPECT_THAT(text.hidden, ElementsAre("1 comment", "1 embedded file"));
  ASSERT_EQ(text.problems.size(), 1u);
  EXPECT_EQ(text.problems.front().severity, indexer::Severity::kWarning);
  EXPECT_THAT(
      text.problems.front().message,
      HasSubstr(
          "holds 1 comment, 1 embedded file, which was left out; the original is not offered for download"));
}

TEST(PdfHidden, TextInLayersThatAreOffIsLeftOut) {
  auto file = prose();
  const auto layer = file.object("<< /Type /OCG /Name (draft) >>");
  const auto reference = std::to_string(layer) + " 0 R";
  file.catalog("/OCProperties << /OCGs [" + reference + "] /D << /OFF [" + reference + "] >> >>");
  file.content("/OC /Layer BDC").text(72, 300, "Names of the witnesses").content("EMC");
  const auto text = read(file);
  EXPECT_THAT(text.hidden, ElementsAre("1 layer that is switched off"));
  EXPECT_THAT(test::shown_with_pages(text.blocks), ElementsAre(HasSubstr("The panel met")));
}

TEST(PdfHidden, TextUnderABlackBoxIsLeftOut) {
  auto file = prose();
  file.text(72, 200, "The child is called")
      .text(180, 200, "Jonathan Example")
      .text(290, 200, "in this report.")
      .box(178, 188, 100, 16);
  const auto text = read(file);
  EXPECT_THAT(text.hidden, ElementsAre("text that cannot be seen on the page (2 words)"));
  EXPECT_THAT(test::shown_with_pages(text.blocks), Contains(HasSubstr("The child is called in this report.")));
}

TEST(PdfHidden, TextInTheColourOfThePageIsLeftOut) {
  struct Case {
    const char* colour;
    int mode;
    bool hidden;
  };
  const Case cases[] = {
      {"1 1 1", 0, true}, {"0 0 0", 0, false}, {"0.8 0.8 0.8", 0, false}, {"0.99 0.99 0.99", 0, true}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.colour);
    PdfFile file;
    file.page().lines(
        72, 100,
        {"The panel met on four occasions and heard", "from every agency that had known the family."},
        {11, false, "0 0 0", "F4"});
    const auto text = read(file.text(72, 200, "two words", {11, false, c.colour, "F4", c.mode}));
    EXPECT_EQ(!text.hidden.empty(), c.hidden);
    EXPECT_EQ(text.blocks.size(), c.hidden ? 1u : 2u);
  }
}

TEST(PdfHidden, FontsThatDidNotRenderAreNoHiddenText) {
  PdfFile file;
  file.page().lines(
      72, 100, {"The panel met on four occasions and heard", "from every agency that had known the family."},
      {11, false, "1 1 1", "F4"});
  const auto text = read(file);
  EXPECT_THAT(text.hidden, IsEmpty());
  EXPECT_EQ(text.blocks.size(), 1u);
}

TEST(PdfHidden, WhiteTextOnADarkGroundIsSeen) {
  PdfFile file;
  file.page()
      .box(60, 80, 400, 60, "0.1 0.1 0.4")
      .lines(72, 100,
             {"The panel met on four occasions and heard", "from every agency that had known the family."},
             {11, false, "1 1 1"});
  EXPECT_THAT(read(file).hidden, IsEmpty());
}

}  // namespace
