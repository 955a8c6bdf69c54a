#pragma once
// Texts with what was searched for marked, as the pages show them. Text is never cut or escaped here: the templates escape.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "searchd/searcher.h"

namespace searchd {

/// Pieces of one text. What redaction left of removed words, "[removed: REASON]" or "[removed]", becomes a piece of its own,
/// also where a word of the reason was searched for.
nlohmann::json segments_model(const std::vector<Segment>& segments);

/// The same of a text in which nothing was searched for.
nlohmann::json segments_model(const std::string& text);

/// `base` is put before "#anchor": "/records/ID?q=…", or empty on the record's own page.
nlohmann::json passages_model(const std::vector<SelectedPassage>& passages, const schema::Record& card, const std::string& base);

}  // namespace searchd
