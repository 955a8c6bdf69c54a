// The practice map: the forces of England and Wales as tiles, how much each has shared on a theme, and where the gaps are.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "searchd/force_map.h"
#include "searchd/matrix_model.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/shades.h"
#include "searchd/territorial_forces.h"
#include "searchd/theme_models.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr const char* kAny = "any";
constexpr const char* kIndent = "\u00a0\u00a0\u00a0";  ///< of a theme below another, in a list where nothing else can show it

/// Builds the model of one page.
class MapModel {
 public:
  MapModel(const ForceMap& map, const std::vector<ForceTile>& tiles, const PageContext& context)
      : map_(map), tiles_(tiles), context_(context), language_(context.language) {
    std::erase_if(tiles_, [&](const auto& tile) { return find(tile.force) == nullptr; });
    std::uint64_t most = 0;
    for (const auto& tile : tiles_) {
      most = std::max(most, find(tile.force)->count);
      on_map_.insert(tile.force);
    }
    shades_ = Shades(most);
  }

  json run() const {
    json model = layout_model(context_);
    model["at_map"] = true;
    if (map_.search.filtered()) model["noindex"] = true;
    else set_if_any(model, "canonical_url", absolute_url(language_.address("/map"), context_));
    model["map_action"] = "/map";
    model["map_hidden"] = hidden_model(language_.kept());
    model["selects"] = selects();
    model["map_total"] = language_.number(map_.with_force);
    model["total_is_one"] = map_.with_force == 1;
    model["legend"] = legend();
    model["tiles"] = tiles();
    set_items(model, "elsewhere", elsewhere());
    if (const auto names = without_records(); !names.empty()) model["without_records"] = {{"without_text", names}};
    model["map_rows"] = rows();
    if (!map_.themes_by_force.rows.values.empty()) model["matrix"] = matrix();
    return model;
  }

 private:
  const AxisValue* find(const std::string& force) const {
    const auto found = std::find_if(map_.forces.begin(), map_.forces.end(), [&](const auto& one) { return one.value == force; });
    return found == map_.forces.end() ? nullptr : &*found;
  }

  const std::string& short_name(const ForceTile& tile) const { return language_.code() == kLanguages[0] ? tile.short_name : tile.short_name_cy; }

  // What can be chosen.

  json selects() const {
    json themes = choices("model.map.any_theme", map_.choice.theme);
    for (const auto& [theme, depth] : themes_in_tree_order(context_)) {
      std::string label;
      for (int level = 0; level < depth; ++level) label += kIndent;
      add_choice(themes, theme->id, label + context_.label("theme", theme->id), map_.choice.theme);
    }
    json types = choices("model.map.any_type", map_.choice.intervention_type);
    if (const auto* vocabulary = context_.index->vocabularies().find("intervention_type"))
      for (const auto& type : vocabulary->values())
        if (records_with("intervention_type", type.id, *context_.index) > 0)
          add_choice(types, type.id, context_.label("intervention_type", type.id), map_.choice.intervention_type);
    json years = choices("model.map.any_year", map_.choice.year);
    if (const auto* column = context_.index->records().facets().column("year"))
      for (auto year = column->values.rbegin(); year != column->values.rend(); ++year) add_choice(years, year->first, year->first, map_.choice.year);
    return {select("map-theme", "theme", std::move(themes)), select("map-type", "intervention_type", std::move(types)), select("map-year", "year", std::move(years))};
  }

  json choices(const char* any, const std::string& chosen) const {
    return json::array({{{"value", kAny}, {"label", language_.say(any)}, {"selected", chosen.empty()}}});
  }

  static void add_choice(json& out, const std::string& value, const std::string& label, const std::string& chosen) {
    out.push_back({{"value", value}, {"label", label}, {"selected", value == chosen}});
  }

  json select(const char* id, const std::string& field, json choices) const {
    return {{"select_id", id}, {"select_name", field}, {"select_label", field_label(field, language_)}, {"choices", std::move(choices)}};
  }

  // The map.

  json legend() const {
    json out = json::array({{{"shade", "0"}, {"label", language_.say("model.map.none")}}});
    for (const auto& step : shades_.steps()) {
      const auto from = language_.number(step.from);
      std::string label = from;
      if (step.to > step.from && step.shade == kDarkest) label = language_.say("model.map.more", {{"from", from}});
      else if (step.to > step.from) label = language_.say("model.map.range", {{"from", from}, {"to", language_.number(step.to)}});
      out.push_back({{"shade", std::to_string(step.shade)}, {"label", std::move(label)}});
    }
    return out;
  }

  std::string url_of(const std::string& force) const { return search_url(with_filter(map_.search, "force", force)); }

  json tiles() const {
    json out = json::array();
    for (const auto& tile : tiles_) {
      const auto& force = *find(tile.force);
      out.push_back({{"x", std::to_string(tile.x)},
                     {"y", std::to_string(tile.y)},
                     {"label", force.label},
                     {"short", short_name(tile)},
                     {"code", tile.code},
                     {"count", language_.number(force.count)},
                     {"shade", std::to_string(shades_.of(force.count))},
                     {"url", url_of(tile.force)}});
    }
    return out;
  }

  /// Those with the most records first, equal ones in the order of the vocabulary.
  std::vector<AxisValue> by_count() const {
    auto out = map_.forces;
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    return out;
  }

  json elsewhere() const {
    json out = json::array();
    for (const auto& force : by_count()) {
      if (force.count == 0 || on_map_.contains(force.value)) continue;
      out.push_back({{"label", force.label}, {"url", url_of(force.value)}, {"count", language_.number(force.count)}});
    }
    return out;
  }

  std::string without_records() const {
    std::string out;
    for (const auto& force : map_.forces)
      if (force.count == 0 && on_map_.contains(force.value)) out += (out.empty() ? "" : ", ") + force.label;
    return out;
  }

  json rows() const {
    const auto* vocabulary = context_.index->vocabularies().find("force");
    json out = json::array();
    for (const auto& force : by_count()) {
      out.push_back({{"label", force.label}, {"count", language_.number(force.count)}, {"url", url_of(force.value)}});
      const auto* value = vocabulary == nullptr ? nullptr : vocabulary->find(force.value);
      if (const auto region = value == nullptr ? std::string() : region_of(*value); !region.empty()) out.back()["region_label"] = context_.label("region", region);
    }
    return out;
  }

  json matrix() const {
    std::vector<MatrixColumn> columns;
    for (const auto& tile : tiles_) columns.push_back({tile.force, short_name(tile)});
    json out = matrix_model(map_.themes_by_force, columns,
                            {[&](const auto& theme) { return theme_url(theme, language_); },
                             [&](const auto& theme, const auto& force) {
                               auto cell = with_filter(map_.search, "force", force);
                               cell.filters["theme"].any = {theme};
                               return cell;
                             }},
                            context_);
    out["matrix_caption"] = language_.say("model.matrix.theme_force");
    out["row_head"] = field_label("theme", language_);
    out["columns_turned"] = true;
    return out;
  }

  const ForceMap& map_;
  std::vector<ForceTile> tiles_;  ///< of forces that the library knows
  std::set<std::string> on_map_;
  Shades shades_{0};
  const PageContext& context_;
  const PageLanguage& language_;
};

}  // namespace

std::string map_page(const ForceMap& map, const std::vector<ForceTile>& tiles, const PageContext& context) {
  return context.render("map", MapModel(map, tiles, context).run());
}

}  // namespace searchd
