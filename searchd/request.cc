#include "searchd/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "schema/fields.h"
#include "schema/text_analysis.h"

namespace searchd {
namespace {

constexpr std::array<std::pair<std::string_view, Order>, 7> kOrders = {{
    {"relevance", Order::kRelevance},
    {"-published", Order::kNewest},
    {"published", Order::kOldest},
    {"title", Order::kTitle},
    {"-title", Order::kTitleDescending},
    {"-verified", Order::kNewestVerified},
    {"-evidence_stage", Order::kEvidence},
}};

constexpr std::array<std::string_view, 3> kDateFields = {"published", "start_date", "verified"};

constexpr std::size_t kMaxFilterValues = 200;
constexpr std::size_t kFirstYear = 1000;
constexpr std::size_t kLastYear = 9999;

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(separator, begin), text.size());
    if (end > begin) out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string without_commas(std::string text) {
  std::replace(text.begin(), text.end(), ',', ' ');
  return text;
}

void add_unique(std::vector<std::string>& values, std::string value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

class RequestParser {
 public:
  explicit RequestParser(Unknown unknown) : unknown_(unknown) {}

  SearchRequest run(const Parameters& parameters) {
    for (const auto& [name, raw] : parameters) {
      const std::string value = schema::valid_utf8(raw);
      if (!known(name, value)) problem(name, "unknown_parameter", fmt::format("'{}' is not a parameter of this search", name));
    }
    if (request_.years.to != 0 && request_.years.from > request_.years.to) std::swap(request_.years.from, request_.years.to);
    request_.page = request_.count;
    if (request_.start + request_.count > kMaxWindow) {
      problem("start", "out_of_range", fmt::format("start + count may be at most {}; narrow the search with filters", kMaxWindow));
      request_.start = 0;
    }
    if (unknown_ == Unknown::kReject && !problems_.empty()) throw BadRequest(std::move(problems_));
    return std::move(request_);
  }

 private:
  bool known(const std::string& name, const std::string& value) {
    if (name == "q") request_.q = value;
    else if (name == "start") number_into(name, value, request_.start, kMaxWindow);
    else if (name == "count") number_into(name, value, request_.count, kMaxCount);
    else if (name == "order") set_order(value);
    else if (name == "exact") flag_into(name, value, request_.exact);
    else if (name == "explain") flag_into(name, value, request_.explain);
    else if (name == "lang") set_language(value);
    else if (name == "generation") request_.generation = value.substr(0, 64);
    else if (name == "as_words") set_as_words(value);
    else if (name == "fields") request_.fields = split(value, ',');
    else if (name == "year_from") year_into(name, value, request_.years.from);
    else if (name == "year_to") year_into(name, value, request_.years.to);
    else if (unknown_ == Unknown::kIgnore && name.starts_with("within_")) return value.empty() || add_facet("facet_" + name.substr(7), fmt::format("{},prefix:{}", kMaxFacetValues, without_commas(value)));
    else if (name.starts_with("filter_all_")) return add_filter(name, name.substr(11), value, &FieldFilter::all);
    else if (name.starts_with("filter_")) return is_date(name.substr(7)) ? add_dates(name, value) : add_filter(name, name.substr(7), value, &FieldFilter::any);
    else if (name.starts_with("reject_")) return add_filter(name, name.substr(7), value, &FieldFilter::reject);
    else if (name.starts_with("facet_")) return add_facet(name, value);
    else return false;
    return true;
  }

  static bool is_date(std::string_view field) { return std::find(kDateFields.begin(), kDateFields.end(), field) != kDateFields.end(); }

  void number_into(const std::string& name, const std::string& value, std::size_t& target, std::size_t most) {
    const auto parsed = number(value);
    if (!parsed) return problem(name, "bad_value", fmt::format("'{}' is not a whole number of 0 or more", value));
    if (*parsed > most) return problem(name, "out_of_range", fmt::format("{} is over the most allowed, {}", value, most));
    target = *parsed;
  }

  /// A form sends an empty field for "any".
  void year_into(const std::string& name, const std::string& value, int& target) {
    if (value.empty() && unknown_ == Unknown::kIgnore) return;
    const auto parsed = number(value);
    if (!parsed || *parsed < kFirstYear || *parsed > kLastYear) return problem(name, "bad_value", fmt::format("'{}' is not a year", value));
    target = static_cast<int>(*parsed);
  }

  void flag_into(const std::string& name, const std::string& value, bool& target) {
    if (value != "0" && value != "1") return problem(name, "bad_value", "write 0 or 1");
    target = value == "1";
  }

  void set_order(const std::string& value) {
    const auto found = std::find_if(kOrders.begin(), kOrders.end(), [&](const auto& o) { return o.first == value; });
    if (found != kOrders.end()) request_.order = found->second;
    else problem("order", "bad_value", fmt::format("'{}' is not an order (relevance, -published, published, title, -title, -verified, -evidence_stage)", value));
  }

  void set_as_words(const std::string& value) {
    for (auto& field : split(value, ','))
      if (schema::find_field(field) == nullptr) problem("as_words", "bad_value", fmt::format("'{}' is not a field", field));
      else add_unique(request_.as_words, std::move(field));
  }

  void set_language(const std::string& value) {
    if (value == "en" || value == "cy") request_.language = value;
    else problem("lang", "bad_value", "languages are en and cy");
  }

  bool add_filter(const std::string& name, const std::string& field_name, const std::string& value, std::vector<std::string> FieldFilter::*part) {
    const auto* field = schema::find_field(field_name);
    if (field == nullptr || !field->facet) return false;
    auto& values = request_.filters[field_name].*part;
    if (value.empty()) {
      problem(name, "bad_value", "is empty; name a value or leave the parameter out");
      if (request_.filters[field_name].empty()) request_.filters.erase(field_name);
    } else if (values.size() >= kMaxFilterValues) {
      problem(name, "out_of_range", fmt::format("at most {} values", kMaxFilterValues));
    } else {
      add_unique(values, value);
    }
    return true;
  }

  bool add_dates(const std::string& name, const std::string& value) {
    DateFilter filter;
    bool good = false;
    for (const auto& part : split(value, ',')) {
      const bool from = part.starts_with("from:");
      const bool to = part.starts_with("to:");
      const auto date = from || to ? schema::parse_date(part.substr(part.find(':') + 1)) : std::nullopt;
      good = date.has_value();
      if (!good) break;
      (from ? filter.from : filter.to) = date;
    }
    if (good && filter.from && filter.to && filter.from->first_day() > filter.to->last_day()) good = false;
    if (good) request_.dates[name.substr(7)] = filter;
    else problem(name, "bad_value", "write from:2019-01-01,to:2020-02-21, or one of the two; 'from' not after 'to'; days may be left out");
    return true;
  }

  bool add_facet(const std::string& name, const std::string& value) {
    const auto* field = schema::find_field(name.substr(6));
    if (field == nullptr || !field->facet) return false;
    FacetRequest facet;
    facet.field = field->name;
    const auto bad = [&](const std::string& part) {
      problem(name, "bad_value", fmt::format("'{}' is not understood; write 20,order:-count,prefix:kni,scope:exclude_field_filter", part));
    };
    for (const auto& part : split(value, ',')) {
      if (const auto count = number(part)) {
        if (*count > kMaxFacetValues) problem(name, "out_of_range", fmt::format("at most {} values", kMaxFacetValues));
        else facet.count = *count;
      } else if (part == "order:-count") facet.sort = FacetRequest::Sort::kCountDescending;
      else if (part == "order:count") facet.sort = FacetRequest::Sort::kCountAscending;
      else if (part == "order:value") facet.sort = FacetRequest::Sort::kValue;
      else if (part == "order:-value") facet.sort = FacetRequest::Sort::kValueDescending;
      else if (part.starts_with("prefix:")) facet.prefix = part.substr(7);
      else if (part == "scope:all_filters") facet.all_filters = true;
      else if (part != "scope:exclude_field_filter") bad(part);
    }
    std::erase_if(request_.facets, [&](const auto& other) { return other.field == facet.field; });
    request_.facets.push_back(std::move(facet));
    return true;
  }

  void problem(std::string parameter, std::string code, std::string detail) {
    problems_.push_back({std::move(parameter), std::move(code), std::move(detail)});
  }

  Unknown unknown_;
  SearchRequest request_;
  std::vector<ParameterProblem> problems_;
};

std::string date_text(const DateFilter& filter) {
  std::string out;
  if (filter.from) out += "from:" + filter.from->iso();
  if (filter.to) out += (out.empty() ? "to:" : ",to:") + filter.to->iso();
  return out;
}

std::string facet_text(const FacetRequest& facet) {
  std::string out = std::to_string(facet.count);
  switch (facet.sort) {
    case FacetRequest::Sort::kDefault:
      break;
    case FacetRequest::Sort::kCountDescending:
      out += ",order:-count";
      break;
    case FacetRequest::Sort::kCountAscending:
      out += ",order:count";
      break;
    case FacetRequest::Sort::kValue:
      out += ",order:value";
      break;
    case FacetRequest::Sort::kValueDescending:
      out += ",order:-value";
      break;
  }
  if (!facet.prefix.empty()) out += ",prefix:" + facet.prefix;
  if (facet.all_filters) out += ",scope:all_filters";
  return out;
}

}  // namespace

bool SearchRequest::filtered() const { return !filters.empty() || !dates.empty() || !years.empty(); }

SearchRequest with_filter(SearchRequest request, const std::string& field, const std::string& value) {
  request.filters[field].any.push_back(value);
  return request;
}

SearchRequest parse_search_request(const Parameters& parameters, Unknown unknown) { return RequestParser(unknown).run(parameters); }

Parameters parameters_of(const SearchRequest& request) {
  Parameters out;
  const auto add = [&](std::string name, std::string value) { out.emplace_back(std::move(name), std::move(value)); };
  if (!request.q.empty()) add("q", request.q);
  if (request.exact) add("exact", "1");
  if (!request.as_words.empty()) add("as_words", fmt::format("{}", fmt::join(request.as_words, ",")));
  for (const auto& [field, filter] : request.filters) {
    for (const auto& value : filter.any) add("filter_" + field, value);
    for (const auto& value : filter.all) add("filter_all_" + field, value);
    for (const auto& value : filter.reject) add("reject_" + field, value);
  }
  for (const auto& [field, filter] : request.dates) add("filter_" + field, date_text(filter));
  if (request.years.from != 0) add("year_from", std::to_string(request.years.from));
  if (request.years.to != 0) add("year_to", std::to_string(request.years.to));
  for (const auto& facet : request.facets) add("facet_" + facet.field, facet_text(facet));
  if (request.order != Order::kRelevance) add("order", std::string(name_of(request.order)));
  if (request.count != kDefaultCount) add("count", std::to_string(request.count));
  if (request.start != 0) add("start", std::to_string(request.start));
  if (!request.fields.empty()) {
    std::string fields;
    for (const auto& field : request.fields) fields += (fields.empty() ? "" : ",") + field;
    add("fields", fields);
  }
  if (request.language != "en") add("lang", request.language);
  if (request.explain) add("explain", "1");
  if (!request.generation.empty()) add("generation", request.generation);
  return out;
}

std::string_view name_of(Order order) {
  return std::find_if(kOrders.begin(), kOrders.end(), [&](const auto& o) { return o.second == order; })->first;
}

}  // namespace searchd
