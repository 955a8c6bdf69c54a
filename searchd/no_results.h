#pragma once
// What can be done where a search found nothing.

#include <nlohmann/json.hpp>

#include "searchd/page.h"

namespace searchd {

/// "no_results" of a search page: only what finds something is offered. `base` is a link_base(). Searches again, at most thirteen times.
nlohmann::json no_results(const SearchRequest& base, const SearchResults& results, const PageContext& context);

}  // namespace searchd
