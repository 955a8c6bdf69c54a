// Words to lines, lines to text.

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/extract/pdf/pdf_layout.h"

namespace indexer::pdf {
namespace {

bool has_letter_or_digit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c >= 0x80; });
}

bool all_digits(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// True if more than half of the lower of both overlaps the other.
bool side_by_side(const Box& a, const Box& b) {
  const double overlap = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return overlap > 0.5 * std::min(a.height(), b.height());
}

bool is_note_reference(const Word& word, const Word& before, double line_size) {
  return all_digits(word.text) && word.text.size() <= 3 && word.size < 0.8 * line_size &&
         before.size > 0.9 * line_size && word.box.y1 < before.box.y1 - 0.05 * line_size &&
         word.box.x0 - before.box.x1 < 0.3 * line_size && before.text.size() > 3;
}

}  // namespace

Line line_of(std::vector<Word> words) {
  Line line;
  std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.box.x0 < b.box.x0; });
  line.words = std::move(words);
  line.box = line.words.front().box;
  line.bold = true;
  std::map<double, std::size_t> sizes;
  bool any = false;
  for (const auto& word : line.words) {
    line.box.cover(word.box);
    sizes[std::round(word.size * 2) / 2] += word.text.size();
    if (!has_letter_or_digit(word.text)) continue;
    any = true;
    line.bold = line.bold && word.bold;
  }
  line.bold = line.bold && any;
  line.size = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
              })->first;
  return line;
}

std::vector<Line> lines_of(std::vector<Word> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const Word& a, const Word& b) { return a.box.middle() < b.box.middle(); });
  struct Row {
    Box box;
    std::vector<Word> words;
  };
  std::vector<Row> rows;
  constexpr std::size_t kRowsBack = 4;  // a raised word may sort before the line that it belongs to
  for (auto& word : words) {
    Row* found = nullptr;
    for (std::size_t i = rows.size(); i-- > 0 && rows.size() - i <= kRowsBack && found == nullptr;)
      if (side_by_side(rows[i].box, word.box)) found = &rows[i];
    if (found == nullptr) found = &rows.emplace_back(Row{word.box, {}});
    if (word.size >= found->box.height() * 0.8) found->box.cover(word.box);
    found->words.push_back(std::move(word));
  }
  std::vector<Line> lines;
  lines.reserve(rows.size());
  for (auto& row : rows) lines.push_back(line_of(std::move(row.words)));
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.box.middle() < b.box.middle(); });
  return lines;
}

std::string text_of(const std::vector<Word>& words, double line_size) {
  std::string text;
  const Word* before = nullptr;
  for (const auto& word : words) {
    if (before != nullptr && is_note_reference(word, *before, line_size)) {
      text += "[" + word.text + "]";
      continue;
    }
    const bool joined =
        before != nullptr && !before->space_after && word.box.x0 - before->box.x1 < 0.12 * line_size;
    if (before != nullptr && !joined) text += ' ';
    text += word.text;
    before = &word;
  }
  return text;
}

std::string text_of(const Line& line) { return text_of(line.words, line.size); }

}  // namespace indexer::pdf
