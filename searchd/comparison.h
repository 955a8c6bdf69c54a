#pragma once
// Two to four practice examples to set side by side, and which to add.

#include <string>
#include <vector>

#include "searchd/similar.h"

namespace searchd {

inline constexpr std::size_t kMostCompared = 4;

struct Comparison {
  std::vector<schema::Record> records;  ///< whole ones, in the order asked for; one alone is not yet a comparison
  std::vector<SimilarRecord> more;      ///< practice to add: the nearest to those chosen in turn, or the strongest evidence; none with four chosen
};

/// Of `ids` the first four that are practice examples of this audience, each once. Throws Xapian::Error.
Comparison comparison(const std::vector<std::string>& ids, const AudienceIndex& index);

}  // namespace searchd
