#pragma once
// A library of any size to measure with: a corpus folder for bulk import, and the index that the indexer makes of it.

#include <cstdint>
#include <filesystem>

namespace bench {

/// What to generate, and where. Each library has a folder of its own below `folder`.
struct LibraryOptions {
  std::size_t records = 10'000;
  std::uint64_t seed = 1;
  std::filesystem::path folder;
};

/// `records` and `folder` from the environment: HUB_BENCH_RECORDS (else `default_records`) and HUB_BENCH_DATA (else
/// "hub-bench" in the system's folder for temporary files). Throws std::runtime_error for a number that is none.
LibraryOptions options_from_environment(std::size_t default_records);

struct GeneratedLibrary {
  std::filesystem::path corpus;
  std::filesystem::path data;
  std::uintmax_t corpus_bytes = 0;  ///< of the records' sources, without the vocabularies
};

/// The corpus: library.yaml and vocabulary as in the sample library, and two bulk imports of invented records, two thirds of
/// practice and one third of reviews. Half of all records have 350 words or fewer, lengths are spread log-normally, and one
/// review in twelve is long, up to 8,000 words. 55 % public, 35 % police, the rest sensitive. Written only if it is not there.
/// Throws std::runtime_error if it cannot be written.
GeneratedLibrary generated_corpus(const LibraryOptions& options);

/// The corpus and a generation of it in `data`, indexed by indexer::reindex() unless one is there. Throws
/// std::runtime_error if a record was rejected. Example: 10,000 records take some minutes the first time.
GeneratedLibrary generated_library(const LibraryOptions& options);

}  // namespace bench
