#include "indexer/source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "schema/text_analysis.h"

namespace indexer {
namespace fs = std::filesystem;
namespace {

/// Top-level folders that hold no records.
constexpr std::string_view kOtherFolders[] = {"vocabulary", "attachments", "templates", "assets"};

bool is_apart(const fs::path& relative, bool folder) {
  const std::string name = relative.filename().string();
  if (name.starts_with('.')) return true;
  if (folder)
    return !relative.has_parent_path() && std::find(std::begin(kOtherFolders), std::end(kOtherFolders), name) != std::end(kOtherFolders);
  return name == "README.md" || name == "LICENSE" || name == "library.yaml" || name == "import.yaml" || name.ends_with(".meta.yaml") ||
         name.ends_with('~');
}

}  // namespace

std::vector<SourceFile> find_sources(const fs::path& corpus, std::vector<Problem>& problems) {
  std::vector<SourceFile> out;
  for (auto it = fs::recursive_directory_iterator(corpus); it != fs::recursive_directory_iterator(); ++it) {
    const fs::path relative = it->path().lexically_relative(corpus);
    const std::string name = schema::valid_utf8(relative.generic_string());
    if (name != relative.generic_string() || name.find_first_of("\n\t") != std::string::npos) {
      problems.push_back({Severity::kError, name, 0, "has a name that is not UTF-8, or with control characters; rename it"});
      if (it->is_directory() && !it->is_symlink()) it.disable_recursion_pending();
      continue;
    }
    if (it->is_symlink()) {
      problems.push_back({Severity::kError, name, 0, "is a symbolic link and was not followed; put the file itself there"});
      continue;
    }
    const bool folder = it->is_directory();
    if (is_apart(relative, folder)) {
      if (folder) it.disable_recursion_pending();
      continue;
    }
    if (folder) continue;
    if (!it->is_regular_file()) {
      problems.push_back({Severity::kError, name, 0, "is not a regular file; remove it"});
      continue;
    }
    out.push_back({name, it->path(), {}});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return out;
}

std::string read_file(const fs::path& path, std::uintmax_t limit_bytes) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path.string() + ": cannot be read: " + std::strerror(errno));
  std::string bytes;
  char buffer[1 << 16];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit_bytes)
      throw std::runtime_error(path.string() + ": is larger than " + std::to_string(limit_bytes >> 20) + " MB; split it");
  }
  if (in.bad()) throw std::runtime_error(path.string() + ": reading failed: " + std::strerror(errno));
  return bytes;
}

}  // namespace indexer
