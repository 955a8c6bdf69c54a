#include "indexer/extract/pdf_tables.h"

#include <algorithm>
#include <cmath>

#include "indexer/extract/pdf_labels.h"

namespace indexer {
namespace {

constexpr std::size_t kMaxLines = 400;
constexpr std::size_t kMinRows = 3;
constexpr double kGap = 0.75;  // of the font size: white space that may part cells

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

std::size_t gutters(const Gaps& gaps) { return gaps.size() < 2 ? 0 : gaps.size() - 2; }

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

Run run_from(const std::vector<Line>& lines, std::size_t first) {
  Run run{{lines[first]}, gaps_of(lines[first])};
  std::size_t parted = 1;
  for (std::size_t i = first + 1; i < lines.size() && i - first < kMaxLines; ++i) {
    const auto& line = lines[i];
    if (line.box.y0 - run.lines.back().box.y1 > 2.5 * line.size) break;
    const auto own = gaps_of(line);
    const auto gaps = shared(run.gaps, own, kGap * std::min(line.size, run.lines.front().size));
    if (gutters(gaps) == 0 || (parted >= 2 && gutters(gaps) < gutters(run.gaps))) break;
    if (gutters(own) > 0) ++parted;
    run.gaps = gaps;
    run.lines.push_back(line);
  }
  return run;
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

/// Of each line, whether a row begins there. Rows are parted by white space, or where there is none, by their
/// first cells.
std::vector<bool> row_starts(const Run& run) {
  const double step = usual_step(run.lines);
  std::vector<bool> gap(run.lines.size()), whole(run.lines.size());
  std::size_t close = 0, close_whole = 0, gaps = 0;
  for (std::size_t i = 0; i < run.lines.size(); ++i) {
    const auto cells = run.cells(run.lines[i]);
    whole[i] = !cells.front().empty() && filled(cells) >= 2;
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
  for (std::size_t i = 0; i < run.lines.size(); ++i) {
    for (const auto& cell : run.cells(run.lines[i])) {
      words += cell.size();
      cells += cell.empty() ? 0 : 1;
    }
    gaps +=
        i > 0 && starts[i] && usual_step(run.lines) > 0 && after_gap(run, i, usual_step(run.lines)) ? 1 : 0;
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

}  // namespace

std::optional<Table> table_at(const std::vector<Line>& lines, std::size_t first, const Hyphens& hyphens) {
  if (gutters(gaps_of(lines[first])) == 0) return std::nullopt;
  auto run = run_from(lines, first);
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

}  // namespace indexer
