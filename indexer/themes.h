#pragma once
// Theme suggestions for records that nobody tagged.

#include "schema/concept_matcher.h"
#include "schema/record.h"

namespace indexer {

/// Fills `record.suggested_themes` if it has no themes: at most five, the strongest first. A theme is suggested when one of its names stands
/// in the title or summary, or at least three times in the text. Works on a rendition, so that neither a suggestion nor its
/// evidence can rest on what was removed from it.
void suggest_themes(schema::Record& record, const schema::ConceptMatcher& matcher, schema::TextAnalyser& analyser);

}  // namespace indexer
