#include "indexer/extract/html/html_tables.h"

#include <algorithm>
#include <charconv>

#include "indexer/extract/html/html_inline.h"
#include "indexer/extract/html/html_main_content.h"

namespace indexer::html {
namespace {

using schema::Block;

struct Row {
  const GumboNode* node = nullptr;
  bool in_head = false;
  std::vector<const GumboNode*> cells;
};

bool is_cell(const GumboNode* node) { return tag_of(node) == GUMBO_TAG_TD || tag_of(node) == GUMBO_TAG_TH; }

/// The rows of `table` itself, not those of tables within its cells.
std::vector<Row> rows_of(const GumboNode* table, const NodeSet& left_out) {
  std::vector<Row> rows;
  const auto add_row = [&](const GumboNode* node, bool in_head) {
    if (tag_of(node) != GUMBO_TAG_TR || left_out.contains(node)) return;
    Row row{node, in_head, {}};
    for (const auto* cell : children_of(node))
      if (is_cell(cell) && !left_out.contains(cell)) row.cells.push_back(cell);
    rows.push_back(std::move(row));
  };
  for (const auto* part : children_of(table)) {
    if (left_out.contains(part)) continue;
    add_row(part, false);
    const auto tag = tag_of(part);
    if (tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_TFOOT)
      for (const auto* row : children_of(part)) add_row(row, tag == GUMBO_TAG_THEAD);
  }
  return rows;
}

bool is_heading(GumboTag tag) {
  return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 ||
         tag == GUMBO_TAG_H5 || tag == GUMBO_TAG_H6;
}

/// What speaks for a layout in a cell.
struct CellContent {
  bool table = false;
  bool heading = false;
  bool code = false;
  std::size_t blocks = 0;
  std::size_t bytes = 0;
};

CellContent content_of(const GumboNode* cell, const NodeSet& left_out) {
  CellContent content;
  for_each_node(cell, [&](const GumboNode* node) {
    if (content.table || left_out.contains(node) || is_never_text(node)) return false;
    const auto tag = tag_of(node);
    content.table = content.table || tag == GUMBO_TAG_TABLE;
    content.heading = content.heading || is_heading(tag);
    content.code = content.code || tag == GUMBO_TAG_PRE;
    if (tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD) ++content.blocks;
    if (is_text(node)) content.bytes += std::string_view(node->v.text.text).size();
    return true;
  });
  return content;
}

std::size_t span_of(const GumboNode* cell, const char* name, std::size_t most) {
  const auto value = attribute(cell, name);
  std::size_t span = 1;
  std::from_chars(value.data(), value.data() + value.size(), span);
  return std::clamp<std::size_t>(span, 1, most);
}

constexpr std::size_t kMaxColumns = 100;
constexpr std::size_t kMaxRowSpan = 1000;
/// About two hundred words: a cell of more than that in several paragraphs is a text.
constexpr std::size_t kLongCellBytes = 1200;

}  // namespace

bool is_layout_table(const GumboNode* table, const NodeSet& left_out) {
  const std::string role = lower_case(attribute(table, "role"));
  if (role == "presentation" || role == "none") return true;
  const auto rows = rows_of(table, left_out);
  bool heads = false;
  bool nested = false;
  bool texts = false;
  std::size_t columns = 0;
  for (const auto& row : rows) {
    heads = heads || row.in_head;
    columns = std::max(columns, row.cells.size());
    for (const auto* cell : row.cells) {
      heads = heads || tag_of(cell) == GUMBO_TAG_TH;
      const auto content = content_of(cell, left_out);
      nested = nested || content.table || content.heading;
      texts = texts || (content.blocks > 1 && content.bytes > kLongCellBytes) ||
              content.bytes > 5 * kLongCellBytes || (content.code && rows.size() == 1);
    }
  }
  if (columns <= 1) return !heads || rows.size() <= 1;
  return texts || (nested && !heads);
}

std::vector<ExtractedBlock> table_rows(const GumboNode* table, const NodeSet& left_out) {
  std::vector<ExtractedBlock> blocks;
  std::vector<std::size_t> rows_below;  // by column: how many more rows the cell above reaches into
  for (const auto& row : rows_of(table, left_out)) {
    ExtractedBlock block;
    block.line = static_cast<int>(row.node->v.element.start_pos.line);
    bool all_heads = !row.cells.empty();
    bool text_found = false;
    const auto add = [&](std::string text, std::size_t rowspan) {
      const auto column = block.cells.size();
      if (column >= rows_below.size()) rows_below.resize(column + 1, 0);
      rows_below[column] = rowspan - 1;
      text_found = text_found || !text.empty();
      block.cells.push_back(text.empty() ? RestrictedText{} : RestrictedText{{std::move(text), {}}});
    };
    const auto pass_occupied = [&] {
      while (block.cells.size() < rows_below.size() && rows_below[block.cells.size()] > 0) {
        --rows_below[block.cells.size()];
        block.cells.emplace_back();
      }
    };
    for (const auto* cell : row.cells) {
      pass_occupied();
      all_heads = all_heads && tag_of(cell) == GUMBO_TAG_TH;
      RunningText text;
      add_inline_text(cell, left_out, true, text);
      auto cell_text = text.take();
      if (cell_text.empty()) cell_text = image_text(cell, left_out);
      const auto rowspan = span_of(cell, "rowspan", kMaxRowSpan);
      add(std::move(cell_text), rowspan);
      for (auto more = span_of(cell, "colspan", kMaxColumns); more > 1 && block.cells.size() < kMaxColumns;
           --more)
        add({}, rowspan);
    }
    pass_occupied();
    const bool still_head = blocks.empty() || blocks.back().kind == Block::Kind::kTableHead;
    block.kind = still_head && (row.in_head || all_heads) ? Block::Kind::kTableHead : Block::Kind::kTableRow;
    if (text_found) blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace indexer::html
