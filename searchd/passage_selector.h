#pragma once
// The passages of a record that answer a query best, chosen by where the matching words stand, without reading the text.

#include <vector>

#include "searchd/highlight.h"
#include "searchd/query.h"
#include "searchd/search_index.h"

namespace searchd {

struct SelectedPassage {
  std::vector<Segment> segments;
  std::string heading;
  std::string kind;
  std::string anchor;
  unsigned page = 0;  ///< of the file; 0: none
  unsigned file = 0;  ///< number of the record's attachment that it was read from; 0: none
};

/// At most `limit` passages for `query`, the best first: by the rarity of the different words in them, by words that stand side by
/// side, and by sections tagged "preferred" in the vocabulary; none that says what a better one says. A concept counts where it is named; only where it is not
/// named in the record do the words of its name count one by one. The record's own summary is not among them. Throws Xapian::Error.
std::vector<SelectedPassage> select_passages(Xapian::docid document, const ParsedQuery& query, const AudienceIndex& index,
                                             const Xapian::Database& database, std::size_t limit);

}  // namespace searchd
