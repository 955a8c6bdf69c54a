#pragma once
// Progress of a long run: a bar on a terminal, plain lines elsewhere.

#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>

namespace indexer {

/// Writes to standard error. Any thread. Quiet: writes nothing.
class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  /// Starts a stage of `total` steps; ends the one before.
  void begin(const std::string& stage, std::size_t total);
  void step();

 private:
  void draw(bool last);

  std::mutex mutex_;
  bool quiet_;
  bool terminal_;
  std::string stage_;
  std::size_t total_ = 0;
  std::size_t done_ = 0;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace indexer
