#pragma once
// Facet counts the plain way: one Boolean pass through Xapian for every value. What count_facets() is measured against, and
// must agree with.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "searchd/searcher.h"

namespace bench {

/// field -> value -> number of documents; values without documents are left out, and "_MISSING" counts those without a value.
using FacetCounts = std::map<std::string, std::map<std::string, std::uint64_t>>;

/// Counts the values of request.facets among those of `matched` that pass the filters; a field's own filter does not narrow it. Of the
/// filters only `any` is known. Throws Xapian::Error.
FacetCounts reference_counts(const searchd::SearchRequest& request, const searchd::DocumentSet& matched, const Xapian::Database& database);

/// The same shape of what count_facets() answered; `results` must not be truncated.
FacetCounts counts_of(const std::vector<searchd::FacetResult>& results);

}  // namespace bench
