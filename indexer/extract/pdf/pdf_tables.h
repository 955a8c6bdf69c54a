#pragma once
// Tables in the lines of a column: PDF knows none, so they are found by the rules between their cells
// (pdf_rules), or where none are drawn by white space that runs down through several rows.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/extract/pdf/pdf_hyphens.h"
#include "indexer/extract/pdf/pdf_layout.h"

namespace indexer::pdf {

/// What stands in cells at the front of some lines. Each row has as many cells as the others; wrapped lines
/// are in their row.
struct Table {
  std::vector<std::vector<std::string>> rows;
  bool has_head = false;  ///< the first row is bold and the others are not
  std::size_t lines = 0;  ///< how many lines of the column it takes
  std::vector<Line>
      prose;  ///< not empty: two narrow columns of prose and no table; their lines in reading order, no rows
};

/// The ruled table that the words of lines[first] stand in. At least one line.
Table ruled_table(const std::vector<Line>& lines, std::size_t first, const Hyphens& hyphens);

/// The table that begins at lines[first]: three rows or more with two filled cells or more. Lists, whose
/// first cells are bullets or numbers, are none.
std::optional<Table> table_at(const std::vector<Line>& lines, std::size_t first, const Hyphens& hyphens);

}  // namespace indexer::pdf
