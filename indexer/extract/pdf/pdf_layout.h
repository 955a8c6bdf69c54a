#pragma once
// From the words of a page to its lines in reading order: columns first, then lines within a column. Tables
// and paragraphs are the business of pdf_tables and pdf_blocks.

#include <string>
#include <vector>

#include "indexer/extract/pdf/pdf_words.h"

namespace indexer::pdf {

/// Words side by side, from left to right.
struct Line {
  std::vector<Word> words;
  Box box;
  double size = 0;    ///< that most of its letters have
  bool bold = false;  ///< all of its words that hold a letter or digit
};

/// A part of a page that is read from top to bottom: a column, or what stands across the columns.
struct Column {
  std::vector<Line> lines;
  Box box;
};

/// `words` as lines by their heights alone, from top to bottom: what stands side by side in two columns is
/// one line.
std::vector<Line> lines_of(std::vector<Word> words);

/// A line of `words`, its box, size and weight reckoned.
Line line_of(std::vector<Word> words);

/// The words as text; a small raised number after a word is a reference to a note and becomes "[1]".
std::string text_of(const Line& line);
std::string text_of(const std::vector<Word>& words, double line_size);

/// The columns of a page in reading order: where a gutter parts prose into columns, what is above first, then
/// the columns from left to right, then what is below. A gutter is a strip without words along five lines or
/// more on both sides, at whose right edge lines begin; that of a table (short cells, rows that match) is
/// none.
std::vector<Column> reading_order(const std::vector<Word>& words);

}  // namespace indexer::pdf
