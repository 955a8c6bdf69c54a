#pragma once
// The generation that is served, and the thread that follows CURRENT.

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "searchd/search_index.h"

namespace searchd {

/// There is no index to answer from: 503.
struct IndexUnavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One generation, opened. Immutable: any thread. It lives as long as a request holds it.
class Generation {
 public:
  /// Throws if a file is missing or broken.
  Generation(const std::filesystem::path& data, const std::string& id, std::shared_ptr<const RankingFile> ranking = std::make_shared<const RankingFile>());
  const schema::GenerationManifest& manifest() const { return manifest_; }
  /// Throws IndexUnavailable if this library has no such audience.
  const AudienceIndex& audience(const std::string& name) const;
  /// Null if this library has no such audience.
  const AudienceIndex* find_audience(const std::string& name) const;
  const std::vector<std::unique_ptr<AudienceIndex>>& audiences() const { return audiences_; }

 private:
  schema::GenerationManifest manifest_;
  std::vector<std::unique_ptr<AudienceIndex>> audiences_;
};

/// Follows DATA/CURRENT: a new generation is opened aside and swapped in within a second; requests under way finish on theirs.
/// A generation that cannot be opened is reported and the old one stays. Any thread.
class CurrentIndex {
 public:
  using Report = std::function<void(const std::string& event, const std::string& detail)>;
  /// Opens what is there and starts following. `report` is called with "generation_opened" or "generation_failed".
  CurrentIndex(std::filesystem::path data, Report report, std::chrono::milliseconds poll_every = std::chrono::milliseconds(200),
                        std::shared_ptr<const RankingFile> ranking = std::make_shared<const RankingFile>());
  ~CurrentIndex();
  CurrentIndex(const CurrentIndex&) = delete;
  CurrentIndex& operator=(const CurrentIndex&) = delete;

  /// The current generation; null before the first.
  std::shared_ptr<const Generation> current() const;
  /// When the indexer last ended with success, as schema::read_last_success gives it.
  std::string last_success() const { return schema::read_last_success(data_); }
  /// The generation, current or among the last two before, whose index for `audience` has `content_hash`; else the current.
  std::shared_ptr<const Generation> pinned(const std::string& audience, const std::string& content_hash) const;

 private:
  void follow(std::chrono::milliseconds poll_every);
  void open_if_new();

  std::filesystem::path data_;
  Report report_;
  std::shared_ptr<const RankingFile> ranking_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Generation> current_;
  std::vector<std::shared_ptr<const Generation>> previous_;  ///< the newest first, at most two
  std::string failed_id_;                                    ///< the last that could not be opened, reported once
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread follower_;
};

}  // namespace searchd
