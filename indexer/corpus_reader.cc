#include "indexer/corpus_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "indexer/form.h"
#include "indexer/generation_store.h"
#include "indexer/validate.h"
#include "schema/generation_files.h"
#include "schema/sha256.h"
#include "schema/text_analysis.h"

namespace indexer {
namespace fs = std::filesystem;
namespace {

fs::path hashes_file(const fs::path& data) { return schema::private_folder(data) / "sources.json"; }

/// Hashes of the files as they were last indexed, by path: what --only leaves alone. Empty where there are none.
std::map<std::string, std::string> last_hashes(const fs::path& data) {
  std::map<std::string, std::string> hashes;
  std::ifstream in(hashes_file(data));
  const auto json = in ? nlohmann::json::parse(in, nullptr, false) : nlohmann::json();
  if (json.is_object())
    for (const auto& [path, hash] : json.items())
      if (hash.is_string()) hashes[path] = hash.get<std::string>();
  return hashes;
}

/// Calls work(0) … work(count - 1), on as many threads as there are cores.
template <typename Work>
void in_parallel(std::size_t count, Progress& progress, Work work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      work(i);
      progress.step();
    }
  };
  std::vector<std::jthread> threads;
  const std::size_t jobs = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 64);
  for (std::size_t i = 1; i < std::min(jobs, count); ++i) threads.emplace_back(run);
  run();
}

/// The reader of an attachment's text; null where its text is not read. Markdown is a text like any other here.
const Format* attachment_format(std::string_view path) {
  const auto* format = format_of(path);
  if (format == nullptr || format->document) return format;
  return format->name == "markdown" ? format_of(".txt") : nullptr;
}

}  // namespace

bool lies_below(const std::string& path, std::string below) {
  while (below.ends_with('/')) below.pop_back();
  return below.empty() || path == below || path.starts_with(below + "/");
}

/// What came of reading one file; filled by any thread, taken by one.
struct CorpusReader::Reading {
  FileOutcome outcome;
  std::optional<Extraction> extraction;
  std::vector<Problem> problems;
  std::string key;
  std::uint64_t bytes = 0;
  std::exception_ptr failure;  ///< no fault of the file: it ends the run
};

CorpusReader::CorpusReader(CorpusReaderOptions options, const Library& library, const ChildReader& child, std::string id_key, Report& report)
    : options_(std::move(options)),
      library_(library),
      child_(child),
      id_key_(std::move(id_key)),
      report_(report),
      cache_(schema::private_folder(options_.data) / "extracts"),
      last_hashes_(last_hashes(options_.data)) {}

void CorpusReader::read_all(Progress& progress) {
  sources_ = find_sources(options_.root, report_.problems);
  read_sources(progress);
  reject_repeated_ids();
  report_unused_attachments();
  report_.reconcile(sources_.size());
  std::sort(drafts_.begin(), drafts_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

void CorpusReader::read_one(const std::string& path, Progress& progress) {
  sources_ = {{path, options_.root / path, {}}};
  read_sources(progress);
}

void CorpusReader::read_sources(Progress& progress) {
  progress.begin("Reading", sources_.size());
  std::vector<Reading> readings(sources_.size());
  in_parallel(sources_.size(), progress, [&](std::size_t i) { readings[i] = read(sources_[i]); });
  for (std::size_t i = 0; i < sources_.size(); ++i) take(readings[i], sources_[i]);
  read_attachments(progress);
}

std::vector<std::string> CorpusReader::used_keys() const {
  auto keys = used_keys_;
  std::sort(keys.begin(), keys.end());
  return keys;
}

void CorpusReader::store_hashes() const {
  nlohmann::json json = nlohmann::json::object();
  for (const auto& source : sources_)
    if (!source.sha256.empty()) json[source.path] = source.sha256;
  write_whole(hashes_file(options_.data), json.dump());
}

// On any thread.

CorpusReader::Reading CorpusReader::read(SourceFile& source) const {
  Reading reading;
  reading.outcome = {source.path, Outcome::kFailed, 0, 0};
  const auto problem = [&](std::string message) { reading.problems.push_back({Severity::kError, source.path, 0, std::move(message)}); };
  const auto* format = format_of(source.path);
  if (format == nullptr) {
    problem("is of a format that is not read (Markdown, DOCX, ODT, PDF, HTML, text and JSON Lines are); attachments belong into corpus/attachments");
    return reading;
  }
  try {
    read_unless_outside(source, *format, reading);
  } catch (const ReaderUnavailable&) {
    reading.failure = std::current_exception();
  } catch (const std::exception& error) {
    reading.extraction.reset();
    reading.outcome.outcome = Outcome::kFailed;
    problem(error.what());
  }
  return reading;
}

/// What lies outside --only stays as it was last indexed.
void CorpusReader::read_unless_outside(SourceFile& source, const Format& format, Reading& reading) const {
  if (!lies_below(source.path, options_.only)) {
    const auto known = last_hashes_.find(source.path);
    if (known != last_hashes_.end()) source.sha256 = known->second;
    if (!source.sha256.empty()) reading.extraction = cache_.find(ExtractCache::key(source, format, library_.config.reading_options));
    reading.outcome.outcome = reading.extraction ? Outcome::kUnchanged : Outcome::kSkipped;
    if (reading.extraction) reading.key = ExtractCache::key(source, format, library_.config.reading_options);
    else reading.problems.push_back({Severity::kNote, source.path, 0, "was not indexed before and lies outside --only; run without --only to take it in"});
    return;
  }
  SourceContent content;
  content.path = source.path;
  content.bytes = read_source(options_.root, source.path);
  content.companion_path = companion_of(options_.root, source.path, format);
  if (!content.companion_path.empty()) content.companion = read_source(options_.root, content.companion_path);
  reading.bytes = content.bytes.size();
  schema::Sha256 hash;
  hash.add(content.bytes);
  hash.add(content.companion);
  source.sha256 = hash.finish();
  extract_into(reading, content, source, format);
}

void CorpusReader::read_attachment(const std::string& path, const Format& format, const std::string& sha256, Reading& reading) const {
  SourceContent content;
  content.path = path;
  content.format = format.name;
  content.bytes = read_source(options_.root, path);
  if (schema::sha256_hex(content.bytes) != sha256) throw std::runtime_error("changed while it was read; run again when it is written");
  extract_into(reading, content, {path, {}, sha256}, format);
}

/// From the cache where the bytes are known, else by a child.
void CorpusReader::extract_into(Reading& reading, const SourceContent& content, const SourceFile& source, const Format& format) const {
  reading.key = ExtractCache::key(source, format, library_.config.reading_options);
  reading.outcome.outcome = Outcome::kUnchanged;
  if (!options_.full) reading.extraction = cache_.find(reading.key);
  if (reading.extraction && reading.extraction->reader_failed) {
    if (options_.retry_failed) reading.extraction.reset();
    else reading.problems.push_back({Severity::kNote, source.path, 0, "was not tried again, as it has not changed; --retry-failed does"});
  }
  if (reading.extraction) return;
  reading.extraction = child_.read(content);
  reading.outcome.outcome = Outcome::kIndexed;
  if (!options_.may_write) return;
  try {
    cache_.store(reading.key, *reading.extraction);
  } catch (const std::exception&) {
    reading.failure = std::current_exception();
  }
}

// On one thread, in the order of paths.

void CorpusReader::take(Reading& reading, const SourceFile& source) {
  if (reading.failure) std::rethrow_exception(reading.failure);
  report_.files.push_back(reading.outcome);
  report_.source_bytes += reading.bytes;
  report_.problems.insert(report_.problems.end(), reading.problems.begin(), reading.problems.end());
  if (!reading.key.empty()) used_keys_.push_back(reading.key);
  if (!reading.extraction) return;
  report_.problems.insert(report_.problems.end(), reading.extraction->problems.begin(), reading.extraction->problems.end());
  if (has_error(reading.extraction->problems)) report_.files.back().outcome = Outcome::kFailed;
  else take_drafts(*reading.extraction, source, report_.files.back());
}

void CorpusReader::take_drafts(const Extraction& extraction, const SourceFile& source, FileOutcome& outcome) {
  std::uint64_t withdrawn = 0;
  for (auto text : extraction.texts) {
    apply_form(text, source.path, library_.vocabularies, report_.problems);
    auto draft = make_draft(text, source, id_key_, library_.vocabularies, report_.problems);
    if (draft && format_of(source.path)->document && text.hidden.empty()) add_original(*draft, source, !text.answers.empty());
    const bool good = draft && holds(*draft);
    if (!good) {
      ++outcome.rejected;
    } else if (!draft->withdrawn.empty()) {
      ++withdrawn;
      report_.problems.push_back({Severity::kNote, source.path, 0, fmt::format("record {} is withdrawn ({}) and is in no index", draft->id, draft->withdrawn)});
    } else {
      ++outcome.records;
      drafts_.push_back(std::move(*draft));
    }
  }
  if (outcome.records == 0) outcome.outcome = withdrawn > 0 ? Outcome::kSkipped : Outcome::kFailed;
}

bool CorpusReader::holds(Draft& draft) {
  try {
    return validate(draft, library_.config, library_.vocabularies, options_.root, report_.problems);
  } catch (const std::exception& error) {  // an attachment that cannot be read
    report_.problems.push_back({Severity::kError, draft.file, 0, error.what()});
    return false;
  }
}

/// Reads each attachment once, however many records name it, and gives its text to them. One of a format that is read, and cannot be, is a line
/// in the report, and is not offered; one of another format is offered as it is.
void CorpusReader::read_attachments(Progress& progress) {
  struct Wanted {
    std::string path, sha256;
    const Format* format;
    std::vector<std::pair<Draft*, DraftAttachment*>> users;
  };
  std::map<fs::path, Wanted> wanted;
  const auto root = fs::canonical(options_.root);
  for (auto& draft : drafts_)
    for (auto& attachment : draft.attachments) {
      const auto path = attachment.absolute.lexically_relative(root).generic_string();
      const auto* format = attachment_format(path);
      if (attachment.original || format == nullptr) continue;
      auto& one = wanted[attachment.absolute];
      one.path = path;
      one.sha256 = attachment.sha256;
      one.format = format;
      one.users.emplace_back(&draft, &attachment);
    }
  std::vector<Wanted*> list;
  for (auto& [path, one] : wanted) list.push_back(&one);
  std::vector<Reading> readings(list.size());
  progress.begin("Reading attachments", list.size());
  in_parallel(list.size(), progress, [&](std::size_t i) {
    try {
      read_attachment(list[i]->path, *list[i]->format, list[i]->sha256, readings[i]);
    } catch (const ReaderUnavailable&) {
      readings[i].failure = std::current_exception();
    } catch (const std::exception& error) {
      readings[i].problems.push_back({Severity::kWarning, list[i]->path, 0, error.what()});
    }
  });
  std::vector<const Draft*> refused;
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto& reading = readings[i];
    if (reading.failure) std::rethrow_exception(reading.failure);
    if (!reading.key.empty()) used_keys_.push_back(reading.key);
    report_.problems.insert(report_.problems.end(), reading.problems.begin(), reading.problems.end());
    // Nobody has seen what a file holds that cannot be read.
    for (auto& [draft, attachment] : list[i]->users) attachment->served = false;
    if (!reading.extraction) continue;
    const auto add = [&](std::vector<Problem> problems) {
      for (auto& problem : problems) {
        // Its record goes in all the same.
        if (problem.severity == Severity::kError)
          problem = {Severity::kWarning, problem.file, problem.line, problem.message + " (until it can be read, the attachment is named, but neither offered nor searched)"};
        report_.problems.push_back(std::move(problem));
      }
    };
    add(reading.extraction->problems);
    if (reading.extraction->texts.empty()) continue;
    const auto& text = reading.extraction->texts.front();
    add(text.problems);
    if (has_error(text.problems)) continue;
    ++report_.attachments_read;
    for (auto& [draft, attachment] : list[i]->users)
      if (!take_text(*attachment, text, *draft, library_.config, report_.problems)) refused.push_back(draft);
  }
  reject(refused);
}

/// Files of the folder "attachments" that no record names: forgotten, or misspelt.
void CorpusReader::report_unused_attachments() {
  const auto folder = options_.root / "attachments";
  if (!fs::is_directory(folder) || !options_.only.empty()) return;
  std::set<fs::path> used;
  for (const auto& draft : drafts_)
    for (const auto& attachment : draft.attachments) used.insert(attachment.absolute);
  std::vector<std::string> unused;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && !used.contains(fs::weakly_canonical(entry.path())))
      unused.push_back(schema::valid_utf8(entry.path().lexically_relative(options_.root).generic_string()));
  std::sort(unused.begin(), unused.end());
  for (auto& path : unused) report_.problems.push_back({Severity::kNote, std::move(path), 0, "belongs to no record that was taken in; name it in a record's 'attachments', or remove it"});
}

/// Takes back drafts that turned out not to hold; why is in the report.
void CorpusReader::reject(const std::vector<const Draft*>& drafts) {
  const std::set<const Draft*> rejected(drafts.begin(), drafts.end());
  for (const auto* draft : rejected)
    for (auto& file : report_.files)
      if (file.path == draft->file) {
        --file.records;
        ++file.rejected;
        if (file.records == 0) file.outcome = Outcome::kFailed;
      }
  std::vector<Draft> kept;
  for (auto& draft : drafts_)
    if (!rejected.contains(&draft)) kept.push_back(std::move(draft));
  drafts_ = std::move(kept);
}

/// Of two records with one id neither is surer than the other: the later path is left out, with a line for each.
void CorpusReader::reject_repeated_ids() {
  std::map<std::string, const Draft*> first;
  std::vector<const Draft*> repeated;
  for (const auto& draft : drafts_) {
    const auto [known, added] = first.emplace(draft.id, &draft);
    if (added) continue;
    report_.problems.push_back({Severity::kError, draft.file, draft.line,
                                fmt::format("id '{}' is already that of a record in {}; give it another one", draft.id, known->second->file)});
    repeated.push_back(&draft);
  }
  reject(repeated);
}

}  // namespace indexer
