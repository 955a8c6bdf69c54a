#pragma once
// Takes protective markings that stand alone in a line out of a document's text, for the readers of text and
// HTML.

#include <string>
#include <string_view>

#include "indexer/extract/extraction.h"

namespace indexer {

/// Adds `marking` to `text.printed_markings`, once.
void add_printed_marking(ExtractedText& text, std::string marking);

/// Moves markings from the blocks of `text` (headings, paragraphs, items and quotes: their lines; rows whose
/// only filled cell is one) to its printed_markings. Blocks that are empty then are dropped.
void take_printed_markings(ExtractedText& text);

/// `lines` with blank lines in place of markings, which are added to `text.printed_markings`. A line counts
/// that is in capitals or stands between blank lines: a wrapped paragraph may end in the word "restricted".
std::string without_marking_lines(std::string_view lines, ExtractedText& text);

}  // namespace indexer
