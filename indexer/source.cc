#include "indexer/source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

#include "schema/text_analysis.h"

namespace indexer {
namespace fs = std::filesystem;
namespace {

/// Top-level folders that hold no records.
constexpr std::string_view kOtherFolders[] = {"vocabulary", "attachments", "templates", "assets", "make"};

bool is_apart(const fs::path& relative, bool folder) {
  const std::string name = relative.filename().string();
  if (name.starts_with('.')) return true;
  if (folder)
    return !relative.has_parent_path() && std::find(std::begin(kOtherFolders), std::end(kOtherFolders), name) != std::end(kOtherFolders);
  if (relative == "curation.yaml") return true;
  return name == "README.md" || name == "LICENSE" || name == "library.yaml" || name == "import.yaml" || name.ends_with(".meta.yaml") ||
         name.ends_with('~');
}

}  // namespace

namespace {

constexpr std::string_view kSidecar = ".meta.yaml";

/// "report.pdf.meta.yaml" belongs to report.pdf, "report.meta.yaml" to the document report.*.
bool has_document(const fs::path& sidecar) {
  const std::string name = sidecar.filename().string();
  const std::string stem = name.substr(0, name.size() - kSidecar.size());
  for (const auto& entry : fs::directory_iterator(sidecar.parent_path())) {
    const auto* format = format_of(entry.path().filename().string());
    if (format == nullptr || format->companion != Companion::kSidecar) continue;
    if (entry.path().filename() == stem || entry.path().stem() == stem) return true;
  }
  return false;
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
      else if (name.ends_with(kSidecar) && !has_document(it->path()))
        problems.push_back({Severity::kError, name, 0, "describes a document that is not here; put the document beside it, or remove it"});
      continue;
    }
    if (folder && format_of(name) != nullptr)
      problems.push_back({Severity::kError, name, 0, "is a folder with the name of a document; rename it (what is in it was read)"});
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

namespace {

/// A file descriptor that closes itself.
struct OpenFile {
  int number = -1;
  ~OpenFile() {
    if (number >= 0) close(number);
  }
};

/// Opens `relative` below `corpus`, refusing every symbolic link on the way.
int open_below(const fs::path& corpus, const std::string& relative) {
  const OpenFile folder{open(corpus.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  const long file = syscall(SYS_openat2, folder.number, relative.c_str(), &how, sizeof how);
  if (file >= 0 || (errno != ENOSYS && errno != EPERM)) return static_cast<int>(file);
  return openat(folder.number, relative.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);  // a kernel or container without openat2
}

struct stat state_of(int file) {
  struct stat state {};
  if (fstat(file, &state) != 0) throw std::runtime_error(fmt::format("cannot be read: {}", std::strerror(errno)));
  return state;
}

bool same_state(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_ino == b.st_ino && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

/// Nothing if the file changed meanwhile.
std::optional<std::string> read_once(const fs::path& corpus, const std::string& relative, std::uintmax_t limit_bytes) {
  const OpenFile file{open_below(corpus, relative)};
  if (file.number < 0) {
    if (errno == ENOENT) throw std::runtime_error("vanished before it was read; run again if it should be here");
    if (errno == ELOOP || errno == EXDEV) throw std::runtime_error("is reached through a symbolic link and was not followed; put the file itself there");
    throw std::runtime_error(fmt::format("cannot be read: {}; check its permissions", std::strerror(errno)));
  }
  const auto before = state_of(file.number);
  if (!S_ISREG(before.st_mode)) throw std::runtime_error("is not a regular file; remove it");
  if (static_cast<std::uintmax_t>(before.st_size) > limit_bytes)
    throw std::runtime_error(fmt::format("is larger than {} MB; split it", limit_bytes >> 20));
  std::string bytes(static_cast<std::size_t>(before.st_size), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got = read(file.number, bytes.data() + done, bytes.size() - done);
    if (got == 0) return std::nullopt;  // it was cut
    if (got < 0 && errno != EINTR) throw std::runtime_error(fmt::format("reading failed: {}", std::strerror(errno)));
    if (got > 0) done += static_cast<std::size_t>(got);
  }
  if (!same_state(before, state_of(file.number))) return std::nullopt;
  return bytes;
}

}  // namespace

std::string read_source(const fs::path& corpus, const std::string& relative, std::uintmax_t limit_bytes) {
  for (int attempt = 0; attempt < 2; ++attempt)
    if (auto bytes = read_once(corpus, relative, limit_bytes)) return std::move(*bytes);
  throw std::runtime_error("changed while it was read; run again when it is written");
}

std::string companion_of(const fs::path& corpus, const std::string& path, const Format& format) {
  const fs::path file(path);
  const auto there = [&](const fs::path& name) { return fs::exists(fs::symlink_status(corpus / name)); };
  if (format.companion == Companion::kManifest) {
    const auto manifest = file.parent_path() / "import.yaml";
    return there(manifest) ? manifest.generic_string() : std::string();
  }
  if (format.companion == Companion::kNone) return {};
  const fs::path full = path + std::string(kSidecar);
  const fs::path brief = file.parent_path() / (file.stem().string() + std::string(kSidecar));
  if (there(full) && there(brief))
    throw std::runtime_error(fmt::format("has two sidecars, {} and {}; remove one", full.filename().string(), brief.filename().string()));
  return there(full) ? full.generic_string() : there(brief) ? brief.generic_string() : std::string();
}

}  // namespace indexer
