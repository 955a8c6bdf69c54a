#pragma once
// Addresses that pages lead to, and what forms carry along.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "searchd/page_language.h"
#include "searchd/request.h"

namespace searchd {

/// "/search?…" with the parameters of `request`, its language among them.
std::string search_url(const SearchRequest& request);

/// The search without what is of one page, one answer or the API alone (start, generation, fields, explain): where every link
/// to another search starts.
SearchRequest link_base(SearchRequest request);

/// A search that asks for nothing yet, in the page's language.
SearchRequest search_in(const PageLanguage& language);

/// `request` for those who look at its results or their number alone: hardly anything else is counted.
SearchRequest without_facets(SearchRequest request);

/// "/search?filter_FIELD=VALUE"
std::string filter_url(const std::string& field, const std::string& value, const PageLanguage& language);

/// "/records/ID?q=…", to which "#anchor" may be added.
std::string record_page_url(const std::string& id, const std::string& q, const PageLanguage& language);

/// "/themes/ID"
std::string theme_path(const std::string& theme);

/// The same in the page's language.
std::string theme_url(const std::string& theme, const PageLanguage& language);

/// Whether `path` is a search of this site, to which a page may lead back.
bool is_search_page(std::string_view path);

/// `parameters` as a form's hidden inputs.
nlohmann::json hidden_model(const Parameters& parameters);

}  // namespace searchd
