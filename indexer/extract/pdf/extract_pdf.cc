// PDF, with its pages kept. The steps: words (pdf_words, pdf_ocr), those that cannot be seen taken out
// (pdf_visibility), bullets that are drawn added (pdf_bullets), ruled tables marked (pdf_rules), furniture taken out (pdf_furniture), columns (pdf_layout), paragraphs and tables
// (pdf_paragraphs), headings (pdf_blocks).

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-font.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page.h>

#include <climits>
#include <memory>
#include <utility>

#include "indexer/extract/pdf/pdf_blocks.h"
#include "indexer/extract/pdf/pdf_bullets.h"
#include "indexer/extract/pdf/pdf_furniture.h"
#include "indexer/extract/pdf/pdf_hidden.h"
#include "indexer/extract/pdf/pdf_ocr.h"
#include "indexer/extract/pdf/pdf_rules.h"
#include "indexer/extract/pdf/pdf_visibility.h"
#include "indexer/extract/printed_marking.h"
#include "indexer/extract/readers.h"

namespace indexer::pdf {
namespace {

constexpr int kMaxPages = 2000;
constexpr std::size_t kMinLetters = 20;  // of a whole document; fewer are a stamp on a scan

/// What no text can be taken from; the message is the problem.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::unique_ptr<poppler::document> opened(const std::string& bytes) {
  if (std::string_view(bytes).substr(0, 1024).find("%PDF-") == std::string_view::npos)
    throw Unreadable("is not a PDF; check the file's ending");
  if (bytes.size() > INT_MAX) throw Unreadable("is larger than 2 GB; split it");
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (document == nullptr) throw Unreadable("is damaged: it has no page tree that can be read; save it anew");
  if (document->is_locked()) throw Unreadable("is encrypted; save it without a password");
  if (document->pages() <= 0) throw Unreadable("has no pages; save it anew");
  if (document->pages() > kMaxPages)
    throw Unreadable(fmt::format("has {} pages, more than {}; split it", document->pages(), kMaxPages));
  return document;
}

std::set<std::string> embedded_fonts(const poppler::document& document) {
  std::set<std::string> names;
  for (const auto& font : document.fonts())
    if (font.is_embedded()) names.insert(font.name());
  return names;
}

/// The words of all pages, and what was met on the way to them.
struct Pages {
  std::vector<PdfPage> pages;
  LetterCount letters;
  std::size_t unseen = 0;
  std::size_t unreadable = 0;  ///< pages
  std::size_t scanned = 0;     ///< pages that OCR read
};

Pages pages_of(const poppler::document& document, const std::string& ocr_languages) {
  Pages out;
  const Visibility visibility(embedded_fonts(document));
  std::unique_ptr<Ocr> ocr;
  for (int i = 0; i < document.pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document.create_page(i));
    PdfPage read;
    read.number = i + 1;
    if (page == nullptr) {
      ++out.unreadable;
    } else {
      read.width = page->page_rect().width();
      read.height = page->page_rect().height();
      read.words = words_of(*page, out.letters);
      const bool scan = read.words.empty();
      if (const auto picture = scan ? poppler::image() : picture_of(*page); picture.is_valid()) {
        out.unseen += visibility.take_unseen(picture, read.words);
        add_drawn_bullets(picture, read.words);
        mark_tables(grids_on(picture), read.words);
      }
      if (scan && !ocr_languages.empty()) {
        if (ocr == nullptr) ocr = std::make_unique<Ocr>(ocr_languages);
        read.words = ocr->words_of(*page);
        if (!read.words.empty()) ++out.scanned;
        for (const auto& word : read.words) out.letters.readable += word.text.size();
      }
      for (auto& word : read.words) word.letters = {};
    }
    out.pages.push_back(std::move(read));
  }
  return out;
}

void check_letters(const Pages& pages, bool ocr) {
  const auto& letters = pages.letters;
  if (5 * letters.unreadable > letters.readable + letters.unreadable)
    throw Unreadable(
        "its text cannot be read: fonts without a character map; send a PDF made anew from the original "
        "document, or print and scan it with OCR");
  if (letters.readable >= kMinLetters || pages.unseen > 0) return;
  if (ocr) throw Unreadable("is a scan in which OCR found no text; send a PDF with text");
  if (letters.readable == 0)
    throw Unreadable("is a scan without text; switch on OCR in library.yaml or send a PDF with text");
}

void add_text(Pages& pages, ExtractedText& text) {
  const Hyphens hyphens(pages.pages);
  text.printed_markings = take_furniture(pages.pages);
  const double body = body_size(pages.pages);
  std::vector<std::vector<Column>> columns;
  for (auto& page : pages.pages) columns.push_back(reading_order(std::exchange(page.words, {})));
  take_contents(columns);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (auto& piece : pieces_of(std::move(columns[i]), static_cast<int>(i) + 1, body, hyphens))
      pieces.push_back(std::move(piece));
  auto found = blocks_of(joined(std::move(pieces), hyphens), body);
  text.blocks = std::move(found.blocks);
  if (!found.title.empty()) text.fields.emplace_back("title", FieldValue{found.title, {}, {}, 0});
}

void add_hidden(const SourceContent& source, std::size_t unseen, ExtractedText& text) {
  const auto warn = [&](std::string message) {
    text.problems.push_back({Severity::kWarning, source.path, 0, std::move(message)});
  };
  try {
    auto carries = what_pdf_carries(source.bytes);
    text.hidden = std::move(carries.hidden);
    if (carries.dynamic_form)
      text.problems.push_back({Severity::kError, source.path, 0,
                               "is a form that only Adobe Reader can fill in (XFA); print it to a PDF"});
  } catch (const std::exception&) {
    text.hidden.emplace_back("what cannot be told, because its structure is damaged");
  }
  if (unseen > 0)
    text.hidden.push_back(
        fmt::format("text that cannot be seen on the page ({} {})", unseen, unseen == 1 ? "word" : "words"));
  if (!text.hidden.empty())
    warn(
        fmt::format("holds {}, which was left out; the original is not offered for download: remove it and "
                    "save the file anew",
                    fmt::join(text.hidden, ", ")));
}

void add_page_problems(const Pages& pages, const std::string& path, ExtractedText& text) {
  if (pages.unreadable > 0)
    text.problems.push_back(
        {Severity::kWarning, path, 0,
         fmt::format("{} of {} pages cannot be read and were left out; save the file anew", pages.unreadable,
                     pages.pages.size())});
  if (pages.scanned > 0)
    text.problems.push_back(
        {Severity::kNote, path, 0,
         fmt::format("{} of {} pages are scans; their text comes from OCR and may hold errors", pages.scanned,
                     pages.pages.size())});
}

}  // namespace

Extraction extract_pdf(const SourceContent& source) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  Extraction extraction;
  try {
    const auto document = opened(source.bytes);
    auto pages = pages_of(*document, source.options.ocr_languages);
    check_letters(pages, !source.options.ocr_languages.empty());
    ExtractedText text;
    add_page_problems(pages, source.path, text);
    add_hidden(source, pages.unseen, text);
    add_text(pages, text);
    extraction.texts.push_back(std::move(text));
  } catch (const Unreadable& error) {
    extraction.problems.push_back({Severity::kError, source.path, 0, error.what()});
  }
  return extraction;
}

}  // namespace indexer::pdf
