#pragma once
// How many records each force has, for a theme, a type of intervention and a year: the practice map, its gaps, and themes by force.

#include <cstdint>
#include <string>
#include <vector>

#include "searchd/cross_counts.h"

namespace searchd {

/// What the map shows; empty is all. Values that the library does not know are taken for empty.
struct MapChoice {
  std::string theme;
  std::string intervention_type;
  std::string year;
};

struct ForceMap {
  MapChoice choice;                  ///< as understood
  SearchRequest search;              ///< the same as a search; a force's count is its total with that force
  std::vector<AxisValue> forces;     ///< all of the vocabulary, in its order
  std::uint64_t with_force = 0;      ///< records that have one
  CrossCounts themes_by_force;       ///< lines: the theme's children, or the themes below the top of the tree; those that any record has
};

/// Throws Xapian::Error.
ForceMap force_map(const MapChoice& choice, const AudienceIndex& index, const std::string& language);

}  // namespace searchd
