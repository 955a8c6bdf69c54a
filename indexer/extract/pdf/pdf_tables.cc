#include "indexer/extract/pdf/pdf_tables.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/extract/pdf/pdf_labels.h"
#include "indexer/extract/pdf/pdf_rules.h"

namespace indexer::pdf {
namespace {

constexpr std::size_t kMaxLines = 400;
constexpr std::size_t kMinRows = 3;
constexpr double kGap = 0.42;   // of the font size: white space that may part cells
constexpr double kWide = 0.75;  // parts cells for certain; less only where all begin at one place

/// White space of a line, or that several lines share.
struct Gap {
  double begin = 0, end = 0;
};
using Gaps = std::vector<Gap>;

Gaps gaps_of(const Line& line) {
  Gaps gaps;
  double begin = -1e6;
  for (const auto& word : line.words) {
    if (word.box.x0 - begin >= kGap * line.size) gaps.push_back({begin, word.box.x0});
    begin = std::max(begin, word.box.x1);
  }
  gaps.push_back({begin, 1e6});
  return gaps;
}

Gaps shared(const Gaps& a, const Gaps& b, double least) {
  Gaps out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Gap both{std::max(a[i].begin, b[j].begin), std::min(a[i].end, b[j].end)};
    if (both.end - both.begin >= least) out.push_back(both);
    ++(a[i].end < b[j].end ? i : j);
  }
  return out;
}

/// How many there are, wider than `least`, without the margins.
std::size_t gutters(const Gaps& gaps, double least = 0) {
  std::size_t count = 0;
  for (std::size_t i = 1; i + 1 < gaps.size(); ++i) count += gaps[i].end - gaps[i].begin >= least ? 1 : 0;
  return count;
}

/// Some lines and the white space that runs through all of them; the first and the last gap are the margins.
struct Run {
  std::vector<Line> lines;
  Gaps gaps;

  std::size_t columns() const { return gaps.size() - 1; }
  std::size_t column_of(const Word& word) const {
    std::size_t column = 0;
    while (column + 1 < columns() &&
           word.box.x0 >= gaps[column + 1].begin + (gaps[column + 1].end - gaps[column + 1].begin) / 2)
      ++column;
    return column;
  }
  std::vector<std::vector<Word>> cells(const Line& line) const {
    std::vector<std::vector<Word>> cells(columns());
    for (const auto& word : line.words) cells[column_of(word)].push_back(word);
    return cells;
  }
};

std::size_t filled(const std::vector<std::vector<Word>>& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); }));
}

/// Between two words; wide where the font is that of a typewriter or lines are justified.
double usual_space(const Run& run) {
  std::vector<double> spaces;
  for (const auto& line : run.lines)
    for (std::size_t i = 1; i < line.words.size(); ++i)
      spaces.push_back(line.words[i].box.x0 - line.words[i - 1].box.x1);
  if (spaces.empty()) return 0;
  const auto middle = spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 2);
  std::nth_element(spaces.begin(), middle, spaces.end());
  return *middle;
}

/// True if the words right of the gap begin at one place, as cells do and words after wide spaces do not.
bool is_aligned(const Run& run, const Gap& gap) {
  if (gap.end - gap.begin < 1.4 * usual_space(run)) return false;
  std::size_t parted = 0, aligned = 0;
  for (const auto& line : run.lines) {
    const auto next = std::find_if(line.words.begin(), line.words.end(),
                                   [&](const Word& word) { return word.box.x0 > gap.begin; });
    if (next == line.words.begin() || next == line.words.end()) continue;
    ++parted;
    aligned += next->box.x0 - gap.end < 1.5 ? 1 : 0;
  }
  return parted >= 2 && 5 * aligned >= 4 * parted;
}

/// True if a gap that parts cells does not go on in `gaps`, those of the run and one line more.
bool loses_gutter(const Run& run, const Gaps& gaps, double wide) {
  for (std::size_t i = 1; i + 1 < run.gaps.size(); ++i) {
    const auto& gap = run.gaps[i];
    const bool goes_on = std::any_of(gaps.begin(), gaps.end(), [&](const Gap& other) {
      return other.begin >= gap.begin && other.end <= gap.end && other.end > other.begin;
    });
    if (!goes_on && (gap.end - gap.begin >= wide || is_aligned(run, gap))) return true;
  }
  return false;
}

Run run_from(const std::vector<Line>& lines, std::size_t first) {
  Run run{{lines[first]}, gaps_of(lines[first])};
  std::size_t parted = 1;
  for (std::size_t i = first + 1; i < lines.size() && i - first < kMaxLines; ++i) {
    const auto& line = lines[i];
    if (line.words.front().grid != nullptr || line.box.y0 - run.lines.back().box.y1 > 2.5 * line.size) break;
    if (std::abs(line.size - run.lines.front().size) > 0.25 * line.size) break;
    const auto own = gaps_of(line);
    const auto gaps = shared(run.gaps, own, kGap * std::min(line.size, run.lines.front().size));
    const double wide = kWide * line.size;
    if (gutters(gaps) == 0 || (parted >= 2 && loses_gutter(run, gaps, wide))) break;
    if (gutters(own, wide) > 0) ++parted;
    run.gaps = gaps;
    run.lines.push_back(line);
  }
  return run;
}

void drop_chance_gaps(Run& run) {
  Gaps kept;
  for (std::size_t i = 0; i < run.gaps.size(); ++i) {
    const auto& gap = run.gaps[i];
    const bool margin = i == 0 || i + 1 == run.gaps.size();
    if (margin || gap.end - gap.begin >= kWide * run.lines.front().size || is_aligned(run, gap))
      kept.push_back(gap);
  }
  run.gaps = std::move(kept);
}

double usual_step(const std::vector<Line>& lines) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const double step = lines[i].box.middle() - lines[i - 1].box.middle();
    if (step > 0.6 * lines[i].size && step < 1.45 * lines[i].size) steps.push_back(step);
  }
  if (steps.empty()) return 0;
  std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
  return steps[steps.size() / 2];
}

bool after_gap(const Run& run, std::size_t i, double step) {
  return run.lines[i].box.middle() - run.lines[i - 1].box.middle() > 1.25 * step;
}

/// A paragraph that follows the table and is too short to reach its second column is no row.
void trim(Run& run) {
  const double step = usual_step(run.lines);
  while (run.lines.size() > 1) {
    const auto cells = run.cells(run.lines.back());
    if (filled(cells) > 1 || cells.front().empty()) return;
    if (step > 0 && !after_gap(run, run.lines.size() - 1, step) && !run.lines.back().bold) return;
    run.lines.pop_back();
  }
}

bool begins_lower(const std::string& text) {
  return std::islower(static_cast<unsigned char>(text.front())) != 0;
}

/// Of each line, whether a row begins there. Rows are parted by white space, or where there is none, by their
/// first cells.
std::vector<bool> row_starts(const Run& run) {
  const double step = usual_step(run.lines);
  std::vector<bool> gap(run.lines.size()), whole(run.lines.size());
  std::size_t close = 0, close_whole = 0, gaps = 0;
  for (std::size_t i = 0; i < run.lines.size(); ++i) {
    const auto cells = run.cells(run.lines[i]);
    whole[i] = !cells.front().empty() && filled(cells) >= 2 && !begins_lower(cells.front().front().text);
    gap[i] = i == 0 || step <= 0 || after_gap(run, i, step);
    if (gap[i])
      ++gaps;
    else
      ++close;
    if (!gap[i] && whole[i]) ++close_whole;
  }
  const bool tight = gaps <= 1 || 10 * close_whole >= 6 * close;
  std::vector<bool> starts(run.lines.size());
  for (std::size_t i = 0; i < starts.size(); ++i) starts[i] = gap[i] || (tight && whole[i]);
  return starts;
}

bool is_list(const Run& run) {
  if (run.columns() != 2) return false;
  return std::all_of(run.lines.begin(), run.lines.end(), [&](const Line& line) {
    const auto first = run.cells(line).front();
    return first.empty() || (first.size() == 1 && label_of(line).kind != Label::Kind::kNone);
  });
}

bool is_prose(const Run& run, const std::vector<bool>& starts) {
  if (run.columns() != 2) return false;
  std::size_t words = 0, cells = 0, gaps = 0;
  const double step = usual_step(run.lines);
  for (std::size_t i = 0; i < run.lines.size(); ++i) {
    for (const auto& cell : run.cells(run.lines[i])) {
      words += cell.size();
      cells += cell.empty() ? 0 : 1;
    }
    if (i > 0 && starts[i] && step > 0 && after_gap(run, i, step)) ++gaps;
  }
  return gaps == 0 && words >= 4 * cells;
}

std::vector<Line> in_columns(const Run& run) {
  std::vector<Line> out;
  for (std::size_t column = 0; column < run.columns(); ++column)
    for (const auto& line : run.lines)
      if (auto cells = run.cells(line); !cells[column].empty())
        out.push_back(line_of(std::move(cells[column])));
  return out;
}

bool all_bold(const Line& line) { return line.bold; }

bool is_empty(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
}

}  // namespace

Table ruled_table(const std::vector<Line>& lines, std::size_t first, const Hyphens& hyphens) {
  const auto grid = lines[first].words.front().grid;
  Table table;
  std::vector<std::vector<std::string>> rows(grid->rows(), std::vector<std::string>(grid->columns()));
  std::vector<bool> bold(rows.size(), true);
  for (std::size_t i = first; i < lines.size() && lines[i].words.front().grid == grid; ++i) {
    std::map<Grid::Cell, std::vector<Word>> cells;
    for (const auto& word : lines[i].words)
      cells[grid->cell_at((word.box.x0 + word.box.x1) / 2, word.box.middle())].push_back(word);
    for (const auto& [at, words] : cells) {
      hyphens.append_line(rows[at.row][at.column], text_of(words, lines[i].size));
      bold[at.row] = bold[at.row] && line_of(words).bold;
    }
    ++table.lines;
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (is_empty(rows[row])) continue;
    if (table.rows.empty())
      table.has_head = bold[row] && std::find(bold.begin(), bold.end(), false) != bold.end();
    table.rows.push_back(std::move(rows[row]));
  }
  return table;
}

std::optional<Table> table_at(const std::vector<Line>& lines, std::size_t first, const Hyphens& hyphens) {
  if (gutters(gaps_of(lines[first])) == 0) return std::nullopt;
  auto run = run_from(lines, first);
  drop_chance_gaps(run);
  if (run.columns() < 2) return std::nullopt;
  trim(run);
  if (run.lines.size() < kMinRows || is_list(run)) return std::nullopt;
  const auto starts = row_starts(run);
  Table table;
  table.lines = run.lines.size();
  if (is_prose(run, starts)) {
    table.prose = in_columns(run);
    return table;
  }
  std::size_t head = 0, bold_rows = 0, full_rows = 0;
  for (std::size_t i = 0; i < run.lines.size(); ++i) {
    const auto cells = run.cells(run.lines[i]);
    // Where a cell goes on over the page, the row that seems to begin has nothing in its first cell.
    if (starts[i] && (table.rows.empty() || !cells.front().empty() || filled(cells) > 1)) {
      table.rows.emplace_back(run.columns());
      if (all_bold(run.lines[i])) ++bold_rows;
    }
    if (table.rows.size() == 1) head += all_bold(run.lines[i]) ? 0 : 1;
    for (std::size_t c = 0; c < cells.size(); ++c)
      if (!cells[c].empty()) hyphens.append_line(table.rows.back()[c], text_of(cells[c], run.lines[i].size));
  }
  for (const auto& row : table.rows)
    if (std::count_if(row.begin(), row.end(), [](const std::string& cell) { return !cell.empty(); }) >= 2)
      ++full_rows;
  if (full_rows < kMinRows) return std::nullopt;
  table.has_head = head == 0 && bold_rows < table.rows.size();
  return table;
}

}  // namespace indexer::pdf
