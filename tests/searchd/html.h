#pragma once
// Just enough of a page's HTML for tests.

#include <regex>
#include <string>
#include <vector>

namespace test {

/// The first group of every match of `pattern`, entities of attributes decoded.
inline std::vector<std::string> all_matches(const std::string& html, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> out;
  for (std::sregex_iterator it(html.begin(), html.end(), expression), end; it != end; ++it)
    out.push_back(std::regex_replace((*it)[1].str(), std::regex("&amp;"), "&"));
  return out;
}

inline std::vector<std::string> links(const std::string& html) { return all_matches(html, "<a [^>]*href=\"([^\"]*)\""); }

inline std::vector<std::string> ids(const std::string& html) { return all_matches(html, " id=\"([^\"]*)\""); }

/// The text of a page as it is read: no tags, no runs of white space.
inline std::string text_of(const std::string& html) {
  const std::string without = std::regex_replace(html.substr(html.find("<body")), std::regex("<[^>]*>"), " ");
  return std::regex_replace(without, std::regex("\\s+"), " ");
}

}  // namespace test
