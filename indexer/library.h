#pragma once
// The library that sources are read for: its configuration and vocabularies, loaded once and checked.

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/library_config.h"
#include "schema/vocabulary.h"

namespace indexer {

/// The configuration or a vocabulary cannot be used. `problems` says where; nothing was written.
struct LibraryUnusable : std::runtime_error {
  explicit LibraryUnusable(std::vector<Problem> found)
      : std::runtime_error("the library's configuration or vocabularies have errors; nothing was indexed"), problems(std::move(found)) {}
  std::vector<Problem> problems;
};

/// Immutable once loaded: any thread.
struct Library {
  std::filesystem::path corpus;
  LibraryConfig config;
  schema::Vocabularies vocabularies;
  std::vector<std::string> vocabularies_json;  ///< by audience
  std::string inputs;                          ///< of what both were made from, for the hash of a run's inputs
};

/// `config` empty: CORPUS/library.yaml. Warnings are appended to `problems`; throws LibraryUnusable for errors, and std::runtime_error
/// where `corpus` is no folder.
Library load_library(const std::filesystem::path& corpus, const std::filesystem::path& config, std::vector<Problem>& problems);

}  // namespace indexer
