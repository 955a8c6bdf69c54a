#pragma once
// What leads on from a record: records that it names or is named by, records like it, practice for its learning and back.

#include <nlohmann/json.hpp>

#include "searchd/page.h"

namespace searchd {

/// Sets "source_reviews", "briefings", "related", "practice_for", "learning_behind", "similar", "compare_url" and "suggested_themes" of a
/// record's page on `model`. Throws Xapian::Error.
void add_record_leads(nlohmann::json& model, const schema::Record& record, const PageContext& context);

}  // namespace searchd
