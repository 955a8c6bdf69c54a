#pragma once
// Recommendations and learning points of a review, found by how reviews write them. Works on blocks, so that
// every reader of documents finds the same.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/extraction.h"

namespace indexer {

/// What stands in front of an item: "Recommendation 3:", "Learning point 2 –", "R1.".
struct ItemLabel {
  enum class Kind { kRecommendation, kLearning };
  Kind kind = Kind::kRecommendation;
  std::size_t length = 0;  ///< bytes of the label with its separator and spaces; text.size(): nothing follows
};

/// The label that `text` begins with, or nothing: "Recommendation 1 of the last review was met" has none,
/// because neither a separator nor a capital follows the number.
std::optional<ItemLabel> item_label(std::string_view text);

/// Makes of each labelled paragraph or heading, and of each row of a table with a column "Recommendation" and
/// one for its number or agency, a kNumbered block of level 0 without its label; a label alone takes the
/// paragraph that follows. A line "Lead agency: X" behind an item goes in front of it: "X: text". Where the
/// section is not one of recommendations or learning, a heading of level 2 with its section_kind is put
/// before them, and its own once more behind them, where it goes on. Blocks with restricted text stay as they are. Example: heading "Recommendation 1", paragraph
/// "Train staff.", paragraph "Agency: Humberside Police" become heading "Recommendations", numbered
/// "Humberside Police: Train staff."
void find_numbered_items(std::vector<ExtractedBlock>& blocks);

}  // namespace indexer
