#pragma once
// How often the values of two facet fields occur together: the practice map, its gaps, and trends by year. From bitmaps, exact.

#include <cstdint>
#include <string>
#include <vector>

#include "searchd/request.h"
#include "searchd/search_index.h"

namespace searchd {

struct AxisValue {
  std::string value;
  std::string label;
  std::string parent;       ///< of a tree
  std::uint64_t count = 0;  ///< matches with this value, whatever they have on the other axis
};

struct Axis {
  std::string field;
  std::string label;
  std::vector<AxisValue> values;  ///< a vocabulary's in its order; years from the oldest, without gaps; others by value
  std::uint64_t missing = 0;      ///< matches without any
};

struct CrossCounts {
  Axis rows;
  Axis cols;
  std::vector<std::vector<std::uint64_t>> cells;  ///< by row, then column; a value of a tree counts those below it
  std::vector<std::uint64_t> without_col;         ///< of each row, matches without a value on the other axis
  std::uint64_t total = 0;                        ///< matches
};

/// Cells beyond which a table is refused.
inline constexpr std::size_t kMaxCells = 50'000;

/// Counts the records that match words and filters of `request`. `empty`: rows and columns without a match are shown too. `only_rows`: no other
/// rows; null: all. Throws BadRequest, with every problem, for fields that are not available to this audience and for a table of more than kMaxCells.
CrossCounts cross_counts(const SearchRequest& request, const AudienceIndex& index, const schema::Field& rows, const schema::Field& cols, bool empty,
                         const std::vector<std::string>* only_rows = nullptr);

/// The values of `field`, those with the most matches first, by year from the first that has a match to the last. Throws like cross_counts.
CrossCounts trends(const SearchRequest& request, const AudienceIndex& index, const schema::Field& field);

}  // namespace searchd
