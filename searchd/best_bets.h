#pragma once
// What staff decided for a query (curation.yaml), ready to be applied to one audience's documents.

#include <string>
#include <unordered_map>
#include <vector>

#include "schema/curation.h"
#include "searchd/facet_index.h"

namespace searchd {

/// For one query: documents to show first, in this order, and documents not to show.
struct Curated {
  std::vector<Xapian::docid> pinned;
  DocumentSet hidden;
};

/// Immutable; any thread.
class BestBets {
 public:
  /// Bets on records that `database` has not are passed over.
  BestBets(const schema::Curation& curation, const Xapian::Database& database);
  /// Null where nothing was decided for what was typed. Capitals, accents, spaces and punctuation make no difference.
  const Curated* find(const std::string& typed) const;

 private:
  std::unordered_map<std::string, Curated> by_query_;
};

}  // namespace searchd
