#include "searchd/facet_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "schema/text_analysis.h"

namespace searchd {
namespace {

constexpr const char* kYear = "year";

/// The id of a value that was written as an id, a label or another name.
std::string value_id(const AudienceIndex& index, const schema::Field& field, const std::string& written) {
  const auto* vocabulary = index.vocabularies().find(field.vocabulary);
  const auto* value = vocabulary == nullptr ? nullptr : vocabulary->resolve(written);
  if (value != nullptr) return value->id;
  return field.open ? schema::slug(written) : written;
}

const FacetColumn& column_of(const SearchIndex& in, const std::string& field, const char* parameter_prefix) {
  static const FacetColumn none;
  const auto* column = in.facets().column(field);
  if (column == nullptr && schema::find_field(field)->demographic && !in.facets().all().isEmpty())
    throw BadRequest({{parameter_prefix + field, "not_available", fmt::format("'{}' can be neither filtered nor counted here", field)}});
  return column == nullptr ? none : *column;
}

/// The years in `range` that records have.
std::vector<std::string> years_in(const YearRange& range, const AudienceIndex& index) {
  std::vector<std::string> out;
  for (const auto& [year, documents] : column_of(index.records(), kYear, "filter_").values)
    if (range.holds(std::atoi(year.c_str()))) out.push_back(year);
  return out;
}

DocumentSet documents_of(const std::string& written, const AudienceIndex& index, const schema::Field& field, const FacetColumn& column) {
  if (written == kMissing) return column.missing;
  const auto found = column.values.find(value_id(index, field, written));
  return found == column.values.end() ? DocumentSet() : found->second;
}

bool has_prefix(const std::string& text, const std::string& folded_prefix) {
  const std::string folded = schema::fold(text);
  return folded.starts_with(folded_prefix) || folded.find(" " + folded_prefix) != std::string::npos;
}

void sort_options(std::vector<FacetOption>& options, const FacetRequest& facet, const schema::Vocabulary* vocabulary) {
  using Sort = FacetRequest::Sort;
  const auto by_label = [](const auto& a, const auto& b) { return schema::fold(a.label) < schema::fold(b.label); };
  std::stable_sort(options.begin(), options.end(), by_label);
  const bool ordered = vocabulary != nullptr && vocabulary->ordered;
  if (facet.sort == Sort::kValueDescending || (facet.sort == Sort::kDefault && facet.field == kYear)) {
    std::reverse(options.begin(), options.end());
  } else if (facet.sort == Sort::kCountAscending) {
    std::stable_sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.count < b.count; });
  } else if (facet.sort == Sort::kDefault && ordered) {
    const auto place = [&](const std::string& id) { return vocabulary->find(id) - vocabulary->values().data(); };
    std::stable_sort(options.begin(), options.end(), [&](const auto& a, const auto& b) { return place(a.value) < place(b.value); });
  } else if (facet.sort == Sort::kDefault || facet.sort == Sort::kCountDescending) {
    std::stable_sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  }
}

/// The first `count` options and every selected one.
void truncate(FacetResult& result, std::size_t count) {
  std::size_t kept = 0;
  const auto before = result.options.size();
  std::erase_if(result.options, [&](const FacetOption& option) { return kept++ >= count && !option.selected; });
  result.truncated = result.options.size() < before;
}

FacetResult count_facet(const FacetRequest& facet, const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index,
                        const SearchIndex& in) {
  const auto& field = *schema::find_field(facet.field);
  const auto& column = column_of(in, facet.field, "facet_");
  const auto* vocabulary = index.vocabularies().find(field.vocabulary);
  const DocumentSet documents = filtered_set(request, matched, index, in, facet.all_filters ? std::string() : facet.field);
  std::vector<std::string> selected;
  if (const auto filter = request.filters.find(facet.field); filter != request.filters.end())
    for (const auto* list : {&filter->second.any, &filter->second.all})
      for (const auto& written : *list) selected.push_back(written == kMissing ? written : value_id(index, field, written));
  const auto is_selected = [&](const std::string& value) { return std::find(selected.begin(), selected.end(), value) != selected.end(); };

  FacetResult result;
  result.field = facet.field;
  const auto* named = index.vocabularies().find(facet.field);
  result.label = request.language == "cy" && named != nullptr && !named->label_cy.empty() ? named->label_cy : std::string(field.label);
  result.missing = documents.and_cardinality(column.missing);
  result.missing_selected = is_selected(std::string(kMissing));
  const std::string prefix = schema::fold(facet.prefix);
  const auto add = [&](const std::string& value, std::uint64_t count) {
    FacetOption option{value, index.label_of(facet.field, value, request.language), count, is_selected(value), {}};
    if (vocabulary != nullptr)
      if (const auto* known = vocabulary->find(value)) option.parent = known->parent;
    const bool wanted = prefix.empty() || has_prefix(option.label, prefix) || value.starts_with(prefix);
    if (wanted && count > 0) ++result.values_total;
    if ((wanted && count > 0) || option.selected) result.options.push_back(std::move(option));
  };
  for (const auto& [value, documents_of_value] : column.values) add(value, documents.and_cardinality(documents_of_value));
  for (const auto& value : selected)
    if (value != kMissing && !column.values.contains(value)) add(value, 0);
  sort_options(result.options, facet, vocabulary);
  truncate(result, facet.count);
  return result;
}

}  // namespace

DocumentSet filtered_set(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in,
                         const std::string& without_field) {
  DocumentSet out = matched;
  for (const auto& [name, filter] : request.filters) {
    const auto& field = *schema::find_field(name);
    const auto& column = column_of(in, name, "filter_");
    if (name == without_field) continue;
    if (!filter.any.empty()) {
      DocumentSet any;
      for (const auto& value : filter.any) any |= documents_of(value, index, field, column);
      out &= any;
    }
    for (const auto& value : filter.all) out &= documents_of(value, index, field, column);
    for (const auto& value : filter.reject) out -= documents_of(value, index, field, column);
  }
  if (!request.years.empty() && without_field != kYear) {
    const auto& field = *schema::find_field(kYear);
    DocumentSet any;
    for (const auto& year : years_in(request.years, index)) any |= documents_of(year, index, field, column_of(in, kYear, "filter_"));
    out &= any;
  }
  for (const auto& [name, dates] : request.dates)
    out &= in.facets().overlapping(*in.facets().dates(name), dates.from ? dates.from->first_day() : 0, dates.to ? dates.to->last_day() : 0);
  return out;
}

std::vector<FacetResult> count_facets(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in) {
  std::vector<FacetResult> out;
  if (!request.facets.empty()) {
    for (const auto& facet : request.facets) out.push_back(count_facet(facet, request, matched, index, in));
    return out;
  }
  for (const auto* field : schema::facet_fields()) {
    if (out.size() == kDefaultFacets) break;
    FacetRequest facet;
    facet.field = field->name;
    out.push_back(count_facet(facet, request, matched, index, in));
  }
  return out;
}

}  // namespace searchd
