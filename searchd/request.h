#pragma once
// What a caller asks of a search, as a type. Parsed once from the query string, then trusted.

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "schema/partial_date.h"
#include "searchd/facet_index.h"
#include "searchd/url.h"

namespace searchd {

/// One thing that is wrong with a request. `code` is stable: "unknown_parameter", "bad_value", "out_of_range".
struct ParameterProblem {
  std::string parameter;
  std::string code;
  std::string detail;
};

/// 422, with every problem at once.
struct BadRequest : std::runtime_error {
  explicit BadRequest(std::vector<ParameterProblem> found) : std::runtime_error("the request has problems"), problems(std::move(found)) {}
  std::vector<ParameterProblem> problems;
};

/// 404: there is none, or this audience may not see it.
struct NotFound : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Of one field. `_MISSING` among `any` or `reject` means "has no value".
struct FieldFilter {
  std::vector<std::string> any;     ///< filter_F: one of these
  std::vector<std::string> all;     ///< filter_all_F: each of these
  std::vector<std::string> reject;  ///< reject_F: none of these
  bool empty() const { return any.empty() && all.empty() && reject.empty(); }
};
inline constexpr std::string_view kMissing = "_MISSING";

/// filter_published=from:2019-01-01,to:2020-02: days, an open end is nothing.
struct DateFilter {
  std::optional<schema::PartialDate> from;
  std::optional<schema::PartialDate> to;
};

/// year_from=2019&year_to=2024: years of a record's dates; 0 leaves an end open.
struct YearRange {
  int from = 0;
  int to = 0;
  bool empty() const { return from == 0 && to == 0; }
  bool holds(int year) const { return year >= from && (to == 0 || year <= to); }
};

struct FacetRequest {
  enum class Sort { kDefault, kCountDescending, kCountAscending, kValue, kValueDescending };
  std::string field;
  std::size_t count = 10;
  Sort sort = Sort::kDefault;  ///< by count; an ordered vocabulary in its own order, years from the newest
  std::string prefix;          ///< of the label or the value, in any case
  bool all_filters = false;    ///< scope:all_filters: the field's own selection counts too
};

inline constexpr std::size_t kDefaultCount = 10;
inline constexpr std::size_t kMaxCount = 100;
inline constexpr std::size_t kMaxWindow = 10'000;
inline constexpr std::size_t kDefaultFacets = 12;
inline constexpr std::size_t kMaxFacetValues = 1'000;

struct SearchRequest {
  std::string q;
  bool exact = false;  ///< the words typed alone: no concepts, no corrections, no filters in words, all must match
  std::vector<std::string> as_words;  ///< fields whose names in the query are no filters
  std::size_t start = 0;
  std::size_t count = kDefaultCount;
  std::size_t page = kDefaultCount;  ///< `count` as asked for: matches that fill a page are enough (see match_set.h)
  Order order = Order::kRelevance;
  std::map<std::string, FieldFilter> filters;
  std::map<std::string, DateFilter> dates;
  YearRange years;
  std::vector<FacetRequest> facets;  ///< empty: the first kDefaultFacets, ten values each
  std::vector<std::string> fields;   ///< of a result in JSON; empty: all
  std::string language = "en";
  bool explain = false;
  std::string generation;

  bool filtered() const;
};

/// `request` with one more filter_FIELD: of a field without one the records that also have the value.
SearchRequest with_filter(SearchRequest request, const std::string& field, const std::string& value);

enum class Unknown { kReject, kIgnore };

/// Throws BadRequest with all problems; with Unknown::kIgnore unknown parameters are passed over, as on HTML pages, and bad values too; so is what
/// a page's empty fields send, and "within_F=ken" asks for all values of facet F that have these letters.
SearchRequest parse_search_request(const Parameters& parameters, Unknown unknown);

/// The canonical parameters of a request: parse(parameters_of(r)) is r, and what is at its default is left out.
Parameters parameters_of(const SearchRequest& request);

/// "relevance", "-published", "published", "title", "-title", "-verified", "-evidence_stage".
std::string_view name_of(Order order);

}  // namespace searchd
