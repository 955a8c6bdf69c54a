#pragma once
// The files of a corpus.

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/problem.h"

namespace indexer {

/// A file that may hold records. `path` is relative to the corpus, with forward slashes.
struct SourceFile {
  std::string path;
  std::filesystem::path absolute;
  std::string sha256;  ///< of its bytes and, for a bulk import, of its manifest's
};

/// All regular files under `corpus` that an indexer may read as sources, ordered by path: vocabularies, attachments,
/// templates, README files, configuration, hidden files, build scripts and import manifests are not among them. Symbolic links are not
/// followed; each is a problem, as is a name that is not UTF-8. Throws std::filesystem::filesystem_error if the folder cannot be listed.
std::vector<SourceFile> find_sources(const std::filesystem::path& corpus, std::vector<Problem>& problems);

/// The whole file. Throws std::runtime_error, naming it, if it cannot be read or has over `limit_bytes`.
std::string read_file(const std::filesystem::path& path, std::uintmax_t limit_bytes = 512u << 20);

}  // namespace indexer
