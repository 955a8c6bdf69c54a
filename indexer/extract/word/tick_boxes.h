#pragma once
// Boxes that people tick in an answer: glyphs, content controls (which readers turn into glyphs) and "[x]".

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/word/word_document.h"

namespace indexer::word {

struct TickBox {
  std::string label;  ///< empty where nothing stands beside it
  bool ticked = false;
};

/// What an answer's lines hold: boxes, and the lines, or what comes before the first box of a line, that
/// belong to none.
struct TickBoxes {
  std::vector<TickBox> boxes;
  std::vector<std::string> beside;
  bool empty() const { return boxes.empty(); }
};

/// The boxes in `lines` (of an answer; cells of one row may be one line). A box's label stands behind it up
/// to the next box or the end of the line, or before it where the line begins with text and ends with a box;
/// a box that stands alone in its line has the next line for label. ☑ ☒ ✓ ✔ are ticked, as are ✗ ✘ unless the
/// answer has a ✓ too, ■ beside □, and [x]. Ticks without any box before long texts are bullets: then there
/// are none. Example: {"☒ Adults ☐ Children"} -> boxes {{"Adults", true}, {"Children", false}}.
TickBoxes tick_boxes(std::span<const std::string> lines);

/// A box at the start of `text`, in bytes; 0: none.
std::size_t box_bytes(std::string_view text);

}  // namespace indexer::word
