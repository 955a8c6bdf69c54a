#pragma once
// Extracted blocks as lines that people read in tests.

#include <string>
#include <vector>

#include "indexer/extract/extraction.h"

namespace test {

/// "PAGE KIND[LEVEL]: text", cells joined by " | ", the kind of a section in brackets. Example: "3 h2:
/// Findings", "1 *1: item".
std::vector<std::string> shown_with_pages(const std::vector<indexer::ExtractedBlock>& blocks);

}  // namespace test
