#pragma once
// The words of the pages: web/messages, a flat object of key and text for each language.

#include <array>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace searchd {

/// Languages of the pages, the usual one first.
inline constexpr std::array<std::string_view, 2> kLanguages = {"en", "cy"};

/// What stands for each "{name}" in a message.
using Fillings = std::initializer_list<std::pair<std::string_view, std::string>>;

/// One language's words. Immutable: any thread.
class Messages {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;
  explicit Messages(Texts texts) : texts_(std::move(texts)) {}

  /// Throws std::out_of_range that names `key` where there is none.
  const std::string& at(std::string_view key) const;
  /// Null where there is none.
  const std::string* find(std::string_view key) const;
  /// Example: filled("model.others", {{"count", "3"}}) == "3 others".
  std::string filled(std::string_view key, Fillings fillings) const;
  const Texts& texts() const { return texts_; }

 private:
  Texts texts_;
};

/// FOLDER/LANGUAGE.json of every language. Throws std::runtime_error that names a file that cannot be read, or every key that a language lacks.
std::map<std::string, Messages, std::less<>> read_messages(const std::filesystem::path& folder);

}  // namespace searchd
