#include "searchd/filter_panel.h"

#include <algorithm>
#include <map>
#include <set>

#include "schema/fields.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/selected_filters.h"
#include "searchd/value_models.h"
#include "searchd/year_range.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kOpenFacets = 4;
constexpr std::size_t kManyValues = 10;  ///< from which on values are searched
constexpr int kDeepestOption = 3;  ///< the stylesheet knows no deeper one
constexpr const char* kYear = "year";

/// "31 themes"
std::string values_total(const FacetResult& facet, const PageLanguage& language) {
  const std::string kind = facet.field.ends_with("_type") ? "type" : facet.field;
  const std::string key = language.knows("model.values." + kind) ? kind : "other";
  return language.say("model.values." + key, {{"count", language.number(facet.values_total)}});
}

/// Builds the panel's model.
class PanelModel {
 public:
  PanelModel(const SearchRequest& base, const SearchResults& results, const PageContext& context)
      : base_(base), results_(results), context_(context), index_(*context.index) {}

  json run() const {
    Shown shown;
    json facets = json::array();
    for (const auto& facet : results_.facets) {
      auto model = facet.field == kYear ? year_model(facet) : facet_model(facet, shown);
      if (model.is_null()) continue;
      if (facets.size() < kOpenFacets) model["open"] = true;
      facets.push_back(std::move(model));
    }
    json out = {{"facets", std::move(facets)}, {"hidden", panel_hidden(shown)}};
    if (auto selected = selected_filters(base_, results_, context_); !selected.is_null()) out["selected_filters"] = std::move(selected);
    return out["facets"].empty() && !out.contains("selected_filters") ? json() : out;
  }

 private:
  /// Parameters that a checkbox of the panel stands for.
  using Shown = std::set<std::pair<std::string, std::string>>;

  json panel_hidden(const Shown& shown) const {
    SearchRequest carried = base_;
    std::erase_if(carried.facets, [](const auto& facet) { return !facet.prefix.empty(); });
    if (year_is_shown()) carried.years = {};
    Parameters out;
    for (auto& [name, value] : parameters_of(carried)) {
      const bool all = name.starts_with("filter_all_");
      const std::string field = all ? name.substr(11) : name.starts_with("filter_") ? name.substr(7) : std::string();
      if (!field.empty() && shown.contains({name, value_id(field, value, index_)})) continue;
      out.emplace_back(std::move(name), std::move(value));
    }
    return hidden_model(out);
  }

  bool year_is_shown() const {
    const auto year = std::find_if(results_.facets.begin(), results_.facets.end(), [](const auto& facet) { return facet.field == kYear; });
    return year != results_.facets.end() && !year_range(*year, base_.years, context_.language).is_null();
  }

  json year_model(const FacetResult& facet) const {
    auto range = year_range(facet, base_.years, context_.language);
    if (range.is_null()) return {};
    return {{"facet_id", facet.field},
            {"facet_label", field_label(facet.field, context_.language)},
            {"open", !base_.years.empty()},
            {"options", json::array()},
            {"year_range", std::move(range)}};
  }

  /// The letters that the facet's values are asked for with.
  std::string within(const FacetResult& facet) const {
    const auto asked = std::find_if(base_.facets.begin(), base_.facets.end(), [&](const auto& f) { return f.field == facet.field; });
    return asked == base_.facets.end() ? std::string() : asked->prefix;
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

  json facet_model(const FacetResult& facet, Shown& shown) const {
    const std::string letters = within(facet);
    if (facet.options.empty() && !facet.missing_selected && letters.empty()) return {};
    json options = json::array();
    std::uint64_t selected = 0;
    const auto add = [&](const std::string& value, std::uint64_t count, int depth, bool is_selected) -> json& {
      const std::string name = parameter_of(facet.field, value);
      if (is_selected) shown.emplace(name, value);
      selected += is_selected ? 1 : 0;
      options.push_back({{"option_id", facet.field + "-" + std::to_string(options.size() + 1)},
                         {"name", name},
                         {"value", value},
                         {"count", context_.language.number(count)},
                         {"depth", std::to_string(std::min(depth, kDeepestOption))},
                         {"selected", is_selected}});
      return options.back();
    };
    for (const auto& [option, depth] : in_tree_order(facet)) add(option->value, option->count, depth, option->selected)["label"] = option->label;
    if (facet.missing_selected || (facet.missing > 0 && letters.empty())) add(std::string(kMissing), facet.missing, 0, facet.missing_selected)["not_recorded"] = true;

    const bool many = facet.truncated || facet.options.size() > kManyValues || !letters.empty();
    json out = {{"facet_id", facet.field},
                {"facet_label", field_label(facet.field, context_.language)},
                {"open", selected > 0 || !letters.empty()},
                {"options", std::move(options)}};
    if (selected > 0) out["facet_selected_count"] = std::to_string(selected);
    if (facet.truncated) {
      out["values_total"] = values_total(facet, context_.language);
      out["more_url"] = search_url(with_all_values(facet.field)) + "#filters-heading";
    }
    if (many) {
      out["within"] = {{"within_id", facet.field + "-within"}, {"within_name", "within_" + facet.field}};
      set_if_any(out["within"], "within_value", letters);
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

  const SearchRequest& base_;
  const SearchResults& results_;
  const PageContext& context_;
  const AudienceIndex& index_;
};

}  // namespace

json filter_panel(const SearchRequest& base, const SearchResults& results, const PageContext& context) { return PanelModel(base, results, context).run(); }

SearchRequest with_page_facets(SearchRequest request) {
  std::vector<FacetRequest> facets;
  for (const auto* field : schema::facet_fields()) {
    const auto asked = std::find_if(request.facets.begin(), request.facets.end(), [&](const auto& f) { return f.field == field->name; });
    if (asked != request.facets.end()) {
      facets.push_back(*asked);
    } else if (facets.size() < kDefaultFacets) {
      FacetRequest usual;
      usual.field = field->name;
      facets.push_back(std::move(usual));
    } else {
      continue;
    }
    if (field->name == kYear) facets.back().count = kMaxFacetValues;  // all have a bar
  }
  request.facets = std::move(facets);
  return request;
}

}  // namespace searchd
