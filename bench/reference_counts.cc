#include "bench/reference_counts.h"

#include <stdexcept>

#include "schema/fields.h"
#include "searchd/document_source.h"

namespace bench {
namespace {

using Xapian::Query;

Query filtered(Query query, const searchd::SearchRequest& request, const std::string& without_field) {
  for (const auto& [name, filter] : request.filters) {
    if (name == without_field) continue;
    std::vector<Query> any;
    for (const auto& value : filter.any) any.emplace_back(schema::facet_term(*schema::find_field(name), value));
    query = Query(Query::OP_FILTER, query, Query(Query::OP_OR, any.begin(), any.end()));
  }
  return query;
}

std::uint64_t count(const Query& query, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

}  // namespace

FacetCounts reference_counts(const searchd::SearchRequest& request, const searchd::DocumentSet& matched, const Xapian::Database& database) {
  FacetCounts out;
  searchd::DocumentSource source(matched, 0, [](Xapian::docid) { return 0.0; });
  const Query matching(&source);
  for (const auto& facet : request.facets) {
    const Query base = filtered(matching, request, facet.field);
    auto& counts = out[facet.field];
    const auto add = [&](const std::string& value, const std::string& term) {
      if (const auto number = count(Query(Query::OP_FILTER, base, Query(term)), database); number > 0) counts[value] = number;
    };
    const std::string prefix = schema::facet_term(*schema::find_field(facet.field), "");
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) add((*term).substr(prefix.size()), *term);
    add(std::string(searchd::kMissing), schema::missing_term(facet.field));
  }
  return out;
}

FacetCounts counts_of(const std::vector<searchd::FacetResult>& results) {
  FacetCounts out;
  for (const auto& result : results) {
    if (result.truncated) throw std::logic_error("the counts of '" + result.field + "' are not complete");
    auto& counts = out[result.field];
    for (const auto& option : result.options)
      if (option.count > 0) counts[option.value] = option.count;
    if (result.missing > 0) counts[std::string(searchd::kMissing)] = result.missing;
  }
  return out;
}

}  // namespace bench
