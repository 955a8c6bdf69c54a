#pragma once
// HTML pages: view models for the templates in web/templates, and their rendering. One file a page; what several share is in
// page_layout, page_links, value_models, record_models, segment_models and theme_models.

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "searchd/comparison.h"
#include "searchd/force_map.h"
#include "searchd/force_tiles.h"
#include "searchd/page_language.h"
#include "searchd/searcher.h"
#include "searchd/templates.h"

namespace searchd {

/// What every page needs beside its own content.
struct PageContext {
  const Templates& templates;
  PageLanguage language;
  const AudienceIndex* index = nullptr;  ///< null where there is none yet
  std::string path{};                    ///< of this page, and its own parameters without `lang`: the same page in the other language;
  Parameters parameters{};               ///< an empty path: it is not said
  std::string asset_version{};           ///< of /assets/VERSION/hub.css
  std::string base_url{};                ///< "https://hub.example" for absolute addresses; empty: none are given
  std::string form_url{};                ///< of the call-for-practice form; empty: it is not there
  std::string contact{};                 ///< mail address of those who run the library; empty: not said
  std::size_t csv_rows = 1'000;          ///< ServerConfig::max_csv_rows: said where there are more results
  bool suggestions = true;               ///< whether /api/v1/suggest answers
  std::vector<schema::AudienceManifest> audiences{};  ///< of the library, up to the one that is served; the widest first

  /// The label of a field's value in the page's language. There must be an index.
  std::string label(std::string_view field, const std::string& value) const { return index->label_of(field, value, language.code()); }
  std::string render(const std::string& page, const nlohmann::json& model) const { return templates.render(page, language.code(), model); }
};

/// The start page. `context.index` is never null here, nor below. Throws Xapian::Error.
std::string home_page(const PageContext& context);

/// `request` with the facets of a page's panel: those asked for, and beside them the ones that are counted without being asked
/// for. Search with the result; give search_page() the request as parsed. Without it a page shows only the facets asked for.
/// Example: "facet_theme=1000" ("Show all 31 themes") keeps the other facets on the page.
SearchRequest with_page_facets(SearchRequest request);

/// The page of a search. `request` as parsed, for the addresses of filters, pages and feeds.
/// Where nothing was found it searches again, at most thirteen times, to offer only what finds something. Throws Xapian::Error.
std::string search_page(const SearchRequest& request, const SearchResults& results, const PageContext& context);

/// The page of a record of `context.index`; `q` marks words and lists passages, "" does neither. `back` is the address of the search it was opened
/// from, or empty; any other address than "/search…" is passed over. Throws Xapian::Error.
std::string record_page(const schema::Record& record, const std::string& q, const std::string& back, const PageContext& context);

/// All themes that records have.
std::string themes_page(const PageContext& context);

/// What the library holds on a theme of its vocabulary, and what it lacks. Throws Xapian::Error.
std::string theme_page(const schema::VocabularyValue& theme, const PageContext& context);

/// `map` on the tiles of its forces; a force without a tile is listed beside them.
std::string map_page(const ForceMap& map, const std::vector<ForceTile>& tiles, const PageContext& context);

/// `back`: the address of a search, or empty; it stays in the links that take an example out or add one.
std::string compare_page(const Comparison& comparison, const std::string& back, const PageContext& context);

/// A search in a frame on another site. `results` are those of `request`; not looked at where it asks for nothing.
std::string embed_page(const SearchRequest& request, const SearchResults& results, const PageContext& context);

/// How to search. It makes the searches that it gives as examples. Throws Xapian::Error.
std::string help_page(const PageContext& context);

std::string accessibility_page(const PageContext& context);

/// The page of an error: 404, 429, 503, any other 4xx as a problem of the request, and everything else as our mistake.
std::string error_page(int status, const std::vector<ParameterProblem>& problems, const std::string& request_id, const PageContext& context);

}  // namespace searchd
