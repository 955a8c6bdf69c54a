#include "indexer/child_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <nlohmann/json.hpp>

extern char** environ;

namespace indexer {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

/// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }
  void reset() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }
  int get() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail(const std::string& what) { throw ReaderUnavailable(what + ": " + std::strerror(errno)); }

/// A file in memory with `bytes`, to be read from its start.
int memory_file(const std::string& bytes) {
  const int file = memfd_create("source", MFD_CLOEXEC);
  if (file < 0) fail("a file in memory cannot be made");
  for (std::size_t done = 0; done < bytes.size();) {
    const auto wrote = write(file, bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno != EINTR) fail("a file in memory cannot be written");
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

/// What a child left behind.
struct Ended {
  std::string output;
  int status = 0;
  bool too_slow = false;
  bool too_much = false;
};

/// A running child; killed if it is let go before it ended.
class Child {
 public:
  Child(const std::vector<std::string>& arguments, int input, int companion) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) fail("a pipe cannot be made");
    output_.emplace(ends[0]);
    Descriptor write_end(ends[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, write_end.get(), STDOUT_FILENO);
    if (companion >= 0) posix_spawn_file_actions_adddup2(&actions, companion, 3);
    std::vector<char*> argv;
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const int error = posix_spawn(&process_, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
      errno = error;
      fail(arguments.front() + " cannot be started; build it (cmake --build) or name hub-extract with --reader");
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }

  Ended wait(const ReadingLimits& limits) {
    const auto deadline = Clock::now() + std::chrono::seconds(limits.seconds);
    Ended ended;
    ended.too_slow = !collect(ended, deadline, limits.output_bytes);
    if (!ended.too_slow && !ended.too_much) ended.too_slow = !wait_for_end(deadline);
    if (ended.too_slow || ended.too_much) kill(process_, SIGKILL);
    while (waitpid(process_, &ended.status, 0) < 0 && errno == EINTR) {}
    process_ = 0;
    return ended;
  }

 private:
  static int milliseconds_to(Clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, 1'000'000));
  }

  /// Reads to the end of the output or to a limit; false if time ran out.
  bool collect(Ended& ended, Clock::time_point deadline, std::uint64_t limit_bytes) {
    char buffer[1 << 16];
    for (;;) {
      pollfd one{output_->get(), POLLIN, 0};
      const int ready = poll(&one, 1, milliseconds_to(deadline));
      if (ready == 0) return false;
      const auto got = ready < 0 ? -1 : ::read(output_->get(), buffer, sizeof buffer);
      if (got == 0) return true;
      if (got < 0 && errno != EINTR) fail("hub-extract's answer cannot be read");
      if (got > 0) ended.output.append(buffer, static_cast<std::size_t>(got));
      ended.too_much = ended.output.size() > limit_bytes;
      if (ended.too_much) return true;
    }
  }

  /// A child may close its output and go on.
  bool wait_for_end(Clock::time_point deadline) const {
    const Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, process_, 0)));
    if (process.get() < 0) return true;
    pollfd one{process.get(), POLLIN, 0};
    int ready = -1;
    do ready = poll(&one, 1, milliseconds_to(deadline));
    while (ready < 0 && errno == EINTR);
    return ready != 0;
  }

  std::optional<Descriptor> output_;
  pid_t process_ = 0;
};

std::string reason_of(const Ended& ended, const ReadingLimits& limits) {
  if (ended.too_slow) return fmt::format("took longer than {} s to read and was stopped; split it or save it anew", limits.seconds);
  if (ended.too_much) return fmt::format("gives more than {} MB of text; split it", limits.output_bytes >> 20);
  if (WIFSIGNALED(ended.status)) {
    const int signal = WTERMSIG(ended.status);
    if (signal == SIGXCPU || signal == SIGKILL)
      return fmt::format("needed more than {} s of processor time, or was killed for want of memory; split it or save it anew", limits.processor_seconds);
    return fmt::format("broke its reader ({}); the file is damaged or made to do harm: ask for another copy", strsignal(signal));
  }
  if (WIFEXITED(ended.status) && WEXITSTATUS(ended.status) != 0)
    return fmt::format("broke its reader (exit code {}); the file is damaged or made to do harm: ask for another copy", WEXITSTATUS(ended.status));
  return "made its reader give back what is no text; the file is damaged or made to do harm: ask for another copy";
}

}  // namespace

ChildReader::ChildReader(fs::path program, ReadingLimits limits, ReadingOptions options)
    : program_(std::move(program)), limits_(limits), options_(std::move(options)) {
  if (access(program_.c_str(), X_OK) != 0)
    throw ReaderUnavailable(fmt::format("{}: hub-extract, which reads the files, is not there; build it (cmake --build) or name it with --reader", program_.string()));
}

Extraction ChildReader::read(const SourceContent& source) const {
  const Descriptor input(memory_file(source.bytes));
  const Descriptor companion(source.companion_path.empty() ? -1 : memory_file(source.companion));
  const auto* format = source.format.empty() ? format_of(source.path) : format_named(source.format);
  const bool own = format == nullptr || format->program == "hub-extract";
  const auto program = own ? program_ : program_.parent_path() / format->program;
  std::vector<std::string> arguments = {program.string(), "--path=" + source.path, "--processor-seconds=" + std::to_string(limits_.processor_seconds),
                                        "--memory-mb=" + std::to_string(limits_.memory_bytes >> 20)};
  if (!source.format.empty()) arguments.push_back("--format=" + source.format);
  if (!source.companion_path.empty()) arguments.push_back("--companion=" + source.companion_path);
  if (!options_.ocr_languages.empty()) arguments.push_back("--ocr=" + options_.ocr_languages);
  const auto ended = Child(arguments, input.get(), companion.get()).wait(limits_);
  const bool good = !ended.too_slow && !ended.too_much && WIFEXITED(ended.status) && WEXITSTATUS(ended.status) == 0;
  if (good) {
    try {
      return nlohmann::json::parse(ended.output).get<Extraction>();
    } catch (const nlohmann::json::exception&) {  // falls through: what came back is no extraction
    }
  }
  Extraction failed;
  failed.reader_failed = true;
  failed.problems.push_back({Severity::kError, source.path, 0, reason_of(ended, limits_)});
  return failed;
}

fs::path default_reader_program() {
  std::error_code ignored;
  const auto here = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const auto& place : {here / "hub-extract", here / "extract" / "hub-extract", here.parent_path() / "libexec" / "practice-hub" / "hub-extract"})
    if (fs::exists(place, ignored)) return place;
  return here / "hub-extract";
}

}  // namespace indexer
