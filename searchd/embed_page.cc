// A search in a frame on another site.

#include <nlohmann/json.hpp>

#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/result_models.h"

namespace searchd {
namespace {

using nlohmann::json;

/// Opened in a window of their own: absolute where the site's address is known.
std::string outside(const std::string& path, const PageContext& context) { return context.base_url + path; }

json results_model(const SearchRequest& request, const SearchResults& results, const PageContext& context) {
  json out = json::array();
  for (const auto& hit : results.hits) {
    json result = result_model(hit, marked_words(request, results), context);
    result["url"] = outside(result["url"].get<std::string>(), context);
    result.erase("matches");
    result.erase("compare_id");
    out.push_back(std::move(result));
  }
  return out;
}

}  // namespace

std::string embed_page(const SearchRequest& request, const SearchResults& results, const PageContext& context) {
  json model = layout_model(context, Header::kPlain);
  model["noindex"] = true;
  model["q"] = request.q;
  SearchRequest kept = link_base(request);
  model["all_url"] = outside(search_url(kept), context);
  kept.q.clear();
  kept.exact = false;
  model["search_hidden"] = hidden_model(parameters_of(kept));
  model["embed_action"] = "/embed";
  if (!request.q.empty() || request.filtered()) {
    model["asked"] = true;
    set_if_any(model, "results_for", marked_words(request, results));
    model["total"] = context.language.number(results.total);
    model["total_is_one"] = results.total == 1;
    model["no_results"] = results.total == 0;
    model["results"] = results_model(request, results, context);
    if (auto pages = pagination_model("/embed", request, results, context); !pages.is_null()) model["pagination"] = std::move(pages);
  }
  return context.render("embed", model);
}

}  // namespace searchd
