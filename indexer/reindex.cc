#include "indexer/reindex.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "indexer/extract/readers.h"
#include "indexer/extract_cache.h"
#include "indexer/generation_store.h"
#include "indexer/generation_writer.h"
#include "indexer/redact.h"
#include "indexer/themes.h"
#include "indexer/validate.h"
#include "indexer/vocabulary_yaml.h"
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

bool has_error(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.severity == Severity::kError; });
}

/// True if `path` is `below` or lies below it.
bool lies_below(const std::string& path, std::string below) {
  while (below.ends_with('/')) below.pop_back();
  return below.empty() || path == below || path.starts_with(below + "/");
}

/// The library as loaded: configuration and vocabularies.
struct Library {
  LibraryConfig config;
  schema::Vocabularies vocabularies;
  std::vector<std::string> vocabularies_json;  ///< by audience
  std::string inputs;                          ///< of what both were made from, for the hash of a run's inputs
};

Library load_library(const ReindexOptions& options, Report& report) {
  std::vector<Problem> problems;
  Library library;
  const auto config_file = options.config.empty() ? options.corpus / "library.yaml" : options.config;
  library.config = load_library_config(config_file, problems);
  if (!has_error(problems)) library.vocabularies = load_vocabularies(options.corpus / "vocabulary", library.config, problems);
  if (has_error(problems)) throw LibraryUnusable(std::move(problems));
  std::vector<std::string> known;
  for (const auto& audience : library.config.audiences) {
    known.push_back(audience.name);
    library.vocabularies_json.push_back(schema::vocabularies_to_json(library.vocabularies, known).dump());
  }
  library.inputs = read_file(config_file);
  for (const auto& json : library.vocabularies_json) library.inputs += json;  // they differ where a form changes its audience
  report.problems.insert(report.problems.end(), problems.begin(), problems.end());
  return library;
}

/// Hashes of the files as they were last indexed, by path: what --only leaves alone.
class SourceState {
 public:
  explicit SourceState(fs::path file) : file_(std::move(file)) {
    std::ifstream in(file_);
    if (!in) return;
    const auto json = nlohmann::json::parse(in, nullptr, false);
    if (json.is_object())
      for (const auto& [path, hash] : json.items())
        if (hash.is_string()) hashes_[path] = hash.get<std::string>();
  }
  std::optional<std::string> find(const std::string& path) const {
    const auto found = hashes_.find(path);
    return found == hashes_.end() ? std::nullopt : std::optional(found->second);
  }
  static void store(const fs::path& file, const std::vector<SourceFile>& sources) {
    nlohmann::json json = nlohmann::json::object();
    for (const auto& source : sources)
      if (!source.sha256.empty()) json[source.path] = source.sha256;
    write_whole(file, json.dump());
  }

 private:
  fs::path file_;
  std::map<std::string, std::string> hashes_;
};

/// corpus -> drafts: the per-file step. One bad file is a line in the report.
class Reader {
 public:
  Reader(const ReindexOptions& options, const Library& library, std::string id_key, bool may_write, Report& report)
      : options_(options),
        library_(library),
        id_key_(std::move(id_key)),
        may_write_(may_write),
        report_(report),
        cache_(schema::private_folder(options.data) / "extracts"),
        state_(schema::private_folder(options.data) / "sources.json") {}

  void read_all(Progress& progress) {
    sources_ = find_sources(options_.corpus, report_.problems);
    progress.begin("Reading", sources_.size());
    for (auto& source : sources_) {
      read(source);
      if (cache_failure_) std::rethrow_exception(cache_failure_);
      progress.step();
    }
    reject_repeated_ids();
    report_.reconcile(sources_.size());
    std::sort(drafts_.begin(), drafts_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  }

  const std::vector<Draft>& drafts() const { return drafts_; }
  const std::vector<SourceFile>& sources() const { return sources_; }
  std::vector<std::string> used_keys() {
    std::sort(used_keys_.begin(), used_keys_.end());
    return used_keys_;
  }
  const ExtractCache& cache() const { return cache_; }

 private:
  void read(SourceFile& source) {
    report_.files.push_back({source.path, Outcome::kFailed, 0, 0});
    auto& outcome = report_.files.back();
    try {
      const auto* format = format_of(source.path);
      if (format == nullptr) {
        problem(Severity::kError, source, "is of a format that is not read (Markdown and JSON Lines are); attachments belong into corpus/attachments");
        return;
      }
      const auto extraction = extraction_of(source, *format, outcome);
      if (!extraction) return;
      report_.problems.insert(report_.problems.end(), extraction->problems.begin(), extraction->problems.end());
      if (has_error(extraction->problems)) outcome.outcome = Outcome::kFailed;
      else take_drafts(*extraction, source, outcome);
    } catch (const std::exception& error) {
      outcome = {source.path, Outcome::kFailed, 0, 0};
      problem(Severity::kError, source, error.what());
    }
  }

  /// From the cache where the bytes are known, else read. Nothing for a file that --only leaves out.
  std::optional<Extraction> extraction_of(SourceFile& source, const Format& format, FileOutcome& outcome) {
    std::string bytes;
    const bool apart = !options_.only.empty() && !lies_below(source.path, options_.only);
    if (apart) {
      const auto known = state_.find(source.path);
      source.sha256 = known.value_or("");
      auto kept = known ? cache_.find(ExtractCache::key(source, format)) : std::nullopt;
      outcome.outcome = kept ? Outcome::kUnchanged : Outcome::kSkipped;
      if (kept) used_keys_.push_back(ExtractCache::key(source, format));
      else problem(Severity::kNote, source, "was not indexed before and lies outside --only; run without --only to take it in");
      return kept;
    }
    bytes = read_file(source.absolute);
    report_.source_bytes += bytes.size();
    schema::Sha256 hash;
    hash.add(bytes);
    const auto manifest = source.absolute.parent_path() / "import.yaml";
    if (fs::exists(manifest)) hash.add(read_file(manifest));
    source.sha256 = hash.finish();
    const auto key = ExtractCache::key(source, format);
    used_keys_.push_back(key);
    if (!options_.full)
      if (auto kept = cache_.find(key)) {
        outcome.outcome = Outcome::kUnchanged;
        return kept;
      }
    auto extraction = extract({source.path, bytes, "", ""});
    outcome.outcome = Outcome::kIndexed;
    if (may_write_) store_extraction(key, extraction);
    return extraction;
  }

  /// A disk that takes nothing ends the run: it is no fault of the file, and a generation without it must not be published.
  void store_extraction(const std::string& key, const Extraction& extraction) {
    try {
      cache_.store(key, extraction);
    } catch (const std::exception&) {
      cache_failure_ = std::current_exception();
    }
  }

  void take_drafts(const Extraction& extraction, const SourceFile& source, FileOutcome& outcome) {
    std::uint64_t withdrawn = 0;
    for (const auto& text : extraction.texts) {
      auto draft = make_draft(text, source, id_key_, library_.vocabularies, report_.problems);
      const bool good = draft && validate(*draft, library_.config, library_.vocabularies, options_.corpus, report_.problems);
      if (!good) {
        ++outcome.rejected;
      } else if (!draft->withdrawn.empty()) {
        ++withdrawn;
        problem(Severity::kNote, source, fmt::format("record {} is withdrawn ({}) and is in no index", draft->id, draft->withdrawn));
      } else {
        ++outcome.records;
        drafts_.push_back(std::move(*draft));
      }
    }
    if (outcome.records == 0) outcome.outcome = withdrawn > 0 ? Outcome::kSkipped : Outcome::kFailed;
  }

  /// Of two records with one id neither is surer than the other: the later path is left out, with a line for each.
  void reject_repeated_ids() {
    std::map<std::string, std::string> first;
    std::erase_if(drafts_, [&](const Draft& draft) {
      const auto [known, added] = first.emplace(draft.id, draft.file);
      if (added) return false;
      report_.problems.push_back({Severity::kError, draft.file, draft.line,
                                  fmt::format("id '{}' is already that of a record in {}; give it another one", draft.id, known->second)});
      for (auto& file : report_.files)
        if (file.path == draft.file) {
          --file.records;
          ++file.rejected;
          if (file.records == 0) file.outcome = Outcome::kFailed;
        }
      return true;
    });
  }

  void problem(Severity severity, const SourceFile& source, std::string message) {
    report_.problems.push_back({severity, source.path, 0, std::move(message)});
  }

  const ReindexOptions& options_;
  const Library& library_;
  std::string id_key_;
  bool may_write_;
  Report& report_;
  ExtractCache cache_;
  SourceState state_;
  std::vector<SourceFile> sources_;
  std::vector<Draft> drafts_;
  std::vector<std::string> used_keys_;
  std::exception_ptr cache_failure_;
};

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
  for (const auto& attachment : draft.attachments) out.emplace_back(attachment.sha256, attachment.absolute);
  return out;
}

std::string hash_of_inputs(const Library& library, Reader& reader) {
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
                        rank >= library.config.demographic_from);
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

void build_generation(const ReindexOptions& options, const Library& library, Reader& reader, const std::string& inputs_hash, GenerationStore& store,
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
  SourceState::store(schema::private_folder(options.data) / "sources.json", reader.sources());
  report.audiences = manifest.audiences;
  report.generation = manifest.id;
  report.published = true;
}

void describe_dry_run(const ReindexOptions& options, const Library& library, const Reader& reader, Report& report) {
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

void check_corpus_folder(const fs::path& corpus) {
  if (!fs::is_directory(corpus)) throw std::runtime_error(fmt::format("{}: is not a folder; name the corpus with --corpus", corpus.string()));
}

}  // namespace

Report reindex(const ReindexOptions& options, Progress& progress) {
  const auto begin = Clock::now();
  check_corpus_folder(options.corpus);
  Report report;
  report.dry_run = options.dry_run;
  std::optional<GenerationStore> store;
  if (!options.dry_run) store.emplace(options.data);
  const Library library = load_library(options, report);
  Reader reader(options, library, store ? store->id_key() : known_id_key(options.data), !options.dry_run, report);
  reader.read_all(progress);
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
  if (store) write_whole(schema::private_folder(options.data) / "last-report.json", report_to_json(report).dump(1) + "\n");
  return report;
}

Report check(const ReindexOptions& options, Progress& progress) {
  const auto begin = Clock::now();
  check_corpus_folder(options.corpus);
  Report report;
  report.dry_run = true;
  const Library library = load_library(options, report);
  ReindexOptions all = options;
  all.only.clear();
  all.full = true;
  Reader reader(all, library, known_id_key(options.data), false, report);
  reader.read_all(progress);
  if (!options.only.empty()) {
    std::erase_if(report.files, [&](const auto& file) { return !lies_below(file.path, options.only); });
    std::erase_if(report.problems, [&](const auto& p) { return !lies_below(p.file, options.only); });
  }
  report.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return report;
}

}  // namespace indexer
