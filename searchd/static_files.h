#pragma once
// Files of the pages: read at start, served from memory.

#include <filesystem>
#include <map>
#include <string>

namespace searchd {

struct StaticFile {
  std::string content_type;
  std::string bytes;
  std::string gzip;  ///< empty where it would not be smaller
  std::string etag;
};

/// Immutable: any thread. What is not in the table does not exist: no path of a request ever reaches the disk.
class StaticFiles {
 public:
  /// Reads the regular files directly in `folder`. Throws std::runtime_error if one cannot be read.
  explicit StaticFiles(const std::filesystem::path& folder);
  /// Null where there is none.
  const StaticFile* find(const std::string& name) const;
  /// Changes when any file does: part of the address, so that browsers may keep files for ever.
  const std::string& version() const { return version_; }

 private:
  std::map<std::string, StaticFile> files_;
  std::string version_;
};

/// gzip by zlib. Throws std::runtime_error if zlib fails.
std::string gzip(const std::string& bytes, int level);

}  // namespace searchd
