#pragma once
// One XML part of a word processor's package, parsed so that the code behind it may trust names and depth.

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace indexer::word {

constexpr int kMaxXmlDepth = 256;

/// Parses `bytes` (of the part `name`, which messages say) into `out`. White space is kept. Names get the
/// prefixes below whatever the file calls them, so "w:p" is always a paragraph; a known prefix bound to
/// anything else becomes "?". Nothing outside `bytes` is read and no entity but XML's own is expanded. Throws
/// UnreadableDocument if it is not well-formed, has a DOCTYPE or nests deeper than kMaxXmlDepth. Prefixes: w
/// w14 w15 mc r rel wp wps v a m pic o ct cp dc cust (OOXML); office text table style fo draw xlink meta
/// manifest dc svg (ODF).
void parse_xml(std::string_view name, const std::string& bytes, pugi::xml_document& out);

/// Next node in document order below `root`, null behind the last; `skip_children` steps over the node's own.
/// Iterative.
pugi::xml_node next_in(pugi::xml_node node, pugi::xml_node root, bool skip_children = false);

/// All character data below `node`, without markup.
std::string all_text(pugi::xml_node node);

/// True if there is any character data but white space.
bool has_text(pugi::xml_node node);

}  // namespace indexer::word
