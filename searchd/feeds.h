#pragma once
// A search as Atom (RFC 4287) and as CSV (RFC 4180).

#include "searchd/searcher.h"
#include "searchd/server_config.h"

namespace searchd {

/// Entries in the order of the screen. `id` is a tag: URI that stays, `updated` the record's own date, never now.
std::string atom_feed(const SearchRequest& request, const SearchResults& results, const AudienceIndex& index, const ServerConfig& config);

/// UTF-8 with a byte order mark, a header line, then a line a record. Cells that a spreadsheet would take for a formula are
/// prefixed with an apostrophe. If there are more records than rows a last line says so.
std::string csv_table(const SearchResults& results, const AudienceIndex& index, const ServerConfig& config);

/// `text` as one cell. Example: csv_cell("=1+1") == "\"'=1+1\"".
std::string csv_cell(const std::string& text);

/// `text` for XML content and attributes; characters that XML 1.0 forbids are dropped.
std::string xml_escape(const std::string& text);

}  // namespace searchd
