#pragma once
// The list of results, as the search page and the embedded search show it.

#include <nlohmann/json.hpp>
#include <string>

#include "searchd/page.h"

namespace searchd {

/// Whether words were searched in place of those typed.
bool is_corrected(const SearchResults& results);

/// The words that the results are for: as corrected, else as typed.
std::string marked_words(const SearchRequest& request, const SearchResults& results);

/// "A result". Its page marks `q`.
nlohmann::json result_model(const Hit& hit, const std::string& q, const PageContext& context);

/// "pagination", its pages at `path`; null where there is one page.
nlohmann::json pagination_model(const std::string& path, const SearchRequest& request, const SearchResults& results, const PageContext& context);

}  // namespace searchd
