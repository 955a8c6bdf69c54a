// Files that cannot be read, by accident or on purpose: reported, never a crash or a loop.

#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/extracted_blocks.h"
#include "tests/support/pdf_files.h"

namespace {

using test::PdfFile;
using testing::HasSubstr;

indexer::Extraction read(const std::string& bytes) {
  return indexer::pdf::extract_pdf({"review.pdf", bytes, "", ""});
}

PdfFile prose() {
  PdfFile file;
  file.page().lines(
      72, 100, {"The panel met on four occasions and heard from every agency that had", "known the family."});
  return file;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

TEST(PdfDamaged, FilesWithoutReadableTextAreReported) {
  PdfFile broken_font;
  broken_font.page().text(72, 100, "Nothing of this can be read at all", {11, false, "0 0 0", "F5"});
  struct Case {
    const char* name;
    std::string bytes;
    const char* message;
  };
  const Case cases[] = {
      {"empty", "", "is not a PDF"},
      {"NULs", std::string(5000, '\0'), "is not a PDF"},
      {"another format", "PK\3\4 and so on", "is not a PDF"},
      {"a header alone", "%PDF-1.7\n", "is damaged"},
      {"no pages", PdfFile().bytes(), "has no pages"},
      {"a password", prose().encrypted("secret"), "is encrypted; save it without a password"},
      {"no text", PdfFile().page().image(0, 0, 595, 842, 2, 2, "abcd").bytes(),
       "is a scan without text; switch on OCR in library.yaml or send a PDF with text"},
      {"a broken font", broken_font.bytes(), "its text cannot be read: fonts without a character map"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto extraction = read(c.bytes);
    EXPECT_TRUE(extraction.texts.empty());
    ASSERT_EQ(extraction.problems.size(), 1u);
    EXPECT_EQ(extraction.problems.front().severity, indexer::Severity::kError);
    EXPECT_THAT(extraction.problems.front().message, HasSubstr(c.message));
  }
}

TEST(PdfDamaged, AnOwnersPasswordDoesNotKeepReadersOut) {
  const auto extraction = read(prose().encrypted(""));
  ASSERT_EQ(extraction.texts.size(), 1u);
  EXPECT_EQ(extraction.texts.front().blocks.size(), 1u);
}

TEST(PdfDamaged, TooManyPagesAreReported) {
  PdfFile file;
  for (int i = 0; i < 2001; ++i) file.page();
  const auto extraction = read(file.bytes());
  ASSERT_EQ(extraction.problems.size(), 1u);
  EXPECT_THAT(extraction.problems.front().message, HasSubstr("has 2001 pages, more than 2000"));
}

TEST(PdfDamaged, TruncatedFilesGiveTextOrAProblem) {
  const auto whole = prose().annotation("/Subtype /Text /Contents (x) /Rect [1 1 9 9]").bytes();
  for (std::size_t length = 0; length < whole.size(); length += 97) {
    SCOPED_TRACE(length);
    const auto extraction = read(whole.substr(0, length));
    EXPECT_NE(extraction.texts.empty(), extraction.problems.empty());
  }
}

TEST(PdfDamaged, LoopsEnd) {
  const auto whole = prose().bytes();
  const std::pair<const char*, std::string> cases[] = {
      {"a page tree that holds itself", replaced(whole, "/Kids [20 0 R ]", "/Kids [20 0 R 2 0 R ]")},
      {"a page that is its own parent", replaced(whole, "/Parent 2 0 R", "/Parent 20 0 R")},
      {"a cross-reference table before itself", replaced(whole, "/Root 1 0 R", "/Prev 9 /Root 1 0 R")},
      {"contents that are the page", replaced(whole, "/Contents 21 0 R", "/Contents 20 0 R")},
      {"a wrong count", replaced(whole, "/Count 1", "/Count 1999")},
      {"a negative count", replaced(whole, "/Count 1", "/Count -5")},
  };
  for (const auto& [name, bytes] : cases) {
    SCOPED_TRACE(name);
    const auto extraction = read(bytes);
    EXPECT_FALSE(extraction.texts.empty() && extraction.problems.empty());
  }
}

TEST(PdfDamaged, PagesOfAbsurdSizeKeepTheirText) {
  PdfFile file;
  file.page(1e6, 1e6).lines(
      72, 100, {"The panel met on four occasions and heard from every agency that had", "known the family."});
  const auto extraction = read(file.bytes());
  ASSERT_EQ(extraction.texts.size(), 1u);
  EXPECT_EQ(extraction.texts.front().blocks.size(), 1u);
}

TEST(PdfDamaged, WordsOutsideThePageAndRotatedOnesAreLeftOut) {
  PdfFile file;
  file.page(595, 842, "/CropBox [0 400 595 842]")
      .lines(72, 100, {"The panel met on four occasions and heard from every agency."})
      .text(72, 700, "below the crop box");
  file.text(900, 100, "beside the page").content("BT /F1 11 Tf 0 1 -1 0 500 500 Tm (turned) Tj ET");
  const auto extraction = read(file.bytes());
  ASSERT_EQ(extraction.texts.size(), 1u);
  EXPECT_THAT(test::shown_with_pages(extraction.texts.front().blocks),
              testing::ElementsAre("1 p: The panel met on four occasions and heard from every agency."));
}

}  // namespace
