#pragma once
// What a reader's process may not do, whatever a file makes of it.

#include <cstdint>
#include <string>
#include <vector>

namespace indexer {

/// Limits that the process sets itself before it looks at a byte of the file.
struct ReadingLimits {
  unsigned processor_seconds = 60;
  unsigned seconds = 120;                      ///< on the clock; kept by the parent
  std::uint64_t memory_bytes = 2'048ull << 20; ///< address space; not under sanitizers, which reserve terabytes
  std::uint64_t output_bytes = 256ull << 20;   ///< kept by the parent
  unsigned open_files = 64;
};

/// Gives up, for the whole process: more processor time, memory and files than `limits`; a core dump; privileges to gain; the
/// network (no sockets, by seccomp; without it a network namespace, where that is allowed); new processes and programs; reading outside
/// /usr, /etc/fonts, /lib and the font cache, and writing anywhere (Landlock). Dies with its parent. Returns what this kernel
/// does not have ("Landlock"), empty if all of it holds. Linux only.
std::vector<std::string> confine(const ReadingLimits& limits);

}  // namespace indexer
