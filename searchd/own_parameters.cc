#include "searchd/own_parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "schema/text_analysis.h"

namespace searchd {
namespace {

/// Parameters of a search that have no meaning where there is no list of results.
bool is_of_results(const std::string& name) {
  return name == "start" || name == "count" || name == "order" || name == "fields" || name == "explain" || name.starts_with("facet_");
}

}  // namespace

OwnParameters::OwnParameters(const Parameters& parameters, std::initializer_list<std::string_view> names) {
  for (const auto& [name, value] : parameters) {
    const bool own = std::find(names.begin(), names.end(), name) != names.end();
    (own ? own_ : rest_).emplace_back(name, schema::valid_utf8(value));
  }
}

std::string OwnParameters::text(std::string_view name, const std::string& none) const {
  const auto found = std::find_if(own_.begin(), own_.end(), [&](const auto& p) { return p.first == name; });
  return found == own_.end() ? none : found->second;
}

std::size_t OwnParameters::number(std::string_view name, std::size_t none, std::size_t most) {
  const std::string written = text(name, std::to_string(none));
  std::size_t value = 0;
  const auto* end = written.data() + written.size();
  const auto [rest, error] = std::from_chars(written.data(), end, value);
  if (error != std::errc() || rest != end || written.empty()) {
    problem(name, "bad_value", fmt::format("'{}' is not a whole number of 0 or more", written));
    return none;
  }
  if (value > most) problem(name, "out_of_range", fmt::format("{} is over the most allowed, {}", written, most));
  return std::min(value, most);
}

bool OwnParameters::flag(std::string_view name, bool none) {
  const std::string written = text(name, none ? "true" : "false");
  if (written != "true" && written != "false") problem(name, "bad_value", "write true or false");
  return written == "true";
}

const schema::Field& OwnParameters::field(std::string_view name, std::string_view none) {
  const std::string written = text(name, std::string(none));
  const auto* found = schema::find_field(written);
  if (found != nullptr && found->facet) return *found;
  problem(name, "bad_value", fmt::format("'{}' is not a field that can be counted", written));
  return *schema::find_field(none);
}

std::string OwnParameters::language() {
  const std::string written = text("lang", "en");
  if (written != "en" && written != "cy") problem("lang", "bad_value", "languages are en and cy");
  return written == "cy" ? "cy" : "en";
}

void OwnParameters::problem(std::string_view name, std::string code, std::string detail) {
  problems_.push_back({std::string(name), std::move(code), std::move(detail)});
}

SearchRequest OwnParameters::search() {
  Parameters search;
  for (const auto& parameter : rest_) {
    if (is_of_results(parameter.first)) problem(parameter.first, "unknown_parameter", fmt::format("'{}' is not a parameter here", parameter.first));
    else search.push_back(parameter);
  }
  try {
    auto request = parse_search_request(search, Unknown::kReject);
    if (problems_.empty()) return request;
  } catch (BadRequest& found) {
    problems_.insert(problems_.end(), found.problems.begin(), found.problems.end());
  }
  throw BadRequest(problems_);
}

void OwnParameters::end() {
  for (const auto& [name, value] : rest_)
    if (name != "generation") problem(name, "unknown_parameter", fmt::format("'{}' is not a parameter here", name));
  if (!problems_.empty()) throw BadRequest(problems_);
}

}  // namespace searchd
