#include "indexer/extract/pdf/pdf_rules.h"

#include <poppler-image.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

namespace indexer::pdf {
namespace {

constexpr int kContrast = 12;   // of 255: between a rule and what lies on both its sides
constexpr int kThickness = 3;   // points; what is thicker is a box
constexpr int kEven = 12;       // of 255: how far the colour of one rule may vary, but where another crosses
constexpr int kBreak = 2;       // points
constexpr int kMinAcross = 20;  // points
constexpr int kMinDown = 8;     // less than a row's height
constexpr double kLong = 100;   // points: a rule across of this length is none that text makes by chance
constexpr std::size_t kMostRules = 2000;  // of a page; more are a picture
constexpr double kTouch = 2;              // points
constexpr std::size_t kMostRows = 40;     // of a table without lines between its columns
constexpr double kHighRow = 200;          // points: more between two rules is no row
constexpr double kGutter = 9;             // points without a word between columns that no rule parts
constexpr double kSameRule = 3;           // points between rules that count as one: a double line

/// Lightness of a picture, rows and columns swapped or not, so that lines down are found like those across.
class Lightness {
 public:
  Lightness(const poppler::image& picture, bool swapped) : picture_(picture), swapped_(swapped) {}

  int width() const { return swapped_ ? picture_.height() : picture_.width(); }
  int height() const { return swapped_ ? picture_.width() : picture_.height(); }
  int at(int x, int y) const {
    const auto* pixel = picture_.const_data() +
                        static_cast<std::ptrdiff_t>(swapped_ ? x : y) * picture_.bytes_per_row() +
                        static_cast<std::ptrdiff_t>(swapped_ ? y : x) * 3;
    const auto* channels = reinterpret_cast<const unsigned char*>(pixel);
    return (channels[0] + channels[1] + channels[2]) / 3;
  }

 private:
  const poppler::image& picture_;
  bool swapped_;
};

/// Appends the rules in row `y`: runs of one colour, and of another than what is above and what is below.
void add_rules_in_row(const Lightness& light, int y, int min_length, std::vector<Rule>& out) {
  const int above = std::max(0, y - kThickness), below = std::min(light.height() - 1, y + kThickness);
  int from = -1, last = -1, colour = 0;
  const auto close = [&] {
    if (from >= 0 && last - from >= min_length)
      out.push_back({y + 0.5, static_cast<double>(from), last + 1.0});
    from = -1;
  };
  for (int x = 0; x < light.width(); ++x) {
    const int here = light.at(x, y);
    if (std::abs(here - light.at(x, above)) < kContrast || std::abs(here - light.at(x, below)) < kContrast) {
      if (from >= 0 && x - last > kBreak) close();
      continue;
    }
    if (from >= 0 && std::abs(here - colour) > kEven) {
      if (x - last > kBreak) close();
      continue;  // where another rule crosses
    }
    if (from < 0) {
      from = x;
      colour = here;
    }
    last = x;
  }
  close();
}

/// Rows of pixels that show one rule are one.
std::vector<Rule> rules_in(const Lightness& light, int min_length) {
  std::vector<Rule> found, rules;
  for (int y = 0; y < light.height(); ++y) add_rules_in_row(light, y, min_length, found);
  for (const auto& rule : found) {
    const auto near = std::find_if(rules.rbegin(), rules.rend(),
                                   [&](const Rule& other) { return rule.at - other.at >= kSameRule; });
    const auto same = std::find_if(rules.rbegin(), near, [&](const Rule& other) {
      return rule.from < other.to + kTouch && other.from < rule.to + kTouch;
    });
    if (same == near) {
      rules.push_back(rule);
      continue;
    }
    same->from = std::min(same->from, rule.from);
    same->to = std::max(same->to, rule.to);
  }
  return rules;
}

bool touch(const Rule& across, const Rule& down) {
  return down.at > across.from - kTouch && down.at < across.to + kTouch && across.at > down.from - kTouch &&
         across.at < down.to + kTouch;
}

/// True if one of `others` is at the place `end` of `rule`.
bool ends_at(const Rule& rule, double end, const std::vector<Rule>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Rule& other) {
    return std::abs(other.at - end) < kTouch && rule.at > other.from - kTouch && rule.at < other.to + kTouch;
  });
}

/// Letters look like short rules. Those of a table end at others; a table may be open at its sides.
void drop_chance_rules(std::vector<Rule>& across, std::vector<Rule>& down) {
  std::erase_if(down, [&](const Rule& rule) {
    return !ends_at(rule, rule.from, across) || !ends_at(rule, rule.to, across);
  });
  std::erase_if(across, [&](const Rule& rule) {
    return rule.to - rule.from < kLong && !(ends_at(rule, rule.from, down) && ends_at(rule, rule.to, down));
  });
}

/// Where rules lie, each place once.
std::vector<double> places(const std::vector<Rule>& rules) {
  std::vector<double> out;
  for (const auto& rule : rules)
    if (out.empty() || rule.at - out.back() > kSameRule) out.push_back(rule.at);
  return out;
}

/// Between which places `at` lies, by the last rule before it that passes `beside`.
std::size_t index_of(const std::vector<Rule>& rules, double at, double beside) {
  const Rule* last = nullptr;
  for (const auto& rule : rules)
    if (rule.at <= at && rule.from - kTouch <= beside && beside <= rule.to + kTouch) last = &rule;
  const auto all = places(rules);
  if (last == nullptr || all.size() < 2) return 0;
  const auto after = std::upper_bound(all.begin(), all.end(), last->at + 0.01) - all.begin();
  return std::min(static_cast<std::size_t>(after) - 1, all.size() - 2);
}

/// Reckons the box of `grid` and adds the sides that are not drawn.
void close_sides(Grid& grid) {
  auto& box =
      grid.box = {grid.down.front().at, grid.across.front().at, grid.down.back().at, grid.across.back().at};
  for (const auto& rule : grid.across) {
    box.x0 = std::min(box.x0, rule.from);
    box.x1 = std::max(box.x1, rule.to);
  }
  if (grid.down.front().at - box.x0 > kSameRule)
    grid.down.insert(grid.down.begin(), {box.x0, box.y0, box.y1});
  if (box.x1 - grid.down.back().at > kSameRule) grid.down.push_back({box.x1, box.y0, box.y1});
}

/// The rules that touch each other, over any number of others.
std::vector<Grid> connected(const std::vector<Rule>& across, const std::vector<Rule>& down) {
  std::vector<std::size_t> group(across.size() + down.size());
  std::iota(group.begin(), group.end(), 0);
  const auto root = [&](std::size_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  for (std::size_t a = 0; a < across.size(); ++a)
    for (std::size_t d = 0; d < down.size(); ++d)
      if (touch(across[a], down[d])) group[root(a)] = root(across.size() + d);
  std::map<std::size_t, Grid> grids;
  for (std::size_t a = 0; a < across.size(); ++a) grids[root(a)].across.push_back(across[a]);
  for (std::size_t d = 0; d < down.size(); ++d) grids[root(across.size() + d)].down.push_back(down[d]);
  std::vector<Grid> out;
  for (auto& [first, grid] : grids) {
    if (grid.rows() < 2 || grid.down.empty()) continue;
    close_sides(grid);
    if (grid.columns() >= 2) out.push_back(std::move(grid));
  }
  return out;
}

bool is_within(const Word& word, const Box& box) {
  const double x = (word.box.x0 + word.box.x1) / 2;
  return x > box.x0 && x < box.x1 && word.box.middle() > box.y0 && word.box.middle() < box.y1;
}

/// Rules across of one extent, one below the other with nothing down between them: a table open at its sides.
std::vector<Grid> ladders(const std::vector<Rule>& across) {
  std::vector<Grid> out;
  std::vector<bool> taken(across.size());
  for (std::size_t i = 0; i < across.size(); ++i) {
    if (taken[i] || across[i].to - across[i].from < kLong) continue;
    Grid ladder;
    for (std::size_t j = i; j < across.size(); ++j) {
      const auto& rule = across[j];
      if (taken[j] || std::abs(rule.from - across[i].from) > kSameRule ||
          std::abs(rule.to - across[i].to) > kSameRule)
        continue;
      if (!ladder.across.empty() && rule.at - ladder.across.back().at > kHighRow) break;
      ladder.across.push_back(rule);
      taken[j] = true;
    }
    if (ladder.rows() >= 2) out.push_back(std::move(ladder));
  }
  return out;
}

/// `ladder` with its columns, as white space between `words` parts them; without any where none does.
Grid with_columns(Grid ladder, const std::vector<Word>& words) {
  ladder.box = {ladder.across.front().from, ladder.across.front().at, ladder.across.front().to,
                ladder.across.back().at};
  std::vector<std::pair<double, double>> extents;
  for (const auto& word : words)
    if (is_within(word, ladder.box)) extents.emplace_back(word.box.x0, word.box.x1);
  std::sort(extents.begin(), extents.end());
  const auto add = [&](double x) { ladder.down.push_back({x, ladder.box.y0, ladder.box.y1}); };
  add(ladder.box.x0);
  double end = extents.empty() ? 0 : extents.front().second;
  for (const auto& [x0, x1] : extents) {
    if (x0 - end >= kGutter) add((end + x0) / 2);
    end = std::max(end, x1);
  }
  add(ladder.box.x1);
  return ladder;
}

bool is_table(const Grid& grid, const std::vector<Word*>& words) {
  std::map<std::size_t, std::set<std::size_t>> filled;
  std::size_t crossing = 0;
  for (const auto* word : words) {
    const auto& box = word->box;
    const auto cell = grid.cell_at((box.x0 + box.x1) / 2, box.middle());
    filled[cell.row].insert(cell.column);
    if (grid.cell_at(box.x0 + 2, box.middle()) != grid.cell_at(box.x1 - 2, box.middle())) ++crossing;
  }
  const auto rows =
      std::count_if(filled.begin(), filled.end(), [](const auto& row) { return row.second.size() >= 2; });
  return rows >= 2 && 20 * crossing <= words.size();
}

bool mark_table(const Grid& grid, std::vector<Word>& words) {
  std::vector<Word*> within;
  for (auto& word : words)
    if (is_within(word, grid.box)) within.push_back(&word);
  if (!is_table(grid, within)) return false;
  const auto shared = std::make_shared<const Grid>(grid);
  for (auto* word : within) word->grid = shared;
  return true;
}

/// The longest part of a ladder that is a table, and those above and below it: the rule of a header may stand
/// above, another table below.
void mark_ladder(std::vector<Rule> across, std::vector<Word>& words) {
  across.resize(std::min(across.size(), kMostRows));
  for (auto size = across.size(); size >= 3; --size)
    for (auto first = across.begin(); first + static_cast<std::ptrdiff_t>(size) <= across.end(); ++first) {
      const auto end = first + static_cast<std::ptrdiff_t>(size);
      Grid part;
      part.across.assign(first, end);
      part = with_columns(std::move(part), words);
      if (part.columns() < 2 || !mark_table(part, words)) continue;
      mark_ladder({across.begin(), first}, words);
      return mark_ladder({end, across.end()}, words);
    }
}

}  // namespace

std::size_t Grid::rows() const { return std::max<std::size_t>(places(across).size(), 1) - 1; }
std::size_t Grid::columns() const { return std::max<std::size_t>(places(down).size(), 1) - 1; }

Grid::Cell Grid::cell_at(double x, double y) const { return {index_of(across, y, x), index_of(down, x, y)}; }

std::vector<Grid> grids_on(const poppler::image& picture) {
  auto across = rules_in(Lightness(picture, false), kMinAcross);
  auto down = rules_in(Lightness(picture, true), kMinDown);
  if (across.size() > kMostRules || down.size() > kMostRules) return {};
  drop_chance_rules(across, down);
  auto grids = connected(across, down);
  std::erase_if(across, [&](const Rule& rule) {
    return std::any_of(down.begin(), down.end(), [&](const Rule& other) { return touch(rule, other); });
  });
  for (auto& ladder : ladders(across)) grids.push_back(std::move(ladder));
  return grids;
}

void mark_tables(const std::vector<Grid>& grids, std::vector<Word>& words) {
  for (const auto& grid : grids)
    if (!grid.down.empty())
      mark_table(grid, words);
    else
      mark_ladder(grid.across, words);
}

}  // namespace indexer::pdf
