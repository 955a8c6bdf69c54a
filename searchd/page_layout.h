#pragma once
// View models that several pages share. Shapes and names: web/templates/README.md. Text is never cut or escaped here: the
// templates escape.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/page.h"

namespace searchd {

/// What layout.mustache needs: addresses, navigation, the index at the foot.
nlohmann::json layout_model(const PageContext& context);

/// object[key] = value, unless `value` is empty: the templates take an empty string for true.
void set_if_any(nlohmann::json& object, const char* key, const std::string& value);

/// Example: with_separators(1342) == "1,342".
std::string with_separators(std::uint64_t number);

/// Example: joined_with_and({"A", "B", "C"}) == "A, B and C".
std::string joined_with_and(const std::vector<std::string>& parts);

/// Pieces of one text. What redaction left of removed words, "[removed: REASON]" or "[removed]", becomes a piece of its own,
/// also where a word of the reason was searched for.
nlohmann::json segments_model(const std::vector<Segment>& segments);

/// Tags, badges and short facts of a record, set on `out`.
void add_facts(nlohmann::json& out, const schema::Record& record, const AudienceIndex& index);

/// `base` is put before "#anchor": "/records/ID?q=…", or empty on the record's own page.
nlohmann::json passages_model(const std::vector<SelectedPassage>& passages, const schema::Record& card, const std::string& base);

/// A value's label: as published in this record for open fields, else label_of() of the index, in English.
std::string label_in(const schema::Record& record, const std::string& field, const std::string& value, const AudienceIndex& index);

/// "/search?filter_FIELD=VALUE".
std::string filter_url(const std::string& field, const std::string& value);

/// Whether this audience may filter by the field, and some record has the value.
bool can_filter(const std::string& field, const std::string& value, const AudienceIndex& index);

/// The id of a value that was written as an id, a label or another name; `written` itself where it is not known.
std::string value_id(const std::string& field, const std::string& written, const AudienceIndex& index);

/// The collection of a record as people call it: a review goes by its type.
std::string collection_label(const schema::Record& record, const AudienceIndex& index);

}  // namespace searchd
