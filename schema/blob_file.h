#pragma once
// A file of numbered byte strings beside an index: blob n belongs to document n + 1. Written once, then mapped read-only.
//
// Format, little-endian: "HUBBLOB1", the blobs one after another, then count + 1 64-bit offsets from the start of the file
// (the last is where the blobs end), then the 64-bit count.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace schema {

/// Throws std::system_error when the disk does not take it; a file that was not finished is not a blob file.
class BlobFileWriter {
 public:
  explicit BlobFileWriter(const std::filesystem::path& path);
  ~BlobFileWriter();
  BlobFileWriter(const BlobFileWriter&) = delete;
  BlobFileWriter& operator=(const BlobFileWriter&) = delete;
  void append(std::string_view blob);
  /// Writes the offsets and syncs to disk.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Any thread. What it returns lives as long as it does.
class BlobFile {
 public:
  /// Throws std::runtime_error, naming the file, when it is missing or not whole.
  explicit BlobFile(const std::filesystem::path& path);
  ~BlobFile();
  BlobFile(const BlobFile&) = delete;
  BlobFile& operator=(const BlobFile&) = delete;
  std::size_t size() const { return count_; }
  /// Throws std::out_of_range past the end.
  std::string_view at(std::size_t index) const;

 private:
  std::string_view bytes_;
  std::size_t count_ = 0;
  const char* offsets_ = nullptr;
};

}  // namespace schema
