#pragma once
// The mustache templates of web/templates: read once, parsed once, rendered for every page.

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace searchd {

/// A page P is layout.mustache with P.mustache and P-title.mustache in it; how partials are put in is in web/templates/README.md.
/// Immutable once made: any thread may render.
class Templates {
 public:
  /// `folder` holds *.mustache. Throws std::runtime_error, naming the file, if a page or a part is missing or cannot be parsed.
  explicit Templates(const std::filesystem::path& folder);
  ~Templates();
  Templates(const Templates&) = delete;
  Templates& operator=(const Templates&) = delete;

  /// Renders page `name` ("search", "record", "error") with `model`: strings, booleans, lists and objects; numbers and nulls
  /// don't occur. Every string is escaped for text and quoted attributes. Throws std::out_of_range for a page that there is not.
  std::string render(const std::string& name, const nlohmann::json& model) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace searchd
