#pragma once
// The cell of a question: what of it is the question, and what is guidance or an answer written into the same
// cell.

#include <string>
#include <string_view>

#include "indexer/extract/word/form_table.h"

namespace indexer::word {

struct QuestionCell {
  std::string question;
  std::vector<Element> rest;  ///< what follows the question in the cell
  bool rest_is_guidance = false;
};

/// The question is the first paragraph with text, or of it the part that is bold, or not in italics or
/// smaller letters; further paragraphs belong to it while it and they are bold and it does not end. Example:
/// bold "Impact" and plain "What changed?".
QuestionCell split_question(const TableCell& cell);

/// "1", "Q2.", "3a)", "b" and the like: a cell that numbers its row.
bool is_number_label(std::string_view text);
/// Without such a label at its start and the "*" of required questions at its end.
std::string without_number(std::string_view question);
bool ends_as_question(std::string_view text);

}  // namespace indexer::word
