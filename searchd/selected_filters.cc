#include "searchd/selected_filters.h"

#include <fmt/format.h>

#include "schema/fields.h"
#include "searchd/page_links.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

std::string value_label(const std::string& field, const std::string& written, const PageContext& context) {
  if (written == kMissing) return context.language.say("model.filter.not_recorded");
  return context.label(field, value_id(field, written, *context.index));
}

std::string not_label(const std::string& field, const std::string& written, const PageContext& context) {
  return context.language.say("model.filter.not", {{"value", value_label(field, written, context)}});
}

std::string any_label(const std::string& field, const std::vector<std::string>& values, const PageContext& context) {
  std::vector<std::string> labels;
  for (const auto& value : values) labels.push_back(value_label(field, value, context));
  return context.language.any_of(labels);
}

/// "from X to Y", or one of the two.
std::string between(const std::string& from, const std::string& to, const PageLanguage& language) {
  if (to.empty()) return language.say("model.date.from", {{"from", from}});
  if (from.empty()) return language.say("model.date.to", {{"to", to}});
  return language.say("model.date.between", {{"from", from}, {"to", to}});
}

using FilterPart = std::vector<std::string> FieldFilter::*;

SearchRequest without_value(SearchRequest request, const std::string& field, FilterPart part, const std::string& value) {
  auto& filter = request.filters[field];
  std::erase(filter.*part, value);
  if (filter.empty()) request.filters.erase(field);
  return request;
}

RemovableFilter date_filter(const SearchRequest& base, const std::string& field, const PageContext& context) {
  const auto& dates = base.dates.at(field);
  const auto text = [&](const auto& date) { return date ? context.language.date(*date) : std::string(); };
  SearchRequest without = base;
  without.dates.erase(field);
  return {between(text(dates.from), text(dates.to), context.language), std::move(without)};
}

RemovableFilter year_filter(const SearchRequest& base, const PageContext& context) {
  const auto text = [](int year) { return year == 0 ? std::string() : std::to_string(year); };
  SearchRequest without = base;
  without.years = {};
  return {between(text(base.years.from), text(base.years.to), context.language), std::move(without)};
}

std::vector<RemovableFilter> filters_of(const SearchRequest& base, const std::string& field, const PageContext& context) {
  std::vector<RemovableFilter> out;
  if (const auto filter = base.filters.find(field); filter != base.filters.end()) {
    for (const auto part : {&FieldFilter::any, &FieldFilter::all})
      for (const auto& written : filter->second.*part) out.push_back({value_label(field, written, context), without_value(base, field, part, written)});
    for (const auto& written : filter->second.reject)
      out.push_back({not_label(field, written, context), without_value(base, field, &FieldFilter::reject, written)});
  }
  if (field == "year" && !base.years.empty()) out.push_back(year_filter(base, context));
  return out;
}

/// Filters that the words name; without one, its words are words.
std::vector<RemovableFilter> named_filters(const SearchRequest& base, const SearchResults& results, const PageContext& context) {
  std::vector<RemovableFilter> out;
  for (const auto& filter : results.query.named) {
    SearchRequest without = base;
    without.as_words.push_back(filter.field);
    out.push_back({named_label(filter, context), std::move(without)});
  }
  return out;
}

SearchRequest without_filters(SearchRequest request, const SearchResults& results) {
  request.exact = false;
  for (const auto& filter : results.query.named) request.as_words.push_back(filter.field);
  request.filters.clear();
  request.dates.clear();
  request.years = {};
  return request;
}

}  // namespace

std::string named_label(const NamedFilter& filter, const PageContext& context) {
  if (schema::find_field(filter.field)->kind == schema::FieldKind::kDate || filter.values.size() > 3)
    return fmt::format("{}: {}", field_label(filter.field, context.language), filter.typed);
  return any_label(filter.field, filter.values, context);
}

std::vector<RemovableFilter> widenings(const SearchRequest& base, const PageContext& context) {
  std::vector<RemovableFilter> out;
  for (const auto& [field, filter] : base.filters) {
    if (!filter.any.empty()) {
      SearchRequest without = base;
      without.filters[field].any.clear();
      if (without.filters[field].empty()) without.filters.erase(field);
      out.push_back({any_label(field, filter.any, context), std::move(without)});
    }
    for (const auto& written : filter.all) out.push_back({value_label(field, written, context), without_value(base, field, &FieldFilter::all, written)});
    for (const auto& written : filter.reject)
      out.push_back({not_label(field, written, context), without_value(base, field, &FieldFilter::reject, written)});
  }
  if (!base.years.empty()) out.push_back(year_filter(base, context));
  for (const auto& [field, dates] : base.dates) out.push_back(date_filter(base, field, context));
  return out;
}

json selected_filters(const SearchRequest& base, const SearchResults& results, const PageContext& context) {
  json groups = json::array();
  std::size_t count = 0;
  const auto add_group = [&](const std::string& label, const std::vector<RemovableFilter>& filters) {
    json tags = json::array();
    for (const auto& filter : filters) tags.push_back({{"label", filter.label}, {"remove_url", search_url(filter.without)}});
    count += tags.size();
    if (!tags.empty()) groups.push_back({{"label", label}, {"tags", std::move(tags)}});
  };
  if (base.exact && !base.q.empty()) {
    SearchRequest loosely = base;
    loosely.exact = false;
    add_group(context.language.say("model.filter.words"), {{context.language.say("model.filter.exact"), std::move(loosely)}});
  }
  if (results.narrowed) add_group(context.language.say("model.filter.from_words"), named_filters(base, results, context));
  for (const auto* field : schema::facet_fields()) add_group(field_label(std::string(field->name), context.language), filters_of(base, std::string(field->name), context));
  for (const auto& [field, dates] : base.dates) add_group(field_label(field, context.language), {date_filter(base, field, context)});
  if (count == 0) return {};
  return {{"selected_count", context.language.number(count)}, {"clear_url", search_url(without_filters(base, results))}, {"groups", std::move(groups)}};
}

}  // namespace searchd
