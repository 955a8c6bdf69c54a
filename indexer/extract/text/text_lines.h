#pragma once
// One line of plain text and what it may be.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace indexer {

/// A line without blanks at its ends and without invisible characters.
struct TextLine {
  std::string text;
  std::size_t indent = 0;  ///< in columns; a tab goes to the next multiple of 8
  int number = 0;          ///< in the file, from 1
  int page = 0;            ///< from 1
  bool blank() const { return text.empty(); }
};

/// The lines of `text`; a form feed ends its line, as a line break does, and begins a page.
std::vector<TextLine> text_lines(std::string_view text);

/// How an item of a list begins.
struct ItemMark {
  bool numbered = false;
  std::size_t length = 0;  ///< of the mark with the blanks behind it
};

/// The mark of "- text", "• text", "1. text", "2) text", "(a) text"; nothing for other lines.
std::optional<ItemMark> item_mark(std::string_view line);

/// 1 for a line of "=" alone, 2 for "-", 3 for "~", three or more; else 0.
int underline_level(std::string_view line);

/// True for short lines whose letters are capitals: "SUMMARY OF FINDINGS". Acronyms alone ("CSE") count too.
bool is_capitals_heading(std::string_view line);

/// The depth of a number that a short line begins with: 1 for "3 Findings" and "3. Findings", 2 for "3.1
/// Method"; 0 for lines without and for those that end as sentences do.
int heading_number_depth(std::string_view line);

/// True for columns set apart by tabs or three blanks or more.
bool has_columns(std::string_view line);

}  // namespace indexer
