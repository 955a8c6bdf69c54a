#pragma once
// The mustache templates of web/templates with the words of web/messages in them: read once, parsed once a page and language.

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "searchd/page_language.h"

namespace searchd {

/// A page P is layout.mustache, or P-layout.mustache, with P.mustache and P-title.mustache in it; how parts and messages are put in is in
/// web/templates/README.md. Immutable once made: any thread may render.
class Templates {
 public:
  /// `web` holds templates/*.mustache and messages/*.json. Throws std::runtime_error, naming the file or the message, if a page, a part or a
  /// message is missing, cannot be parsed, or a message is used by none.
  explicit Templates(const std::filesystem::path& web);
  ~Templates();
  Templates(const Templates&) = delete;
  Templates& operator=(const Templates&) = delete;

  /// Renders page `name` ("search", "record", "error") with `model`: strings, booleans, lists and objects; numbers and nulls
  /// don't occur. Every string is escaped for text and quoted attributes. Throws std::out_of_range for a page or language that there is not.
  std::string render(const std::string& name, std::string_view language, const nlohmann::json& model) const;

  /// Changes when any template or message does.
  const std::string& version() const;

  /// One of kLanguages, for "cy"; the usual one for any other code. It lives as long as this.
  PageLanguage language(std::string_view code) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace searchd
