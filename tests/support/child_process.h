#pragma once
// Programs started as children of a test.

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace test {

struct ChildOptions {
  std::optional<std::uint64_t> file_size_limit;  ///< bytes that a file may have; writes past it fail as on a full disk
  std::filesystem::path output;                  ///< where standard output and error go; empty: nowhere
};

/// A running program. Killed and waited for at the end of its life.
class ChildProcess {
 public:
  /// Throws std::system_error if it cannot be started.
  ChildProcess(const std::vector<std::string>& command, const ChildOptions& options = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  /// True once it has ended, by itself or by a signal. Does not wait.
  bool ended();
  void kill(int signal);
  /// Waits for its end. The exit code, or 128 + the number of the signal that ended it.
  int wait();

 private:
  pid_t pid_ = -1;
  std::optional<int> code_;
};

/// Runs a program to its end. Returns as ChildProcess::wait().
int run(const std::vector<std::string>& command, const ChildOptions& options = {});

}  // namespace test
