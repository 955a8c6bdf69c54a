#pragma once
// A small corpus from literals: the sample library's table of markings, small vocabularies, and the files that a test gives.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/temp_folder.h"

namespace test {

/// {path in the corpus, bytes}
using Files = std::initializer_list<std::pair<std::string, std::string>>;

/// A Markdown source: front matter, one "key: value" a line, and body. Example: markdown("id: pe-one\ntitle: One\n", "Text.\n").
std::string markdown(std::string_view front_matter, std::string_view body = "");
/// A public practice example with `more` lines of front matter. Example: practice("pe-one", "One", "force: [essex]\n", "Text.\n").
std::string practice(std::string_view id, std::string_view title, std::string_view more = "", std::string_view body = "");

class TempCorpus {
 public:
  /// Writes library.yaml, vocabulary/*.yaml (see temp_corpus.cc) and then `files`, which may replace them.
  TempCorpus(Files files = {});
  explicit TempCorpus(const std::vector<std::pair<std::string, std::string>>& files);
  const std::filesystem::path& path() const { return folder_.path(); }
  void add_file(const std::string& path, std::string_view bytes) { write_bytes(folder_.path() / path, bytes); }
  void remove_file(const std::string& path) { std::filesystem::remove(folder_.path() / path); }

 private:
  TempFolder folder_;
};

}  // namespace test
