#pragma once
// Three ways of storing the words of a text in the index, to compare: they decide its size, and how fast it is written.

#include <xapian.h>

#include <filesystem>
#include <string_view>
#include <vector>

namespace bench {

enum class WordStorage {
  kBothWithPositions,    ///< exact words and stems, both with positions: what the indexer does
  kStemsOnly,            ///< stems with positions; phrases are matched by stem
  kPositionsOfWordsOnly  ///< exact words with positions, stems with counts alone; NEAR and passages by exact word
};

std::string_view name_of(WordStorage storage);

/// A copy of an indexer's document with its words stored that way; everything else stays.
Xapian::Document restored(const Xapian::Document& document, WordStorage storage);

/// What writing took, and what it left.
struct Written {
  double seconds = 0;            ///< adding, committing and compacting
  double processor_seconds = 0;  ///< of that, without waiting for the disk and for others on the machine
  std::uintmax_t bytes = 0;
};

/// Writes `documents` as the indexer does, to `folder`/index, which is replaced. Throws Xapian::Error.
Written write_index(const std::vector<Xapian::Document>& documents, const std::filesystem::path& folder);

}  // namespace bench
