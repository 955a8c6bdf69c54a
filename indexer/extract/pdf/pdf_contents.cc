// Tables of contents, found in the lines of all pages in reading order.

#include <algorithm>
#include <optional>
#include <set>

#include "indexer/extract/pdf/pdf_furniture.h"
#include "schema/text_analysis.h"

namespace indexer::pdf {
namespace {

constexpr std::size_t kMinEntries = 2;
constexpr std::size_t kWrapped = 2;  // lines of an entry before the one with its page number

/// A line as a table of contents would have it.
struct Entry {
  std::optional<int> page;  ///< the number at its end; 0 for a roman one
  bool leaders = false;     ///< dots lead there
  bool heading = false;     ///< "Contents"
};

bool is_roman(std::string_view word) {
  return !word.empty() && word.size() <= 6 && word.find_first_not_of("ivxlc") == std::string_view::npos;
}

Entry entry_of(const Line& line) {
  static const std::set<std::string> headings = {"contents",      "table of contents", "list of contents",
                                                 "contents page", "list of figures",   "list of tables",
                                                 "cynnwys"};
  const auto text = schema::fold(text_of(line));
  Entry entry;
  entry.heading = headings.contains(text.substr(0, text.find_last_not_of(" :.") + 1));
  auto begin = text.size();
  while (begin > 0 && std::isalnum(static_cast<unsigned char>(text[begin - 1]))) --begin;
  const auto last = std::string_view(text).substr(begin);
  if (begin > 0 && is_roman(last)) entry.page = 0;
  if (begin > 0 && !last.empty() && last.size() <= 4 &&
      std::all_of(last.begin(), last.end(), [](unsigned char c) { return std::isdigit(c); }))
    entry.page = std::stoi(std::string(last));
  for (const char* dots : {"....", ". . . .", "____", "\u2026\u2026"})
    entry.leaders = entry.leaders || text.find(dots) != std::string::npos;
  return entry;
}

struct Place {
  std::size_t page, column, line;
  Entry entry;
};

std::vector<Place> places_of(const std::vector<std::vector<Column>>& pages) {
  std::vector<Place> places;
  for (std::size_t p = 0; p < pages.size(); ++p)
    for (std::size_t c = 0; c < pages[p].size(); ++c)
      for (std::size_t l = 0; l < pages[p][c].lines.size(); ++l)
        places.push_back({p, c, l, entry_of(pages[p][c].lines[l])});
  return places;
}

/// How many lines from `first` on are entries under a heading "Contents", and how many of them have page
/// numbers.
std::pair<std::size_t, std::size_t> entries_from(const std::vector<Place>& places, std::size_t first) {
  std::size_t end = first, numbered = 0;
  int last = 0;
  for (std::size_t i = first; i < places.size() && i - end <= kWrapped; ++i) {
    const auto& entry = places[i].entry;
    if (entry.heading) end = i + 1;  // repeated on the next page
    if (!entry.page || (*entry.page != 0 && *entry.page < last)) continue;
    last = std::max(last, *entry.page);
    ++numbered;
    end = i + 1;
  }
  return {end - first, numbered};
}

}  // namespace

void take_contents(std::vector<std::vector<Column>>& pages) {
  const auto places = places_of(pages);
  std::set<std::size_t> dropped;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].entry.leaders && places[i].entry.page) dropped.insert(i);
    if (!places[i].entry.heading) continue;
    const auto [lines, numbered] = entries_from(places, i + 1);
    if (numbered < kMinEntries) continue;
    for (std::size_t j = i; j <= i + lines; ++j) dropped.insert(j);
    i += lines;
  }
  for (auto i = dropped.rbegin(); i != dropped.rend(); ++i) {
    auto& lines = pages[places[*i].page][places[*i].column].lines;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(places[*i].line));
  }
  for (auto& columns : pages)
    std::erase_if(columns, [](const Column& column) { return column.lines.empty(); });
}

}  // namespace indexer::pdf
