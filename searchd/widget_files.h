#pragma once
// The widget's published files: web/dist/widget/VERSION/, as versions.json names them. Read at start, served from memory.

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "searchd/static_files.h"

namespace searchd {

struct WidgetFile {
  const StaticFile* file = nullptr;  ///< null where there is none
  bool immutable = false;            ///< asked for by its full version, which never changes
};

/// Immutable: any thread.
class WidgetFiles {
 public:
  /// Without versions.json there are none. Throws std::runtime_error or nlohmann::json::exception where it is broken, or names what is not there.
  explicit WidgetFiles(const std::filesystem::path& folder);
  /// `version`: "1.0.0", or "v1" for the newest of 1.x.
  WidgetFile find(const std::string& version, const std::string& name) const;
  /// versions.json itself: what a site needs to write `integrity`. Null where there is none.
  const StaticFile* versions() const;

 private:
  std::map<std::string, StaticFiles> by_version_;
  std::optional<StaticFiles> folder_;
  std::map<std::string, std::string> newest_;  ///< "v1" -> "1.10.0"
};

}  // namespace searchd
