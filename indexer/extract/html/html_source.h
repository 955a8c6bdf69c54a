#pragma once
// What is done to the source of a page before it is parsed, so that no page can exhaust the parser.

#include <cstddef>
#include <string>
#include <string_view>

namespace indexer::html {

/// A page's source, safe to parse.
struct HtmlSource {
  std::string text;           ///< as given, line by line, but for tags that were taken out
  std::size_t flattened = 0;  ///< elements taken out because they were nested too deep; their text stays
  std::size_t elements = 0;   ///< start tags that are left
};

/// Prepares `text` (UTF-8) for gumbo, which is quadratic in the depth of nesting: start tags below
/// `max_depth` open elements are taken out with their end tags. Elements that close each other (p, li, tr, a
/// …) do not count. In XHTML,
/// `<a id="x"/>` becomes `<a id="x"></a>`, since an HTML parser would not close it. Linear in the size of
/// `text`.
HtmlSource prepare_html_source(std::string_view text, bool xhtml, std::size_t max_depth);

}  // namespace indexer::html
