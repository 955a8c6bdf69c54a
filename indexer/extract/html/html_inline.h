#pragma once
// Inline elements of a page as text.

#include <string>
#include <string_view>

#include "indexer/extract/html/html_tree.h"
#include "indexer/extract/text/running_text.h"

namespace indexer::html {

/// The address that is shown behind the text of a link: absolute, http or https, and not the text itself.
/// Else empty. Example: link_address("https://example.org/", "example.org") == "".
std::string link_address(std::string_view href, std::string_view text);

/// True for <sup> around a link to a footnote of this page, shown as "[1]".
bool is_footnote_marker(const GumboNode* node);

/// Adds the text below `node` to `text`, blocks within it separated by line breaks, without what is in
/// `left_out`. `addresses`: shows the addresses of links.
void add_inline_text(const GumboNode* node, const NodeSet& left_out, bool addresses, RunningText& text);

/// The alternative text of the first image below `node`; empty where there is none.
std::string image_text(const GumboNode* node, const NodeSet& left_out);

/// True for elements that begin a paragraph of their own.
bool is_block_element(const GumboNode* node);

}  // namespace indexer::html
