#include "searchd/force_map.h"

#include <algorithm>
#include <array>
#include <utility>

#include "schema/fields.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

/// Themes below `parent` that a record has; without a parent, those below the top of the tree, and whatever stands there alone.
std::vector<std::string> lines_below(const std::string& parent, const AudienceIndex& index) {
  std::vector<std::string> out;
  const auto* themes = index.vocabularies().find("theme");
  if (themes == nullptr) return out;
  const auto& all = themes->values();
  const auto stands_alone = [&](const auto& theme) {
    return theme.parent.empty() && std::none_of(all.begin(), all.end(), [&](const auto& other) { return other.parent == theme.id; });
  };
  const auto is_line = [&](const auto& theme) {
    return parent.empty() ? themes->ancestors(theme.id).size() == 1 || stands_alone(theme) : theme.parent == parent;
  };
  for (const auto& theme : all)
    if (is_line(theme) && records_with("theme", theme.id, index) > 0) out.push_back(theme.id);
  return out;
}

}  // namespace

ForceMap force_map(const MapChoice& choice, const AudienceIndex& index, const std::string& language) {
  ForceMap out;
  out.choice = choice;
  out.search.language = language;
  const std::array<std::pair<const char*, std::string*>, 3> filters = {
      {{"theme", &out.choice.theme}, {"intervention_type", &out.choice.intervention_type}, {"year", &out.choice.year}}};
  for (const auto& [field, value] : filters) {
    if (records_with(field, *value, index) > 0) out.search = with_filter(std::move(out.search), field, *value);
    else value->clear();
  }
  const auto lines = lines_below(out.choice.theme, index);
  out.themes_by_force = cross_counts(out.search, index, *schema::find_field("theme"), *schema::find_field("force"), true, &lines);
  out.forces = out.themes_by_force.cols.values;
  out.with_force = out.themes_by_force.total - out.themes_by_force.cols.missing;
  return out;
}

}  // namespace searchd
