#pragma once
// Filters that a query gives in words: "West Mercia or Warwickshire", "since 2023", "low cost".

#include <string_view>
#include <vector>

#include "searchd/query.h"
#include "searchd/search_index.h"

namespace searchd {

/// What filters were found in a text, and what is left of it.
struct FiltersInWords {
  std::vector<NamedFilter> filters;      ///< one a field
  std::vector<std::string> rest;         ///< the pieces of the text between them
};

/// Finds forces by any name, the wordings of the vocabularies (asked_as), and years: of the start or publication where a verb
/// says so ("started since 2023", "published 2021"), else of any date. Only what some record of this index has is a filter, so that words
/// stay words where they can filter nothing. A year after "act" is part of a law's name. Fields of `as_words` are left alone.
FiltersInWords filters_in_words(std::string_view text, const AudienceIndex& index, const std::vector<std::string>& as_words);

}  // namespace searchd
