#pragma once
// Loads corpus/vocabulary/*.yaml.

#include <filesystem>
#include <vector>

#include "indexer/library_config.h"
#include "schema/vocabulary.h"

namespace indexer {

/// Loads and checks every vocabulary of `folder`: keys, ids, parents and relations that do not exist, cycles, forms written
/// twice, audiences that the library does not have. Each problem has file and line; with an error among them nothing may be indexed.
schema::Vocabularies load_vocabularies(const std::filesystem::path& folder, const LibraryConfig& config, std::vector<Problem>& problems);

}  // namespace indexer
