#pragma once
// What a line of a PDF begins with where it begins an item: bullets, numbers, letters.

#include "indexer/extract/pdf/pdf_layout.h"

namespace indexer::pdf {

struct Label {
  enum class Kind {
    kNone,
    kBullet,
    kNumber,     ///< "1.", "1)", "(1)", "(a)", "iv."
    kParagraph,  ///< "3.14", "3.14.": of numbered paragraphs and headings; what it numbers may be cited by it
  };
  Kind kind = Kind::kNone;
  int value = 0;      ///< of a kNumber in digits, else 0
  double text_x = 0;  ///< where the text after the label begins
};

/// Of the first word of `line`; kNone where nothing follows it.
Label label_of(const Line& line);

/// True for "4", "4.", "2.1", "2.1.3." and no more: in front of a heading it is no part of it.
bool is_section_number(const std::string& word);

}  // namespace indexer::pdf
