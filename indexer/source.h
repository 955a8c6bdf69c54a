#pragma once
// The files of a corpus.

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/problem.h"

namespace indexer {

/// A file that may hold records. `path` is relative to the corpus, with forward slashes.
struct SourceFile {
  std::string path;
  std::filesystem::path absolute;
  std::string sha256;  ///< of its bytes and of those of its companion
};

inline constexpr std::uintmax_t kMaxSourceBytes = 512u << 20;

/// All regular files under `corpus` that an indexer may read as sources, ordered by path: vocabularies, attachments,
/// templates, README files, configuration, hidden files, build scripts and import manifests are not among them. Symbolic links are not
/// followed; each is a problem, as are a name that is not UTF-8, a folder with the name of a document and a sidecar that belongs to none. Throws std::filesystem::filesystem_error if the folder cannot be listed.
std::vector<SourceFile> find_sources(const std::filesystem::path& corpus, std::vector<Problem>& problems);

/// The whole file. Throws std::runtime_error, naming it, if it cannot be read or has over `limit_bytes`.
std::string read_file(const std::filesystem::path& path, std::uintmax_t limit_bytes = kMaxSourceBytes);

/// The bytes of a file below `corpus` that others may be writing: never through a symbolic link, only of a regular file, and all of
/// one state. Throws std::runtime_error that says what is wrong and what to do, without the path: it vanished, changed twice
/// while being read, is larger than `limit_bytes`, lies outside.
std::string read_source(const std::filesystem::path& corpus, const std::string& relative, std::uintmax_t limit_bytes = kMaxSourceBytes);

/// The file that goes with a source of `format`, relative to the corpus; empty where there is none. Throws std::runtime_error if
/// there are two.
std::string companion_of(const std::filesystem::path& corpus, const std::string& path, const Format& format);

}  // namespace indexer
