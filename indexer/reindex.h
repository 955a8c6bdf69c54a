#pragma once
// The run: corpus -> generation.

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/progress.h"
#include "indexer/report.h"

namespace indexer {

/// The configuration or a vocabulary cannot be used. `problems` says where; nothing was written.
struct LibraryUnusable : std::runtime_error {
  explicit LibraryUnusable(std::vector<Problem> found)
      : std::runtime_error("the library's configuration or vocabularies have errors; nothing was indexed"), problems(std::move(found)) {}
  std::vector<Problem> problems;
};

struct ReindexOptions {
  std::filesystem::path corpus = "corpus";
  std::filesystem::path data = "data";
  std::filesystem::path config;  ///< empty: CORPUS/library.yaml
  bool full = false;             ///< read every file anew and publish even if nothing has changed
  bool dry_run = false;          ///< write nothing; say what would change
  std::string only;              ///< path below the corpus: take in changes below it alone; elsewhere files stay as they were last indexed
};

/// Runs the whole pipeline and publishes, or throws and leaves the served generation as it was: StoreLocked, LibraryUnusable,
/// Xapian::Error, std::system_error (disk full, read-only folder). Problems of single files are in the report.
Report reindex(const ReindexOptions& options, Progress& progress);

/// Reads and validates everything, or what lies below `options.only`, without writing anything anywhere.
Report check(const ReindexOptions& options, Progress& progress);

}  // namespace indexer
