#pragma once
// Tables of a page: data in rows and cells, or a layout.

#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/extract/html/html_tree.h"

namespace indexer::html {

/// True for a table that only places things on the page: role=presentation, another table or a heading
/// within, one column, or cells that are texts of their own. Its cells are read one after the other as parts
/// of the page.
bool is_layout_table(const GumboNode* table, const NodeSet& left_out);

/// The rows of a table of data, as kTableHead (rows of <thead> and first rows of <th> alone) and kTableRow. A
/// cell over several columns or rows is followed by empty ones, so that columns stay in line. Rows without
/// text are left out.
std::vector<ExtractedBlock> table_rows(const GumboNode* table, const NodeSet& left_out);

}  // namespace indexer::html
