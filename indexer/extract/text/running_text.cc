#include "indexer/extract/text/running_text.h"

#include <unicode/utf8.h>

namespace indexer {
namespace {

enum class Character { kText, kSpace, kDropped };

Character kind_of(UChar32 c) {
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') return Character::kSpace;
  if (c < 0xA0) return c < 0x20 || c >= 0x7F ? Character::kDropped : Character::kText;
  if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
      c == 0x205F || c == 0x3000)
    return Character::kSpace;
  const bool invisible = c == 0xAD || c == 0x034F || c == 0x061C || c == 0x180E ||
                         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
  return invisible ? Character::kDropped : Character::kText;
}

/// Calls `take(kind, bytes)` for each character.
template <typename Take>
void for_each_character(std::string_view text, Take take) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    UChar32 c = data[i];
    if (c < 0x80)
      ++i;
    else
      U8_NEXT_OR_FFFD(data, i, text.size(), c);
    take(kind_of(c), text.substr(begin, i - begin));
  }
}

}  // namespace

void RunningText::add(std::string_view text) {
  for_each_character(text, [&](Character kind, std::string_view bytes) {
    if (kind == Character::kSpace) space_ = true;
    if (kind != Character::kText) return;
    if (space_ && !text_.empty() && !text_.ends_with('\n')) text_ += ' ';
    space_ = false;
    text_ += bytes;
  });
}

void RunningText::add_line_break() {
  space_ = false;
  if (!text_.empty()) text_ += '\n';
}

std::string RunningText::take() {
  std::string text = std::move(text_);
  text_.clear();
  space_ = false;
  while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
  return text;
}

std::string collapsed(std::string_view text) {
  RunningText running;
  running.add(text);
  return running.take();
}

std::string without_invisible_characters(std::string_view text) {
  std::string out;
  for_each_character(text, [&](Character kind, std::string_view bytes) {
    if (kind == Character::kDropped) return;
    if (kind == Character::kSpace && bytes.size() > 1)
      out += ' ';
    else
      out += bytes;
  });
  return out;
}

}  // namespace indexer
