#pragma once
// Folders and files of a test's own.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// A new empty folder, removed with everything in it at the end of its life.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The whole file. Throws std::runtime_error, naming it, if it cannot be read.
std::string read_bytes(const std::filesystem::path& file);
/// Makes the folders that are missing.
void write_bytes(const std::filesystem::path& file, std::string_view bytes);

/// Every regular file below `folder`, sorted.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);
/// Every entry below `folder` with its bytes; folders end with "/". Two equal trees are equal maps. Empty if there is no folder.
std::map<std::string, std::string> tree_of(const std::filesystem::path& folder);

}  // namespace test
