#pragma once
// What a reader found, as lines that a test can state.

#include <string>
#include <vector>

#include "indexer/extract/extraction.h"

namespace test {

/// Blocks as "h1 text", "p text", "* text", "** text" (depth 1), "1. text", "th a | b", "tr a | b". Line
/// breaks show as "/".
std::vector<std::string> shown(const std::vector<indexer::ExtractedBlock>& blocks);
/// "question -> block; block", with "[x a, b]" first where the answer has boxes.
std::vector<std::string> shown(const std::vector<indexer::FormAnswer>& answers);
/// Problems of the file and its texts.
std::vector<indexer::Problem> all_problems(const indexer::Extraction& extraction);
/// The "title" field; empty: there is none.
std::string title_of(const indexer::ExtractedText& text);
/// Everything that can reach a record: fields, answers, blocks.
std::string everything_in(const indexer::Extraction& extraction);

}  // namespace test
