#include "indexer/reindex.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>

#include "indexer/corpus_reader.h"
#include "indexer/generation_store.h"
#include "indexer/generation_writer.h"
#include "indexer/redact.h"
#include "indexer/themes.h"
#include "schema/blob_file.h"
#include "schema/fields.h"

namespace indexer {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

std::string utc_now(const char* format) {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[64];
  std::strftime(text, sizeof text, format, &utc);
  return text;
}

/// drafts -> renditions of one audience, in the order of their ids.
class Renditions {
 public:
  Renditions(const Library& library, const std::vector<Draft>& drafts) : library_(library), drafts_(drafts) {
    const RedactionContext context{library.config, library.vocabularies, {}};
    for (const auto& draft : drafts) {
      AudienceRank widest = draft.audience;
      while (widest < library.config.audiences.size() && !has_rendition(draft, widest, context)) ++widest;
      audience_by_id_.emplace(draft.id, widest);
    }
  }

  template <typename Visit>
  void each(AudienceRank audience, Visit visit) const {
    schema::TextAnalyser analyser;
    // The audience's own: what a name of a narrower one means must not show in a rendition.
    const auto vocabularies = schema::vocabularies_from_json(nlohmann::json::parse(library_.vocabularies_json[audience]));
    const RedactionContext context{library_.config, vocabularies, [this](const std::string& id, AudienceRank rank) {
                                     const auto found = audience_by_id_.find(id);
                                     return found != audience_by_id_.end() && found->second <= rank;
                                   }};
    const schema::ConceptMatcher matcher(vocabularies, analyser);
    for (const auto& draft : drafts_) {
      auto record = redact(draft, audience, context);
      if (record) suggest_themes(*record, matcher, analyser);
      visit(draft, std::move(record));
    }
  }

 private:
  const Library& library_;
  const std::vector<Draft>& drafts_;
  std::map<std::string, AudienceRank> audience_by_id_;
};

/// Records of the current generation by id, to say what a run changes.
AudienceChange change_from(const std::optional<std::string>& current, const fs::path& data, const std::string& audience,
                           const std::map<std::string, std::string>& hashes) {
  AudienceChange change;
  change.audience = audience;
  std::map<std::string, std::string> before;
  if (current) {
    const auto file = schema::AudienceFiles(schema::generation_folder(data, *current) / audience).records;
    if (fs::exists(file)) {
      const schema::BlobFile records(file);
      for (std::size_t i = 0; i < records.size(); ++i)
        before[nlohmann::json::parse(records.at(i)).at("id").get<std::string>()] = schema::sha256_hex(records.at(i));
    }
  }
  for (const auto& [id, hash] : hashes) {
    const auto old = before.find(id);
    if (old == before.end()) change.added.push_back(id);
    else if (old->second != hash) change.changed.push_back(id);
  }
  for (const auto& [id, hash] : before)
    if (!hashes.contains(id)) change.removed.push_back(id);
  return change;
}

std::vector<std::pair<std::string, fs::path>> originals_of(const Draft& draft) {
  std::vector<std::pair<std::string, fs::path>> out;
  for (const auto& attachment : draft.attachments)
    if (attachment.served) out.emplace_back(attachment.sha256, attachment.absolute);
  return out;
}

/// Sorted, as drafts are.
std::vector<std::string> ids_of(const std::vector<Draft>& drafts) {
  std::vector<std::string> out;
  for (const auto& draft : drafts) out.push_back(draft.id);
  return out;
}

std::string hash_of_inputs(const Library& library, CorpusReader& reader) {
  schema::Sha256 hash;
  hash.add(HUB_VERSION);
  hash.add(std::to_string(schema::kSchemaVersion));
  hash.add(library.inputs);
  for (const auto& source : reader.sources()) {
    hash.add(source.path);
    hash.add(source.sha256);
  }
  for (const auto& key : reader.used_keys()) hash.add(key);  // another version of a reader may give another text
  for (const auto& draft : reader.drafts()) {
    hash.add(draft.id);
    for (const auto& attachment : draft.attachments) hash.add(attachment.sha256);
  }
  return hash.finish();
}

/// What one audience's thread brings back.
struct AudienceResult {
  schema::AudienceManifest manifest;
  std::map<std::string, std::string> hashes;
};

AudienceResult write_audience(const fs::path& build, const Library& library, const Renditions& renditions, AudienceRank rank, Progress& progress) {
  const auto& audience = library.config.audiences[rank];
  AudienceWriter writer(build / audience.name, library.config.name, audience, library.vocabularies_json[rank],
                        rank >= library.config.demographic_from, curation_of(library.curation, library.config, rank));
  AudienceResult result;
  renditions.each(rank, [&](const Draft& draft, std::optional<schema::Record> record) {
    if (record) {
      result.hashes[record->id] = schema::sha256_hex(nlohmann::json(*record).dump());
      writer.add({std::move(*record), originals_of(draft)});
    }
    progress.step();
  });
  result.manifest = writer.finish();
  return result;
}

void build_generation(const ReindexOptions& options, const Library& library, CorpusReader& reader, const std::string& inputs_hash, GenerationStore& store,
                      Report& report, Progress& progress) {
  const Renditions renditions(library, reader.drafts());
  const auto build = store.begin_build();
  progress.begin("Indexing", reader.drafts().size() * library.config.audiences.size());
  std::vector<std::future<AudienceResult>> running;
  for (AudienceRank rank = 0; rank < library.config.audiences.size(); ++rank)
    running.push_back(std::async(std::launch::async, [&, rank] { return write_audience(build, library, renditions, rank, progress); }));
  const auto current = schema::read_current(options.data);
  schema::GenerationManifest manifest;
  std::exception_ptr failure;
  for (auto& one : running) {
    try {
      auto result = one.get();
      report.changes.push_back(change_from(current, options.data, result.manifest.name, result.hashes));
      manifest.audiences.push_back(std::move(result.manifest));
    } catch (...) {
      failure = std::current_exception();
    }
  }
  if (failure) {
    std::error_code ignored;
    fs::remove_all(build, ignored);
    std::rethrow_exception(failure);
  }
  manifest.id = next_generation_id(options.data, manifest.audiences.back().content_hash);
  manifest.schema_version = schema::kSchemaVersion;
  manifest.library = library.config.name;
  manifest.created = utc_now("%Y-%m-%dT%H:%M:%SZ");
  manifest.inputs_hash = inputs_hash;
  manifest.files_failed = report.count(Outcome::kFailed);
  write_whole(schema::manifest_file(build), nlohmann::json(manifest).dump(1) + "\n");
  store.publish(build, manifest.id);
  store.prune();
  reader.cache().prune(reader.used_keys());
  reader.store_hashes();
  report.audiences = manifest.audiences;
  report.generation = manifest.id;
  report.published = true;
}

void describe_dry_run(const ReindexOptions& options, const Library& library, const CorpusReader& reader, Report& report) {
  const Renditions renditions(library, reader.drafts());
  const auto current = schema::read_current(options.data);
  for (AudienceRank rank = 0; rank < library.config.audiences.size(); ++rank) {
    std::map<std::string, std::string> hashes;
    schema::AudienceManifest manifest;
    manifest.name = library.config.audiences[rank].name;
    renditions.each(rank, [&](const Draft&, std::optional<schema::Record> record) {
      if (!record) return;
      ++manifest.records;
      for (const auto& recommendation : record->recommendations) manifest.recommendations += recommendation.removed ? 0 : 1;
      hashes[record->id] = schema::sha256_hex(nlohmann::json(*record).dump());
    });
    report.changes.push_back(change_from(current, options.data, manifest.name, hashes));
    report.audiences.push_back(manifest);
  }
  report.generation = current.value_or("");
}

std::string known_id_key(const fs::path& data) {
  const auto path = schema::private_folder(data) / "id-key";
  return fs::exists(path) ? read_file(path) : std::string("not yet made");
}

ChildReader child_reader(const ReindexOptions& options, const LibraryConfig& config) {
  return ChildReader(options.reader.empty() ? default_reader_program() : options.reader, config.reading, config.reading_options);
}

CorpusReaderOptions reader_options(const ReindexOptions& options) {
  CorpusReaderOptions out;
  out.root = options.corpus;
  out.data = options.data;
  out.only = options.only;
  out.full = options.full;
  out.retry_failed = options.retry_failed;
  out.may_write = !options.dry_run;
  return out;
}

}  // namespace

Report reindex(const ReindexOptions& options, Progress& progress) {
  const auto begin = Clock::now();
  Report report;
  report.dry_run = options.dry_run;
  std::optional<GenerationStore> store;
  if (!options.dry_run) store.emplace(options.data);
  const Library library = load_library(options.corpus, options.config, report.problems);
  const auto child = child_reader(options, library.config);
  CorpusReader reader(reader_options(options), library, child, store ? store->id_key() : known_id_key(options.data), report);
  reader.read_all(progress);
  check_ids(library.curation, ids_of(reader.drafts()), report.problems);
  if (options.dry_run) {
    describe_dry_run(options, library, reader, report);
  } else {
    const auto inputs_hash = hash_of_inputs(library, reader);
    const auto current = schema::read_current(options.data);
    bool same = false;
    if (current && !options.full) {
      try {
        const auto manifest = schema::read_manifest(schema::generation_folder(options.data, *current));
        same = manifest.inputs_hash == inputs_hash;
        if (same) report.audiences = manifest.audiences;
      } catch (const std::runtime_error&) {
        same = false;  // a current generation that cannot be read is replaced
      }
    }
    if (same) report.generation = *current;
    else build_generation(options, library, reader, inputs_hash, *store, report, progress);
  }
  report.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  if (store) {
    write_whole(schema::private_folder(options.data) / "last-report.json", report_to_json(report).dump(1) + "\n");
    write_whole(schema::last_success_file(options.data), utc_now("%Y-%m-%dT%H:%M:%SZ") + "\n");
  }
  return report;
}

Report check(const ReindexOptions& options, Progress& progress) {
  const auto begin = Clock::now();
  Report report;
  report.dry_run = true;
  const Library library = load_library(options.corpus, options.config, report.problems);
  const auto child = child_reader(options, library.config);
  auto reading = reader_options(options);
  reading.only.clear();
  reading.full = true;
  reading.may_write = false;
  CorpusReader reader(reading, library, child, known_id_key(options.data), report);
  reader.read_all(progress);
  check_ids(library.curation, ids_of(reader.drafts()), report.problems);
  if (!options.only.empty()) {
    std::erase_if(report.files, [&](const auto& file) { return !lies_below(file.path, options.only); });
    std::erase_if(report.problems, [&](const auto& p) { return !lies_below(p.file, options.only); });
  }
  report.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return report;
}

FileCheck check_file(const ReindexOptions& options, const fs::path& file, Progress& progress) {
  FileCheck out;
  out.report.dry_run = true;
  out.library = load_library(options.corpus, options.config, out.report.problems);
  const auto child = child_reader(options, out.library.config);
  auto reading = reader_options(options);
  reading.only.clear();
  reading.full = true;
  reading.may_write = false;
  const auto relative = fs::weakly_canonical(file).lexically_relative(fs::canonical(options.corpus)).generic_string();
  const bool inside = !relative.starts_with("..");
  if (!inside) reading.root = fs::absolute(file).parent_path();
  CorpusReader reader(reading, out.library, child, known_id_key(options.data), out.report);
  reader.read_one(inside ? relative : file.filename().string(), progress);
  out.drafts = reader.drafts();
  return out;
}

}  // namespace indexer
