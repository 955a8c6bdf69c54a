#pragma once
// The end of the way that DOCX and ODT share: from the tree of what a document shows to its Extraction.

#include <functional>
#include <string>

#include "indexer/extract/extraction.h"
#include "indexer/extract/word/word_document.h"

namespace indexer::word {

/// What `read` finds, as a form or as prose with its title, and one warning about what it hides.
/// UnreadableDocument from `read` becomes an error of `path`; other exceptions pass.
Extraction extraction_of(const std::string& path, const std::function<WordDocument()>& read);

}  // namespace indexer::word
