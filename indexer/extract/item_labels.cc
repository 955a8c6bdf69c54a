// How reviews label their recommendations and learning points.

#include <algorithm>
#include <cctype>

#include "indexer/extract/numbered_items.h"

namespace indexer {
namespace {

struct Name {
  std::string_view text;
  ItemLabel::Kind kind;
  bool short_form = false;  ///< the number follows at once: "R1"
};

constexpr Name kNames[] = {
    {"recommendation", ItemLabel::Kind::kRecommendation},
    {"rec", ItemLabel::Kind::kRecommendation},
    {"argymhelliad", ItemLabel::Kind::kRecommendation},
    {"learning point", ItemLabel::Kind::kLearning},
    {"learning", ItemLabel::Kind::kLearning},
    {"lesson", ItemLabel::Kind::kLearning},
    {"r", ItemLabel::Kind::kRecommendation, true},
    {"lp", ItemLabel::Kind::kLearning, true},
};

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Takes `word` (lower case) from the front of `text`.
bool take(std::string_view& text, std::string_view word) {
  if (text.size() < word.size()) return false;
  if (!std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); }))
    return false;
  text.remove_prefix(word.size());
  return true;
}

std::size_t take_spaces(std::string_view& text) {
  const auto count = std::min(text.find_first_not_of(" \t\n"), text.size());
  text.remove_prefix(count);
  return count;
}

/// "3", "3.1", "2a".
bool take_number(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || (end > 0 && text[end] == '.' && end + 1 < text.size() &&
                                                       is_digit(text[end + 1]))))
    ++end;
  if (end == 0 || end > 7) return false;
  if (end < text.size() && std::islower(static_cast<unsigned char>(text[end])) &&
      (end + 1 == text.size() || !std::isalnum(static_cast<unsigned char>(text[end + 1]))))
    ++end;
  text.remove_prefix(end);
  return true;
}

bool take_separator(std::string_view& text) {
  for (const std::string_view separator : {":", ".", ")", "\u2013", "\u2014", "-", "|", "]"})
    if (text.starts_with(separator)) {
      text.remove_prefix(separator.size());
      return true;
    }
  return false;
}

/// What may follow a label: nothing, a separator, or a sentence that begins.
bool take_end(std::string_view& text) {
  const auto spaces = take_spaces(text);
  if (text.empty()) return true;
  if (take_separator(text)) {
    take_spaces(text);
    return true;
  }
  return spaces > 0 && std::isupper(static_cast<unsigned char>(text.front())) != 0;
}

bool take_label(std::string_view& text, const Name& name) {
  if (!take(text, name.text)) return false;
  const auto spaces = take_spaces(text);
  if (name.short_form && spaces > 0) return false;
  if (!name.short_form &&
      (take(text, "number") || take(text, "no.") || take(text, "no") || take(text, "#") || take(text, ".")))
    take_spaces(text);
  return take_number(text) && take_end(text);
}

}  // namespace

std::optional<ItemLabel> item_label(std::string_view text) {
  auto rest = text;
  take_spaces(rest);
  for (const std::string_view lead : {"key ", "national ", "local ", "strategic "})
    if (take(rest, lead)) break;
  for (const auto& name : kNames)
    if (auto after = rest; take_label(after, name)) return ItemLabel{name.kind, text.size() - after.size()};
  return std::nullopt;
}

}  // namespace indexer
