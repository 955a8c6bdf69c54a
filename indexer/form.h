#pragma once
// The call-for-practice form: from questions and answers to fields and sections.

#include <string_view>
#include <vector>

#include "indexer/extract/extraction.h"
#include "schema/vocabulary.h"

namespace indexer {

/// The value of the vocabulary "form_question" that a person meant by `question`: numbers before it, brackets and case do not count,
/// and other wordings are recognised by their words, where one fits clearly better than all others. Null where none does.
const schema::VocabularyValue* find_question(const schema::Vocabulary& questions, std::string_view question);

/// Turns `text.answers` into fields and blocks. Fields that are there already (a sidecar's) stand. A question that is not known is a
/// warning; its answer becomes a section under the question as heading, so that nothing is lost. What the form itself prints, by the values of
/// the vocabulary that are tagged "printed", is left out. Does nothing for a text that is no form.
/// Sets `text.holds_contacts` where an answer was left out because it names a person.
void apply_form(ExtractedText& text, const std::string& path, const schema::Vocabularies& vocabularies, std::vector<Problem>& problems);

}  // namespace indexer
