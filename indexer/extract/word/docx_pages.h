#pragma once
// What a .docx holds around its body: headers and footers, comments, properties, embedded files.

#include <pugixml.hpp>

#include "indexer/extract/word/docx_package.h"
#include "indexer/extract/word/docx_styles.h"
#include "indexer/extract/word/word_document.h"

namespace indexer::word {

/// Adds the lines of headers and footers that some page of `body` shows to document.page_lines (cut at tabs),
/// and counts those with text that none does. A section without a header of a kind has that of the section
/// before it.
void read_headers(DocxPackage& package, const DocxStyles& styles, pugi::xml_node body,
                  WordDocument& document);

/// Counts comments, embedded files, macros and properties with text; nothing of them is kept.
void count_what_is_beside(DocxPackage& package, HiddenText& hidden);

}  // namespace indexer::word
