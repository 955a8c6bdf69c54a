#pragma once
// What every page has. Shapes and names: web/templates/README.md.

#include <nlohmann/json.hpp>
#include <string>

#include "searchd/page.h"

namespace searchd {

enum class Header {
  kPlain,   ///< of pages that have a search box of their own, or none
  kSearch,  ///< with a search box
};

/// What layout.mustache needs: addresses, navigation, the index at the foot.
nlohmann::json layout_model(const PageContext& context, Header header = Header::kSearch);

/// object[key] = value, unless `value` is empty: the templates take an empty string for true.
void set_if_any(nlohmann::json& object, const char* key, const std::string& value);

/// object[key] = {"items": items}, unless there are none.
void set_items(nlohmann::json& object, const char* key, nlohmann::json items);

/// `path` after the site's own address; empty where that is not known.
std::string absolute_url(const std::string& path, const PageContext& context);

}  // namespace searchd
