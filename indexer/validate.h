#pragma once
// Checks a draft against the vocabularies and the table of markings.

#include <vector>

#include "indexer/draft.h"

namespace indexer {

/// Decides the draft's audience and those of its attachments, turns what was written into ids of the vocabularies, dates into
/// ISO form, and hashes the attachments. A value that no vocabulary knows, or a date that is none, is left out with a warning. False with at least one error
/// if the record must not go in: no title or collection, pages that show a narrower marking than it was given, a marking that decides nothing, an audience that does not exist, an
/// attachment outside the corpus or missing. Throws only if a file cannot be read.
bool validate(Draft& draft, const LibraryConfig& config, const schema::Vocabularies& vocabularies, const std::filesystem::path& corpus,
              std::vector<Problem>& problems);

/// Gives `attachment` of `draft` the text that was read from it; one that holds more than its reader sees is no longer offered. False, with an error,
/// where its pages show a narrower marking than it was given: then the record must not go in.
bool take_text(DraftAttachment& attachment, const ExtractedText& text, const Draft& draft, const LibraryConfig& config, std::vector<Problem>& problems);

}  // namespace indexer
