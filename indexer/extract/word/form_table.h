#pragma once
// Tables that ask questions: which ones do, and what is asked and answered in each row, however people
// merged, split and added rows.

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/word/word_document.h"

namespace indexer::word {

/// A question as printed, without its number and guidance, and the content of its answer.
struct FormEntry {
  std::string question;
  std::vector<Element> answer;
};

/// How much a table looks like a form by itself; word_form.cc decides with the document around it.
enum class FormLikeness {
  kNone,
  kPossible,  ///< a label among others: a form if there is more of it
  kLikely,    ///< labels that forms use, or a first column that stands out
  kCertain,   ///< questions: "?" or ":" at their end, or a head "Question | Answer"
};
FormLikeness form_likeness(const Table& table);

/// The questions of `table` in order. Rows of one cell are titles of sections (left out), a question whose
/// answer is in the next such row, question and answer in one, or more of the answer before. Rows with an
/// empty first cell, or one merged with that above, go on with the answer before. A first column of numbers
/// is not there. Four cells "label | answer | label | answer" are two questions.
std::vector<FormEntry> form_entries(const Table& table);

/// Folded words of a question without number, brackets at its end and "(continued)": equal for a question and
/// its repetition.
std::string question_key(std::string_view question);

/// True for text that tells people how to fill a form: "Please describe …", "Maximum 300 words".
bool is_guidance(std::string_view text);

/// All letters are bold.
bool is_bold(const Paragraph& paragraph);

}  // namespace indexer::word
