#include "indexer/extract/word/docx_story.h"

#include <algorithm>
#include <utility>

#include "indexer/extract/word/xml_part.h"

namespace indexer::word {
namespace {

using Kind = HiddenText::Kind;

std::string val(pugi::xml_node node) { return node.attribute("w:val").value(); }
std::string_view name_of(pugi::xml_node node) { return node.name(); }

/// Programs of today show what requires these (prefixes as Word writes them).
bool is_understood(const std::string& requires_) {
  static const std::set<std::string> known = {
      "wps", "wpg", "wpc", "wpi",  "wp14", "w14", "w15", "w16",   "w16se", "w16cid", "w16cex", "w16sdtdh",
      "v",   "cx",  "cx1", "am3d", "aink", "a14", "c14", "pic14", "wp15",  "sl",     "wne",    "w16du"};
  std::size_t begin = 0;
  while (begin < requires_.size()) {
    const auto end = std::min(requires_.find(' ', begin), requires_.size());
    if (end > begin && !known.contains(requires_.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

/// The letters of all w:t below `node`, white space dropped.
std::string letters_of(pugi::xml_node node) {
  std::string out;
  for (auto at = next_in(node, node); at; at = next_in(at, node)) {
    if (name_of(at) != "w:t") continue;
    for (const char c : std::string_view(at.child_value()))
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

std::string check_box_of(pugi::xml_node control_properties) {
  const auto box = control_properties.child("w14:checkbox");
  if (!box) return {};
  const std::string checked = box.child("w14:checked").attribute("w14:val").as_string("0");
  return checked == "1" || checked == "true" || checked == "on" ? "☒" : "☐";
}

bool is_silent(pugi::xml_node control_properties) {
  const std::string gallery = val(control_properties.child("w:docPartObj").child("w:docPartGallery"));
  return on_off(control_properties.child("w:showingPlcHdr")).value_or(false) ||
         gallery == "Table of Contents";
}

/// The fill that a table style gives a cell at this place.
std::string fill_at(const std::map<std::string, std::string>& fills, bool first_row, bool last_row,
                    bool first_column, bool last_column) {
  const auto of = [&](const char* area) {
    const auto found = fills.find(area);
    return found == fills.end() ? std::string() : found->second;
  };
  const std::pair<bool, const char*> areas[] = {{first_row && first_column, "nwCell"},
                                                {first_row && last_column, "neCell"},
                                                {last_row && first_column, "swCell"},
                                                {last_row && last_column, "seCell"},
                                                {first_row, "firstRow"},
                                                {last_row, "lastRow"},
                                                {first_column, "firstCol"},
                                                {last_column, "lastCol"}};
  for (const auto& [here, area] : areas)
    if (here && !of(area).empty()) return of(area);
  // Which rows have a band depends on more than is read here.
  for (const auto* band : {"band1Horz", "band2Horz", "band1Vert", "band2Vert"})
    if (const auto fill = of(band); !fill.empty()) return "?";
  return of("");
}

}  // namespace

std::vector<Element> DocxStory::read(pugi::xml_node container, const std::string& page_colour) {
  at_.behind = page_colour;
  std::vector<Element> out;
  read_blocks(container, out);
  return out;
}

void DocxStory::read_blocks(pugi::xml_node container, std::vector<Element>& out) {
  for (const auto node : container.children()) read_block(node, out);
}

void DocxStory::read_block(pugi::xml_node node, std::vector<Element>& out) {
  const auto name = name_of(node);
  if (left_out(node)) return;
  if (name == "w:p")
    read_paragraph(node, out);
  else if (name == "w:tbl")
    read_table(node, out);
  else if (name == "w:sdt")
    read_control(node, [&](pugi::xml_node content) { read_blocks(content, out); });
  else if (name == "w:customXml" || name == "w:smartTag")
    read_blocks(node, out);
  else if (name == "mc:AlternateContent")
    read_blocks(shown_alternative(node), out);
  else if (name == "w:altChunk")
    hidden_.add(Kind::kEmbedded);
}

/// True, and counted, for what tracked changes take out or put in.
bool DocxStory::left_out(pugi::xml_node node) {
  const auto name = name_of(node);
  if (name == "w:ins")
    hidden_.add(Kind::kInsertion);
  else if (name == "w:del")
    hidden_.add(Kind::kDeletion);
  else if (name == "w:moveTo")
    hidden_.add(Kind::kMove);
  else if (name != "w:moveFrom")
    return false;
  leave_out(node);
  return true;
}

void DocxStory::leave_out(pugi::xml_node node) {
  for (auto at = next_in(node, node); at; at = next_in(at, node)) {
    const auto notes = notes_.find(at.name());
    if (notes == notes_.end()) continue;
    if (const auto note = notes->second.notes.find(at.attribute("w:id").value());
        note != notes->second.notes.end())
      referred_notes_.insert(note->second);
  }
}

pugi::xml_node DocxStory::shown_alternative(pugi::xml_node node) {
  pugi::xml_node shown = node.child("mc:Fallback");
  for (const auto choice : node.children("mc:Choice")) {
    if (!is_understood(choice.attribute("Requires").value())) continue;
    shown = choice;
    break;
  }
  const std::string letters = letters_of(shown);
  for (const auto other : node.children()) {
    if (other == shown) continue;
    const std::string others = letters_of(other);
    if (!others.empty() && others != letters) hidden_.add(Kind::kAlternative);
    leave_out(other);
  }
  return shown;
}

/// A content control around runs, paragraphs, rows or cells.
void DocxStory::read_control(pugi::xml_node node, const std::function<void(pugi::xml_node)>& read) {
  const auto properties = node.child("w:sdtPr");
  const bool silent = is_silent(properties);
  const std::string box = check_box_of(properties);
  silent_ += silent ? 1 : 0;
  std::string outer = std::move(check_box_);
  check_box_ = box;
  read(node.child("w:sdtContent"));
  check_box_ = std::move(outer);
  silent_ -= silent ? 1 : 0;
}

void DocxStory::set_kind(pugi::xml_node properties, const DocxStyle& style, Paragraph& paragraph) const {
  const auto direct = properties.child("w:outlineLvl").attribute("w:val");
  const int outline = !direct                                       ? style.outline
                      : direct.as_int() >= 0 && direct.as_int() < 9 ? direct.as_int() + 1
                                                                    : 0;
  const auto numbering = properties.child("w:numPr");
  const auto num_id = numbering.child("w:numId");
  const int level = numbering.child("w:ilvl").attribute("w:val").as_int(style.list_level);
  const auto list = styles_.list(num_id ? val(num_id) : style.list, level);
  if (style.contents) {
    paragraph.kind = Paragraph::Kind::kContents;
  } else if (style.title) {
    paragraph.kind = Paragraph::Kind::kTitle;
  } else if (outline > 0) {
    paragraph.kind = Paragraph::Kind::kHeading;
    paragraph.level = std::min(outline, 6);
  } else if (list != DocxStyles::List::kNone) {
    paragraph.kind =
        list == DocxStyles::List::kBullet ? Paragraph::Kind::kBullet : Paragraph::Kind::kNumbered;
    paragraph.level = std::clamp(level, 0, 8);
  } else if (style.quote) {
    paragraph.kind = Paragraph::Kind::kQuote;
  }
}

void DocxStory::read_paragraph(pugi::xml_node node, std::vector<Element>& out) {
  const auto properties = node.child("w:pPr");
  const auto& style = styles_.paragraph(val(properties.child("w:pStyle")));
  const auto outer = std::exchange(at_.paragraph, &style);
  const auto outer_fill =
      std::exchange(at_.fill, fill_of(properties).empty() ? style.fill : fill_of(properties));
  Paragraph outer_paragraph = std::exchange(paragraph_, {});
  std::vector<Element> outer_behind = std::exchange(behind_paragraph_, {});
  set_kind(properties, style, paragraph_);
  const auto mark = properties.child("w:rPr");
  if (!node.child("w:ins") && mark.child("w:ins")) hidden_.add(Kind::kInsertion);
  if (!node.child("w:del") && mark.child("w:del")) hidden_.add(Kind::kDeletion);
  read_inlines(node);
  for (const auto& field : fields_)
    if (field.code.find("TOC ") != std::string::npos) paragraph_.kind = Paragraph::Kind::kContents;
  out.push_back({std::move(paragraph_)});
  std::move(behind_paragraph_.begin(), behind_paragraph_.end(), std::back_inserter(out));
  paragraph_ = std::move(outer_paragraph);
  behind_paragraph_ = std::move(outer_behind);
  at_.paragraph = outer;
  at_.fill = outer_fill;
}

/// Rows with those in content controls; rows that are hidden, inserted or deleted are counted and not among
/// them.
void DocxStory::collect_rows(pugi::xml_node node, std::vector<pugi::xml_node>& rows) {
  for (const auto child : node.children()) {
    const auto name = name_of(child);
    if (left_out(child)) continue;
    if (name == "w:sdt")
      collect_rows(child.child("w:sdtContent"), rows);
    else if (name == "w:customXml")
      collect_rows(child, rows);
    if (name != "w:tr") continue;
    const auto properties = child.child("w:trPr");
    const bool hidden = on_off(properties.child("w:hidden")).value_or(false);
    if (properties.child("w:ins"))
      hidden_.add(Kind::kInsertion);
    else if (properties.child("w:del"))
      hidden_.add(Kind::kDeletion);
    else if (hidden && has_text(child))
      hidden_.add(Kind::kHiddenRow);
    else if (!hidden)
      rows.push_back(child);
    if (hidden || properties.child("w:ins") || properties.child("w:del")) leave_out(child);
  }
}

void DocxStory::read_table(pugi::xml_node node, std::vector<Element>& out) {
  const auto properties = node.child("w:tblPr");
  const auto& style = styles_.other(val(properties.child("w:tblStyle")));
  const auto outer = std::exchange(at_.table, &style);
  std::vector<pugi::xml_node> rows;
  collect_rows(node, rows);
  Table table;
  for (std::size_t i = 0; i < rows.size(); ++i)
    table.rows.push_back(
        read_row(rows[i], style.table_fills, fill_of(properties), i == 0, i + 1 == rows.size()));
  std::erase_if(table.rows, [](const auto& row) { return row.cells.empty(); });
  at_.table = outer;
  if (!table.rows.empty()) out.push_back({std::move(table)});
}

TableRow DocxStory::read_row(pugi::xml_node node, const std::map<std::string, std::string>& fills,
                             const std::string& table_fill, bool first, bool last) {
  TableRow row;
  row.head = on_off(node.child("w:trPr").child("w:tblHeader")).value_or(false);
  const auto add = [&](pugi::xml_node cell, bool last_column) {
    std::string fill = fill_of(cell.child("w:tcPr"));
    if (fill.empty()) fill = table_fill;
    if (fill.empty()) fill = fill_at(fills, first, last, row.cells.empty(), last_column);
    row.cells.push_back(read_cell(cell, fill));
  };
  for (const auto child : node.children()) {
    const bool last_column = !child.next_sibling("w:tc") && !child.next_sibling("w:sdt");
    if (name_of(child) == "w:tc")
      add(child, last_column);
    else if (name_of(child) == "w:sdt")
      read_control(child, [&](pugi::xml_node content) {
        for (const auto cell : content.children("w:tc")) add(cell, last_column);
      });
    else if (name_of(child) == "w:customXml")
      for (const auto cell : child.children("w:tc")) add(cell, last_column);
  }
  return row;
}

TableCell DocxStory::read_cell(pugi::xml_node node, const std::string& fill) {
  const auto properties = node.child("w:tcPr");
  TableCell cell;
  cell.columns = std::clamp(properties.child("w:gridSpan").attribute("w:val").as_int(1), 1, 64);
  const auto merge = properties.child("w:vMerge");
  cell.continues_above = merge && val(merge) != "restart";
  cell.shaded = !fill.empty() && fill != "FFFFFF";
  const bool inserted = properties.child("w:cellIns");
  if (inserted || properties.child("w:cellDel")) {
    hidden_.add(inserted ? Kind::kInsertion : Kind::kDeletion);
    leave_out(node);
  } else if (cell.continues_above) {
    if (has_text(node)) hidden_.add(Kind::kHiddenRun);
    leave_out(node);
  } else {
    const auto outer = fill.empty() ? at_.behind : std::exchange(at_.behind, fill);
    read_blocks(node, cell.content);
    at_.behind = outer;
  }
  return cell;
}

}  // namespace indexer::word
