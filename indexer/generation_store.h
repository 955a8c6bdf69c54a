#pragma once
// The folder of generations: lock, publish, list, roll back, prune, verify.

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "schema/generation_files.h"

namespace indexer {

/// Another indexer is at work. The message says who.
struct StoreLocked : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// How many generations stay on disk.
inline constexpr std::size_t kGenerationsKept = 3;

/// Writes `bytes` to a file aside, syncs it and renames it to `path`: whole or not at all. Throws std::system_error.
void write_whole(const std::filesystem::path& path, std::string_view bytes);
/// Syncs a file or folder to disk. Throws std::system_error.
void sync_to_disk(const std::filesystem::path& path);

/// DATA, for one indexer at a time. Holds the lock while it lives; a process that dies lets go of it.
class GenerationStore {
 public:
  /// Makes the folders that are missing, takes the lock, and removes what a build that was cut off left behind.
  /// Throws StoreLocked, or std::system_error if the folder cannot be written.
  explicit GenerationStore(const std::filesystem::path& data);
  ~GenerationStore();
  GenerationStore(const GenerationStore&) = delete;
  GenerationStore& operator=(const GenerationStore&) = delete;

  const std::filesystem::path& data() const { return data_; }
  /// A new empty folder for a build. It is removed by the next run unless it was published.
  std::filesystem::path begin_build();
  /// Adds the checksums to a complete build, moves it to its place and makes it current: one rename, after everything is on disk.
  void publish(const std::filesystem::path& build, const std::string& id);
  /// Makes `id` current. Throws std::runtime_error if it is not there or not whole.
  void make_current(const std::string& id);
  /// Removes all but the current generation and the newest others, kGenerationsKept in all.
  void prune();
  /// The secret that makes ids from paths; made on first use.
  std::string id_key();

 private:
  std::filesystem::path data_;
  int lock_ = -1;
};

/// Ids on disk, from the newest to the oldest; those without a manifest are left out.
std::vector<std::string> list_generations(const std::filesystem::path& data);

/// An id for a generation that is made now and whose content has that hash. It comes after all that are in `data`, even where two
/// are made within a second or the clock was set back: the order of ids is the order of making.
std::string next_generation_id(const std::filesystem::path& data, const std::string& content_hash);

/// Everything that is wrong with a generation: every index opened and checked, every blob, hash and original compared with the
/// manifest, every file with its checksum. Empty: it is whole.
std::vector<std::string> verify_generation(const std::filesystem::path& generation);

}  // namespace indexer
