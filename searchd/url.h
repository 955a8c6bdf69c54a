#pragma once
// Query strings.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace searchd {

/// Decoded parameters in the order given; a name may occur several times.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The first value of that name; empty where there is none.
std::string first_parameter(const Parameters& parameters, std::string_view name);

/// Percent-encodes everything but unreserved characters (RFC 3986). Example: encode_component("a b&c") == "a%20b%26c".
std::string encode_component(std::string_view text);

/// "name=value&…", encoded; empty for no parameters.
std::string query_string(const Parameters& parameters);

/// `path` with "?" and the query string, or alone.
std::string url_with(std::string_view path, const Parameters& parameters);

}  // namespace searchd
