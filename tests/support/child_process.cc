#include "tests/support/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace test {
namespace {

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

/// Between fork and exec: system calls only.
[[noreturn]] void become(char* const* arguments, int output, const ChildOptions& options) {
  if (options.file_size_limit) {
    const rlimit limit{*options.file_size_limit, *options.file_size_limit};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execv(arguments[0], arguments);
  _exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command, const ChildOptions& options) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string target = options.output.empty() ? "/dev/null" : options.output.string();
  const int output = open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (output < 0) throw std::system_error(errno, std::generic_category(), target);
  pid_ = fork();
  if (pid_ == 0) become(arguments.data(), output, options);
  const int error = errno;
  close(output);
  if (pid_ < 0) throw std::system_error(error, std::generic_category(), command.front());
}

ChildProcess::~ChildProcess() {
  if (code_) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

bool ChildProcess::ended() {
  int status = 0;
  if (!code_ && waitpid(pid_, &status, WNOHANG) == pid_) code_ = code_of(status);
  return code_.has_value();
}

void ChildProcess::kill(int signal) {
  if (!code_) ::kill(pid_, signal);
}

int ChildProcess::wait() {
  int status = 0;
  while (!code_) {
    if (waitpid(pid_, &status, 0) == pid_) code_ = code_of(status);
    else if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
  }
  return *code_;
}

int run(const std::vector<std::string>& command, const ChildOptions& options) { return ChildProcess(command, options).wait(); }

}  // namespace test
