#include "searchd/theme_models.h"

#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

/// Values below `parent` ("": at the top) that a record has.
std::vector<const schema::VocabularyValue*> children_of(const std::string& parent, const PageContext& context) {
  std::vector<const schema::VocabularyValue*> out;
  if (const auto* themes = context.index->vocabularies().find("theme"))
    for (const auto& theme : themes->values())
      if (theme.parent == parent && records_with("theme", theme.id, *context.index) > 0) out.push_back(&theme);
  return out;
}

void append_below(std::vector<std::pair<const schema::VocabularyValue*, int>>& out, const std::string& parent, int depth, const PageContext& context) {
  for (const auto* theme : children_of(parent, context)) {
    out.emplace_back(theme, depth);
    append_below(out, theme->id, depth + 1, context);
  }
}

}  // namespace

std::vector<std::pair<const schema::VocabularyValue*, int>> themes_in_tree_order(const PageContext& context) {
  std::vector<std::pair<const schema::VocabularyValue*, int>> out;
  append_below(out, {}, 0, context);
  return out;
}

json theme_link(const std::string& theme, const PageContext& context) {
  json out = counted_link("theme", theme, context);
  out["url"] = theme_url(theme, context.language);
  return out;
}

json theme_groups(const PageContext& context, ThemeDetail detail) {
  json groups = json::array();
  for (const auto* top : children_of({}, context)) {
    json group = theme_link(top->id, context);
    if (detail == ThemeDetail::kDefinitions) set_if_any(group, "definition", definition_of(*top, context));
    group["themes"] = json::array();
    for (const auto* child : children_of(top->id, context)) {
      json theme = theme_link(child->id, context);
      json narrower = json::array();
      if (detail == ThemeDetail::kDefinitions)
        for (const auto* grandchild : children_of(child->id, context)) narrower.push_back(theme_link(grandchild->id, context));
      if (!narrower.empty()) theme["narrower"] = {{"narrower_themes", std::move(narrower)}};
      group["themes"].push_back(std::move(theme));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

std::string definition_of(const schema::VocabularyValue& value, const PageContext& context) {
  return context.language.code() == kLanguages[0] ? value.definition : std::string();
}

}  // namespace searchd
