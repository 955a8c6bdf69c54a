#include "indexer/extract/text/marking_lines.h"

#include <algorithm>

#include "indexer/extract/printed_marking.h"

namespace indexer {
namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// `text` without lines that are markings.
std::string without_markings(const std::string& text, ExtractedText& out) {
  std::string kept;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    if (auto marking = printed_marking(line))
      add_printed_marking(out, std::move(*marking));
    else
      kept += (kept.empty() ? "" : "\n") + line;
    begin = end + 1;
  }
  return kept;
}

}  // namespace

void add_printed_marking(ExtractedText& text, std::string marking) {
  auto& all = text.printed_markings;
  if (std::find(all.begin(), all.end(), marking) == all.end()) all.push_back(std::move(marking));
}

void take_printed_markings(ExtractedText& text) {
  std::erase_if(text.blocks, [&](ExtractedBlock& block) {
    if (block.kind == schema::Block::Kind::kCode) return false;
    const auto filled =
        std::count_if(block.cells.begin(), block.cells.end(), [](const auto& cell) { return !cell.empty(); });
    if (filled == 1) {
      const auto cell =
          std::find_if(block.cells.begin(), block.cells.end(), [](const auto& c) { return !c.empty(); });
      auto marking = printed_marking(unredacted(*cell));
      if (marking) add_printed_marking(text, std::move(*marking));
      return marking.has_value();
    }
    if (!block.cells.empty()) return false;
    const std::string before = unredacted(block.text);
    std::string kept = without_markings(before, text);
    if (kept.size() != before.size()) block.text = {{kept, {}}};
    return kept.empty();
  });
}

std::string without_marking_lines(std::string_view lines, ExtractedText& text) {
  std::string out;
  out.reserve(lines.size());
  bool after_blank = true;
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = std::min(lines.find_first_of("\n\f", begin), lines.size());
    const auto line = lines.substr(begin, end - begin);
    const auto next_end =
        end < lines.size() ? std::min(lines.find_first_of("\n\f", end + 1), lines.size()) : end;
    const bool before_blank = end >= lines.size() || is_blank(lines.substr(end + 1, next_end - end - 1));
    const bool capitals = std::none_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    auto marking = capitals || (after_blank && before_blank) ? printed_marking(line) : std::nullopt;
    after_blank = is_blank(line) || marking.has_value() || (end < lines.size() && lines[end] == '\f');
    if (marking)
      add_printed_marking(text, std::move(*marking));
    else
      out += line;
    if (end < lines.size()) out += lines[end];
    begin = end + 1;
  }
  return out;
}

}  // namespace indexer
