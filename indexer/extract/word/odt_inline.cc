// What stands in a paragraph of an OpenDocument text: spans, links, fields, notes, frames.

#include <algorithm>
#include <utility>

#include "indexer/extract/word/odt_story.h"
#include "indexer/extract/word/web_address.h"
#include "indexer/extract/word/xml_part.h"

namespace indexer::word {
namespace {

using Kind = HiddenText::Kind;

std::string_view name_of(pugi::xml_node node) { return node.name(); }
bool has_letters(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

/// A line break in the file is white space; only text:line-break breaks a line.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

bool is_without_text(std::string_view name) {
  return name == "office:annotation-end" || name == "svg:title" || name == "svg:desc" ||
         name == "office:binary-data" || name == "text:script" || name == "office:event-listeners" ||
         name == "text:label" || name == "text:placeholder" || name == "text:tracked-changes" ||
         name == "text:ruby-text" || name == "text:hidden-paragraph" || name == "text:note-citation" ||
         name == "text:alphabetical-index-mark" || name == "loext:list-item" || name == "field:param";
}

bool is_hidden_element(pugi::xml_node node) {
  if (std::string_view(node.attribute("text:display").value()) == "none") return true;
  if (name_of(node) == "text:hidden-text") return true;
  if (name_of(node) == "text:section" &&
      std::string_view(node.attribute("text:display").value()) == "condition")
    return node.attribute("text:is-hidden").as_bool();
  return false;
}

std::string check_box_of(pugi::xml_node field) {
  if (std::string_view(field.attribute("field:type").value()).find("FORMCHECKBOX") == std::string_view::npos)
    return {};
  for (const auto param : field.children("field:param"))
    if (std::string_view(param.attribute("field:name").value()).find("Checked") != std::string_view::npos)
      return param.attribute("field:value").as_bool() ? "☒" : "☐";
  return "☐";
}

}  // namespace

/// True, and counted, for what no reader of the document sees.
bool OdtStory::left_out(pugi::xml_node node) {
  const auto name = name_of(node);
  if (name == "office:annotation") {
    hidden_.add(Kind::kComment);
  } else if (is_hidden_element(node)) {
    if (has_text(node) || node.attribute("text:string-value")) hidden_.add(Kind::kHiddenRun);
  } else if (name == "draw:object" || name == "draw:object-ole") {
    hidden_.add(Kind::kEmbedded);
  } else {
    return false;
  }
  return true;
}

void OdtStory::read_inlines(pugi::xml_node container, const RunFormat& format) {
  for (const auto node : container.children()) read_inline(node, format);
}

void OdtStory::read_inline(pugi::xml_node node, const RunFormat& format) {
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
    return add_text(on_one_line(node.value()), format);
  const auto name = name_of(node);
  if (left_out(node) || is_without_text(name) || read_special(node, format)) return;
  if (name.starts_with("draw:")) return read_box(node);
  if (name == "text:span")
    return read_inlines(node,
                        format.with(styles_.style("text", node.attribute("text:style-name").value()).run));
  read_inlines(node, format);
}

/// Elements that are a character or more than text.
bool OdtStory::read_special(pugi::xml_node node, const RunFormat& format) {
  const auto name = name_of(node);
  if (name == "text:change-start") {
    if (const std::string id = node.attribute("text:change-id").value(); insertions_.contains(id))
      open_insertions_.insert(id);
  } else if (name == "text:change-end") {
    open_insertions_.erase(node.attribute("text:change-id").value());
  } else if (name == "text:s") {
    add_text(" ", format);
  } else if (name == "text:tab") {
    add_text("\t", format);
  } else if (name == "text:line-break") {
    add_text("\n", format);
  } else if (name == "text:a") {
    read_link(node, format);
  } else if (name == "text:note") {
    read_note(node, format);
  } else if (name == "loext:content-control") {
    read_content_control(node, format);
  } else if (name == "field:fieldmark" || name == "field:fieldmark-start") {
    add_text(check_box_of(node), format);
  } else {
    return false;
  }
  return true;
}

void OdtStory::add_text(const std::string& text, const RunFormat& format) {
  if (text.empty() || !open_insertions_.empty()) return;
  const auto& behind = !format.fill.empty()       ? format.fill
                       : !paragraph_fill_.empty() ? paragraph_fill_
                                                  : behind_;
  const bool hidden = format.hidden.value_or(false);
  if (hidden || is_invisible(format.colour, behind, format.half_points.value_or(0))) {
    if (has_letters(text)) hidden_.add(hidden ? Kind::kHiddenRun : Kind::kInvisibleRun);
  } else if (format.struck.value_or(false)) {
    struck_ = struck_ || has_letters(text);
  } else {
    paragraph_.runs.push_back({without_symbol_font(format.font, text), format.bold.value_or(false),
                               format.italic.value_or(false), format.half_points.value_or(0)});
  }
}

void OdtStory::read_link(pugi::xml_node node, const RunFormat& format) {
  const auto first = paragraph_.runs.size();
  read_inlines(node, format);
  std::string shown;
  for (auto i = first; i < paragraph_.runs.size(); ++i) shown += paragraph_.runs[i].text;
  const std::string address = node.attribute("xlink:href").value();
  if (has_letters(shown) && adds_address(shown, address)) add_text(" (" + address + ")", format);
}

void OdtStory::read_note(pugi::xml_node node, const RunFormat& format) {
  if (!open_insertions_.empty() || format.hidden.value_or(false)) {
    if (format.hidden.value_or(false)) hidden_.add(Kind::kHiddenRun);
    return;
  }
  const std::string number = "[" + std::to_string(++note_number_) + "]";
  add_text(number, format);
  const List outer = std::exchange(list_, {});
  std::vector<Element> content;
  read_blocks(node.child("text:note-body"), content);
  list_ = outer;
  bool first = true;
  for (auto& element : content) {
    auto* paragraph = std::get_if<Paragraph>(&element.value);
    if (paragraph != nullptr && text_of(*paragraph).empty()) continue;
    if (paragraph != nullptr && first)
      paragraph->runs.insert(paragraph->runs.begin(), {number + " ", false, false, 0});
    if (paragraph != nullptr) paragraph->kind = Paragraph::Kind::kNote;
    first = false;
    behind_paragraph_.push_back(std::move(element));
  }
}

/// A content control as LibreOffice writes it: a box, a placeholder, or text.
void OdtStory::read_content_control(pugi::xml_node node, const RunFormat& format) {
  if (node.attribute("loext:checkbox").as_bool())
    add_text(node.attribute("loext:checked").as_bool() ? "☒" : "☐", format);
  else if (!node.attribute("loext:showing-place-holder").as_bool())
    read_inlines(node, format);
}

/// A frame, shape or form control: its text follows the paragraph.
void OdtStory::read_box(pugi::xml_node node) {
  if (!open_insertions_.empty() || left_out(node)) return;
  if (const auto control = controls_.find(node.attribute("draw:control").value());
      name_of(node) == "draw:control" && control != controls_.end())
    return add_text(control->second, {});
  const auto& fill = styles_.style("graphic", node.attribute("draw:style-name").value()).fill;
  const auto outer = fill.empty() ? behind_ : std::exchange(behind_, fill);
  const List outer_list = std::exchange(list_, {});
  const auto outer_fill = std::exchange(paragraph_fill_, "");
  for (const auto child : node.children()) {
    const auto name = name_of(child);
    if (name == "text:p" || name == "text:h" || name == "text:list" || name == "table:table") {
      std::vector<Element> content;
      read_block(child, content);
      std::move(content.begin(), content.end(), std::back_inserter(behind_paragraph_));
    } else if (name.starts_with("draw:")) {
      read_box(child);
    }
  }
  behind_ = outer;
  list_ = outer_list;
  paragraph_fill_ = outer_fill;
}

}  // namespace indexer::word
