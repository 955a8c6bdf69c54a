// The start page.

#include <nlohmann/json.hpp>

#include "schema/fields.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/record_models.h"
#include "searchd/theme_models.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kNewest = 3;

std::size_t values_with_records(const std::string& field, const AudienceIndex& index) {
  const auto* column = index.records().facets().column(field);
  return column == nullptr ? 0 : column->values.size();
}

/// How much there is; null for an empty library.
json holds(const PageContext& context) {
  const auto& index = *context.index;
  const auto* years = index.records().facets().column("year");
  if (years == nullptr || years->values.empty()) return {};
  return {{"records_total", context.language.number(index.manifest().records)},
          {"forces_total", context.language.number(values_with_records("force", index))},
          {"themes_total", context.language.number(values_with_records("theme", index))},
          {"first_year", years->values.begin()->first},
          {"last_year", years->values.rbegin()->first}};
}

json collections(const PageContext& context) {
  json out = json::array();
  const auto* vocabulary = context.index->vocabularies().find("collection");
  if (vocabulary == nullptr) return out;
  for (const auto& value : vocabulary->values()) {
    if (records_with("collection", value.id, *context.index) == 0) continue;
    out.push_back(counted_link("collection", value.id, context));
    out.back()["label"] = context.language.say_or("model.collections." + value.id, context.label("collection", value.id));
    set_if_any(out.back(), "hint", definition_of(value, context));
  }
  return out;
}

void add_newest(json& model, const char* key, const std::vector<std::string>& collections, const PageContext& context) {
  SearchRequest request = search_in(context.language);
  request.filters["collection"].any = collections;
  request.order = Order::kNewest;
  if (auto entries = entries_model(request, kNewest, context); !entries.is_null()) model[key] = std::move(entries);
}

/// Where practice is sent, and the form for it; null where neither is known.
json share(const PageContext& context) {
  json out;
  if (!context.form_url.empty()) out["form_url"] = context.form_url;
  if (context.contact.empty()) return out;
  out["send_url"] = "mailto:" + context.contact;
  out["send_label"] = context.contact;
  return out;
}

}  // namespace

std::string home_page(const PageContext& context) {
  json model = layout_model(context, Header::kPlain);
  model["at_home"] = true;
  set_if_any(model, "canonical_url", absolute_url(context.language.address("/"), context));
  model["atom_url"] = context.language.address("/api/v1/search.atom", {{"order", "-published"}});
  model["q"] = "";
  model["search_hidden"] = hidden_model(context.language.kept());
  if (auto held = holds(context); !held.is_null()) model["holds"] = std::move(held);
  model["collections"] = collections(context);
  add_newest(model, "newest_practice", {"practice"}, context);
  add_newest(model, "newest_learning", {"review", "briefing"}, context);
  model["theme_groups"] = theme_groups(context, ThemeDetail::kNames);
  if (auto sharing = share(context); !sharing.is_null()) model["share"] = std::move(sharing);
  return context.render("home", model);
}

}  // namespace searchd
