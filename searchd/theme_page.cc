// The page of a theme: what practice and reviews hold on it, how strong the evidence is, who is active, and what is missing.

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "searchd/matrix_model.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/record_models.h"
#include "searchd/theme_models.h"
#include "searchd/theme_overview.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

/// Builds the model of one page.
class ThemeModel {
 public:
  ThemeModel(const schema::VocabularyValue& theme, const PageContext& context)
      : theme_(theme), context_(context), language_(context.language), overview_(theme_overview(theme.id, *context.index, language_.code())) {}

  json run() const {
    json model = layout_model(context_);
    model["at_themes"] = true;
    if (overview_.all.total == 0) model["noindex"] = true;
    else set_if_any(model, "canonical_url", absolute_url(theme_url(theme_.id, language_), context_));
    if (overview_.all.total > 0) model["atom_url"] = url_with("/api/v1/search.atom", parameters_of(overview_.all.search));
    model["theme_label"] = context_.label("theme", theme_.id);
    set_if_any(model, "theme_definition", definition_of(theme_, context_));
    set_if_any(model, "also_called", also_called());
    model["broader"] = broader();
    model["figures"] = figures();
    set_items(model, "narrower_list", narrower());
    add_entries(model, "practice", overview_.practice);
    add_entries(model, "learning", overview_.learning);
    if (auto matrix = practice_matrix(); !matrix.is_null()) model["practice_matrix"] = std::move(matrix);
    if (overview_.gaps.any()) model["gaps"] = gaps();
    set_items(model, "emerging", emerging());
    set_items(model, "active_forces", active_forces());
    model["theme_map_url"] = language_.address("/map", {{"theme", theme_.id}});
    return model;
  }

 private:
  /// The other names that a search for the theme knows; on pages in another language the English ones too, as most documents have them.
  std::string also_called() const {
    std::string out;
    for (const auto& form : theme_.forms) {
      if (form.when == schema::SurfaceForm::When::kNever || (form.language != language_.code() && form.language != kLanguages[0])) continue;
      out += (out.empty() ? "" : ", ") + form.text;
    }
    return out;
  }

  json broader() const {
    json out = json::array();
    auto ancestors = context_.index->vocabularies().find("theme")->ancestors(theme_.id);
    std::reverse(ancestors.begin(), ancestors.end());
    for (const auto& ancestor : ancestors) out.push_back({{"label", context_.label("theme", ancestor)}, {"url", theme_url(ancestor, language_)}});
    return out;
  }

  std::uint64_t records_in(const std::string& collection) const {
    const auto& all = overview_.collections;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& option) { return option.value == collection; });
    return found == all.end() ? 0 : found->count;
  }

  /// How much there is of each collection; practice is named also where there is none.
  json figures() const {
    static constexpr std::array<const char*, 3> kCollections = {"practice", "review", "briefing"};
    json out = json::array();
    for (const std::string collection : kCollections) {
      const auto count = records_in(collection);
      if (count == 0 && collection != "practice") continue;
      out.push_back({{"label", language_.say("model.figure." + collection + (count == 1 ? ".one" : ".many"))},
                     {"count", language_.number(count)},
                     {"url", search_url(with_filter(overview_.all.search, "collection", collection))}});
    }
    return out;
  }

  json narrower() const {
    json out = json::array();
    for (const auto& option : overview_.narrower) out.push_back(theme_link(option.value, context_));
    return out;
  }

  void add_entries(json& model, const char* key, const Listing& listing) const {
    json items = json::array();
    for (const auto& card : listing.first) items.push_back(entry_model(card, context_));
    if (!items.empty()) model[key] = {{"items", std::move(items)}, {"all_url", search_url(listing.search)}};
  }

  /// Null where no practice tells both its type and its evidence.
  json practice_matrix() const {
    const auto& table = overview_.practice_by_evidence;
    const auto filled = [](const auto& row) { return std::any_of(row.begin(), row.end(), [](auto count) { return count > 0; }); };
    if (std::none_of(table.cells.begin(), table.cells.end(), filled)) return {};
    std::vector<MatrixColumn> columns;
    for (const auto& stage : table.cols.values) columns.push_back({stage.value, stage.label});
    const auto of_type = [&](const std::string& type) { return with_filter(overview_.practice.search, "intervention_type", type); };
    json out = matrix_model(table, columns,
                            {[&](const auto& type) { return search_url(of_type(type)); },
                             [&](const auto& type, const auto& stage) { return with_filter(of_type(type), "evidence_stage", stage); }},
                            context_);
    out["matrix_caption"] = language_.say("model.matrix.type_evidence");
    out["row_head"] = field_label("intervention_type", language_);
    return out;
  }

  std::string labels(const std::string& field, const std::vector<std::string>& values) const {
    std::vector<std::string> out;
    for (const auto& value : values) out.push_back(context_.label(field, value));
    return language_.all_of(out);
  }

  json gaps() const {
    const auto& gaps = overview_.gaps;
    json out = json::object();
    if (gaps.practice) out["no_practice"] = true;
    if (gaps.learning) out["no_learning"] = true;
    if (gaps.independent_evaluation) out["no_evaluated"] = true;
    set_if_any(out, "missing_types", labels("intervention_type", gaps.types));
    set_if_any(out, "missing_regions", labels("region", gaps.regions));
    if (gaps.forces > 0) {
      out["missing_forces"] = language_.number(gaps.forces);
      out["forces_total"] = language_.number(gaps.forces_total);
    }
    return out;
  }

  json emerging() const {
    json out = json::array();
    for (const auto& card : overview_.all.first) out.push_back(record_link(card, context_));
    return out;
  }

  json active_forces() const {
    json out = json::array();
    for (const auto& force : overview_.active_forces)
      out.push_back({{"label", force.label},
                     {"count", language_.number(force.count)},
                     {"url", search_url(with_filter(overview_.practice.search, "force", force.value))}});
    return out;
  }

  const schema::VocabularyValue& theme_;
  const PageContext& context_;
  const PageLanguage& language_;
  const ThemeOverview overview_;
};

}  // namespace

std::string theme_page(const schema::VocabularyValue& theme, const PageContext& context) { return context.render("theme", ThemeModel(theme, context).run()); }

}  // namespace searchd
