#pragma once
// Extractions kept by content: an unchanged file is not read again.

#include <filesystem>
#include <optional>
#include <string>

#include "indexer/extract/extraction.h"
#include "indexer/source.h"

namespace indexer {

/// A folder of JSON files named by the hash of a source's bytes and the version of its reader. Several threads may use it.
/// Holds restricted text: it lies in DATA/private and is readable by its owner only.
class ExtractCache {
 public:
  explicit ExtractCache(std::filesystem::path folder);
  /// Nothing where there is none; one that cannot be read counts as none.
  std::optional<Extraction> find(const std::string& key) const;
  /// Whole or not at all. Throws std::runtime_error if the disk does not take it.
  void store(const std::string& key, const Extraction& extraction) const;
  /// Removes every entry whose key is not in `used`, which must be sorted.
  void prune(const std::vector<std::string>& used) const;
  /// The key of a source read by the reader of `format` with `options`.
  static std::string key(const SourceFile& source, const Format& format, const ReadingOptions& options);

 private:
  std::filesystem::path folder_;
};

}  // namespace indexer
