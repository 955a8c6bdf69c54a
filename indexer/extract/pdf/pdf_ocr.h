#pragma once
// Words of scanned pages, read by tesseract.

#include <memory>
#include <string>
#include <vector>

#include "indexer/extract/pdf/pdf_words.h"

namespace poppler {
class page;
}

namespace indexer::pdf {

/// Holds the language data, which take a second to load: one object a document, made when the first page
/// needs it.
class Ocr {
 public:
  /// `languages` as tesseract writes them: "eng+cym". Throws std::runtime_error if their data are not
  /// installed.
  explicit Ocr(const std::string& languages);
  ~Ocr();
  Ocr(const Ocr&) = delete;
  Ocr& operator=(const Ocr&) = delete;

  /// The words of `page` as seen at 300 dpi, in points as words_of() gives them; empty for a page without
  /// text, or one larger than A2, which is not rendered. About three seconds a page.
  std::vector<Word> words_of(const poppler::page& page);

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace indexer::pdf
