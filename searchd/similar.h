#pragma once
// Records like a record, and why.

#include <string>
#include <vector>

#include "schema/record.h"
#include "searchd/search_index.h"

namespace searchd {

struct SharedValue {
  std::string field;
  std::string value;
};

struct SimilarRecord {
  schema::Record card;
  std::vector<SharedValue> shares;  ///< what can be named of that which makes it similar, in the order of the record's own values
};

/// The `count` records most like `record` (a docid of index.records()), the most similar first: those whose texts share its telling words,
/// gently preferring its themes, types and collection. Never itself; equal ones in the order of the hash of their ids. Throws Xapian::Error.
std::vector<SimilarRecord> similar_records(Xapian::docid record, const AudienceIndex& index, std::size_t count);

/// A label as it reads inside a sentence; an abbreviation keeps its capitals. Example: in_a_sentence("County lines") == "county lines".
std::string in_a_sentence(std::string label);

/// "Shares county lines, cuckooing", or that it uses similar words. `language`: "en" or "cy".
std::string explanation(const SimilarRecord& similar, const AudienceIndex& index, const std::string& language);

}  // namespace searchd
