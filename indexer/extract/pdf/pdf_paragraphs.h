#pragma once
// Lines of the columns of a PDF become pieces: paragraphs, items, tables, or what may be headings. What a
// piece is in the whole document (pdf_blocks) is decided later.

#include <string>
#include <vector>

#include "indexer/extract/pdf/pdf_labels.h"
#include "indexer/extract/pdf/pdf_tables.h"

namespace indexer::pdf {

struct Piece {
  int page = 0;       ///< where it begins
  std::string text;   ///< with its label
  std::string label;  ///< "•", "1.", "3.14": what `text` begins with
  Label::Kind kind = Label::Kind::kNone;
  int value = 0;           ///< of the label
  double x = 0;            ///< where it begins
  std::size_t column = 0;  ///< of its page
  double size = 0;
  bool bold = false;         ///< all of it
  bool wide_number = false;  ///< white space parts the label from the text
  std::size_t lines = 0;
  bool full = false;      ///< its last line leaves no room: the sentence may go on elsewhere
  bool indented = false;  ///< its first line begins right of the column's edge
  bool note = false;      ///< a footnote
  std::vector<std::vector<std::string>> rows;  ///< of a table, else empty
  std::vector<int> row_pages;                  ///< where each of them begins
  bool has_head = false;
};

/// The pieces of one page, in order, footnotes last. `body` is the usual font size of the document.
std::vector<Piece> pieces_of(std::vector<Column> columns, int page, double body, const Hyphens& hyphens);

/// Joins what a column or a page break parted: sentences and tables whose head repeats. Notes go behind the
/// joined piece.
std::vector<Piece> joined(std::vector<Piece> pieces, const Hyphens& hyphens);

/// Without a label in front.
std::string unlabelled(const Piece& piece);

}  // namespace indexer::pdf
