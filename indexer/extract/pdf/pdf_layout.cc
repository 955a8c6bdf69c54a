#include "indexer/extract/pdf/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "indexer/extract/pdf/pdf_rules.h"

namespace indexer::pdf {
namespace {

constexpr int kMaxDepth = 10;
constexpr std::size_t kMinLines = 5;    // on both sides of a gutter
constexpr double kMostIndent = 2.2;     // of the font size: of items in a column
constexpr double kMostLeading = 1.6;    // of the font size; lines that lie wider apart are rows or paragraphs
constexpr std::size_t kMaxTrials = 12;  // gutters of one region that are looked at closely

/// A strip without words whose right edge is at `x`, from `top` to `bottom`.
struct Gutter {
  double x = 0, top = 0, bottom = 0;
  std::size_t words = 0;  ///< beside it
};

struct Parts {
  std::vector<Word> above, left, right, below;
};

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double usual_size(const std::vector<Word>& words) {
  std::vector<double> sizes;
  for (const auto& word : words) sizes.push_back(word.size);
  return median(std::move(sizes));
}

/// Where several words begin, one below the other, or a heading a little left of them, as over items.
std::vector<double> left_edges(const std::vector<Word>& words) {
  std::map<long, std::size_t> starts;
  std::set<long> headings;
  for (const auto& word : words) {
    const auto start = std::lround(word.box.x0 / 2);
    ++starts[start];
    if (word.bold) headings.insert(start);
  }
  const auto indent = std::lround(kMostIndent * usual_size(words) / 2);
  std::vector<double> edges;
  long last = std::numeric_limits<long>::max() / 2;
  for (auto start = starts.rbegin(); start != starts.rend(); ++start) {
    const auto next = starts.find(start->first + 1);
    const bool several = start->second + (next == starts.end() ? 0 : next->second) >= 3;
    if (!several && !(headings.contains(start->first) && last - start->first <= indent)) continue;
    if (several) last = start->first;
    edges.push_back(static_cast<double>(start->first) * 2 - 1);
  }
  return edges;
}

/// What `word` takes of the page's width: of a ruled table all, so that no gutter runs through it.
Box area_of(const Word& word) { return word.grid == nullptr ? word.box : word.grid->box; }

/// The longest strip left of `x` that no word crosses. `words` are sorted from top to bottom.
std::optional<Gutter> gutter_at(double x, double width, const std::vector<Word>& words) {
  Gutter best, run;
  std::size_t left = 0, right = 0;
  const auto close = [&](double bottom) {
    run.x = x;
    run.bottom = bottom;
    run.words = std::min(left, right) * 2;
    if (run.words > best.words) best = run;
  };
  run.top = words.front().box.y0 - 1;
  for (const auto& word : words) {
    if (const auto area = area_of(word); area.x0 < x && area.x1 > x - width) {
      close(word.box.middle());
      run.top = std::max(run.top, word.box.middle());
      left = right = 0;
    } else {
      ++(word.box.x0 < x ? left : right);
    }
  }
  close(words.back().box.y1 + words.back().box.height() + 1);
  if (best.words < 2 * kMinLines) return std::nullopt;
  return best;
}

Parts parted(const std::vector<Word>& words, const Gutter& gutter) {
  Parts parts;
  for (const auto& word : words) {
    const double y = word.box.middle();
    auto& part = y <= gutter.top          ? parts.above
                 : y >= gutter.bottom     ? parts.below
                 : word.box.x0 < gutter.x ? parts.left
                                          : parts.right;
    part.push_back(word);
  }
  return parts;
}

/// One side of a gutter, as far as it tells prose from cells.
struct Side {
  std::vector<Line> lines;
  double words_a_line = 0;
  double filled = 0;  ///< of the width, by the line in the middle
  double right_edge = 0;
  std::vector<double> after_gaps;  ///< middles of lines that follow a gap and are not those of a ruled table
};

Side side_of(const std::vector<Word>& words) {
  Side side;
  side.lines = lines_of(words);
  Box box = side.lines.front().box;
  std::vector<double> counts, widths, steps;
  for (std::size_t i = 0; i < side.lines.size(); ++i) {
    const auto& line = side.lines[i];
    box.cover(line.box);
    counts.push_back(static_cast<double>(line.words.size()));
    widths.push_back(line.box.width());
    if (i > 0) steps.push_back(line.box.middle() - side.lines[i - 1].box.middle());
  }
  side.right_edge = box.x1;
  side.words_a_line = median(std::move(counts));
  side.filled = median(std::move(widths)) / std::max(box.width(), 1.0);
  const double step = std::min(median(steps), kMostLeading * side.lines.front().size);
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (const auto& line = side.lines[i + 1]; steps[i] > 1.25 * step && line.words.front().grid == nullptr)
      side.after_gaps.push_back(line.box.middle());
  return side;
}

std::size_t matches(const std::vector<double>& a, const std::vector<double>& b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](double y) {
    return std::any_of(b.begin(), b.end(), [&](double other) { return std::abs(y - other) < 2; });
  }));
}

std::vector<double> middles(const std::vector<Line>& lines) {
  std::vector<double> out;
  for (const auto& line : lines) out.push_back(line.box.middle());
  return out;
}

/// Rows that begin after a gap on both sides at the same height.
bool rows_match(const Side& left, const Side& right) {
  const auto common = matches(left.after_gaps, right.after_gaps);
  return common >= 2 && 10 * common >= 6 * std::min(left.after_gaps.size(), right.after_gaps.size());
}

/// Lines of a column begin at its edge, items and tables a little right of it. Where the gutter is narrow it
/// could be chance, and more of them must begin there.
bool begin_at(const std::vector<Line>& lines, double x, double left_edge) {
  const double size = lines.front().size;
  const bool narrow = x - left_edge < 0.9 * size;
  if (narrow && lines.size() < 8) return false;
  const auto starts = std::count_if(lines.begin(), lines.end(), [&](const Line& line) {
    const double shift = area_of(line.words.front()).x0 - x;
    return shift > -4 && shift < (narrow ? 2 : kMostIndent * size);
  });
  return static_cast<std::size_t>(starts) * 10 >= lines.size() * (narrow ? 7 : 4);
}

/// Dots that lead to a page number.
bool are_leaders(const std::vector<Word>& words) {
  const auto dots = std::count_if(words.begin(), words.end(), [](const Word& word) {
    return word.text.find_first_not_of('.') == std::string::npos;
  });
  return 2 * static_cast<std::size_t>(dots) > words.size();
}

bool are_columns(const Parts& parts, const Gutter& gutter) {
  if (are_leaders(parts.right)) return false;
  if (parts.left.size() < kMinLines || parts.right.size() < kMinLines) return false;
  const auto left = side_of(parts.left), right = side_of(parts.right);
  if (left.lines.size() < kMinLines || right.lines.size() < kMinLines) return false;
  if (rows_match(left, right)) return false;
  if (!begin_at(right.lines, gutter.x, left.right_edge)) return false;
  const double words = std::min(left.words_a_line, right.words_a_line);
  if (words < 2 || std::min(left.filled, right.filled) < 0.4) return false;
  if (words >= 4) return true;
  const auto common = matches(middles(left.lines), middles(right.lines));
  return 2 * common < std::min(left.lines.size(), right.lines.size());
}

/// A heading that ends the left column belongs to what follows below the columns.
void release_headings(Parts& parts) {
  if (parts.below.empty() || parts.left.empty()) return;
  auto lines = lines_of(std::move(parts.left));
  const double size = usual_size(parts.right);
  std::size_t kept = lines.size();
  while (kept > 0 && (lines[kept - 1].bold || lines[kept - 1].size > 1.15 * size)) --kept;
  if (lines.size() - kept > 3) kept = lines.size();
  parts.left.clear();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& to = i < kept ? parts.left : parts.below;
    to.insert(to.end(), lines[i].words.begin(), lines[i].words.end());
  }
}

void add_region(std::vector<Word> words, int depth, std::vector<Column>& out);

bool add_columns(const std::vector<Word>& words, int depth, std::vector<Column>& out) {
  const double width = std::max(4.0, 0.4 * usual_size(words));
  std::vector<Gutter> gutters;
  for (const double x : left_edges(words))
    if (const auto gutter = gutter_at(x, width, words)) gutters.push_back(*gutter);
  std::sort(gutters.begin(), gutters.end(),
            [](const Gutter& a, const Gutter& b) { return a.words > b.words; });
  if (gutters.size() > kMaxTrials) gutters.resize(kMaxTrials);
  for (const auto& gutter : gutters) {
    auto parts = parted(words, gutter);
    if (!are_columns(parts, gutter)) continue;
    release_headings(parts);
    for (auto* part : {&parts.above, &parts.left, &parts.right, &parts.below})
      add_region(std::move(*part), depth + 1, out);
    return true;
  }
  return false;
}

void add_region(std::vector<Word> words, int depth, std::vector<Column>& out) {
  if (words.empty()) return;
  std::stable_sort(words.begin(), words.end(),
                   [](const Word& a, const Word& b) { return a.box.middle() < b.box.middle(); });
  if (depth < kMaxDepth && words.size() >= 2 * kMinLines && add_columns(words, depth, out)) return;
  Column column;
  column.lines = lines_of(std::move(words));
  column.box = column.lines.front().box;
  for (const auto& line : column.lines) column.box.cover(line.box);
  out.push_back(std::move(column));
}

}  // namespace

std::vector<Column> reading_order(const std::vector<Word>& words) {
  std::vector<Column> columns;
  add_region(words, 0, columns);
  return columns;
}

}  // namespace indexer::pdf
