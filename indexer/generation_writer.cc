#include "indexer/generation_writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "indexer/curation.h"
#include "indexer/document.h"
#include "indexer/generation_store.h"
#include "schema/blob_file.h"
#include "schema/fields.h"
#include "schema/passage_file.h"

namespace indexer {
namespace fs = std::filesystem;

ContentHash::ContentHash(const std::string& library, std::string_view vocabulary_json) {
  hash_.add(std::to_string(schema::kSchemaVersion));
  hash_.add(library);
  hash_.add(vocabulary_json);
}

namespace {

/// Documents between flushes: smaller than Xapian's 10,000 was measured faster.
constexpr std::uint64_t kFlushEvery = 1'000;

/// A Xapian index that is built in a folder aside and compacted to one file.
class IndexBuild {
 public:
  explicit IndexBuild(const fs::path& target)
      : target_(target), aside_(target.string() + ".build"), database_(aside_.string(), Xapian::DB_CREATE_OR_OVERWRITE) {}

  void add(const Xapian::Document& document) {
    const auto id = database_.add_document(document);
    if (id != ++count_) throw std::runtime_error("document numbers do not follow each other in " + aside_.string());
    if (count_ % kFlushEvery == 0) database_.commit();
  }

  std::uint64_t finish() {
    database_.commit();
    database_.compact(target_.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER);
    database_.close();
    fs::remove_all(aside_);
    const Xapian::Database check(target_.string());
    Xapian::Enquire enquire(check);
    enquire.set_query(Xapian::Query(std::string()));
    const auto found = enquire.get_mset(0, 1).size();
    if (check.get_doccount() != count_ || found != std::min<std::uint64_t>(count_, 1))
      throw std::runtime_error(fmt::format("{}: holds {} documents of {}; nothing was published", target_.string(), check.get_doccount(), count_));
    return count_;
  }

 private:
  fs::path target_;
  fs::path aside_;
  Xapian::WritableDatabase database_;
  std::uint64_t count_ = 0;
};

/// Exact words are the terms without a prefix: they begin with no capital.
void write_words(const fs::path& index, const fs::path& target) {
  const Xapian::Database database(index.string());
  std::string lines;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string word = *term;
    if (word.empty() || (word[0] >= 'A' && word[0] <= 'Z')) continue;
    lines += word + '\t' + std::to_string(term.get_termfreq()) + '\n';
  }
  write_whole(target, lines);
}

}  // namespace

struct AudienceWriter::State {
  State(const fs::path& folder, const std::string& library, const LibraryConfig::Audience& audience, const std::string& vocabularies_json,
        bool demographic, schema::Curation curated)
      : files(folder),
        vocabularies(schema::vocabularies_from_json(nlohmann::json::parse(vocabularies_json))),
        matcher(vocabularies, analyser),
        documents{vocabularies, matcher, analyser, demographic},
        records_index(files.records_index),
        recommendations_index(files.recommendations_index),
        records(files.records),
        passages(files.passages),
        hash(library, vocabularies_json),
        curation(std::move(curated)) {
    manifest.name = audience.name;
    manifest.marking = audience.marking;
  }

  void keep_original(const std::string& sha256, const fs::path& from) {
    const auto target = files.originals / sha256;
    if (!fs::exists(target)) fs::copy_file(from, target);
  }

  schema::AudienceFiles files;
  schema::TextAnalyser analyser;
  schema::Vocabularies vocabularies;
  schema::ConceptMatcher matcher;
  DocumentContext documents;
  IndexBuild records_index;
  IndexBuild recommendations_index;
  schema::BlobFileWriter records;
  schema::BlobFileWriter passages;
  ContentHash hash;
  schema::Curation curation;
  schema::AudienceManifest manifest;
  schema::PartialDate newest;
  std::string last_id;
  std::map<std::string, std::string> labels;
};

namespace {

const fs::path& created(const fs::path& folder) {
  fs::create_directories(schema::AudienceFiles(folder).originals);
  return folder;
}

}  // namespace

AudienceWriter::AudienceWriter(const fs::path& folder, const std::string& library, const LibraryConfig::Audience& audience,
                               const std::string& vocabularies_json, bool demographic_terms, schema::Curation curation)
    : state_(std::make_unique<State>(created(folder), library, audience, vocabularies_json, demographic_terms, std::move(curation))) {
  write_whole(state_->files.vocabulary, vocabularies_json);
}

AudienceWriter::~AudienceWriter() = default;

void AudienceWriter::add(const IndexedRecord& indexed) {
  auto& s = *state_;
  const auto& record = indexed.record;
  if (record.id <= s.last_id) throw std::logic_error("records must be added in the order of their ids");
  s.last_id = record.id;
  auto passages = passages_of(record, s.analyser);
  s.records_index.add(make_document(record, passages, s.documents));
  for (const auto& recommendation : record.recommendations)
    if (!recommendation.removed) {
      s.recommendations_index.add(make_recommendation_document(record, recommendation, s.documents));
      ++s.manifest.recommendations;
    }
  const std::string json = nlohmann::json(record).dump();
  s.records.append(json);
  s.passages.append(schema::encode_passages(passages));
  s.hash.add(json);
  for (const auto& attachment : record.attachments) {
    if (attachment.removed || !attachment.served) continue;
    const auto found = std::find_if(indexed.originals.begin(), indexed.originals.end(), [&](const auto& o) { return o.first == attachment.sha256; });
    if (found == indexed.originals.end()) throw std::logic_error("an attachment's file is not known");
    s.keep_original(found->first, found->second);
  }
  for (const auto* field : {"published", "verified"})
    if (const auto date = record.dates.find(field); date != record.dates.end())
      if (date->second.last_day() > s.newest.last_day()) s.newest = date->second;
  s.labels.insert(record.labels.begin(), record.labels.end());
  s.manifest.illustrative += record.illustrative ? 1 : 0;
  ++s.manifest.records;
}

schema::AudienceManifest AudienceWriter::finish() {
  auto& s = *state_;
  s.records.finish();
  s.passages.finish();
  const auto records = s.records_index.finish();
  const auto recommendations = s.recommendations_index.finish();
  const schema::BlobFile check(s.files.records);
  if (records != s.manifest.records || recommendations != s.manifest.recommendations || check.size() != s.manifest.records)
    throw std::runtime_error(fmt::format("{}: {} records were given, {} indexed, {} stored; nothing was published", s.files.folder.string(),
                                         s.manifest.records, records, check.size()));
  write_words(s.files.records_index, s.files.words);
  write_whole(s.files.labels, nlohmann::json(s.labels).dump());
  const Xapian::Database index(s.files.records_index.string());
  const std::string curation = nlohmann::json(without_unknown(s.curation, index, s.vocabularies, s.analyser)).dump();
  write_whole(s.files.curation, curation);
  s.hash.add(curation);
  s.manifest.content_hash = s.hash.finish();
  s.manifest.updated = s.newest.year == 0 ? std::string() : s.newest.iso();
  return s.manifest;
}

}  // namespace indexer
