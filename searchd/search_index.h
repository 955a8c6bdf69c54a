#pragma once
// One audience's part of a generation, opened for reading.

#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/blob_file.h"
#include "schema/concept_matcher.h"
#include "schema/curation.h"
#include "schema/generation_files.h"
#include "schema/passage_file.h"
#include "schema/record.h"
#include "schema/vocabulary.h"
#include "searchd/best_bets.h"
#include "searchd/facet_index.h"
#include "searchd/prior_weights.h"
#include "searchd/speller.h"

namespace searchd {

/// The analyser of the calling thread. Break iterators are dear to make and must not be shared.
schema::TextAnalyser& thread_analyser();

/// Document sets of queries and terms, the most recently used ones kept. Any thread.
class DocumentSetCache {
 public:
  explicit DocumentSetCache(std::size_t capacity) : capacity_(capacity) {}
  std::shared_ptr<const DocumentSet> find(const std::string& key);
  void store(const std::string& key, std::shared_ptr<const DocumentSet> set);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const DocumentSet>>;
  std::mutex mutex_;
  std::size_t capacity_;
  std::list<Entry> entries_;  ///< the most recent first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

/// One Xapian index with its facet columns: the records, or the recommendations. Immutable but for its cache: any thread.
class SearchIndex {
 public:
  explicit SearchIndex(std::filesystem::path file);
  /// A handle of the caller's own: Xapian's objects must not be shared between threads. Opening costs microseconds.
  Xapian::Database open() const { return Xapian::Database(file_.string()); }
  const FacetIndex& facets() const { return facets_; }
  DocumentSetCache& cache() const { return cache_; }
  /// Made once for a ranking and kept until another is asked for.
  std::shared_ptr<const PriorWeights> priors(const Ranking& ranking) const;

 private:
  std::filesystem::path file_;
  FacetIndex facets_;
  mutable DocumentSetCache cache_{512};
  mutable std::mutex priors_mutex_;
  mutable std::string priors_version_;
  mutable std::shared_ptr<const PriorWeights> priors_;
};

class Suggestions;

/// A record by name.
struct RecordTitle {
  std::string id;
  std::string title;
};

/// All that one audience may see. Immutable but for its ranking: any thread.
class AudienceIndex {
 public:
  /// Throws Xapian::Error or std::exception if a file is missing or broken.
  AudienceIndex(const std::filesystem::path& generation, const schema::AudienceManifest& manifest, std::shared_ptr<const RankingFile> ranking);
  ~AudienceIndex();

  const schema::AudienceManifest& manifest() const { return manifest_; }
  /// As it is now: the one part that can change. Whoever answers a request takes it once.
  std::shared_ptr<const Ranking> ranking() const { return ranking_->current(); }
  const SearchIndex& records() const { return records_; }
  const SearchIndex& recommendations() const { return recommendations_; }
  const schema::Vocabularies& vocabularies() const { return vocabularies_; }
  const schema::ConceptMatcher& matcher() const { return matcher_; }
  const schema::ConceptMatcher& question_matcher() const { return question_matcher_; }
  /// Exact words in byte order, with the number of records that hold each.
  const std::vector<std::pair<std::string, unsigned>>& words() const { return words_; }
  const Speller& speller() const { return speller_; }
  /// Folded words that the vocabularies use as names: abbreviations, nicknames of forces. No slip of the keyboard.
  const std::unordered_set<std::string>& never_corrected() const { return never_corrected_; }
  const schema::Curation& curation() const { return curation_; }
  const BestBets& best_bets() const { return best_bets_; }
  const Suggestions& suggestions() const { return *suggestions_; }
  /// Of all records, the newest first.
  const std::vector<RecordTitle>& titles() const { return titles_; }
  /// Ids of the records that name record `id` among theirs (fields of kind kIds), the newest first.
  const std::vector<std::string>& naming(const std::string& id) const;
  /// As published, for values of open fields; the label of the vocabulary for others; else the value.
  std::string label_of(std::string_view field, const std::string& value, std::string_view language = "en") const;
  /// The whole record; nothing if this audience has none of that id.
  std::optional<schema::Record> find_record(const std::string& id) const;
  /// The document of a record; nothing if this audience has none of that id.
  std::optional<Xapian::docid> find_document(const std::string& id) const;
  schema::Record record_at(Xapian::docid id) const;
  schema::PassageView passages_at(Xapian::docid id) const { return schema::PassageView(passages_.at(id - 1)); }
  /// Whether any record says that it is illustrative: then every page does.
  bool illustrative() const { return illustrative_; }
  /// Where the bytes of an original are.
  std::filesystem::path original(const std::string& sha256) const { return files_.originals / sha256; }

 private:
  void read_cards();

  schema::AudienceFiles files_;
  schema::AudienceManifest manifest_;
  std::shared_ptr<const RankingFile> ranking_;
  schema::Vocabularies vocabularies_;
  schema::ConceptMatcher matcher_;
  schema::ConceptMatcher question_matcher_;
  SearchIndex records_;
  SearchIndex recommendations_;
  schema::BlobFile record_blobs_;
  schema::BlobFile passages_;
  std::map<std::string, std::string> labels_;
  std::vector<std::pair<std::string, unsigned>> words_;
  Speller speller_;
  std::unordered_set<std::string> never_corrected_;
  schema::Curation curation_;
  BestBets best_bets_;
  std::vector<RecordTitle> titles_;
  std::unordered_map<std::string, std::vector<std::string>> naming_;
  bool illustrative_ = false;
  std::unique_ptr<const Suggestions> suggestions_;  ///< made last, from all the above
};

}  // namespace searchd
