#pragma once
// From the tree of a word processor's document to blocks, its title and the markings printed on it.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/extract/word/word_document.h"

namespace indexer::word {

/// Moves paragraphs of the body that are a protective marking alone, and those of the page lines, to
/// `markings` (each once).
void take_markings(WordDocument& document, std::vector<std::string>& markings);

/// Takes the title out of the body: paragraphs of the style Title that follow each other, or else the first
/// heading 1 if no more than 30 words come before it.
std::optional<std::string> take_title(WordDocument& document);

/// Appends `elements` as blocks, in order. A table of one column is a frame around its content; a table
/// within a cell follows its row. Headings begin at `top_level`: 1 in prose, 3 within an answer, which is no
/// section.
void add_blocks(std::span<const Element> elements, std::vector<ExtractedBlock>& out, int top_level = 1);
/// One paragraph; more than one block where a list was typed by hand.
void add_blocks(const Paragraph& paragraph, std::vector<ExtractedBlock>& out, int top_level = 1);

/// The visible text of a cell or a stretch of the document, a line a paragraph.
std::string text_of(std::span<const Element> elements);

std::size_t word_count(std::string_view text);

}  // namespace indexer::word
