#pragma once
// The library that sources are read for: its configuration, vocabularies and curation, loaded once and checked.

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/curation.h"
#include "indexer/library_config.h"
#include "schema/vocabulary.h"

namespace indexer {

/// The configuration, a vocabulary or the curation cannot be used. `problems` says where; nothing was written.
struct LibraryUnusable : std::runtime_error {
  explicit LibraryUnusable(std::vector<Problem> found)
      : std::runtime_error("the library's configuration, vocabularies or curation have errors; nothing was indexed"), problems(std::move(found)) {}
  std::vector<Problem> problems;
};

/// Immutable once loaded: any thread.
struct Library {
  std::filesystem::path corpus;
  LibraryConfig config;
  schema::Vocabularies vocabularies;
  std::vector<std::string> vocabularies_json;  ///< by audience
  CurationFile curation;
  std::string inputs;                          ///< of what all were made from, for the hash of a run's inputs
};

/// `config` empty: CORPUS/library.yaml. CORPUS/curation.yaml may be missing. Warnings are appended to `problems`; throws LibraryUnusable for errors, and std::runtime_error
/// where `corpus` is no folder.
Library load_library(const std::filesystem::path& corpus, const std::filesystem::path& config, std::vector<Problem>& problems);

}  // namespace indexer
