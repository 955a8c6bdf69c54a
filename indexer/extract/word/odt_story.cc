#include "indexer/extract/word/odt_story.h"

#include <algorithm>
#include <utility>

#include "indexer/extract/word/xml_part.h"

namespace indexer::word {
namespace {

using Kind = HiddenText::Kind;

constexpr int kMostRepeats = 64;

std::string_view name_of(pugi::xml_node node) { return node.name(); }

bool is_index(std::string_view name) {
  return name == "text:table-of-content" || name == "text:illustration-index" || name == "text:table-index" ||
         name == "text:alphabetical-index" || name == "text:user-index";
}

int repeats_of(pugi::xml_node node, const char* attribute) {
  return std::clamp(node.attribute(attribute).as_int(1), 1, kMostRepeats);
}

}  // namespace

std::vector<Element> OdtStory::read(pugi::xml_node container) {
  read_changes(container.child("text:tracked-changes"));
  read_controls(container.child("office:forms"));
  std::vector<Element> out;
  read_blocks(container, out);
  return out;
}

/// The deleted text itself stands in the list of changes, which no walk enters.
void OdtStory::read_changes(pugi::xml_node tracked) {
  for (const auto region : tracked.children("text:changed-region")) {
    if (region.child("text:deletion")) hidden_.add(Kind::kDeletion);
    if (!region.child("text:insertion")) continue;
    hidden_.add(Kind::kInsertion);
    insertions_.insert(region.attribute("text:id") ? region.attribute("text:id").value()
                                                   : region.attribute("xml:id").value());
  }
}

void OdtStory::read_controls(pugi::xml_node forms) {
  for (auto node = next_in(forms, forms); node; node = next_in(node, forms)) {
    if (name_of(node) != "form:checkbox" && name_of(node) != "form:radio") continue;
    const auto state = node.attribute("form:current-state") ? node.attribute("form:current-state")
                                                            : node.attribute("form:state");
    const bool checked =
        std::string_view(state.value()) == "checked" || node.attribute("form:current-selected").as_bool();
    const std::string id =
        node.attribute("form:id") ? node.attribute("form:id").value() : node.attribute("xml:id").value();
    controls_[id] = std::string(checked ? "☒ " : "☐ ") + node.attribute("form:label").value();
  }
}

void OdtStory::read_blocks(pugi::xml_node container, std::vector<Element>& out) {
  for (const auto node : container.children()) read_block(node, out);
}

void OdtStory::read_block(pugi::xml_node node, std::vector<Element>& out) {
  const auto name = name_of(node);
  if (is_index(name) || left_out(node)) return;
  if (name == "text:p" || name == "text:h")
    read_paragraph(node, out);
  else if (name == "text:list")
    read_list(node, out);
  else if (name == "table:table")
    read_table(node, out);
  else if (name == "text:section" || name == "text:bibliography" || name == "text:index-body")
    read_blocks(node, out);
  else if (name.starts_with("draw:")) {
    read_box(node);
    std::move(behind_paragraph_.begin(), behind_paragraph_.end(), std::back_inserter(out));
    behind_paragraph_.clear();
  }
}

void OdtStory::read_list(pugi::xml_node node, std::vector<Element>& out) {
  const List outer = list_;
  if (const auto style = node.attribute("text:style-name")) list_.style = style.value();
  ++list_.depth;
  for (const auto item : node.children()) {
    if (name_of(item) != "text:list-item" && name_of(item) != "text:list-header") continue;
    list_.first = name_of(item) == "text:list-item";
    read_blocks(item, out);
  }
  list_ = outer;
  list_.first = false;
}

void OdtStory::set_kind(pugi::xml_node node, const OdtStyle& style) {
  const bool heading = name_of(node) == "text:h";
  const int outline = heading ? node.attribute("text:outline-level").as_int(1) : style.outline;
  if (style.title) {
    paragraph_.kind = Paragraph::Kind::kTitle;
  } else if (heading || outline > 0) {
    paragraph_.kind = Paragraph::Kind::kHeading;
    paragraph_.level = std::clamp(outline, 1, 6);
  } else if (list_.depth > 0 && list_.first) {
    bool unmarked = false;
    const bool numbered =
        styles_.is_numbered(list_.style.empty() ? style.list : list_.style, list_.depth, unmarked);
    if (!unmarked) paragraph_.kind = numbered ? Paragraph::Kind::kNumbered : Paragraph::Kind::kBullet;
    paragraph_.level = std::min(list_.depth - 1, 8);
  } else if (style.quote) {
    paragraph_.kind = Paragraph::Kind::kQuote;
  }
}

void OdtStory::read_paragraph(pugi::xml_node node, std::vector<Element>& out) {
  const auto& style = styles_.style("paragraph", node.attribute("text:style-name").value());
  Paragraph outer_paragraph = std::exchange(paragraph_, {});
  std::vector<Element> outer_behind = std::exchange(behind_paragraph_, {});
  const auto outer_fill = std::exchange(paragraph_fill_, style.fill);
  set_kind(node, style);
  list_.first = false;
  const bool hidden = std::any_of(node.children().begin(), node.children().end(), [](const auto child) {
    return name_of(child) == "text:hidden-paragraph" && child.attribute("text:is-hidden").as_bool();
  });
  RunFormat format = style.run;
  if (hidden) format.hidden = true;
  read_inlines(node, format);
  out.push_back({std::move(paragraph_)});
  std::move(behind_paragraph_.begin(), behind_paragraph_.end(), std::back_inserter(out));
  paragraph_ = std::move(outer_paragraph);
  behind_paragraph_ = std::move(outer_behind);
  paragraph_fill_ = outer_fill;
}

void OdtStory::read_table(pugi::xml_node node, std::vector<Element>& out) {
  const List outer = std::exchange(list_, {});
  Table table;
  read_rows(node, false, styles_.style("table", node.attribute("table:style-name").value()).fill, table);
  std::erase_if(table.rows, [](const auto& row) { return row.cells.empty(); });
  if (!table.rows.empty()) out.push_back({std::move(table)});
  list_ = outer;
}

void OdtStory::read_rows(pugi::xml_node node, bool head, const std::string& fill, Table& table) {
  for (const auto child : node.children()) {
    const auto name = name_of(child);
    if (name == "table:table-header-rows")
      read_rows(child, true, fill, table);
    else if (name == "table:table-rows" || name == "table:table-row-group")
      read_rows(child, head, fill, table);
    if (name != "table:table-row" || left_out(child)) continue;
    const std::string_view visibility = child.attribute("table:visibility").value();
    if (visibility == "collapse" || visibility == "filter") {
      if (has_text(child)) hidden_.add(Kind::kHiddenRow);
      continue;
    }
    auto row = read_row(child, fill);
    row.head = head;
    for (int i = repeats_of(child, "table:number-rows-repeated"); i > 1 && has_text(child); --i)
      table.rows.push_back(row);
    table.rows.push_back(std::move(row));
  }
}

TableRow OdtStory::read_row(pugi::xml_node node, const std::string& table_fill) {
  const auto& own = styles_.style("table-row", node.attribute("table:style-name").value()).fill;
  const auto& fill = own.empty() ? table_fill : own;
  TableRow row;
  int covered_here = 0;  // cells that the one before them spans in this row
  for (const auto child : node.children()) {
    const int repeats = repeats_of(child, "table:number-columns-repeated");
    if (name_of(child) == "table:table-cell") {
      row.cells.push_back(read_cell(child, fill));
      covered_here = row.cells.back().columns - 1;
      for (int i = 1; i < repeats; ++i) row.cells.emplace_back();
    } else if (name_of(child) == "table:covered-table-cell") {
      if (has_text(child)) hidden_.add(Kind::kHiddenRun);
      for (int i = 0; i < repeats; ++i) {
        if (covered_here-- > 0) continue;
        row.cells.emplace_back().continues_above = true;
      }
    }
  }
  return row;
}

TableCell OdtStory::read_cell(pugi::xml_node node, const std::string& row_fill) {
  const auto& own = styles_.style("table-cell", node.attribute("table:style-name").value()).fill;
  const auto& fill = own.empty() ? row_fill : own;
  TableCell cell;
  cell.columns = repeats_of(node, "table:number-columns-spanned");
  cell.shaded = !fill.empty() && fill != "ffffff" && fill != "FFFFFF";
  const auto outer = fill.empty() ? behind_ : std::exchange(behind_, fill);
  read_blocks(node, cell.content);
  behind_ = outer;
  return cell;
}

}  // namespace indexer::word
