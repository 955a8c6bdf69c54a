#pragma once
// From Records to one audience's complete index.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "indexer/library_config.h"
#include "schema/curation.h"
#include "schema/generation_files.h"
#include "schema/record.h"
#include "schema/sha256.h"
#include "schema/vocabulary.h"

namespace indexer {

/// The hash of everything that an audience can see: library, vocabularies, records in order, then its curation. 16 hex digits.
class ContentHash {
 public:
  ContentHash(const std::string& library, std::string_view vocabulary_json);
  void add(std::string_view json) { hash_.add(json); }
  std::string finish() { return hash_.finish().substr(0, 16); }

 private:
  schema::Sha256 hash_;
};

/// A record with the files of its attachments, by SHA-256.
struct IndexedRecord {
  schema::Record record;
  std::vector<std::pair<std::string, std::filesystem::path>> originals;
};

/// Writes one audience's folder: indexes, records, passages, vocabulary, curation, words and originals. One thread; several
/// writers may work side by side on folders of their own.
class AudienceWriter {
 public:
  /// `vocabularies_json` and `curation` are the audience's own: what is for higher audiences is not in them. What `curation` says of
  /// words and records that this audience has not is left out.
  AudienceWriter(const std::filesystem::path& folder, const std::string& library, const LibraryConfig::Audience& audience,
                 const std::string& vocabularies_json, bool demographic_terms, schema::Curation curation = {});
  ~AudienceWriter();
  AudienceWriter(const AudienceWriter&) = delete;
  AudienceWriter& operator=(const AudienceWriter&) = delete;

  /// Records must come in the order of their ids. Throws Xapian::Error or std::system_error when the disk does not take it.
  void add(const IndexedRecord& record);
  /// Compacts to single files, opens and queries them, and says what is in them. Throws std::runtime_error if the counts differ
  /// from what was added.
  schema::AudienceManifest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace indexer
