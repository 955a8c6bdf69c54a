#pragma once
// From a Record to Xapian documents.

#include <xapian.h>

#include "indexer/passages.h"
#include "schema/concept_matcher.h"
#include "schema/record.h"

namespace indexer {

/// What making documents needs. One object a thread: the analyser is not shared.
struct DocumentContext {
  const schema::Vocabularies& vocabularies;
  const schema::ConceptMatcher& matcher;
  schema::TextAnalyser& analyser;
  bool demographic_terms = false;  ///< whether this audience may filter and count by demographic fields
};

/// The document of a record: exact words, stems and concepts with positions (title, then passages in order), stems of title and
/// lead, a term for each filter value and for each facet that has none, and the sort values. Sets the passages' first
/// positions. Data: the record's card as JSON.
Xapian::Document make_document(const schema::Record& record, std::vector<schema::Passage>& passages, const DocumentContext& context);

/// The document of one recommendation: its words, and its record's filter values except that agencies are its own. Data: the
/// record's card with this one recommendation.
Xapian::Document make_recommendation_document(const schema::Record& record, const schema::Recommendation& recommendation,
                                              const DocumentContext& context);

}  // namespace indexer
