#pragma once
// HTML pages: view models for the templates in web/templates, and their rendering.

#include <cstddef>
#include <string>
#include <vector>

#include "searchd/searcher.h"
#include "searchd/templates.h"

namespace searchd {

/// What every page needs beside its own content.
struct PageContext {
  const AudienceIndex* index = nullptr;  ///< null where there is none yet
  bool illustrative_library = false;     ///< whether the banner is shown
  std::string asset_version;             ///< of /assets/VERSION/hub.css
  std::string base_url;                  ///< "https://hub.example" for canonical addresses; empty: none
  std::string audience_marking;          ///< highest marking that the index may hold, for the foot of the page; empty: not said
  std::size_t csv_rows = 1'000;          ///< ServerConfig::max_csv_rows: said where there are more results
  std::string themes_url, map_url, help_url, api_url, opensearch_url;  ///< of pages that exist; an empty one is not offered
};

/// `request` with the facets of a page's panel: those asked for, and beside them the ones that are counted without being asked
/// for. Search with the result; give search_page() the request as parsed. Without it a page shows only the facets asked for.
/// Example: "facet_theme=1000" ("Show all 31 themes") keeps the other facets on the page.
SearchRequest with_page_facets(SearchRequest request);

/// The page of a search. `request` as parsed, for the addresses of filters, pages and feeds. `context.index` is never null here.
/// Where nothing was found it searches again, at most twelve times, to offer only what finds something. Throws Xapian::Error.
std::string search_page(const SearchRequest& request, const SearchResults& results, const PageContext& context, const Templates& templates);

/// The page of a record of `context.index`; `q` marks words and lists passages, "" does neither. `back` is the address of the search it was opened
/// from, or empty; any other address than "/search…" is passed over. Throws Xapian::Error.
std::string record_page(const schema::Record& record, const std::string& q, const std::string& back, const PageContext& context,
                        const Templates& templates);

/// The page of an error: 404, 429, 503, any other 4xx as a problem of the request, and everything else as our mistake.
std::string error_page(int status, const std::vector<ParameterProblem>& problems, const std::string& request_id, const PageContext& context,
                       const Templates& templates);

}  // namespace searchd
