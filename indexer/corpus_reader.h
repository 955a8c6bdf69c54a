#pragma once
// corpus -> drafts: the per-file step. One bad file is a line in the report, never the end of the run.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/child_reader.h"
#include "indexer/draft.h"
#include "indexer/extract_cache.h"
#include "indexer/library.h"
#include "indexer/progress.h"
#include "indexer/report.h"

namespace indexer {

struct CorpusReaderOptions {
  std::filesystem::path root;  ///< the folder that sources lie below: the corpus, or that of a single file to be checked
  std::filesystem::path data;
  std::string only;           ///< path below the root: read what lies below it; the rest stays as it was last indexed
  bool full = false;          ///< read every file anew
  bool retry_failed = false;  ///< read anew what broke its reader, though neither has changed
  bool may_write = true;      ///< keep extractions in the cache
};

/// True if `path` is `below` or lies below it; everything lies below "".
bool lies_below(const std::string& path, std::string below);

/// Reads sources, as many at a time as there are cores, then the attachments that they name. One run; one thread may use it.
class CorpusReader {
 public:
  CorpusReader(CorpusReaderOptions options, const Library& library, const ChildReader& child, std::string id_key, Report& report);

  /// All sources below the root. Throws ReaderUnavailable, and what the disk throws when an extraction cannot be kept: a generation
  /// without it must not be published.
  void read_all(Progress& progress);
  /// One file below the root.
  void read_one(const std::string& path, Progress& progress);

  /// What was read and holds, in the order of ids.
  const std::vector<Draft>& drafts() const { return drafts_; }
  const std::vector<SourceFile>& sources() const { return sources_; }
  /// Keys of the cache that this run used, sorted.
  std::vector<std::string> used_keys() const;
  const ExtractCache& cache() const { return cache_; }
  /// Keeps the hashes of all sources for the next run's `only`.
  void store_hashes() const;

 private:
  struct Reading;

  void read_sources(Progress& progress);
  Reading read(SourceFile& source) const;
  void read_unless_outside(SourceFile& source, const Format& format, Reading& reading) const;
  void read_attachment(const std::string& path, const Format& format, const std::string& sha256, Reading& reading) const;
  void extract_into(Reading& reading, const SourceContent& content, const SourceFile& source, const Format& format) const;
  void take(Reading& reading, const SourceFile& source);
  void take_drafts(const Extraction& extraction, const SourceFile& source, FileOutcome& outcome);
  bool holds(Draft& draft);
  void read_attachments(Progress& progress);
  void report_unused_attachments();
  void reject(const std::vector<const Draft*>& drafts);
  void reject_repeated_ids();

  CorpusReaderOptions options_;
  const Library& library_;
  const ChildReader& child_;
  std::string id_key_;
  Report& report_;
  ExtractCache cache_;
  std::map<std::string, std::string> last_hashes_;  ///< of the last run, by path
  std::vector<SourceFile> sources_;
  std::vector<Draft> drafts_;
  std::vector<std::string> used_keys_;
};

}  // namespace indexer
