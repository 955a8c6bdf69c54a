#pragma once
// Values of fields as pages show them: labels, links to what else has them, rows of details.

#include <nlohmann/json.hpp>
#include <string>

#include "searchd/page.h"

namespace searchd {

/// The label of a field in the page's language. Example: field_label("theme", english) == "Theme".
std::string field_label(const std::string& field, const PageLanguage& language);

/// A value's label: as published in this record for open fields, else that of the vocabulary.
std::string label_in(const schema::Record& record, const std::string& field, const std::string& value, const PageContext& context);

/// The id of a value that was written as an id, a label or another name; `written` itself where it is not known.
std::string value_id(const std::string& field, const std::string& written, const AudienceIndex& index);

/// How many records this audience may count with the value; 0 where it may not filter by the field.
std::uint64_t records_with(const std::string& field, const std::string& value, const AudienceIndex& index);

/// {label, url, count}: a link to the records that have the value.
nlohmann::json counted_link(const std::string& field, const std::string& value, const PageContext& context);

/// What `record` has in `field`, each value {text, value_url?} or a removed piece; none where it has none.
nlohmann::json values_model(const schema::Record& record, const std::string& field, const PageContext& context);

}  // namespace searchd
