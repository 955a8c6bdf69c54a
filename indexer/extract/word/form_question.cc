#include "indexer/extract/word/form_question.h"

#include <algorithm>

#include "indexer/extract/word/word_blocks.h"
#include "schema/text_analysis.h"

namespace indexer::word {
namespace {

bool is_blank(const TextRun& run) { return tidy_text(run.text).empty(); }

/// First run that is not in the look of the question: after bold ones the first that is not, else the first
/// in italics or smaller.
std::size_t end_of_question(const std::vector<TextRun>& runs) {
  const auto first = std::find_if_not(runs.begin(), runs.end(), is_blank);
  if (first == runs.end()) return runs.size();
  const auto other = std::find_if(first, runs.end(), [&](const TextRun& run) {
    const bool smaller = run.half_points > 0 && first->half_points > run.half_points;
    return !is_blank(run) && (run.bold != first->bold || (run.italic && !first->italic) || smaller);
  });
  // A word in bold in the middle of a question is no other look.
  if (other != runs.end() && !first->bold && other->bold && !other->italic) return runs.size();
  return static_cast<std::size_t>(other - runs.begin());
}

Paragraph part(const Paragraph& paragraph, std::size_t begin, std::size_t end) {
  Paragraph out = paragraph;
  out.runs.assign(paragraph.runs.begin() + static_cast<std::ptrdiff_t>(begin),
                  paragraph.runs.begin() + static_cast<std::ptrdiff_t>(end));
  return out;
}

/// True if a question can end before `tail`: "Impact" (bold) "of the work" is one phrase.
bool can_end(std::string_view head, std::string_view tail) {
  return ends_as_question(head) || word_count(head) > 1 || tail.find_first_of("-(:[") == 0 ||
         tail.starts_with("–");
}

void split_lines(QuestionCell& cell, std::string text, const Paragraph& paragraph) {
  const auto end = text.find('\n');
  if (end != std::string::npos && (ends_as_question(std::string_view(text).substr(0, end)) ||
                                   is_guidance(std::string_view(text).substr(end + 1)))) {
    Paragraph rest = paragraph;
    rest.runs = {{text.substr(end + 1), false, false, 0}};
    cell.rest.push_back({std::move(rest)});
    text.resize(end);
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  cell.question = std::move(text);
}

void split_paragraph(QuestionCell& cell, const Paragraph& paragraph) {
  const auto end = end_of_question(paragraph.runs);
  const auto head = text_of(part(paragraph, 0, end));
  const auto rest = part(paragraph, end, paragraph.runs.size());
  const auto tail = text_of(rest);
  if (tail.empty() || !can_end(head, tail)) return split_lines(cell, text_of(paragraph), paragraph);
  split_lines(cell, head, paragraph);
  cell.rest.push_back({rest});
}

bool reads_as_guidance(const Element& element, int question_size) {
  const auto* paragraph = element.paragraph();
  if (paragraph == nullptr) return false;
  const auto is_aside = [&](const TextRun& run) {
    return is_blank(run) || run.italic || (run.half_points > 0 && run.half_points < question_size);
  };
  const auto text = text_of(*paragraph);
  return text.empty() || std::all_of(paragraph->runs.begin(), paragraph->runs.end(), is_aside) ||
         is_guidance(text);
}

}  // namespace

bool is_number_label(std::string_view text) {
  if (text.starts_with('Q') || text.starts_with('q')) text.remove_prefix(1);
  if (text.starts_with('(')) text.remove_prefix(1);
  const auto digits = std::min(text.find_first_not_of("0123456789."), text.size());
  auto rest = text.substr(digits);
  if (digits > 4) return false;
  if (!rest.empty() && ((rest[0] >= 'a' && rest[0] <= 'z') || (rest[0] >= 'A' && rest[0] <= 'Z')))
    rest.remove_prefix(1);
  return !text.empty() && rest.find_first_not_of(".):") == std::string_view::npos &&
         text.find_first_not_of(".):") != std::string_view::npos;
}

bool ends_as_question(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '*')) text.remove_suffix(1);
  return text.ends_with('?') || text.ends_with(':');
}

std::string without_number(std::string_view question) {
  const auto space = question.find(' ');
  const auto label = question.substr(0, space);
  const bool marked = label.find_first_of(".):") != std::string_view::npos ||
                      (label.size() > 1 && (label[0] == 'Q' || label[0] == 'q'));
  const bool numbered = label.find_first_of("0123456789") != std::string_view::npos || label.size() <= 2;
  if (space != std::string_view::npos && is_number_label(label) && marked && numbered)
    question.remove_prefix(space + 1);
  while (!question.empty() && (question.back() == '*' || question.back() == ' ')) question.remove_suffix(1);
  return std::string(question);
}

QuestionCell split_question(const TableCell& cell) {
  QuestionCell out;
  bool open = false;  // further bold paragraphs may go on with the question
  int size = 0;
  for (const auto& element : cell.content) {
    const auto* paragraph = element.paragraph();
    const auto text = paragraph == nullptr ? std::string() : text_of(*paragraph);
    if (paragraph != nullptr && text.empty()) continue;
    if (out.question.empty() && paragraph != nullptr) {
      split_paragraph(out, *paragraph);
      size = paragraph->runs.front().half_points;
      open = out.rest.empty() && is_bold(*paragraph);
    } else if (open && paragraph != nullptr && is_bold(*paragraph) && !ends_as_question(out.question) &&
               paragraph->kind != Paragraph::Kind::kBullet) {
      out.question += ' ' + text;
    } else {
      open = false;
      out.rest.push_back(element);
    }
  }
  out.rest_is_guidance = std::all_of(out.rest.begin(), out.rest.end(),
                                     [&](const auto& element) { return reads_as_guidance(element, size); });
  out.question = without_number(out.question);
  return out;
}

}  // namespace indexer::word
