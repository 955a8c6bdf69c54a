#include "indexer/extract/word/tick_boxes.h"

#include <algorithm>
#include <optional>

#include "indexer/extract/word/word_blocks.h"

namespace indexer::word {
namespace {

constexpr std::size_t kMostWordsOfLabel = 12;

enum class Mark { kEmpty, kTicked, kTick, kCross, kFilled };

struct Glyph {
  std::string_view text;
  Mark mark;
};
constexpr Glyph kGlyphs[] = {
    {"☐", Mark::kEmpty},    {"□", Mark::kEmpty},     {"▢", Mark::kEmpty},     {"❑", Mark::kEmpty},
    {"❏", Mark::kEmpty},    {"⬜", Mark::kEmpty},     {"◻", Mark::kEmpty},     {"☑", Mark::kTicked},
    {"☒", Mark::kTicked},   {"🗹", Mark::kTicked}, {"🗷", Mark::kTicked}, {"✅", Mark::kTicked},
    {"[x]", Mark::kTicked}, {"[X]", Mark::kTicked},  {"[✓]", Mark::kTicked},  {"[✔]", Mark::kTicked},
    {"[ ]", Mark::kEmpty},  {"[]", Mark::kEmpty},    {"✓", Mark::kTick},      {"✔", Mark::kTick},
    {"✗", Mark::kCross},    {"✘", Mark::kCross},     {"■", Mark::kFilled}};

const Glyph* glyph_at(std::string_view text) {
  const auto* found = std::find_if(std::begin(kGlyphs), std::end(kGlyphs),
                                   [&](const auto& glyph) { return text.starts_with(glyph.text); });
  return found == std::end(kGlyphs) ? nullptr : found;
}

/// A line cut at its boxes: text, box, text, box, text.
struct Line {
  std::vector<Mark> marks;
  std::vector<std::string> texts{""};  ///< one more than marks
};

Line line_of(std::string_view text) {
  Line line;
  while (!text.empty()) {
    if (const auto* glyph = glyph_at(text)) {
      line.marks.push_back(glyph->mark);
      line.texts.emplace_back();
      text.remove_prefix(glyph->text.size());
    } else {
      line.texts.back() += text.front();
      text.remove_prefix(1);
    }
  }
  return line;
}

std::string label_of(const std::string& text) {
  std::string label = tidy_text(text);
  // U+FE0E and U+FE0F choose how a glyph before them looks.
  for (const std::string_view selector : {"\uFE0E", "\uFE0F"})
    if (label.starts_with(selector)) label.erase(0, selector.size());
  const auto begin = label.find_first_not_of(" -:/|,;");
  const auto end = label.find_last_not_of(" -:/|,;");
  return begin == std::string::npos ? "" : label.substr(begin, end - begin + 1);
}

struct Marked {
  std::string label;
  Mark mark;
};

void add_line(const Line& line, std::vector<Marked>& out, std::vector<std::string>& beside,
              bool& waits_for_label) {
  const auto before = label_of(line.texts.front());
  const bool labels_before = !before.empty() && label_of(line.texts.back()).empty();
  if (!before.empty() && !labels_before) beside.push_back(tidy_text(line.texts.front()));
  for (std::size_t i = 0; i < line.marks.size(); ++i)
    out.push_back({label_of(line.texts[labels_before ? i : i + 1]), line.marks[i]});
  waits_for_label = line.marks.size() == 1 && out.back().label.empty();
}

}  // namespace

std::size_t box_bytes(std::string_view text) {
  const auto* glyph = glyph_at(text);
  return glyph == nullptr ? 0 : glyph->text.size();
}

TickBoxes tick_boxes(std::span<const std::string> lines) {
  TickBoxes out;
  std::vector<Marked> marked;
  bool waits_for_label = false;
  for (const auto& text : lines) {
    const auto line = line_of(text);
    if (!line.marks.empty()) {
      add_line(line, marked, out.beside, waits_for_label);
    } else if (waits_for_label && word_count(text) <= kMostWordsOfLabel) {
      marked.back().label = label_of(text);
      waits_for_label = false;
    } else if (!text.empty()) {
      out.beside.push_back(text);
    }
  }
  const auto has = [&](Mark mark) {
    return std::any_of(marked.begin(), marked.end(), [&](const auto& one) { return one.mark == mark; });
  };
  const bool boxes = has(Mark::kEmpty) || has(Mark::kTicked);
  const bool bullets = !boxes && std::any_of(marked.begin(), marked.end(), [&](const auto& one) {
    return one.mark == Mark::kFilled || word_count(one.label) > kMostWordsOfLabel;
  });
  if (bullets) return {};
  for (auto& [label, mark] : marked) {
    const bool ticked = mark == Mark::kTicked || mark == Mark::kTick || mark == Mark::kFilled ||
                        (mark == Mark::kCross && !has(Mark::kTick));
    out.boxes.push_back({std::move(label), ticked});
  }
  return out;
}

}  // namespace indexer::word
