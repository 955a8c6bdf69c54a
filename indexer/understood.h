#pragma once
// What was understood of a file, field by field, for the person who sends it.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "indexer/reindex.h"

namespace indexer {

/// For people: each record as the narrowest audience gets it (its fields, sections with their first words, recommendations and whom they are for,
/// attachments), which audiences get it, then every problem. Ends with a line break.
std::string understood_text(const FileCheck& check);
/// The same for programs: {"records": [{"marking": "…", "audiences": […], "record": {…}}], "report": {…}}.
nlohmann::json understood_json(const FileCheck& check);

}  // namespace indexer
