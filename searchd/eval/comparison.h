#pragma once
// Whether one way to search is better than another over the same queries, or only luckier.

#include <cstddef>
#include <vector>

namespace evaluation {

struct Comparison {
  double difference = 0;  ///< mean of the first less mean of the second
  std::size_t better = 0, same = 0, worse = 0;
  double p = 1;           ///< how often chance alone makes a difference as large, either way
};

/// Of the same measure of the same queries, in the same order. Fisher's randomisation test with 10,000 exchanges, the same at every call
/// (Smucker, Allan and Carterette: A comparison of statistical significance tests for information retrieval evaluation, CIKM 2007).
Comparison compare(const std::vector<double>& first, const std::vector<double>& second);

}  // namespace evaluation
