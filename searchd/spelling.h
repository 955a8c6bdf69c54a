#pragma once
// Corrections of a query from the words that one audience's index knows.

#include <optional>
#include <string>

#include "searchd/query.h"
#include "searchd/search_index.h"

namespace searchd {

/// The nearest word of this audience's index to a folded word that it does not hold; nothing if none is near enough, or if `word`
/// must not be corrected: under four letters, with a digit, or known to a vocabulary.
std::optional<NearWord> nearest_word(const std::string& word, const AudienceIndex& index);

/// A correction for each word of `query` that no record holds and that was not typed in capitals. It is to be applied where it is
/// near enough to leave little doubt: for that word, nothing else can be found.
std::vector<Correction> corrections_for(const ParsedQuery& query, const AudienceIndex& index);

/// `text` with the words replaced, in any case they were typed in.
std::string corrected(const std::string& text, const std::vector<Correction>& corrections);

}  // namespace searchd
