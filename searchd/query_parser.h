#pragma once
// From what a person typed to a ParsedQuery. Never fails: a broken operator is searched as words, and what was done is said.

#include <string>
#include <string_view>
#include <vector>

#include "searchd/query.h"
#include "searchd/search_index.h"

namespace searchd {

inline constexpr std::size_t kMaxQueryBytes = 1'024;
inline constexpr std::size_t kMaxQueryWords = 64;
inline constexpr std::size_t kMinWildcardStem = 3;
inline constexpr std::size_t kMaxWildcardWords = 100;

struct ParseOptions {
  bool exact = false;                 ///< no concepts and no filters in words: the words typed alone
  std::vector<std::string> as_words = {};  ///< fields that are no filters although the words name them
};

/// Understands words, "phrases", -exclusion, AND OR NOT NEAR in capitals, brackets, wildcards at the end of a word, and
/// field:value for title and the facets (theme:, force:, type:, …). Cuts at kMaxQueryBytes and kMaxQueryWords. Throws only
/// Xapian::Error. Example: parse_query("CSE -online", index).concepts names child sexual exploitation, `excluded` holds "online".
ParsedQuery parse_query(std::string_view typed, const AudienceIndex& index, const ParseOptions& options = {});

}  // namespace searchd
