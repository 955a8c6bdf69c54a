#pragma once
// Reads a file in a child process of its own, so that one that breaks its reader is a line in the report and no more.

#include <filesystem>
#include <stdexcept>
#include <string>

#include "indexer/extract/confinement.h"
#include "indexer/extract/extraction.h"

namespace indexer {

/// No process can be started, or its program is not there: no fault of a file.
struct ReaderUnavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Starts hub-extract once a file. Immutable: any thread, several at once.
class ChildReader {
 public:
  /// `program`: hub-extract; programs of other formats lie beside it. Throws ReaderUnavailable, saying what to do, if it cannot be executed.
  ChildReader(std::filesystem::path program, ReadingLimits limits, ReadingOptions options);

  /// The extraction; one with `reader_failed` and a problem where the child broke, ran into a limit, or gave back what is no extraction.
  /// Throws ReaderUnavailable if no process can be started.
  Extraction read(const SourceContent& source) const;

 private:
  std::filesystem::path program_;
  ReadingLimits limits_;
  ReadingOptions options_;
};

/// Where hub-extract is: beside this program, in extract/ beside it (a build folder), or where `make install` puts it.
std::filesystem::path default_reader_program();

}  // namespace indexer
