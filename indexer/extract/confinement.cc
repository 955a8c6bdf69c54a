#include "indexer/extract/confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace indexer {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

void limit(int resource, std::uint64_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

void limit_resources(const ReadingLimits& limits) {
  limit(RLIMIT_CPU, limits.processor_seconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 16 << 20);  // standard error may be a file
  limit(RLIMIT_NOFILE, limits.open_files);
  if (!kSanitized) limit(RLIMIT_AS, limits.memory_bytes);
}

/// Reading is allowed below these: fonts, character maps and language data.
constexpr const char* kReadable[] = {"/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig", "/proc/self", "/dev/null"};

bool restrict_files() {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  // All rights of the first version: from opening for execution to making files and links.
  landlock_ruleset_attr ruleset{};
  ruleset.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  const int set = static_cast<int>(syscall(SYS_landlock_create_ruleset, &ruleset, sizeof ruleset, 0));
  if (set < 0) return false;
  for (const auto* path : kReadable) {
    landlock_path_beneath_attr rule{};
    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0) continue;
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    if (syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
      rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;  // a file has no directory to read
      syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(rule.parent_fd);
  }
  const bool held = syscall(SYS_landlock_restrict_self, set, 0) == 0;
  close(set);
  return held;
}

/// Sockets, programs, processes, and what lets one process into another or deeper into the kernel.
constexpr const char* kRefusedCalls[] = {
    "socket",        "socketpair",      "connect",    "bind",        "listen",          "accept",         "accept4",          "sendto",
    "sendmsg",       "execve",          "execveat",   "fork",        "vfork",           "ptrace",         "process_vm_readv", "process_vm_writev",
    "mount",         "umount2",         "pivot_root", "chroot",      "unshare",         "setns",          "bpf",              "perf_event_open",
    "keyctl",        "add_key",         "request_key", "userfaultfd", "io_uring_setup", "kexec_load",     "init_module",      "finit_module",
    "delete_module", "open_by_handle_at", "pidfd_getfd", "kill",     "tkill",           "pidfd_send_signal"};

bool refuse_calls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (filter == nullptr) return false;
  bool good = true;
  for (const auto* name : kRefusedCalls) {
    if (kSanitized && (std::string(name) == "ptrace")) continue;
    const int call = seccomp_syscall_resolve_name(name);
    if (call != __NR_SCMP_ERROR) good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0 && good;
  }
  // Threads are made with CLONE_THREAD; clone3 hides its flags, and the C library does without it.
  good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && good;
  good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 && good;
  good = good && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return good;
}

}  // namespace

std::vector<std::string> confine(const ReadingLimits& limits) {
  std::vector<std::string> missing;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_DUMPABLE, 0);
  limit_resources(limits);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (!restrict_files()) missing.push_back("Landlock");
  if (refuse_calls()) return missing;
  // Making a network namespace costs more than reading most files: only where nothing else keeps the network away.
  const bool apart = unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
  missing.push_back(apart ? "seccomp" : "seccomp and network namespaces");
  return missing;
}

}  // namespace indexer
