#include "searchd/filter_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "schema/fields.h"
#include "schema/text_analysis.h"
#include "searchd/page_layout.h"
#include "searchd/url.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kOpenFacets = 4;
constexpr int kDeepestOption = 3;  ///< the stylesheet knows no deeper one

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kPlurals = {{
    {"theme", "themes"},
    {"collection", "collections"},
    {"force", "forces"},
    {"region", "regions"},
    {"area", "areas"},
    {"year", "years"},
    {"agency", "agencies"},
    {"intervention_type", "types"},
    {"review_type", "types"},
}};

std::string plural_of(const std::string& field) {
  const auto found = std::find_if(kPlurals.begin(), kPlurals.end(), [&](const auto& p) { return p.first == field; });
  return std::string(found == kPlurals.end() ? "values" : found->second);
}

std::string value_label(const std::string& field, const std::string& written, const AudienceIndex& index) {
  if (written == kMissing) return "not recorded";
  return index.label_of(field, value_id(field, written, index));
}

std::string date_label(const DateFilter& dates) {
  std::string out;
  if (dates.from) out = "from " + dates.from->display();
  if (dates.to) out += (out.empty() ? "to " : " to ") + dates.to->display();
  return out;
}

using FilterPart = std::vector<std::string> FieldFilter::*;

SearchRequest without_value(SearchRequest request, const std::string& field, FilterPart part, const std::string& value) {
  auto& filter = request.filters[field];
  std::erase(filter.*part, value);
  if (filter.empty()) request.filters.erase(field);
  return request;
}

RemovableFilter date_filter(const SearchRequest& base, const std::string& field) {
  SearchRequest without = base;
  without.dates.erase(field);
  return {date_label(base.dates.at(field)), std::move(without)};
}

std::vector<RemovableFilter> filters_of(const SearchRequest& base, const std::string& field, const AudienceIndex& index) {
  std::vector<RemovableFilter> out;
  const auto filter = base.filters.find(field);
  if (filter == base.filters.end()) return out;
  const auto add = [&](FilterPart part, const std::string& before) {
    for (const auto& written : filter->second.*part)
      out.push_back({before + value_label(field, written, index), without_value(base, field, part, written)});
  };
  add(&FieldFilter::any, "");
  add(&FieldFilter::all, "");
  add(&FieldFilter::reject, "not ");
  return out;
}

/// Builds the panel's model.
class PanelModel {
 public:
  PanelModel(const SearchRequest& base, const SearchResults& results, const AudienceIndex& index) : base_(base), results_(results), index_(index) {}

  json run() const {
    Shown shown;
    json facets = json::array();
    for (const auto& facet : results_.facets) {
      if (facet.options.empty() && !facet.missing_selected) continue;
      facets.push_back(facet_model(facet, facets.size() < kOpenFacets, shown));
    }
    json out = {{"facets", std::move(facets)}, {"hidden", panel_hidden(shown)}};
    if (auto selected = selected_filters(); !selected.is_null()) out["selected_filters"] = std::move(selected);
    return out["facets"].empty() && !out.contains("selected_filters") ? json() : out;
  }

 private:
  /// Parameters that a checkbox of the panel stands for.
  using Shown = std::set<std::pair<std::string, std::string>>;

  json panel_hidden(const Shown& shown) const {
    Parameters out;
    for (auto& [name, value] : parameters_of(base_)) {
      const bool all = name.starts_with("filter_all_");
      const std::string field = all ? name.substr(11) : name.starts_with("filter_") ? name.substr(7) : std::string();
      if (!field.empty() && shown.contains({name, value_id(field, value, index_)})) continue;
      out.emplace_back(std::move(name), std::move(value));
    }
    return hidden_model(out);
  }

  /// The parameter of an option: a value that is asked for with filter_all_ stays so, else unticking it would change nothing.
  std::string parameter_of(const std::string& field, const std::string& value) const {
    const auto filter = base_.filters.find(field);
    if (filter == base_.filters.end()) return "filter_" + field;
    const auto among = [&](const std::vector<std::string>& values) {
      return std::any_of(values.begin(), values.end(), [&](const auto& written) { return value_id(field, written, index_) == value; });
    };
    return (among(filter->second.all) && !among(filter->second.any) ? "filter_all_" : "filter_") + field;
  }

  json facet_model(const FacetResult& facet, bool among_first, Shown& shown) const {
    json options = json::array();
    std::uint64_t selected = 0;
    const auto add = [&](const std::string& value, std::uint64_t count, int depth, bool is_selected) -> json& {
      const std::string name = parameter_of(facet.field, value);
      if (is_selected) shown.emplace(name, value);
      selected += is_selected ? 1 : 0;
      options.push_back({{"option_id", facet.field + "-" + std::to_string(options.size() + 1)},
                         {"name", name},
                         {"value", value},
                         {"count", with_separators(count)},
                         {"depth", std::to_string(std::min(depth, kDeepestOption))},
                         {"selected", is_selected}});
      return options.back();
    };
    for (const auto& [option, depth] : in_tree_order(facet)) add(option->value, option->count, depth, option->selected)["label"] = option->label;
    if (facet.missing_selected || facet.missing > 0) add(std::string(kMissing), facet.missing, 0, facet.missing_selected)["not_recorded"] = true;

    json out = {{"facet_label", facet.label}, {"open", among_first || selected > 0}, {"options", std::move(options)}};
    if (selected > 0) out["facet_selected_count"] = std::to_string(selected);
    if (facet.truncated) {
      out["values_total"] = with_separators(facet.values_total) + " " + plural_of(facet.field);
      out["more_url"] = search_url(with_all_values(facet.field)) + "#filters-heading";
    }
    return out;
  }

  SearchRequest with_all_values(const std::string& field) const {
    SearchRequest copy = base_;
    std::erase_if(copy.facets, [&](const auto& facet) { return facet.field == field; });
    FacetRequest all;
    all.field = field;
    all.count = kMaxFacetValues;
    copy.facets.push_back(std::move(all));
    return copy;
  }

  /// Options under their nearest ancestor that is an option too, siblings in the order they came.
  std::vector<std::pair<const FacetOption*, int>> in_tree_order(const FacetResult& facet) const {
    const auto* field = schema::find_field(facet.field);
    const auto* vocabulary = field == nullptr ? nullptr : index_.vocabularies().find(field->vocabulary);
    std::set<std::string> present;
    for (const auto& option : facet.options) present.insert(option.value);
    std::map<std::string, std::vector<const FacetOption*>> children;
    for (const auto& option : facet.options) {
      std::string parent;
      if (vocabulary != nullptr)
        for (const auto& ancestor : vocabulary->ancestors(option.value))
          if (parent.empty() && ancestor != option.value && present.contains(ancestor)) parent = ancestor;
      children[parent].push_back(&option);
    }
    std::vector<std::pair<const FacetOption*, int>> out;
    append_children(out, children, {}, 0);
    return out;
  }

  static void append_children(std::vector<std::pair<const FacetOption*, int>>& out,
                              const std::map<std::string, std::vector<const FacetOption*>>& children, const std::string& parent, int depth) {
    const auto found = children.find(parent);
    if (found == children.end()) return;
    for (const auto* option : found->second) {
      out.emplace_back(option, depth);
      append_children(out, children, option->value, depth + 1);
    }
  }

  /// Filters that the words name; without one, its words are words.
  std::vector<RemovableFilter> named_filters() const {
    std::vector<RemovableFilter> out;
    for (const auto& filter : results_.query.named) {
      SearchRequest without = base_;
      without.as_words.push_back(filter.field);
      out.push_back({named_label(filter, index_), std::move(without)});
    }
    return out;
  }

  json selected_filters() const {
    json groups = json::array();
    std::size_t count = 0;
    const auto add_group = [&](const std::string& label, const std::vector<RemovableFilter>& filters) {
      json tags = json::array();
      for (const auto& filter : filters) tags.push_back({{"label", filter.label}, {"remove_url", search_url(filter.without)}});
      count += tags.size();
      if (!tags.empty()) groups.push_back({{"label", label}, {"tags", std::move(tags)}});
    };
    if (base_.exact && !base_.q.empty()) {
      SearchRequest loosely = base_;
      loosely.exact = false;
      add_group("Words", {{"exactly as typed", std::move(loosely)}});
    }
    if (results_.narrowed) add_group("From your words", named_filters());
    for (const auto* field : schema::facet_fields()) add_group(std::string(field->label), filters_of(base_, std::string(field->name), index_));
    for (const auto& [field, dates] : base_.dates) add_group(std::string(schema::find_field(field)->label), {date_filter(base_, field)});
    if (count == 0) return {};
    SearchRequest clear = base_;
    clear.exact = false;
    for (const auto& filter : results_.query.named) clear.as_words.push_back(filter.field);
    clear.filters.clear();
    clear.dates.clear();
    return {{"selected_count", std::to_string(count)}, {"clear_url", search_url(clear)}, {"groups", std::move(groups)}};
  }

  const SearchRequest& base_;
  const SearchResults& results_;
  const AudienceIndex& index_;
};

}  // namespace

std::string search_url(const SearchRequest& request) { return url_with("/search", parameters_of(request)); }

SearchRequest link_base(SearchRequest request) {
  request.start = 0;
  request.generation.clear();
  request.fields.clear();
  request.explain = false;
  return request;
}

json hidden_model(const Parameters& parameters) {
  json out = json::array();
  for (const auto& [name, value] : parameters) out.push_back({{"name", name}, {"value", value}});
  return out;
}

std::string named_label(const NamedFilter& filter, const AudienceIndex& index) {
  if (schema::find_field(filter.field)->kind == schema::FieldKind::kDate || filter.values.size() > 3)
    return fmt::format("{}: {}", schema::find_field(filter.field)->label, filter.typed);
  std::string out;
  for (const auto& value : filter.values) out += (out.empty() ? "" : " or ") + value_label(filter.field, value, index);
  return out;
}

std::vector<RemovableFilter> widenings(const SearchRequest& base, const AudienceIndex& index) {
  std::vector<RemovableFilter> out;
  for (const auto& [field, filter] : base.filters) {
    if (!filter.any.empty()) {
      std::string label;
      for (const auto& written : filter.any) label += (label.empty() ? "" : " or ") + value_label(field, written, index);
      SearchRequest without = base;
      without.filters[field].any.clear();
      if (without.filters[field].empty()) without.filters.erase(field);
      out.push_back({std::move(label), std::move(without)});
    }
    for (const auto& written : filter.all) out.push_back({value_label(field, written, index), without_value(base, field, &FieldFilter::all, written)});
    for (const auto& written : filter.reject)
      out.push_back({"not " + value_label(field, written, index), without_value(base, field, &FieldFilter::reject, written)});
  }
  for (const auto& [field, dates] : base.dates) out.push_back(date_filter(base, field));
  return out;
}

json filter_panel(const SearchRequest& base, const SearchResults& results, const AudienceIndex& index) {
  return PanelModel(base, results, index).run();
}

SearchRequest with_page_facets(SearchRequest request) {
  if (request.facets.empty()) return request;
  std::vector<FacetRequest> facets;
  for (const auto* field : schema::facet_fields()) {
    const auto asked = std::find_if(request.facets.begin(), request.facets.end(), [&](const auto& f) { return f.field == field->name; });
    if (asked != request.facets.end()) {
      facets.push_back(*asked);
    } else if (facets.size() < kDefaultFacets) {
      FacetRequest usual;
      usual.field = field->name;
      facets.push_back(std::move(usual));
    }
  }
  request.facets = std::move(facets);
  return request;
}

}  // namespace searchd
