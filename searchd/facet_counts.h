#pragma once
// A request's filters, and the counts of its facets, over a set of documents.

#include <string>
#include <vector>

#include "searchd/request.h"
#include "searchd/search_index.h"

namespace searchd {

struct FacetOption {
  std::string value;
  std::string label;
  std::uint64_t count = 0;
  bool selected = false;
  std::string parent;  ///< of a tree
};

struct FacetResult {
  std::string field;
  std::string label;
  std::vector<FacetOption> options;  ///< selected ones always, also at 0
  std::size_t values_total = 0;      ///< with a count, and the prefix asked for
  bool truncated = false;
  std::uint64_t missing = 0;         ///< matches without a value
  bool missing_selected = false;
};

/// The documents of `matched` that pass the request's filters, but for those of `without_field`. Throws BadRequest for a filter that this audience has not.
DocumentSet filtered_set(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in,
                         const std::string& without_field = {});
/// Disjunctive counts: OR within a facet, AND across; a facet's own selection does not narrow it.
std::vector<FacetResult> count_facets(const SearchRequest& request, const DocumentSet& matched, const AudienceIndex& index, const SearchIndex& in);

}  // namespace searchd
