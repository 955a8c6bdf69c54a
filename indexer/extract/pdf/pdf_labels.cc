#include "indexer/extract/pdf/pdf_labels.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace indexer::pdf {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_bullet(const std::string& word) {
  static const std::set<std::string> bullets = {"•", "◦", "‣", "▪", "▫", "■", "□", "●", "○",
                                                "–", "—", "-", "*", "·", "➢", "➔", "❖", "✓",
                                                "✔", "►", "▶", "»", "⁃", "∙", "→"};
  return bullets.contains(word);
}

bool is_ordinal(std::string_view text) {
  if (all_digits(text)) return text.size() <= 3;
  if (text.size() == 1) return std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("ivx") == std::string_view::npos;
}

/// "1." without what surrounds it; empty if it is none.
std::string_view ordinal_of(std::string_view word) {
  if (word.size() < 2) return {};
  const bool open = word.front() == '(', close = word.back() == ')';
  if (!close && (open || word.back() != '.')) return {};
  word = word.substr(open ? 1 : 0, word.size() - (open ? 2 : 1));
  return is_ordinal(word) ? word : std::string_view();
}

/// "3.14".
bool has_inner_stop(std::string_view word) {
  const auto stop = word.find('.');
  return stop != std::string_view::npos && stop + 1 < word.size();
}

}  // namespace

bool is_section_number(const std::string& word) {
  if (word.empty() || !is_digit(word.front()) || word.size() > 12) return false;
  std::size_t digits = 0;
  for (const char c : word) {
    if (c == '.' && digits > 0)
      digits = 0;
    else if (is_digit(c) && digits < 3)
      ++digits;
    else
      return false;
  }
  return word.find('.') != std::string::npos || word.size() <= 2;
}

Label label_of(const Line& line) {
  Label label;
  if (line.words.size() < 2) return label;
  const auto& word = line.words.front().text;
  if (is_bullet(word))
    label.kind = Label::Kind::kBullet;
  else if (is_section_number(word) && has_inner_stop(word))
    label.kind = Label::Kind::kParagraph;
  else if (const auto ordinal = ordinal_of(word); !ordinal.empty()) {
    label.kind = Label::Kind::kNumber;
    if (all_digits(ordinal)) label.value = std::stoi(std::string(ordinal));
  } else if (all_digits(word) && word.size() <= 3 &&
             line.words[1].box.x0 - line.words[0].box.x1 > 0.9 * line.size) {
    label.kind = Label::Kind::kParagraph;
  }
  label.text_x = line.words[1].box.x0;
  return label;
}

}  // namespace indexer::pdf
