#include "searchd/matrix_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "searchd/page_links.h"
#include "searchd/shades.h"

namespace searchd {
namespace {

using nlohmann::json;

/// Where each column stands in the table; none for those that it has not.
std::vector<std::size_t> places_in(const CrossCounts& table, const std::vector<MatrixColumn>& columns) {
  const auto& values = table.cols.values;
  std::vector<std::size_t> out;
  for (const auto& column : columns) {
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.value == column.value; });
    out.push_back(static_cast<std::size_t>(found - values.begin()));
  }
  return out;
}

}  // namespace

json matrix_model(const CrossCounts& table, const std::vector<MatrixColumn>& columns, const MatrixLinks& links, const PageContext& context) {
  const auto places = places_in(table, columns);
  const auto count_at = [&](std::size_t row, std::size_t column) { return places[column] < table.cols.values.size() ? table.cells[row][places[column]] : 0; };
  std::uint64_t most = 0;
  for (std::size_t row = 0; row < table.cells.size(); ++row)
    for (std::size_t column = 0; column < columns.size(); ++column) most = std::max(most, count_at(row, column));
  const Shades shades(most);

  json heads = json::array();
  for (const auto& column : columns) heads.push_back({{"label", column.label}});
  json lines = json::array();
  for (std::size_t row = 0; row < table.cells.size(); ++row) {
    const auto& value = table.rows.values[row];
    json cells = json::array();
    for (std::size_t column = 0; column < columns.size(); ++column) {
      const auto count = count_at(row, column);
      cells.push_back({{"count", context.language.number(count)}, {"shade", std::to_string(shades.of(count))}});
      if (count > 0) cells.back()["cell_url"] = search_url(links.cell(value.value, columns[column].value));
    }
    lines.push_back({{"label", value.label}, {"url", links.line_url(value.value)}, {"cells", std::move(cells)}});
  }
  return {{"columns", std::move(heads)}, {"lines", std::move(lines)}};
}

}  // namespace searchd
