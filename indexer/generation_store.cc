#include "indexer/generation_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <system_error>

#include "indexer/generation_writer.h"
#include "indexer/source.h"
#include "schema/blob_file.h"
#include "schema/passage_file.h"
#include "schema/record.h"
#include "schema/sha256.h"

namespace indexer {
namespace fs = std::filesystem;
namespace {

constexpr const char* kIdTime = "%Y%m%dT%H%M%SZ";

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

std::string random_hex(std::size_t bytes) {
  std::random_device device;
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) out += fmt::format("{:02x}", device() & 0xFF);
  return out;
}

/// "hash  path" lines of every file below, sorted by path.
std::string checksums_of(const fs::path& folder) {
  std::map<std::string, std::string> lines;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto name = entry.path().lexically_relative(folder).generic_string();
    if (!entry.is_directory() && entry.path() != schema::checksums_file(folder)) lines[name] = schema::sha256_file_hex(entry.path());
  }
  std::string out;
  for (const auto& [name, hash] : lines) out += hash + "  " + name + "\n";
  return out;
}

void open_index(const fs::path& path, std::uint64_t expected, std::vector<std::string>& wrong) {
  try {
    const Xapian::Database database(path.string());
    if (database.get_doccount() != expected)
      wrong.push_back(fmt::format("{}: holds {} documents, the manifest says {}", path.string(), database.get_doccount(), expected));
  } catch (const Xapian::Error& error) {
    wrong.push_back(fmt::format("{}: {}", path.string(), error.get_description()));
  }
}

/// What can be seen without reading everything: each file is there and opens, and the counts are the manifest's.
void open_audience(const fs::path& folder, const schema::AudienceManifest& audience, std::vector<std::string>& wrong) {
  const schema::AudienceFiles files(folder);
  open_index(files.records_index, audience.records, wrong);
  open_index(files.recommendations_index, audience.recommendations, wrong);
  for (const auto* path : {&files.vocabulary, &files.labels, &files.curation, &files.words, &files.originals})
    if (!fs::exists(*path)) wrong.push_back(path->string() + ": is missing");
  for (const auto* path : {&files.records, &files.passages}) {
    try {
      if (const schema::BlobFile blobs(*path); blobs.size() != audience.records)
        wrong.push_back(fmt::format("{}: holds {} blobs, the manifest says {} records", path->string(), blobs.size(), audience.records));
    } catch (const std::runtime_error& error) {
      wrong.emplace_back(error.what());
    }
  }
}

std::string holder_of(const fs::path& lock) {
  std::ifstream in(lock);
  std::string line;
  std::getline(in, line);
  return line.empty() ? "another process" : line;
}

}  // namespace

void sync_to_disk(const fs::path& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail("cannot open " + path.string());
  const int synced = fsync(fd);
  const int error = errno;
  close(fd);
  errno = error;
  if (synced != 0 && error != EINVAL) fail("cannot sync " + path.string());
}

void write_whole(const fs::path& path, std::string_view bytes) {
  const fs::path aside = path.string() + ".new";
  const int fd = open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) fail("cannot write " + aside.string());
  std::size_t written = 0;
  while (written < bytes.size()) {
    const auto n = write(fd, bytes.data() + written, bytes.size() - written);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    written += static_cast<std::size_t>(n);
  }
  const bool whole = written == bytes.size() && fsync(fd) == 0;
  const int error = errno;
  close(fd);
  if (!whole) {
    unlink(aside.c_str());
    errno = error;
    fail("cannot write " + aside.string());
  }
  if (rename(aside.c_str(), path.c_str()) != 0) fail("cannot rename to " + path.string());
}

GenerationStore::GenerationStore(const fs::path& data) : data_(data) {
  const auto own = schema::private_folder(data);
  fs::create_directories(schema::generations_folder(data));
  fs::create_directories(own);
  fs::permissions(own, fs::perms::owner_all);
  const auto path = own / "lock";
  lock_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) fail("cannot open " + path.string());
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    const bool held = errno == EWOULDBLOCK;
    const int error = errno;
    close(lock_);
    errno = error;
    if (!held) fail("cannot lock " + path.string());
    throw StoreLocked(fmt::format("{} is being written by {}; wait for it to end", data.string(), holder_of(path)));
  }
  char host[256] = "?";
  gethostname(host, sizeof host - 1);
  const auto holder = fmt::format("hub-indexer, process {} on {}\n", getpid(), host);
  if (ftruncate(lock_, 0) != 0 || pwrite(lock_, holder.data(), holder.size(), 0) < 0) fail("cannot write " + path.string());
  for (const auto& entry : fs::directory_iterator(data))
    if (entry.path().filename().string().starts_with("building-")) fs::remove_all(entry.path());
}

GenerationStore::~GenerationStore() {
  if (lock_ >= 0) close(lock_);
}

fs::path GenerationStore::begin_build() {
  const auto folder = data_ / ("building-" + random_hex(4));
  fs::create_directory(folder);
  return folder;
}

void GenerationStore::publish(const fs::path& build, const std::string& id) {
  write_whole(schema::checksums_file(build), checksums_of(build));
  for (const auto& entry : fs::recursive_directory_iterator(build)) sync_to_disk(entry.path());
  sync_to_disk(build);
  const auto place = schema::generation_folder(data_, id);
  fs::rename(build, place);
  sync_to_disk(schema::generations_folder(data_));
  make_current(id);
}

void GenerationStore::make_current(const std::string& id) {
  const auto folder = schema::generation_folder(data_, id);
  if (!schema::is_generation_id(id) || !fs::is_directory(folder))
    throw std::runtime_error(fmt::format("there is no generation '{}'; 'hub-indexer generations' lists them", id));
  std::vector<std::string> wrong;
  for (const auto& audience : schema::read_manifest(folder).audiences) open_audience(folder / audience.name, audience, wrong);
  if (!wrong.empty()) throw std::runtime_error(fmt::format("generation '{}' is not whole and cannot be served: {}", id, wrong.front()));
  write_whole(schema::current_file(data_), id + "\n");
  sync_to_disk(data_);
}

void GenerationStore::prune() {
  const auto current = schema::read_current(data_);
  std::size_t others = 0;
  for (const auto& entry : fs::directory_iterator(schema::generations_folder(data_)))
    if (!fs::exists(schema::manifest_file(entry.path()))) fs::remove_all(entry.path());
  for (const auto& id : list_generations(data_))
    if (id != current && ++others >= kGenerationsKept) {
      // Aside first: a removal that is cut off must not leave half a generation among the others.
      const auto aside = data_ / ("building-" + random_hex(4));
      fs::rename(schema::generation_folder(data_, id), aside);
      fs::remove_all(aside);
    }
}

std::string GenerationStore::id_key() {
  const auto path = schema::private_folder(data_) / "id-key";
  if (fs::exists(path)) return read_file(path);
  const std::string key = random_hex(32);
  write_whole(path, key);
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  return key;
}

std::vector<std::string> list_generations(const fs::path& data) {
  std::vector<std::string> ids;
  if (!fs::is_directory(schema::generations_folder(data))) return ids;
  for (const auto& entry : fs::directory_iterator(schema::generations_folder(data))) {
    const std::string id = entry.path().filename().string();
    if (schema::is_generation_id(id) && fs::exists(schema::manifest_file(entry.path()))) ids.push_back(id);
  }
  std::sort(ids.rbegin(), ids.rend());
  return ids;
}

std::string next_generation_id(const fs::path& data, const std::string& content_hash) {
  std::time_t second = std::time(nullptr);
  if (const auto known = list_generations(data); !known.empty()) {
    std::tm newest{};
    strptime(known.front().c_str(), kIdTime, &newest);
    second = std::max(second, timegm(&newest) + 1);
  }
  std::tm utc{};
  gmtime_r(&second, &utc);
  char text[32];
  std::strftime(text, sizeof text, kIdTime, &utc);
  return std::string(text) + "-" + content_hash.substr(0, 8);
}

namespace {

void check_index(const fs::path& path, std::vector<std::string>& wrong) {
  try {
    if (const auto errors = Xapian::Database::check(path.string(), 0, nullptr); errors != 0)
      wrong.push_back(fmt::format("{}: Xapian finds {} errors", path.string(), errors));
  } catch (const Xapian::Error& error) {
    wrong.push_back(fmt::format("{}: {}", path.string(), error.get_description()));
  }
}

/// Lines that are in one of the two lists of checksums only, each file once.
void compare_checksums(const std::string& expected, const std::string& found, std::vector<std::string>& wrong) {
  const auto lines = [](const std::string& text) {
    std::set<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.insert(line);
    return out;
  };
  const auto before = lines(expected);
  const auto after = lines(found);
  std::set<std::string> files;
  const auto name = [](const std::string& line) { return line.substr(std::min(line.size(), line.find("  "))); };
  for (const auto& line : before)
    if (!after.contains(line)) files.insert(name(line));
  for (const auto& line : after)
    if (!before.contains(line)) files.insert(name(line));
  for (const auto& file : files) wrong.push_back(fmt::format("{}: is not what it was when the generation was made", file));
}

void verify_audience(const fs::path& folder, const schema::GenerationManifest& manifest, const schema::AudienceManifest& audience,
                     std::vector<std::string>& wrong) {
  const schema::AudienceFiles files(folder);
  open_audience(folder, audience, wrong);
  check_index(files.records_index, wrong);
  check_index(files.recommendations_index, wrong);
  try {
    const schema::BlobFile records(files.records);
    const schema::BlobFile passages(files.passages);
    ContentHash hash(manifest.library, read_file(files.vocabulary));
    for (std::size_t i = 0; i < records.size(); ++i) {
      hash.add(records.at(i));
      const auto record = nlohmann::json::parse(records.at(i)).get<schema::Record>();
      const schema::PassageView view(passages.at(i));
      for (std::size_t p = 0; p < view.size(); ++p) view.text(p);
      for (const auto& attachment : record.attachments)
        if (!attachment.removed && schema::sha256_hex(read_file(files.originals / attachment.sha256)) != attachment.sha256)
          wrong.push_back(fmt::format("{}: the original of '{}' in record {} is not what it was", folder.string(), attachment.file_name, record.id));
    }
    hash.add(read_file(files.curation));
    if (hash.finish() != audience.content_hash) wrong.push_back(fmt::format("{}: its content is not what the manifest's hash says", folder.string()));
  } catch (const std::exception& error) {
    wrong.push_back(fmt::format("{}: {}", folder.string(), error.what()));
  }
}

}  // namespace

std::vector<std::string> verify_generation(const fs::path& generation) {
  std::vector<std::string> wrong;
  try {
    // First the bytes: Xapian's check of a damaged index reads past its blocks.
    compare_checksums(read_file(schema::checksums_file(generation)), checksums_of(generation), wrong);
    const auto manifest = schema::read_manifest(generation);
    if (wrong.empty())
      for (const auto& audience : manifest.audiences) verify_audience(generation / audience.name, manifest, audience, wrong);
  } catch (const std::exception& error) {
    wrong.emplace_back(error.what());
  }
  return wrong;
}

}  // namespace indexer
