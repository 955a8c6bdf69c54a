#include "searchd/current_index.h"

namespace searchd {
namespace {

constexpr std::size_t kPreviousKept = 2;

}  // namespace

Generation::Generation(const std::filesystem::path& data, const std::string& id, std::shared_ptr<const RankingFile> ranking)
    : manifest_(schema::read_manifest(schema::generation_folder(data, id))) {
  for (const auto& audience : manifest_.audiences)
    audiences_.push_back(std::make_unique<AudienceIndex>(schema::generation_folder(data, id), audience, ranking));
}

const AudienceIndex* Generation::find_audience(const std::string& name) const {
  for (const auto& audience : audiences_)
    if (audience->manifest().name == name) return audience.get();
  return nullptr;
}

const AudienceIndex& Generation::audience(const std::string& name) const {
  if (const auto* found = find_audience(name)) return *found;
  throw IndexUnavailable("the library has no audience '" + name + "'; correct --audience");
}

CurrentIndex::CurrentIndex(std::filesystem::path data, Report report, std::chrono::milliseconds poll_every, std::shared_ptr<const RankingFile> ranking)
    : data_(std::move(data)), report_(std::move(report)), ranking_(std::move(ranking)) {
  open_if_new();
  follower_ = std::thread([this, poll_every] { follow(poll_every); });
}

CurrentIndex::~CurrentIndex() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  follower_.join();
}

std::shared_ptr<const Generation> CurrentIndex::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

std::shared_ptr<const Generation> CurrentIndex::pinned(const std::string& audience, const std::string& content_hash) const {
  const std::lock_guard lock(mutex_);
  for (const auto& generation : previous_)
    for (const auto& one : generation->manifest().audiences)
      if (one.name == audience && one.content_hash == content_hash) return generation;
  return current_;
}

void CurrentIndex::follow(std::chrono::milliseconds poll_every) {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, poll_every, [this] { return stopping_; })) {
    lock.unlock();
    open_if_new();
    lock.lock();
  }
}

// Runs in the constructor and then in the follower only: failed_id_ needs no lock.
void CurrentIndex::open_if_new() {
  const auto id = schema::read_current(data_);
  const auto serving = current();
  if (!id || (serving && serving->manifest().id == *id)) return;
  std::string failure;
  std::shared_ptr<const Generation> opened;
  try {
    opened = std::make_shared<const Generation>(data_, *id, ranking_);
  } catch (const Xapian::Error& error) {
    failure = error.get_description();
  } catch (const std::exception& error) {
    failure = error.what();
  }
  if (!opened) {
    if (failed_id_ != *id) report_("generation_failed", *id + ": " + failure);
    failed_id_ = *id;
    return;
  }
  failed_id_.clear();
  std::shared_ptr<const Generation> dropped;  // the last one out is closed outside the lock
  {
    const std::lock_guard lock(mutex_);
    if (current_) previous_.insert(previous_.begin(), current_);
    if (previous_.size() > kPreviousKept) {
      dropped = previous_.back();
      previous_.pop_back();
    }
    current_ = opened;
  }
  report_("generation_opened", *id);
}

}  // namespace searchd
