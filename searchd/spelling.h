#pragma once
// Corrections from the index's own words.

#include <optional>
#include <string>

#include "searchd/query.h"
#include "searchd/search_index.h"

namespace searchd {

/// The nearest word of this audience's index to a folded word that it does not hold; nothing if none is near enough, or if `word` must not be
/// corrected: under four letters, with a digit, or known to a vocabulary.
std::optional<std::string> nearest_word(const std::string& word, const AudienceIndex& index);

/// A correction for each word of `query` that no record holds.
std::vector<Correction> corrections_for(const ParsedQuery& query, const AudienceIndex& index);

/// `text` with the words replaced, in any case they were typed in.
std::string corrected(const std::string& text, const std::vector<Correction>& corrections);

}  // namespace searchd
