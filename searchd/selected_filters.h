#pragma once
// The filters that a search has: what each is called, and the search without it.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/page.h"

namespace searchd {

/// A filter that a person may take away, and the search without it.
struct RemovableFilter {
  std::string label;
  SearchRequest without;
};

/// Each way to find more with a filter less. The values of one filter_F go together: one less of them would find still less.
std::vector<RemovableFilter> widenings(const SearchRequest& base, const PageContext& context);

/// A filter that the words of the query name, for people: "West Mercia Police or Warwickshire Police".
std::string named_label(const NamedFilter& filter, const PageContext& context);

/// "selected_filters" of the panel; null where there are none. `base` is a link_base().
nlohmann::json selected_filters(const SearchRequest& base, const SearchResults& results, const PageContext& context);

}  // namespace searchd
