#pragma once
// Ways to search the same index: the product, and what it has to be better than.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search_index.h"

namespace evaluation {

enum class Run {
  kProduct,   ///< as searchd::search() orders
  kBm25,      ///< Xapian's query parser and weighting as they come: any word, operators, BM25
  kIneB2,     ///< the same query, weighted as the product weighs
  kAnd,       ///< all words that are no stop words, without operators, BM25
  kOr,        ///< any of them
  kConcepts,  ///< the concepts that the words name, and no word
};

struct NamedRun {
  std::string_view name;
  Run run;
};
inline constexpr std::array<NamedRun, 6> kRuns = {{{"product", Run::kProduct}, {"bm25", Run::kBm25}, {"ineb2", Run::kIneB2},
                                                   {"and", Run::kAnd}, {"or", Run::kOr}, {"concepts", Run::kConcepts}}};
std::string_view name_of(Run run);

/// Ids of the best `count` records for what was typed, the best first. Nothing where Xapian's parser gives up on the text.
/// Throws Xapian::Error if the index cannot be read.
std::vector<std::string> ranking(Run run, const std::string& typed, const searchd::AudienceIndex& index, std::size_t count);

}  // namespace evaluation
