#pragma once
// An extraction as lines, for tables of tests.

#include <string>
#include <vector>

#include "indexer/extract/extraction.h"

namespace {

/// "marking: x", "title: x", then blocks as "h2: text", "p@3: text" on page 3, "*1: item at depth 1", "tr: a
/// | b"; then "hidden: 2 comments".
inline std::vector<std::string> shown(const indexer::Extraction& extraction) {
  static const char* const names[] = {"h", "p", "*", "1.", ">", "code", "th", "tr", "removed"};
  std::vector<std::string> out;
  for (const auto& text : extraction.texts) {
    for (const auto& marking : text.printed_markings) out.push_back("marking: " + marking);
    for (const auto& [name, value] : text.fields) out.push_back(name + ": " + value.text);
    for (const auto& block : text.blocks) {
      std::string line = names[static_cast<int>(block.kind)];
      if (block.level != 0) line += std::to_string(block.level);
      if (block.page != 0) line += "@" + std::to_string(block.page);
      line += ": " + unredacted(block.text);
      for (std::size_t i = 0; i < block.cells.size(); ++i)
        line += (i > 0 ? " | " : "") + unredacted(block.cells[i]);
      out.push_back(line);
    }
    for (const auto& hidden : text.hidden) out.push_back("hidden: " + hidden);
  }
  return out;
}

}  // namespace
