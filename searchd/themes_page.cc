// The page of all themes.

#include <nlohmann/json.hpp>

#include "searchd/page_layout.h"
#include "searchd/theme_models.h"

namespace searchd {

std::string themes_page(const PageContext& context) {
  auto model = layout_model(context);
  model["at_themes"] = true;
  set_if_any(model, "canonical_url", absolute_url(context.language.address("/themes"), context));
  model["theme_groups"] = theme_groups(context, ThemeDetail::kDefinitions);
  return context.render("themes", model);
}

}  // namespace searchd
