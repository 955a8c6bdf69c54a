#pragma once
// The content of a page as blocks.

#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/extract/html/html_main_content.h"

namespace indexer::html {

/// What the content came to.
struct HtmlBlocks {
  std::vector<ExtractedBlock> blocks;  ///< headings with the level of their tag, 1 to 6
  std::size_t cut = 0;                 ///< subtrees left out because they lie too deep
};

/// Reads `content` in document order. Text outside of paragraphs becomes paragraphs, parted by blocks and by
/// two <br>.
HtmlBlocks read_html_blocks(const MainContent& content);

}  // namespace indexer::html
