#include "indexer/extract/word/word_document.h"

#include "schema/text_analysis.h"

namespace indexer::word {
namespace {

/// Bytes at the start of `text` that are no text: soft hyphen, zero-width space and joiner marks, byte order
/// mark.
std::size_t invisible_bytes(std::string_view text) {
  for (const std::string_view mark : {"\u00AD", "\u200B", "\uFEFF", "\u2060"})
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

std::size_t space_bytes(std::string_view text) {
  if (text.front() == ' ' || text.front() == '\t') return 1;
  for (const std::string_view space : {"\u00A0", "\u2002", "\u2003", "\u2009", "\u202F"})
    if (text.starts_with(space)) return space.size();
  return 0;
}

}  // namespace

std::string tidy_text(std::string_view given) {
  const std::string valid = schema::valid_utf8(given);
  std::string out;
  bool space = false;
  for (std::string_view text = valid; !text.empty();) {
    if (const auto bytes = invisible_bytes(text); bytes > 0) {
      text.remove_prefix(bytes);
    } else if (const auto blank = space_bytes(text); blank > 0) {
      space = true;
      text.remove_prefix(blank);
    } else {
      if (space && !out.empty() && out.back() != '\n' && text.front() != '\n') out += ' ';
      space = false;
      if (text.front() != '\n' || !out.empty()) out += text.front();
      text.remove_prefix(1);
    }
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

std::string text_of(const Paragraph& paragraph) {
  std::string text;
  for (const auto& run : paragraph.runs) text += run.text;
  return tidy_text(text);
}

}  // namespace indexer::word
