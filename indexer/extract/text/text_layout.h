#pragma once
// What the lines of plain text mean: where paragraphs, headings, items and tables begin.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/extraction.h"

namespace indexer {

/// Reads `text` (UTF-8, line breaks "\n"): blank lines part paragraphs, and the lines of one are joined
/// unless they are a table, a poem or an address. Headings are lines alone that are underlined with "===" or
/// "---", short and in capitals, or short and numbered; their levels begin at 2. "-", "*", "•" and the like
/// begin bullets, "1." and "(a)" numbered items. A form feed begins a page; blocks have pages where there is
/// one. Leading and trailing blanks of lines are dropped.
std::vector<ExtractedBlock> read_text_layout(std::string_view text);

}  // namespace indexer
