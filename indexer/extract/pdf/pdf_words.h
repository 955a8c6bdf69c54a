#pragma once
// First step of reading a PDF: what poppler finds on a page, as words with their place, size and weight. All
// later steps (pdf_furniture, pdf_layout, pdf_blocks) work on these alone, so that words from OCR go the same
// way.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace poppler {
class page;
}

namespace indexer::pdf {

struct Grid;

/// In points (1/72 inch) from the top left corner of the page as it is shown: y grows downwards.
struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  double width() const { return x1 - x0; }
  double height() const { return y1 - y0; }
  double middle() const { return (y0 + y1) / 2; }
  void cover(const Box& other);  ///< grows to hold `other` too
};

/// `text` is UTF-8 without spaces, composed (NFC), ligatures taken apart; never empty.
struct Word {
  std::string text;
  Box box;
  double size = 0;  ///< of the font, in points
  bool bold = false;
  bool space_after = true;           ///< false: the next word of the line may belong to this one
  std::string font;                  ///< as the file names it; empty: from OCR
  std::shared_ptr<const Grid> grid;  ///< of the ruled table that it stands in, or null
  std::vector<Box> letters;  ///< where the letters and digits stand, for the test whether they can be seen
};

struct PdfPage {
  int number = 0;  ///< from 1
  double width = 0, height = 0;
  std::vector<Word> words;
};

/// What a document's fonts gave.
struct LetterCount {
  std::size_t readable = 0;
  std::size_t unreadable = 0;  ///< U+FFFD and private use: fonts without a character map
};

/// The upright words of `page` inside its crop box, in the order of the file as poppler sees it; at most
/// 200,000. Characters that a font does not explain are left out, except where one stands alone, as bullets
/// of symbol fonts do ("•").
std::vector<Word> words_of(const poppler::page& page, LetterCount& letters);

/// `text` (UTF-8) with ligatures and presentation forms as plain letters, composed, without control
/// characters and without what no font explains; counts letters. Example: plain_text("oﬃcer", count) ==
/// "officer".
std::string plain_text(const std::string& text, LetterCount& letters);

}  // namespace indexer::pdf
