#pragma once
// From what reviews found to the practice that answers it, and back. Learning themes are those below a theme that the vocabulary tags
// "learning"; a practice answers one by having it, or a theme that is related to it.

#include <string>
#include <vector>

#include "schema/record.h"
#include "searchd/search_index.h"

namespace searchd {

struct LinkedRecord {
  schema::Record card;
  std::vector<std::string> themes;  ///< learning themes that link the two
  bool named = false;               ///< one of the two names the other
};

struct LearningLinks {
  std::vector<LinkedRecord> practice_for_learning;  ///< of a review or briefing
  std::vector<LinkedRecord> learning_behind;        ///< of a practice example: reviews and briefings
};

/// At most `count` of each: those that name each other first, then by the learning themes and other themes that they share; equal ones by
/// strength of evidence or the newest first. Throws Xapian::Error.
LearningLinks learning_links(const schema::Record& record, const AudienceIndex& index, std::size_t count);

}  // namespace searchd
