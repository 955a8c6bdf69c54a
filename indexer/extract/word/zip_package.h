#pragma once
// A word processor's file is a ZIP of XML parts. This reads single parts of one held in memory, within limits
// that hold whatever the archive declares of itself; nothing is written to disk.

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct zip;

namespace indexer::word {

/// Why a whole document cannot be read, and what to do: a sentence without its subject ("is not …; send …").
struct UnreadableDocument : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct PackageLimits {
  std::size_t entries = 20'000;
  std::size_t part_bytes = 64u << 20;    ///< of one part, inflated
  std::size_t total_bytes = 256u << 20;  ///< of all parts that are read
};

class ZipPackage {
 public:
  /// Opens the archive in `bytes`, which must live as long as this. Throws UnreadableDocument for what is no
  /// ZIP (saying what it looks like: an encrypted document, an old one, a PDF), has too many entries or one
  /// name twice.
  explicit ZipPackage(const std::string& bytes, PackageLimits limits = {});
  ~ZipPackage();
  ZipPackage(const ZipPackage&) = delete;
  ZipPackage& operator=(const ZipPackage&) = delete;

  /// Names as the archive spells them, sorted.
  const std::vector<std::string>& names() const { return names_; }
  /// Part names differ by more than ASCII case (ECMA-376 part 2); a leading "/" counts for nothing.
  bool has(const std::string& name) const;
  /// The part inflated; empty where there is none. Throws UnreadableDocument if it is damaged, encrypted or
  /// over a limit.
  std::string read(const std::string& name);

 private:
  std::unique_ptr<zip, void (*)(zip*)> archive_;
  PackageLimits limits_;
  std::size_t total_ = 0;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> index_;  ///< lower-case name -> entry
};

}  // namespace indexer::word
