#pragma once
// From a Record to its passages.

#include <vector>

#include "schema/passage_file.h"
#include "schema/record.h"
#include "schema/text_analysis.h"

namespace indexer {

/// The passages of the summary, the sections, the recommendations and the attachments' texts, in reading order: whole sentences of one block, about 40
/// to 70 words each; short blocks of one section are joined; tables row by row. Positions are not set yet. What was removed is in none.
std::vector<schema::Passage> passages_of(const schema::Record& record, schema::TextAnalyser& analyser);

}  // namespace indexer
