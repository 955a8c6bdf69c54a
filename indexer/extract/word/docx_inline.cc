// What stands in a paragraph of a .docx: runs, links, fields, controls, notes, drawings.

#include <algorithm>
#include <utility>

#include "indexer/extract/word/docx_story.h"
#include "indexer/extract/word/text_look.h"
#include "indexer/extract/word/web_address.h"
#include "indexer/extract/word/xml_part.h"

namespace indexer::word {
namespace {

using Kind = HiddenText::Kind;

std::string_view name_of(pugi::xml_node node) { return node.name(); }

bool has_letters(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

/// A box or a choice of the forms of Word 97: what it shows; empty for other fields.
std::string form_field_text(pugi::xml_node field_data) {
  if (const auto box = field_data.child("w:checkBox")) {
    const auto checked = on_off(box.child("w:checked"));
    return checked.value_or(on_off(box.child("w:default")).value_or(false)) ? "☒" : "☐";
  }
  const auto list = field_data.child("w:ddList");
  const auto chosen = list.child("w:result") ? list.child("w:result") : list.child("w:default");
  int index = chosen.attribute("w:val").as_int(0);
  for (const auto entry : list.children("w:listEntry"))
    if (index-- == 0) return entry.attribute("w:val").value();
  return {};
}

/// The address in the code of a field HYPERLINK "https://…"; empty for others.
std::string address_in(const std::string& code) {
  const auto word = code.find_first_not_of(' ');
  if (word == std::string::npos || code.compare(word, 9, "HYPERLINK") != 0) return {};
  const auto begin = code.find('"', word);
  const auto end = begin == std::string::npos ? begin : code.find('"', begin + 1);
  return end == std::string::npos ? "" : code.substr(begin + 1, end - begin - 1);
}

bool is_contents(const std::string& code) {
  const auto word = code.find_first_not_of(' ');
  return word != std::string::npos && code.compare(word, 4, "TOC ") == 0;
}

bool is_hidden_shape(pugi::xml_node node) {
  if (name_of(node) == "wp:docPr") return node.attribute("hidden").as_bool();
  return name_of(node).starts_with("v:") &&
         std::string_view(node.attribute("style").value()).find("visibility:hidden") !=
             std::string_view::npos;
}

/// What a text box is filled with: "?" for any fill, since text on it may have any colour.
std::string fill_of_shape(pugi::xml_node text_box) {
  const auto shape = text_box.parent().parent();
  if (shape.attribute("fillcolor") || shape.child("v:fill")) return "?";
  const auto properties =
      shape.child("wps:spPr") ? shape.child("wps:spPr") : text_box.parent().parent().child("wps:spPr");
  for (const auto* fill : {"a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill"})
    if (properties.child(fill)) return "?";
  if (properties.child("a:noFill")) return {};
  return shape.child("wps:style").child("a:fillRef").attribute("idx").as_int() > 0 ? "?" : "";
}

}  // namespace

void DocxStory::read_inlines(pugi::xml_node container) {
  for (const auto node : container.children()) read_inline(node);
}

void DocxStory::read_inline(pugi::xml_node node) {
  const auto name = name_of(node);
  if (left_out(node)) return;
  if (name == "w:r")
    read_run(node);
  else if (name == "w:hyperlink")
    read_hyperlink(node);
  else if (name == "w:sdt")
    read_control(node, [&](pugi::xml_node content) { read_inlines(content); });
  else if (name == "w:smartTag" || name == "w:customXml" || name == "w:fldSimple" || name == "w:dir" ||
           name == "w:bdo")
    read_inlines(node);
  else if (name == "mc:AlternateContent")
    read_inlines(shown_alternative(node));
  else if (name == "m:oMath" || name == "m:oMathPara")
    read_inlines(node);
  else if (name.starts_with("m:") && name != "m:r")
    read_inlines(node);
  else if (name == "m:r")
    read_run(node);
}

std::string DocxStory::paragraph_text() const {
  std::string text;
  for (const auto& run : paragraph_.runs) text += run.text;
  return text;
}

void DocxStory::add_address(const std::string& address, std::size_t begin) {
  const std::string text = paragraph_text();
  const auto shown = tidy_text(begin < text.size() ? text.substr(begin) : "");
  if (shown.empty() || !adds_address(shown, address)) return;
  TextRun run = paragraph_.runs.back();
  run.text = " (" + address + ")";
  paragraph_.runs.push_back(std::move(run));
}

void DocxStory::read_hyperlink(pugi::xml_node node) {
  const auto begin = paragraph_text().size();
  read_inlines(node);
  const auto relation = relations_->find(node.attribute("r:id").value());
  if (relation != relations_->end() && relation->second.external) add_address(relation->second.target, begin);
}

bool DocxStory::is_hidden(const RunFormat& direct, const RunFormat& of_style) const {
  if (direct.hidden) return *direct.hidden;
  const auto says = [](const RunFormat& format) { return format.hidden.value_or(false); };
  return says(styles_.defaults()) || says(of_style) ||
         (at_.paragraph != nullptr && says(at_.paragraph->run)) ||
         (at_.table != nullptr && says(at_.table->run));
}

RunFormat DocxStory::format_of(pugi::xml_node run, bool& hidden) const {
  const auto properties = run.child("w:rPr");
  const auto direct = run_format(properties);
  const auto& of_style = styles_.other(properties.child("w:rStyle").attribute("w:val").value()).run;
  RunFormat format = styles_.defaults();
  if (at_.table != nullptr) format = format.with(at_.table->run);
  if (at_.paragraph != nullptr) format = format.with(at_.paragraph->run);
  format = format.with(of_style).with(direct);
  const auto& behind = !format.fill.empty() ? format.fill : !at_.fill.empty() ? at_.fill : at_.behind;
  hidden = is_hidden(direct, of_style);
  format.hidden = hidden || is_invisible(format.colour, behind, format.half_points.value_or(0));
  return format;
}

void DocxStory::read_run(pugi::xml_node run) {
  bool hidden = false;
  const RunFormat format = format_of(run, hidden);
  bool counted = false;
  for (const auto child : run.children()) {
    if (!*format.hidden) {
      read_run_content(child, format);
      continue;
    }
    const auto name = name_of(child);
    if (name == "w:fldChar" || name == "w:instrText") read_field_mark(child, format);
    const bool text =
        (name == "w:t" && has_letters(child.child_value())) || name == "w:sym" ||
        ((name == "w:drawing" || name == "w:pict" || name == "mc:AlternateContent") && has_text(child));
    if (!text || counted || is_field_code() || silent_ > 0) continue;
    hidden_.add(hidden ? Kind::kHiddenRun : Kind::kInvisibleRun);
    counted = true;
  }
  if (*format.hidden) leave_out(run);
}

void DocxStory::read_run_content(pugi::xml_node node, const RunFormat& format) {
  const auto name = name_of(node);
  if (name == "w:t" || name == "m:t") {
    add_text(without_symbol_font(format.font, node.child_value()), format);
  } else if (name == "w:tab" || name == "w:ptab") {
    add_text("\t", format);
  } else if (name == "w:br" || name == "w:cr") {
    add_text("\n", format);
  } else if (name == "w:noBreakHyphen") {
    add_text("-", format);
  } else if (name == "w:sym") {
    add_text(symbol_text(node.attribute("w:font").value(),
                         static_cast<unsigned>(std::strtoul(node.attribute("w:char").value(), nullptr, 16))),
             format);
  } else if (name == "w:fldChar" || name == "w:instrText") {
    read_field_mark(node, format);
  } else if (notes_.contains(node.name())) {
    read_note(node, format);
  } else if (name == "w:drawing" || name == "w:pict" || name == "w:object") {
    read_drawing(node);
  } else if (name == "mc:AlternateContent") {
    for (const auto child : shown_alternative(node).children()) read_run_content(child, format);
  } else if (name == "w:ruby") {
    read_inlines(node.child("w:rubyBase"));
  }
}

bool DocxStory::is_field_code() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const auto& field) { return !field.in_result; });
}

void DocxStory::add_text(const std::string& text, const RunFormat& format) {
  if (silent_ > 0 || text.empty() || is_field_code() || check_box_ == "done") return;
  TextRun run{check_box_.empty() ? text : check_box_, format.bold.value_or(false),
              format.italic.value_or(false), format.half_points.value_or(0)};
  if (!check_box_.empty()) check_box_ = "done";
  if (format.struck.value_or(false)) {
    struck_ = struck_ || has_letters(run.text);
    return;
  }
  paragraph_.runs.push_back(std::move(run));
}

void DocxStory::read_field_mark(pugi::xml_node node, const RunFormat& format) {
  if (name_of(node) == "w:instrText") {
    if (!fields_.empty() && !fields_.back().in_result) fields_.back().code += node.child_value();
    return;
  }
  const std::string type = node.attribute("w:fldCharType").value();
  if (type == "begin") {
    if (!*format.hidden) add_text(form_field_text(node.child("w:ffData")), format);
    fields_.push_back({false, "", paragraph_text().size()});
  } else if (!fields_.empty() && type == "separate") {
    fields_.back().in_result = true;
    if (is_contents(fields_.back().code)) paragraph_.kind = Paragraph::Kind::kContents;
    fields_.back().begin = paragraph_text().size();
  } else if (!fields_.empty() && type == "end") {
    const Field field = std::move(fields_.back());
    fields_.pop_back();
    if (const auto address = address_in(field.code); !address.empty() && !is_field_code())
      add_address(address, field.begin);
  }
}

void DocxStory::read_note(pugi::xml_node reference, const RunFormat& format) {
  const auto& [notes, relations] = notes_.at(reference.name());
  const auto note = notes.find(reference.attribute("w:id").value());
  if (note == notes.end()) return;
  referred_notes_.insert(note->second);
  if (in_note_ || silent_ > 0 || is_field_code()) return;
  const std::string number = "[" + std::to_string(++note_number_) + "]";
  add_text(number, format);
  in_note_ = true;
  const auto outer = std::exchange(relations_, &relations);
  std::vector<Element> content;
  read_blocks(note->second, content);
  relations_ = outer;
  in_note_ = false;
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

void DocxStory::read_drawing(pugi::xml_node drawing) {
  for (auto node = next_in(drawing, drawing); node;) {
    const bool box = name_of(node) == "w:txbxContent";
    const bool alternatives = name_of(node) == "mc:AlternateContent";
    if (is_hidden_shape(node)) {
      if (has_text(drawing)) hidden_.add(Kind::kHiddenRun);
      return leave_out(drawing);
    }
    if (box) {
      const auto fill = fill_of_shape(node);
      const auto outer = fill.empty() ? at_.behind : std::exchange(at_.behind, fill);
      const auto outer_paragraph = std::exchange(at_.fill, "");
      std::vector<Element> content;
      read_blocks(node, content);
      std::move(content.begin(), content.end(), std::back_inserter(behind_paragraph_));
      at_.behind = outer;
      at_.fill = outer_paragraph;
    } else if (alternatives) {
      read_drawing(shown_alternative(node));
    }
    node = next_in(node, drawing, box || alternatives);
  }
}

}  // namespace indexer::word
