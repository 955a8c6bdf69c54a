#include "indexer/extract/word/word_form.h"

#include <algorithm>
#include <set>

#include "indexer/extract/word/form_table.h"
#include "indexer/extract/word/tick_boxes.h"
#include "indexer/extract/word/word_blocks.h"
#include "schema/text_analysis.h"

namespace indexer::word {
namespace {

using Kind = Paragraph::Kind;

constexpr std::string_view kElsewhere[] = {"see below",          "see overleaf",       "see over",
                                           "continued below",    "continued overleaf", "see next page",
                                           "as below",           "set out below",      "see text below",
                                           "see separate sheet", "see end of form",    "see page"};
constexpr std::string_view kPlaceholders[] = {"click or tap here to enter text",
                                              "click here to enter text",
                                              "click or tap to enter a date",
                                              "click here to enter a date",
                                              "choose an item",
                                              "select an item",
                                              "enter text here",
                                              "type here"};
constexpr std::string_view kInstructions[] = {
    "please",           "this form",      "the form",        "this template",     "completed form",
    "all sections",     "complete the",   "submit",          "return to",         "thank you for",
    "deadline",         "guidance",       "questions below", "call for practice", "used to",
    "for official use", "office use only"};
constexpr std::string_view kClosingLines[] = {"this form",         "completed form",   "return to",      "thank you for",
                                              "call for practice", "for official use", "office use only"};

template <std::size_t size>
bool holds(const std::string& text, const std::string_view (&phrases)[size]) {
  return std::any_of(std::begin(phrases), std::end(phrases),
                     [&](const auto phrase) { return text.find(phrase) != std::string::npos; });
}

bool points_elsewhere(std::span<const Element> answer) {
  const auto text = schema::fold(text_of(answer));
  return word_count(text) <= 12 && holds(text, kElsewhere);
}

bool is_placeholder(std::span<const Element> answer) {
  auto text = schema::fold(text_of(answer));
  while (text.ends_with('.') || text.ends_with(']')) text.pop_back();
  while (text.starts_with('[')) text.erase(0, 1);
  return std::find(std::begin(kPlaceholders), std::end(kPlaceholders), text) != std::end(kPlaceholders);
}

bool is_instruction(const std::string& text) {
  return is_guidance(text) || holds(schema::fold(text), kInstructions);
}

std::string shortened(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text.size() <= 80) return text;
  const auto end = text.rfind(' ', 80);
  return text.substr(0, end == std::string::npos ? 0 : end) + " …";
}

bool is_heading(const Paragraph& paragraph) {
  return paragraph.kind == Kind::kHeading || paragraph.kind == Kind::kTitle;
}
/// A paragraph that heads what follows by its looks alone.
bool looks_like_heading(const Paragraph& paragraph, const std::string& text) {
  return paragraph.kind == Kind::kText && is_bold(paragraph) && word_count(text) <= 12;
}

/// Which elements of the body are tables of a form.
std::set<const Element*> form_tables(const WordDocument& document) {
  std::size_t words = 0, words_in_tables = 0;
  std::vector<std::pair<const Element*, FormLikeness>> tables;
  bool certain = false, elsewhere = false;
  for (const auto& element : document.body) {
    const auto count = word_count(text_of(std::span(&element, 1)));
    words += count;
    if (element.table() == nullptr) continue;
    const auto likeness = form_likeness(*element.table());
    if (likeness == FormLikeness::kNone) continue;
    words_in_tables += count;
    certain = certain || likeness == FormLikeness::kCertain;
    tables.emplace_back(&element, likeness);
    for (const auto& entry : form_entries(*element.table()))
      elsewhere = elsewhere || points_elsewhere(entry.answer);
  }
  const bool likely = std::any_of(tables.begin(), tables.end(),
                                  [](const auto& one) { return one.second >= FormLikeness::kLikely; });
  const bool enough = words_in_tables * 4 >= words || elsewhere;
  if (!(certain && (words_in_tables * 10 >= words || elsewhere)) && !(likely && enough)) return {};
  std::set<const Element*> out;
  for (const auto& [element, likeness] : tables) out.insert(element);
  return out;
}

class FormReader {
 public:
  FormReader(const WordDocument& document, const std::string& path, ExtractedText& out)
      : document_(document), path_(path), out_(out), tables_(form_tables(document)) {}

  bool read() {
    if (tables_.empty()) return false;
    for (const auto& element : document_.body)
      if (tables_.contains(&element)) ++tables_left_;
    for (const auto& element : document_.body) add(element);
    for (auto& entry : entries_) out_.answers.push_back(answer_of(entry));
    report();
    return true;
  }

 private:
  void add(const Element& element) {
    if (tables_.contains(&element)) {
      --tables_left_;
      seen_table_ = true;
      below_ = nullptr;
      headings_.clear();
      for (auto& entry : form_entries(*element.table())) entries_.push_back({std::move(entry), false, {}});
      return;
    }
    const auto* paragraph = element.paragraph();
    const std::string text = paragraph == nullptr ? std::string() : text_of(*paragraph);
    if (paragraph != nullptr && text.empty()) return;
    if (seen_table_ && paragraph != nullptr && begins_answer(*paragraph, text)) return;
    if (below_ != nullptr && paragraph != nullptr && ends_answer(*paragraph, text)) below_ = nullptr;
    if (below_ != nullptr)
      below_->more.push_back(element);
    else if (paragraph != nullptr && is_printed(*paragraph, text))
      return;
    else
      keep(element);
  }

  struct Answer {
    FormEntry entry;
    bool found_below = false;
    std::vector<Element> more;  ///< from below the table
  };

  bool begins_answer(const Paragraph& paragraph, const std::string& text) {
    const auto key = question_key(text);
    if (key.empty() || word_count(text) > 60) return false;
    const bool heads =
        is_heading(paragraph) || is_bold(paragraph) || word_count(text) > 2 || text.ends_with(':');
    const auto found = std::find_if(entries_.rbegin(), entries_.rend(), [&](const Answer& one) {
      return question_key(one.entry.question) == key;
    });
    if (found == entries_.rend()) return false;
    if (!heads && !points_elsewhere(found->entry.answer) &&
        !text_of(std::span<const Element>(found->entry.answer)).empty())
      return false;
    below_ = &*found;
    below_->found_below = true;
    below_level_ = paragraph.kind == Kind::kHeading ? paragraph.level : 0;
    headings_.clear();
    return true;
  }

  bool ends_answer(const Paragraph& paragraph, const std::string& text) const {
    if (is_heading(paragraph)) return below_level_ == 0 || paragraph.level <= below_level_;
    return below_level_ == 0 && looks_like_heading(paragraph, text);
  }

  /// True for what the form itself says, outside its tables.
  bool is_printed(const Paragraph& paragraph, const std::string& text) {
    if (paragraph.kind == Kind::kContents) return true;
    if (is_heading(paragraph) || (tables_left_ > 0 && looks_like_heading(paragraph, text))) {
      // Headings after the last table are somebody's own; between tables they are if text of its own follows.
      if (seen_table_) headings_.push_back(paragraph);
      return true;
    }
    const bool printed_title =
        !seen_table_ && out_.blocks.empty() && word_count(text) <= 15 && !text.ends_with('.');
    // Below the last table people write, and the form has little to say.
    const bool instruction = tables_left_ > 0 ? is_instruction(text) : holds(schema::fold(text), kClosingLines);
    if (!instruction && !printed_title) return false;
    dropped_.push_back(text);
    return true;
  }

  void keep(const Element& element) {
    for (const auto& heading : headings_) add_blocks(heading, out_.blocks);
    headings_.clear();
    add_blocks(std::span(&element, 1), out_.blocks);
  }

  static FormAnswer answer_of(Answer& answer) {
    auto& content = answer.entry.answer;
    if (is_placeholder(content) || (answer.found_below && points_elsewhere(content))) content.clear();
    content.insert(content.end(), answer.more.begin(), answer.more.end());
    FormAnswer out;
    out.question = answer.entry.question;
    std::vector<std::string> lines;
    add_lines(content, lines);
    const auto boxes = tick_boxes(lines);
    if (boxes.empty()) {
      add_blocks(content, out.blocks, 3);
      return out;
    }
    out.has_boxes = true;
    for (const auto& box : boxes.boxes)
      if (box.ticked && (!box.label.empty() || boxes.boxes.size() == 1))
        out.ticked.push_back(box.label.empty() ? "Yes" : box.label);
    for (const auto& text : boxes.beside) {
      Paragraph paragraph;
      paragraph.runs = {{text, false, false, 0}};
      add_blocks(paragraph, out.blocks, 3);
    }
    return out;
  }

  /// Lines in which boxes and labels stand together: of paragraphs, and of rows of tables within the answer.
  static void add_lines(std::span<const Element> content, std::vector<std::string>& lines) {
    for (const auto& element : content) {
      if (const auto* paragraph = element.paragraph()) {
        const auto text = text_of(*paragraph);
        for (std::size_t begin = 0; begin < text.size();) {
          const auto end = std::min(text.find('\n', begin), text.size());
          lines.push_back(text.substr(begin, end - begin));
          begin = end + 1;
        }
        continue;
      }
      for (const auto& row : element.table()->rows) {
        std::string line;
        for (const auto& cell : row.cells)
          line += (line.empty() ? "" : " ") + text_of(std::span<const Element>(cell.content));
        std::replace(line.begin(), line.end(), '\n', ' ');
        lines.push_back(std::move(line));
      }
    }
  }

  void report() {
    if (!dropped_.empty()) {
      std::string texts;
      for (const auto& text : dropped_) texts += (texts.empty() ? "“" : ", “") + shortened(text) + "”";
      note(Severity::kNote, "text around the form's tables was taken for its instructions and left out: " +
                                texts + "; if it belongs to the record, move it into an answer");
    }
    for (const auto& answer : entries_)
      if (!answer.found_below && points_elsewhere(answer.entry.answer))
        note(Severity::kWarning, "the answer to “" + shortened(answer.entry.question) +
                                     "” is said to be elsewhere, but no text below the table repeats the "
                                     "question; put the answer into its cell");
  }

  void note(Severity severity, std::string message) {
    out_.problems.push_back({severity, path_, 0, std::move(message)});
  }

  const WordDocument& document_;
  const std::string& path_;
  ExtractedText& out_;
  std::set<const Element*> tables_;
  std::size_t tables_left_ = 0;
  bool seen_table_ = false;
  std::vector<Answer> entries_;
  Answer* below_ = nullptr;  ///< text goes to this answer
  int below_level_ = 0;      ///< of the heading that repeats its question; 0: a paragraph does
  std::vector<Paragraph> headings_;
  std::vector<std::string> dropped_;
};

}  // namespace

bool read_form(const WordDocument& document, const std::string& path, ExtractedText& out) {
  return FormReader(document, path, out).read();
}

}  // namespace indexer::word
