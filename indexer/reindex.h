#pragma once
// The run: corpus -> generation.

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/draft.h"
#include "indexer/library.h"
#include "indexer/progress.h"
#include "indexer/report.h"

namespace indexer {

struct ReindexOptions {
  std::filesystem::path corpus = "corpus";
  std::filesystem::path data = "data";
  std::filesystem::path config;  ///< empty: CORPUS/library.yaml
  bool full = false;             ///< read every file anew and publish even if nothing has changed
  bool retry_failed = false;     ///< read anew what broke its reader, though neither has changed
  bool dry_run = false;          ///< write nothing; say what would change
  std::filesystem::path reader;  ///< hub-extract; empty: default_reader_program()
  std::string only;              ///< path below the corpus: take in changes below it alone; elsewhere files stay as they were last indexed
};

/// Runs the whole pipeline and publishes, or throws and leaves the served generation as it was: StoreLocked, LibraryUnusable,
/// Xapian::Error, std::system_error (disk full, read-only folder). Problems of single files are in the report.
Report reindex(const ReindexOptions& options, Progress& progress);

/// Reads and validates everything, or what lies below `options.only`, without writing anything anywhere.
Report check(const ReindexOptions& options, Progress& progress);

/// What was understood of one file.
struct FileCheck {
  Report report;
  std::vector<Draft> drafts;
  Library library;
};

/// Reads and validates one file, of the corpus or from anywhere else, by the corpus' configuration and vocabularies. Nothing is written.
FileCheck check_file(const ReindexOptions& options, const std::filesystem::path& file, Progress& progress);

}  // namespace indexer
