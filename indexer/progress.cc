#include "indexer/progress.h"

#include <fmt/format.h>
#include <unistd.h>

namespace indexer {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr auto kBarEvery = std::chrono::milliseconds(100);
constexpr auto kLineEvery = std::chrono::seconds(5);

}  // namespace

Progress::Progress(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  const std::lock_guard lock(mutex_);
  if (!stage_.empty()) draw(true);
}

void Progress::begin(const std::string& stage, std::size_t total) {
  const std::lock_guard lock(mutex_);
  if (!stage_.empty()) draw(true);
  stage_ = stage;
  total_ = total;
  done_ = 0;
  drawn_ = std::chrono::steady_clock::now();
}

void Progress::step() {
  const std::lock_guard lock(mutex_);
  ++done_;
  const auto now = std::chrono::steady_clock::now();
  if (now - drawn_ < (terminal_ ? std::chrono::steady_clock::duration(kBarEvery) : std::chrono::steady_clock::duration(kLineEvery))) return;
  drawn_ = now;
  draw(false);
}

void Progress::draw(bool last) {
  if (quiet_ || total_ == 0) return;
  std::string line = fmt::format("{}: {} of {}", stage_, done_, total_);
  if (terminal_) {
    const std::size_t filled = total_ == 0 ? 0 : kBarWidth * std::min(done_, total_) / total_;
    line = fmt::format("\r{:<12} [{}{}] {}/{}{}", stage_, std::string(filled, '#'), std::string(kBarWidth - filled, ' '), done_, total_,
                       last ? "\n" : "");
  } else {
    line += '\n';
  }
  std::fputs(line.c_str(), stderr);
}

}  // namespace indexer
