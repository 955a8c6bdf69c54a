#pragma once
// What is wrong with a source, as data: the run goes on and the report says it.

#include <algorithm>
#include <string>
#include <vector>

namespace indexer {

enum class Severity {
  kNote,     ///< worth knowing
  kWarning,  ///< a part was left out or understood with doubt; the record goes in
  kError,    ///< the record, or the whole file, is left out
};

/// `line` counts from 1; 0 where the problem is of the whole file. `message` says what is wrong and what to do.
struct Problem {
  Severity severity = Severity::kError;
  std::string file;  ///< relative to the corpus
  int line = 0;
  std::string message;
};

inline bool has_error(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return p.severity == Severity::kError; });
}

}  // namespace indexer
