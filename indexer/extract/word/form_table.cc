#include "indexer/extract/word/form_table.h"

#include <algorithm>

#include "indexer/extract/word/form_question.h"
#include "indexer/extract/word/tick_boxes.h"
#include "indexer/extract/word/word_blocks.h"
#include "schema/text_analysis.h"

namespace indexer::word {
namespace {

using Cells = std::vector<const TableCell*>;

/// First words of labels and questions that forms have, folded.
constexpr std::string_view kLabels[] = {
    "title",    "name",      "force",      "organisation", "agency",     "contact",    "email",
    "e-mail",   "telephone", "phone",      "date",         "theme",      "summary",    "aim",
    "aims",     "objective", "objectives", "background",   "problem",    "issue",      "description",
    "what",     "how",       "why",        "who",          "when",       "where",      "which",
    "impact",   "outcome",   "outcomes",   "results",      "evaluation", "evidence",   "cost",
    "costs",    "funding",   "resources",  "partners",     "lessons",    "challenges", "barriers",
    "next",     "further",   "is",         "are",          "did",        "do",         "does",
    "has",      "have",      "can",        "could",        "would",      "will",       "please",
    "describe", "tell",      "give",       "explain",      "your",       "practice",   "initiative",
    "region",   "area",      "status",     "scale",        "start",      "end",        "rank",
    "role",     "department"};
constexpr std::string_view kHeadOfQuestions[] = {"question", "questions", "section", "field",
                                                 "item",     "heading",   "topic",   "information required",
                                                 "criteria"};
constexpr std::string_view kHeadOfAnswers[] = {"answer",      "answers",       "response", "responses",
                                               "your answer", "your response", "details",  "your details",
                                               "information", "comments",      "reply"};
constexpr std::string_view kGuidanceStarts[] = {
    "please ", "describe ", "include ",    "tell us",      "for example",   "e.g",       "eg ",
    "max ",    "max. ",     "maximum",     "note:",        "guidance",      "use this",  "provide ",
    "give ",   "list ",     "explain ",    "outline ",     "tick ",         "complete ", "insert ",
    "enter ",  "add ",      "this should", "this section", "this question", "if ",       "you ",
    "state ",  "say ",      "up to ",      "no more than", "word limit",    "hint"};

template <std::size_t size>
bool is_one_of(const std::string& text, const std::string_view (&words)[size]) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

std::string text_of(const TableCell& cell) { return text_of(std::span<const Element>(cell.content)); }

const Paragraph* first_paragraph(const TableCell& cell) {
  for (const auto& element : cell.content)
    if (element.paragraph() == nullptr || !text_of(*element.paragraph()).empty()) return element.paragraph();
  return nullptr;
}

bool starts_bold(const TableCell& cell) {
  const auto* paragraph = first_paragraph(cell);
  if (paragraph == nullptr) return false;
  if (paragraph->kind == Paragraph::Kind::kHeading) return true;
  for (const auto& run : paragraph->runs)
    if (!tidy_text(run.text).empty()) return run.bold;
  return false;
}

bool numbers_its_row(const TableCell& cell) {
  const auto text = text_of(cell);
  if (!text.empty()) return is_number_label(text);
  return std::any_of(cell.content.begin(), cell.content.end(), [](const auto& element) {
    return element.paragraph() != nullptr && element.paragraph()->kind == Paragraph::Kind::kNumbered;
  });
}

bool has_number_column(const Table& table) {
  std::size_t rows = 0, numbered = 0, blank = 0;
  for (const auto& row : table.rows) {
    if (row.cells.size() < 3) continue;
    ++rows;
    if (numbers_its_row(row.cells[0]))
      ++numbered;
    else if (text_of(row.cells[0]).empty())
      ++blank;
  }
  return numbered > 1 && (numbered + blank) * 4 >= rows * 3;
}

/// The cells of a row without the one that numbers it.
Cells cells_of(const TableRow& row, bool number_column) {
  Cells cells;
  for (const auto& cell : row.cells) cells.push_back(&cell);
  if (cells.size() < 2) return cells;
  const bool number = numbers_its_row(*cells[0]);
  const bool blank = cells.size() > 2 && (text_of(*cells[0]).empty() || cells[0]->continues_above);
  if (number_column && (number || blank ||
                        (cells.size() > 2 &&
                         is_one_of(schema::fold(text_of(*cells[0])), {"no", "no.", "#", "number", "ref"}))))
    cells.erase(cells.begin());
  return cells;
}

bool is_label(const TableCell& cell) {
  const auto text = text_of(cell);
  return !text.empty() && word_count(text) <= 12 && (ends_as_question(text) || starts_bold(cell));
}

/// "label | answer | label | answer".
bool is_pairs(const Cells& cells) {
  if (cells.size() < 4 || cells.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < cells.size(); i += 2)
    if (!is_label(*cells[i]) || is_label(*cells[i + 1])) return false;
  return true;
}

bool is_form_head(const Cells& cells) {
  if (cells.size() < 2) return false;
  const auto plain = [](const TableCell& cell) {
    auto text = schema::fold(text_of(cell));
    if (text.ends_with(':')) text.pop_back();
    return text;
  };
  return is_one_of(plain(*cells[0]), kHeadOfQuestions) && is_one_of(plain(*cells[1]), kHeadOfAnswers);
}

bool is_data_head(const TableRow& row, const Cells& cells) {
  if (cells.size() < 2 || is_form_head(cells)) return false;
  if (ends_as_question(text_of(*cells[0]))) return false;
  return row.head ||
         std::all_of(cells.begin(), cells.end(), [](const auto* cell) { return starts_bold(*cell); });
}

bool uses_label(const std::string& question) {
  const auto folded = schema::fold(question);
  return is_one_of(folded.substr(0, folded.find_first_of(" :?/")), kLabels);
}

/// A row of one cell that asks: its answer is below it in the cell, or in the next row.
bool asks(const TableCell& cell) {
  const auto split = split_question(cell);
  return !split.question.empty() && word_count(split.question) <= 60 &&
         (ends_as_question(split.question) || starts_bold(cell));
}

/// Text that belongs to the question of its cell as an answer.
bool holds_answer(const QuestionCell& cell) { return !cell.rest.empty() && !cell.rest_is_guidance; }

/// What rows of one cell say for a form: pairs of question and answer, and how many of the questions end as
/// such.
struct FullWidth {
  int pairs = 0;
  int certain = 0;
};

FullWidth full_width_pairs(const std::vector<Cells>& rows) {
  FullWidth out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != 1 || !asks(*rows[i][0])) continue;
    const auto split = split_question(*rows[i][0]);
    const bool answered_below = i + 1 < rows.size() && rows[i + 1].size() == 1 && !asks(*rows[i + 1][0]);
    if (!holds_answer(split) && !answered_below) continue;
    ++out.pairs;
    if (ends_as_question(split.question)) ++out.certain;
  }
  return out;
}

class EntryReader {
 public:
  std::vector<FormEntry> read(const std::vector<Cells>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == 0 && is_form_head(rows[i])) continue;
      const auto* next = i + 1 < rows.size() && rows[i + 1].size() == 1 ? rows[i + 1][0] : nullptr;
      if (rows[i].size() == 1)
        add_full_width(*rows[i][0], next);
      else if (is_pairs(rows[i]))
        for (std::size_t j = 0; j < rows[i].size(); j += 2) add_pair(*rows[i][j], {rows[i][j + 1]});
      else
        add_pair(*rows[i][0], {rows[i].begin() + 1, rows[i].end()});
    }
    return std::move(entries_);
  }

 private:
  void add_full_width(const TableCell& cell, const TableCell* next) {
    if (text_of(cell).empty() || cell.continues_above) return;
    auto split = split_question(cell);
    if (awaits_answer_ && !asks(cell)) {
      append({&cell});
      awaits_answer_ = false;
    } else if (asks(cell) && holds_answer(split)) {
      entries_.push_back({split.question, std::move(split.rest)});
      awaits_answer_ = false;
    } else if (asks(cell)) {
      // A question only if an answer can follow; else the title of a section.
      awaits_answer_ = next != nullptr && !asks(*next);
      if (awaits_answer_) entries_.push_back({split.question, {}});
    } else if (!entries_.empty() && !is_guidance(text_of(cell)) && word_count(text_of(cell)) > 3) {
      append({&cell});
    }
  }

  void add_pair(const TableCell& question, const Cells& answer) {
    awaits_answer_ = false;
    const bool goes_on = question.continues_above || text_of(question).empty();
    if (goes_on) {
      if (!entries_.empty()) append(answer);
      return;
    }
    auto split = split_question(question);
    entries_.push_back({split.question, {}});
    append(answer);
    if (text_of(std::span<const Element>(entries_.back().answer)).empty() && holds_answer(split))
      entries_.back().answer = std::move(split.rest);
  }

  /// Cells with a box alone make one line with the cells beside them, where their labels are.
  void append(const Cells& cells) {
    auto& answer = entries_.back().answer;
    const bool boxes = cells.size() > 1 && std::any_of(cells.begin(), cells.end(), [](const auto* cell) {
                         const auto text = text_of(*cell);
                         return box_bytes(text) == text.size() && !text.empty();
                       });
    Paragraph line;
    for (const auto* cell : cells) {
      if (boxes)
        line.runs.push_back({text_of(*cell) + " ", false, false, 0});
      else
        answer.insert(answer.end(), cell->content.begin(), cell->content.end());
    }
    if (boxes) answer.push_back({std::move(line)});
  }

  std::vector<FormEntry> entries_;
  bool awaits_answer_ = false;  ///< the last row was a question of full width
};

std::vector<Cells> rows_of(const Table& table) {
  const bool number_column = has_number_column(table);
  std::vector<Cells> rows;
  for (const auto& row : table.rows) rows.push_back(cells_of(row, number_column));
  return rows;
}

}  // namespace

bool is_bold(const Paragraph& paragraph) {
  bool any = false;
  for (const auto& run : paragraph.runs) {
    if (tidy_text(run.text).empty()) continue;
    if (!run.bold) return false;
    any = true;
  }
  return any;
}

bool is_guidance(std::string_view text) {
  const auto folded = schema::fold(text);
  if ((folded.starts_with('(') && folded.ends_with(')')) ||
      (folded.starts_with('[') && folded.ends_with(']')))
    return true;
  return std::any_of(std::begin(kGuidanceStarts), std::end(kGuidanceStarts),
                     [&](const auto start) { return folded.starts_with(start); });
}

std::string question_key(std::string_view question) {
  std::string text = schema::fold(without_number(question));
  for (const std::string_view begin : {"continued from ", "continuation of ", "continuing ", "cont. from ", "cont'd from "})
    if (text.starts_with(begin)) text.erase(0, begin.size());
  for (const std::string_view end : {"(continued)", "continued", "(cont.)", "(cont)", "cont.", "(cont'd)", "cont'd"})
    if (text.ends_with(end)) text.resize(text.size() - end.size());
  while (text.ends_with(' ')) text.pop_back();
  if (const auto open = text.rfind('('); text.ends_with(')') && open != std::string::npos && open > 0)
    text.resize(open);
  std::string key;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (letter)
      key += c;
    else if (!key.empty() && key.back() != ' ')
      key += ' ';
  }
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

FormLikeness form_likeness(const Table& table) {
  const auto rows = rows_of(table);
  int asked = 0, certain = 0, labelled = 0, wide = 0;
  for (const auto& cells : rows) {
    if (cells.size() < 2 || is_form_head(cells) || cells[0]->continues_above) continue;
    const auto question = split_question(*cells[0]).question;
    if (question.empty()) continue;
    const bool stands_out =
        (starts_bold(*cells[0]) && !starts_bold(*cells[1])) || (cells[0]->shaded && !cells[1]->shaded);
    ++asked;
    if (cells.size() > 2 && !is_pairs(cells)) ++wide;
    if (ends_as_question(question))
      ++certain;
    else if (stands_out || uses_label(question))
      ++labelled;
  }
  const auto full = full_width_pairs(rows);
  if (is_form_head(rows.front()) && asked > 0) return FormLikeness::kCertain;
  if (full.certain >= 2 || (full.pairs >= 1 && certain >= 1)) return FormLikeness::kCertain;
  if (asked == 0) return full.certain > 0 ? FormLikeness::kPossible : FormLikeness::kNone;
  if (wide * 2 > asked && certain * 2 < asked) return FormLikeness::kNone;
  if (is_data_head(table.rows.front(), rows.front()) && certain * 2 < asked) return FormLikeness::kNone;
  if (certain >= 2 && certain * 3 >= asked) return FormLikeness::kCertain;
  if (certain >= 1 && (certain + labelled) * 5 >= asked * 4) return FormLikeness::kCertain;
  if (asked >= 2 && (certain + labelled) * 5 >= asked * 3) return FormLikeness::kLikely;
  return certain + labelled > 0 ? FormLikeness::kPossible : FormLikeness::kNone;
}

std::vector<FormEntry> form_entries(const Table& table) { return EntryReader().read(rows_of(table)); }

}  // namespace indexer::word
