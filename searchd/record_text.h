#pragma once
// What a record says: its sections, recommendations and files, with what was searched for marked.

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "searchd/page.h"

namespace searchd {

/// Sets "recommendations", "sections" and "attachments" of a record's page on `model`. `segments` marks what was searched for in a text.
void add_record_text(nlohmann::json& model, const schema::Record& record, const std::function<nlohmann::json(const std::string&)>& segments,
                     const PageContext& context);

}  // namespace searchd
