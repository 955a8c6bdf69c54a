#pragma once
// The filters of a search page: what is selected, what could be, and the addresses that change it. Model: web/templates/README.md.

#include <nlohmann/json.hpp>

#include "searchd/page.h"

namespace searchd {

/// The panel; null where there is nothing to choose or to remove. `base` is a link_base().
nlohmann::json filter_panel(const SearchRequest& base, const SearchResults& results, const PageContext& context);

}  // namespace searchd
