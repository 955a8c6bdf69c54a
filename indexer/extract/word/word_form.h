#pragma once
// The call-for-practice form: a document whose tables ask questions becomes the answers to them.

#include <string>

#include "indexer/extract/extraction.h"
#include "indexer/extract/word/word_document.h"

namespace indexer::word {

/// If tables of `document` are a form, gives its questions as out.answers and what else was written as
/// out.blocks; then no title is taken, since that of a form is not the record's. Text below a table under a
/// paragraph that repeats a question is (more of) its answer. The form's printed title, headings and
/// instructions are left out; notes of `path` in out.problems say so where that might be wrong. False, and
/// `out` as it was, where there is no form.
bool read_form(const WordDocument& document, const std::string& path, ExtractedText& out);

}  // namespace indexer::word
