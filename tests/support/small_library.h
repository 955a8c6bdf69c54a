#pragma once
// The pipeline's middle for literals: Markdown -> Draft -> Record, with the library of TempCorpus.

#include <optional>
#include <string>
#include <vector>

#include "indexer/draft.h"
#include "indexer/extract/readers.h"
#include "indexer/library_config.h"
#include "schema/record.h"
#include "schema/vocabulary.h"
#include "tests/support/temp_corpus.h"

namespace test {

class SmallLibrary {
 public:
  /// `files` are written to the corpus, for attachments and other vocabularies. Throws std::runtime_error if they have errors.
  explicit SmallLibrary(Files files = {});

  /// The validated draft of a source practice/test.md; nothing, with problems(), if it is rejected.
  std::optional<indexer::Draft> draft(const std::string& source);
  /// Its rendition for an audience of that name; nothing if that audience has none. Throws std::runtime_error, with all
  /// problems, if the source is rejected.
  std::optional<schema::Record> rendition(const std::string& source, const std::string& audience);

  /// Of the last draft.
  const std::vector<indexer::Problem>& problems() const { return problems_; }
  /// The same as "3: error: …" lines.
  std::string problem_text() const;

  /// Ids that everyone may see, for references between records.
  std::vector<std::string> known_ids;
  const indexer::LibraryConfig& config() const { return config_; }
  const schema::Vocabularies& vocabularies() const { return vocabularies_; }
  const std::filesystem::path& corpus() const { return corpus_.path(); }

 private:
  TempCorpus corpus_;
  indexer::LibraryConfig config_;
  schema::Vocabularies vocabularies_;
  std::vector<indexer::Problem> problems_;
};

/// "3: error: message" lines, so that a test compares all problems at once.
std::string text_of(const std::vector<indexer::Problem>& problems);

/// A rendition as a person reads it, a line for each part: "# Title", "## Heading (kind)", "text", "* item", "1. item", "a | b",
/// "[removed: reason]", "R1 (agency): text", "A: title (file)".
std::string text_of(const schema::Record& record);

}  // namespace test
