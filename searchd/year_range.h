#pragma once
// The range of years in the panel of filters, with records by year above it.

#include <nlohmann/json.hpp>

#include "searchd/page.h"

namespace searchd {

/// "year_range" of the facet `year`, which counts all years; null where there is neither a record nor a year chosen.
nlohmann::json year_range(const FacetResult& facet, const YearRange& chosen, const PageLanguage& language);

}  // namespace searchd
