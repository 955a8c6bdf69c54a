#pragma once
// What speaks for each record of an index whatever the query: evidence, liveness, recency.

#include <string>
#include <vector>

#include "searchd/facet_index.h"
#include "searchd/ranking.h"

namespace searchd {

/// One share of a score. `part`: "word", "title", "lead", "adjacent", "stop_word", "concept", "phrase", "prior", "recency", "ahead", "pinned".
struct ScorePart {
  std::string part;
  std::string of;  ///< the word, the phrase, "evidence_stage: untested"
  double weight = 0;
};

/// Immutable; any thread. Lives no longer than the facets it was made from.
class PriorWeights {
 public:
  PriorWeights(const Priors& priors, const FacetIndex& facets);
  double of(Xapian::docid document) const { return weights_[document]; }
  /// The most that any document has.
  double most() const { return most_; }
  /// What of() adds up.
  std::vector<ScorePart> parts(Xapian::docid document) const;

 private:
  double recency(Xapian::docid document) const;

  Priors priors_;
  std::vector<const DocumentSet*> with_value_;  ///< by priors_.values
  const DateColumn& published_;
  double newest_ = 0;                           ///< years
  std::vector<float> weights_;                  ///< by docid
  double most_ = 0;
};

}  // namespace searchd
