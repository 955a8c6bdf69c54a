#pragma once
// The filters of a search page: what is selected, what could be, and the addresses that change it. Model: web/templates/README.md.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/page.h"

namespace searchd {

/// "/search?…" with the parameters of `request`.
std::string search_url(const SearchRequest& request);

/// The search without what is of one page, one answer or the API alone (start, generation, fields, explain): where every link
/// to another search starts.
SearchRequest link_base(SearchRequest request);

/// `parameters` as a form's hidden inputs.
nlohmann::json hidden_model(const Parameters& parameters);

/// A filter that a person may take away, and the search without it.
struct RemovableFilter {
  std::string label;
  SearchRequest without;
};

/// Each way to find more with a filter less. The values of one filter_F go together: one less of them would find still less.
std::vector<RemovableFilter> widenings(const SearchRequest& base, const AudienceIndex& index);

/// A filter that the words of the query name, for people: "West Mercia Police or Warwickshire Police".
std::string named_label(const NamedFilter& filter, const AudienceIndex& index);

/// The panel; null where there is nothing to choose or to remove. `base` is a link_base().
nlohmann::json filter_panel(const SearchRequest& base, const SearchResults& results, const AudienceIndex& index);

}  // namespace searchd
