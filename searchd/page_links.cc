#include "searchd/page_links.h"

#include <nlohmann/json.hpp>

#include "searchd/response.h"

namespace searchd {

std::string search_url(const SearchRequest& request) { return url_with("/search", parameters_of(request)); }

SearchRequest link_base(SearchRequest request) {
  request.start = 0;
  request.generation.clear();
  request.fields.clear();
  request.explain = false;
  return request;
}

SearchRequest search_in(const PageLanguage& language) {
  SearchRequest request;
  request.language = language.code();
  return request;
}

SearchRequest without_facets(SearchRequest request) {
  FacetRequest least;  // without one the default facets would be counted
  least.field = "collection";
  least.count = 0;
  request.facets = {std::move(least)};
  return request;
}

std::string filter_url(const std::string& field, const std::string& value, const PageLanguage& language) {
  return language.address("/search", {{"filter_" + field, value}});
}

std::string record_page_url(const std::string& id, const std::string& q, const PageLanguage& language) {
  return language.address(record_url(id, {}), {{"q", q}});
}

std::string theme_path(const std::string& theme) { return "/themes/" + encode_component(theme); }

std::string theme_url(const std::string& theme, const PageLanguage& language) { return language.address(theme_path(theme)); }

bool is_search_page(std::string_view path) { return path == "/search" || path.starts_with("/search?"); }

nlohmann::json hidden_model(const Parameters& parameters) {
  auto out = nlohmann::json::array();
  for (const auto& [name, value] : parameters) out.push_back({{"name", name}, {"value", value}});
  return out;
}

}  // namespace searchd
