#include "indexer/extract/text/text_lines.h"

#include <algorithm>

#include "indexer/extract/text/running_text.h"

namespace indexer {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

constexpr std::size_t kHeadingBytes = 90;

TextLine line_of(std::string_view source, int number, int page) {
  TextLine line;
  line.number = number;
  line.page = page;
  const std::string text = without_invisible_characters(source);
  std::size_t begin = 0;
  for (; begin < text.size() && is_blank(text[begin]); ++begin)
    line.indent = text[begin] == '\t' ? (line.indent / 8 + 1) * 8 : line.indent + 1;
  line.text = text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
  return line;
}

/// Length of a mark "1.", "12)", "(a)", "iv." at the start of `line`; 0 where there is none.
std::size_t number_mark_length(std::string_view line) {
  std::size_t i = line.starts_with('(') ? 1 : 0;
  const auto begin = i;
  while (i < line.size() && is_digit(line[i])) ++i;
  if (i == begin) {
    while (i < line.size() && (line[i] == 'i' || line[i] == 'v' || line[i] == 'x')) ++i;
    if (i == begin && i < line.size() && (is_lower(line[i]) || is_upper(line[i]))) ++i;
  }
  if (i == begin || i - begin > 3 || i == line.size()) return 0;
  const bool closed = begin == 1 ? line[i] == ')' : line[i] == '.' || line[i] == ')';
  // A capital with a full stop is somebody's initial.
  if (!closed || (is_upper(line[begin]) && line[i] == '.')) return 0;
  return i + 1;
}

}  // namespace

std::vector<TextLine> text_lines(std::string_view text) {
  std::vector<TextLine> lines;
  int number = 1;
  int page = 1;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of("\n\f", begin), text.size());
    lines.push_back(line_of(text.substr(begin, end - begin), number, page));
    if (end < text.size() && text[end] == '\n')
      ++number;
    else
      ++page;
    begin = end + 1;
  }
  return lines;
}

std::optional<ItemMark> item_mark(std::string_view line) {
  std::size_t length = 0;
  bool numbered = false;
  for (const std::string_view bullet :
       {"-", "*", "+", "•", "‣", "▪", "●", "◦", "–", "·", "○", "■", "□", "\uF0B7"})
    if (line.starts_with(bullet)) length = bullet.size();
  // Old e-mail and Word exports write a bullet as the letter o.
  if (line.starts_with("o ") || line.starts_with("o\t")) length = 1;
  if (length == 0) {
    length = number_mark_length(line);
    numbered = length > 0;
  }
  if (length == 0 || length >= line.size() || !is_blank(line[length])) return std::nullopt;
  while (length < line.size() && is_blank(line[length])) ++length;
  return ItemMark{numbered, length};
}

int underline_level(std::string_view line) {
  if (line.size() < 3 || line.find_first_not_of(line[0]) != std::string_view::npos) return 0;
  return line[0] == '=' ? 1 : line[0] == '-' || line[0] == '_' ? 2 : line[0] == '~' || line[0] == '^' ? 3 : 0;
}

bool is_capitals_heading(std::string_view line) {
  if (line.size() > kHeadingBytes || line.ends_with('.') || line.ends_with(',') || line.ends_with(';'))
    return false;
  if (std::any_of(line.begin(), line.end(), is_lower)) return false;
  return std::count_if(line.begin(), line.end(), is_upper) >= 3;
}

int heading_number_depth(std::string_view line) {
  if (line.size() > kHeadingBytes || line.ends_with('.') || line.ends_with(',') || line.ends_with(';') ||
      line.ends_with(':'))
    return 0;
  int depth = 0;
  std::size_t i = 0;
  while (i < line.size() && is_digit(line[i])) {
    const auto begin = i;
    while (i < line.size() && is_digit(line[i])) ++i;
    if (i - begin > 2) return 0;
    ++depth;
    if (i < line.size() && line[i] == '.') ++i;
  }
  if (depth == 0 || i >= line.size() || !is_blank(line[i])) return 0;
  const auto word = line.find_first_not_of(" \t", i);
  return word != std::string_view::npos && is_upper(line[word]) ? depth : 0;
}

bool has_columns(std::string_view line) {
  return line.find('\t') != std::string_view::npos || line.find("   ") != std::string_view::npos;
}

}  // namespace indexer
