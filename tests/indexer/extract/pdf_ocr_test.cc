// Scans, made here: a page of text is rendered and its picture put into a PDF of its own.

#include "indexer/extract/pdf/pdf_ocr.h"

#include <gmock/gmock.h>
#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include "indexer/extract/readers.h"
#include "tests/support/extracted_blocks.h"
#include "tests/support/pdf_files.h"

namespace {

using testing::HasSubstr;

std::string scanned(const test::PdfFile& file) {
  const auto bytes = file.bytes();
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  const std::unique_ptr<poppler::page> page(document->create_page(0));
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  const auto picture = renderer.render_page(page.get(), 200, 200);
  std::string grey;
  for (int y = 0; y < picture.height(); ++y)
    grey.append(picture.const_data() + static_cast<std::ptrdiff_t>(y) * picture.bytes_per_row(),
                static_cast<std::size_t>(picture.width()));
  return test::PdfFile().page().image(0, 0, 595, 842, picture.width(), picture.height(), grey).bytes();
}

test::PdfFile report() {
  test::PdfFile file;
  file.page().text(72, 100, "Review of Child K", {24, true});
  file.lines(72, 150,
             {"The panel met on four occasions and heard from every agency",
              "that had known the family before the death."},
             {12});
  return file;
}

TEST(PdfOcr, ReadsScansWhereLanguagesAreNamed) {
  try {
    indexer::pdf::Ocr("eng");
  } catch (const std::exception& error) {
    GTEST_SKIP() << "no OCR here: " << error.what();
  }
  const auto extraction = indexer::pdf::extract_pdf({"scan.pdf", scanned(report()), "", "", {"eng"}});
  ASSERT_EQ(extraction.texts.size(), 1u);
  const auto& text = extraction.texts.front();
  EXPECT_EQ(text.fields.empty() ? "" : text.fields.front().second.text, "Review of Child K");
  EXPECT_THAT(test::shown_with_pages(text.blocks),
              testing::ElementsAre("1 p: The panel met on four occasions and heard from every agency that "
                                   "had known the family before the death."));
  ASSERT_EQ(text.problems.size(), 1u);
  EXPECT_THAT(text.problems.front().message, HasSubstr("1 of 1 pages are scans"));
}

TEST(PdfOcr, LanguagesThatAreNotInstalledAreNamed) {
  try {
    indexer::pdf::Ocr("xxx");
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'xxx'"));
  }
}

}  // namespace
