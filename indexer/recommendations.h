#pragma once
// Whom a recommendation is for, where its own words say it.

#include <string>
#include <string_view>
#include <vector>

#include "schema/vocabulary.h"

namespace indexer {

/// Ids of the values of `vocabulary` that `text` names by an id, a label or another name of at most eight words, the longest at each place, in
/// order, in singular or plural. Any thread. Example: "Kent Police with Essex" names kent, essex.
std::vector<std::string> values_named(std::string_view text, const schema::Vocabulary& vocabulary);

/// Ids of the agencies that `text` is addressed to, in order: those named before a colon near its start ("Essex Police and children's
/// social care: review …"), else in brackets or after "Lead:" at its end ("… (Lead: health)"), else as the subject of its first "should", "must",
/// "will" or "to" ("The police should …"). Empty where none is. Any thread.
std::vector<std::string> agencies_addressed(std::string_view text, const schema::Vocabulary& agencies);

}  // namespace indexer
