#pragma once
// Ruled tables: the lines that a page shows between rows and columns. PDF draws them apart from the text and
// in many ways (strokes, thin boxes, borders of cells), so they are looked for in the rendered page.

#include <cstddef>
#include <vector>

#include "indexer/extract/pdf/pdf_words.h"

namespace poppler {
class image;
}

namespace indexer::pdf {

/// A straight line: one across the page lies `at` a height and goes `from` left `to` right; one down lies
/// `at` a distance from the left and goes `from` top `to` bottom.
struct Rule {
  double at = 0, from = 0, to = 0;
};

/// Lines that touch. Cells that are merged lack a part of a line, so each cell is found by the lines that
/// are there.
struct Grid {
  struct Cell {
    std::size_t row = 0, column = 0;
    auto operator<=>(const Cell&) const = default;
  };

  Box box;
  std::vector<Rule> across,
      down;  ///< sorted by `at`; nothing down: the table is parted into rows alone, and has no box yet

  std::size_t rows() const;
  std::size_t columns() const;
  Cell cell_at(double x, double y) const;  ///< the nearest for a place outside
};

/// Of a page at 72 dpi, of 8 bits a colour.
std::vector<Grid> grids_on(const poppler::image& picture);

/// Sets Word::grid of the words in those of `grids` that are tables: two rows or more with two filled cells
/// or more, and hardly a word that crosses a line. Frames and charts are none.
void mark_tables(const std::vector<Grid>& grids, std::vector<Word>& words);

}  // namespace indexer::pdf
