#include "indexer/extract/confinement.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>

#include "tests/support/temp_folder.h"

namespace {

/// What `work` returns in a confined child of this process; -1 if it was killed.
int in_confinement(const std::function<int()>& work, const indexer::ReadingLimits& limits = {}) {
  const pid_t child = fork();
  if (child == 0) {
    indexer::confine(limits);
    _exit(work());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int kHappened = 0;
constexpr int kRefused = 42;
int refused_if(bool refused) { return refused ? kRefused : kHappened; }

TEST(Confinement, RefusesWhatAReaderHasNoBusinessWith) {
  const test::TempFolder folder;
  const std::string secret = folder.path() / "secret";
  test::write_bytes(secret, "x");
  struct Case {
    const char* what;
    std::function<int()> attempt;
  };
  const Case cases[] = {
      {"a socket", [] { return refused_if(socket(AF_INET, SOCK_STREAM, 0) < 0); }},
      {"a unix socket", [] { return refused_if(socket(AF_UNIX, SOCK_STREAM, 0) < 0); }},
      {"a file outside", [&] { return refused_if(open(secret.c_str(), O_RDONLY) < 0); }},
      {"/etc/passwd", [] { return refused_if(open("/etc/passwd", O_RDONLY) < 0); }},
      {"a new file", [&] { return refused_if(open((secret + "2").c_str(), O_WRONLY | O_CREAT, 0600) < 0); }},
      {"another process", [] { return refused_if(fork() < 0); }},
      {"another program", [] {
         execl("/bin/true", "true", nullptr);
         return kRefused;
       }},
      {"a signal to its parent", [] { return refused_if(kill(getppid(), 0) < 0); }},
  };
  for (const auto& one : cases) EXPECT_EQ(in_confinement(one.attempt), kRefused) << one.what;
}

TEST(Confinement, LetsAReaderReadFontsAndUseWhatItHasOpen) {
  EXPECT_EQ(in_confinement([] { return open("/usr/lib/os-release", O_RDONLY) >= 0 ? 0 : 1; }), 0);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_EQ(in_confinement([&] { return write(ends[1], "x", 1) == 1 ? 0 : 1; }), 0);
}

TEST(Confinement, EndsAProcessThatUsesUpItsTime) {
  indexer::ReadingLimits limits;
  limits.processor_seconds = 1;
  EXPECT_EQ(in_confinement(
                [] {
                  volatile bool going = true;
                  while (going) {}
                  return 0;
                },
                limits),
            -1);
}

}  // namespace
