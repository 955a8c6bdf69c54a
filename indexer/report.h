#pragma once
// What a run did, file by file.

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "indexer/problem.h"
#include "schema/generation_files.h"

namespace indexer {

/// What became of one file. Every file that was found has one.
enum class Outcome {
  kIndexed,    ///< read and, in whole or in part, indexed
  kUnchanged,  ///< its extraction was taken from the cache
  kSkipped,    ///< not looked at (--only), withdrawn
  kFailed,     ///< nothing of it went in
};

struct FileOutcome {
  std::string path;
  Outcome outcome = Outcome::kIndexed;
  std::uint64_t records = 0;   ///< that went in
  std::uint64_t rejected = 0;  ///< that did not
};

/// How an audience's records differ from those of the generation that was current.
struct AudienceChange {
  std::string audience;
  std::vector<std::string> added, changed, removed;  ///< ids
};

struct Report {
  std::vector<FileOutcome> files;
  std::vector<Problem> problems;
  std::vector<AudienceChange> changes;
  std::vector<schema::AudienceManifest> audiences;
  std::string generation;  ///< the one that is current after the run; empty: none
  bool published = false;
  bool dry_run = false;
  std::uint64_t source_bytes = 0;
  std::uint64_t attachments_read = 0;  ///< whose text is searched
  double seconds = 0;

  std::uint64_t count(Outcome outcome) const;
  std::uint64_t errors() const;
  /// Throws std::logic_error unless the outcomes add up to `found` files: a run that lost one must not publish.
  void reconcile(std::size_t found) const;
};

nlohmann::json report_to_json(const Report& report);
/// For people: problems, at most `per_file` a file and kind, then what was done. Ends with a line break.
std::string report_text(const Report& report, std::size_t per_file = 5);
/// "practice/x.md:12: error: …" lines.
std::string problem_line(const Problem& problem);

}  // namespace indexer
