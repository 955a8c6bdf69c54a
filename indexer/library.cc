#include "indexer/library.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "indexer/source.h"
#include "indexer/vocabulary_yaml.h"

namespace indexer {

Library load_library(const std::filesystem::path& corpus, const std::filesystem::path& config, std::vector<Problem>& problems) {
  if (!std::filesystem::is_directory(corpus))
    throw LibraryUnusable({{Severity::kError, corpus.string(), 0, "is not a folder; name the corpus with --corpus"}});
  std::vector<Problem> found;
  Library library;
  library.corpus = corpus;
  const auto config_file = config.empty() ? corpus / "library.yaml" : config;
  library.config = load_library_config(config_file, found);
  if (!has_error(found)) library.vocabularies = load_vocabularies(corpus / "vocabulary", library.config, found);
  const auto curation_file = corpus / "curation.yaml";
  if (!has_error(found)) library.curation = load_curation(curation_file, library.config, found);
  if (has_error(found)) throw LibraryUnusable(std::move(found));
  std::vector<std::string> known;
  for (const auto& audience : library.config.audiences) {
    known.push_back(audience.name);
    library.vocabularies_json.push_back(schema::vocabularies_to_json(library.vocabularies, known).dump());
  }
  library.inputs = read_file(config_file);
  for (const auto& json : library.vocabularies_json) library.inputs += json;  // they differ where a form changes its audience
  if (std::filesystem::exists(curation_file)) library.inputs += read_file(curation_file);
  problems.insert(problems.end(), found.begin(), found.end());
  return library;
}

}  // namespace indexer
