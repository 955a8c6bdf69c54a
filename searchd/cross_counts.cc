#include "searchd/cross_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "schema/fields.h"
#include "searchd/searcher.h"

namespace searchd {
namespace {

constexpr const char* kYear = "year";
constexpr int kMostYears = 300;

/// Throws BadRequest with all that this audience can neither filter nor count. `fields`: with their parameters.
void check_available(const std::vector<std::pair<std::string, const schema::Field*>>& fields, const SearchRequest& request, const SearchIndex& in) {
  std::vector<ParameterProblem> problems;
  const auto check = [&](const std::string& parameter, const schema::Field& field) {
    const bool available = !field.demographic || in.facets().column(field.name) != nullptr || in.facets().all().isEmpty();
    if (!available) problems.push_back({parameter, "not_available", fmt::format("'{}' can be neither filtered nor counted here", field.name)});
  };
  for (const auto& [parameter, field] : fields) check(parameter, *field);
  for (const auto& [name, filter] : request.filters) check("filter_" + name, *schema::find_field(name));
  if (!problems.empty()) throw BadRequest(std::move(problems));
}

const FacetColumn& column_of(const SearchIndex& in, std::string_view field) {
  static const FacetColumn none;
  const auto* column = in.facets().column(field);
  return column == nullptr ? none : *column;
}

const DocumentSet& documents_of(const FacetColumn& column, const std::string& value) {
  static const DocumentSet none;
  const auto found = column.values.find(value);
  return found == column.values.end() ? none : found->second;
}

/// From the first year of `column` to the last.
std::vector<std::string> years_without_gaps(const FacetColumn& column) {
  const auto number = [](const std::string& text) {
    int year = 0;
    std::from_chars(text.data(), text.data() + text.size(), year);
    return year;
  };
  if (column.values.empty()) return {};
  const int last = number(column.values.rbegin()->first);
  std::vector<std::string> out;
  for (int year = std::max(number(column.values.begin()->first), last - kMostYears); year <= last; ++year) out.push_back(std::to_string(year));
  return out;
}

Axis axis_of(const schema::Field& field, const DocumentSet& documents, const SearchRequest& request, const AudienceIndex& index) {
  const std::string name(field.name);
  const auto& column = column_of(index.records(), name);
  Axis axis;
  axis.field = name;
  const auto* named = index.vocabularies().find(name);
  axis.label = request.language == "cy" && named != nullptr && !named->label_cy.empty() ? named->label_cy : std::string(field.label);
  axis.missing = documents.and_cardinality(column.missing);
  const auto add = [&](const std::string& value, const std::string& parent) {
    axis.values.push_back({value, index.label_of(name, value, request.language), parent, documents.and_cardinality(documents_of(column, value))});
  };
  if (const auto* vocabulary = index.vocabularies().find(field.vocabulary)) {
    for (const auto& value : vocabulary->values()) add(value.id, value.parent);
  } else if (name == kYear) {
    for (const auto& year : years_without_gaps(column)) add(year, {});
  } else {
    for (const auto& [value, documents_of_value] : column.values) add(value, {});
  }
  return axis;
}

void drop_empty(Axis& axis) {
  std::erase_if(axis.values, [](const auto& value) { return value.count == 0; });
}

void fill_cells(CrossCounts& out, const DocumentSet& documents, const SearchIndex& in) {
  const auto& rows = column_of(in, out.rows.field);
  const auto& cols = column_of(in, out.cols.field);
  for (const auto& row : out.rows.values) {
    const DocumentSet of_row = documents & documents_of(rows, row.value);
    auto& cells = out.cells.emplace_back();
    for (const auto& col : out.cols.values) cells.push_back(of_row.and_cardinality(documents_of(cols, col.value)));
    out.without_col.push_back(of_row.and_cardinality(cols.missing));
  }
}

DocumentSet matched(const SearchRequest& request, const AudienceIndex& index) {
  return filtered_set(request, matched_by(request, understood(request, index), index, Searched::kRecords).documents, index, index.records());
}

}  // namespace

CrossCounts cross_counts(const SearchRequest& request, const AudienceIndex& index, const schema::Field& rows, const schema::Field& cols, bool empty,
                         const std::vector<std::string>* only_rows) {
  check_available({{"rows", &rows}, {"cols", &cols}}, request, index.records());
  const DocumentSet documents = matched(request, index);
  CrossCounts out;
  out.total = documents.cardinality();
  out.rows = axis_of(rows, documents, request, index);
  out.cols = axis_of(cols, documents, request, index);
  if (only_rows != nullptr)
    std::erase_if(out.rows.values, [&](const auto& row) { return std::find(only_rows->begin(), only_rows->end(), row.value) == only_rows->end(); });
  if (!empty) {
    drop_empty(out.rows);
    drop_empty(out.cols);
  }
  if (const auto cells = out.rows.values.size() * out.cols.values.size(); cells > kMaxCells)
    throw BadRequest({{"rows", "out_of_range", fmt::format("{} by {} has {} cells, more than {}; leave empty ones out, or narrow by filters", rows.name, cols.name, cells, kMaxCells)}});
  fill_cells(out, documents, index.records());
  return out;
}

CrossCounts trends(const SearchRequest& request, const AudienceIndex& index, const schema::Field& field) {
  check_available({{"field", &field}}, request, index.records());
  const DocumentSet documents = matched(request, index);
  CrossCounts out;
  out.total = documents.cardinality();
  out.rows = axis_of(field, documents, request, index);
  drop_empty(out.rows);
  std::stable_sort(out.rows.values.begin(), out.rows.values.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  out.rows.values.resize(std::min(out.rows.values.size(), kMaxFacetValues));
  out.cols = axis_of(*schema::find_field(kYear), documents, request, index);
  const auto has_match = [](const AxisValue& year) { return year.count > 0; };
  auto& years = out.cols.values;
  years.erase(std::find_if(years.rbegin(), years.rend(), has_match).base(), years.end());
  years.erase(years.begin(), std::find_if(years.begin(), years.end(), has_match));
  fill_cells(out, documents, index.records());
  return out;
}

}  // namespace searchd
