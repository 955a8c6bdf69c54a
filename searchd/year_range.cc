#include "searchd/year_range.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "searchd/page_layout.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::uint64_t kHeight = 40;
constexpr int kStep = 10;  ///< from one bar to the next, of which the bar takes kBar
constexpr int kBar = 8;
constexpr int kMostBars = 100;

using Counts = std::map<int, std::uint64_t>;

json bar(int place, std::uint64_t count, std::uint64_t most, bool in_range) {
  const auto height = count == 0 ? 0 : std::max<std::uint64_t>(1, (count * kHeight + most / 2) / most);
  return {{"x", std::to_string(place * kStep)},
          {"y", std::to_string(kHeight - height)},
          {"width", std::to_string(kBar)},
          {"height", std::to_string(height)},
          {"in_range", in_range}};
}

json histogram(const Counts& counts, const YearRange& chosen, const PageLanguage& language) {
  const auto peak = *std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const int last = counts.rbegin()->first;
  const int first = counts.begin()->first;
  json bars = json::array();
  for (int year = first; year <= last; ++year) {
    const auto found = counts.find(year);
    bars.push_back(bar(year - first, found == counts.end() ? 0 : found->second, peak.second, chosen.holds(year)));
  }
  return {{"view_width", std::to_string((last - first + 1) * kStep - (kStep - kBar))},
          {"last_year", std::to_string(last)},
          {"peak_year", std::to_string(peak.first)},
          {"peak_count", language.number(peak.second)},
          {"bars", std::move(bars)}};
}

}  // namespace

json year_range(const FacetResult& facet, const YearRange& chosen, const PageLanguage& language) {
  Counts counts;
  for (const auto& option : facet.options)
    if (option.count > 0) counts.emplace(std::atoi(option.value.c_str()), option.count);
  while (!counts.empty() && counts.rbegin()->first - counts.begin()->first >= kMostBars) counts.erase(counts.begin());
  if (counts.empty() && chosen.empty()) return {};
  json out = {{"first_year", std::to_string(counts.empty() ? std::max(chosen.from, chosen.to) : counts.begin()->first)}};
  if (chosen.from != 0) out["from_value"] = std::to_string(chosen.from);
  if (chosen.to != 0) out["to_value"] = std::to_string(chosen.to);
  if (counts.size() > 1) out["histogram"] = histogram(counts, chosen, language);
  return out;
}

}  // namespace searchd
