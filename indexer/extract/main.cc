// hub-extract, hub-extract-pdf: read one file for hub-indexer, confined. Bytes come on standard input, the companion's (if there is one) on
// descriptor 3; the extraction goes to standard output as JSON. It opens no file of the corpus.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <system_error>

#include "indexer/extract/confinement.h"
#include "indexer/extract/readers.h"

namespace {

enum Exit { kDone = 0, kArguments = 2, kFailed = 3 };
constexpr int kCompanionDescriptor = 3;

std::string read_all(int descriptor) {
  std::string bytes;
  char buffer[1 << 16];
  for (ssize_t got = 1; got != 0;) {
    got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "the file's bytes cannot be read");
    if (got > 0) bytes.append(buffer, static_cast<std::size_t>(got));
  }
  return bytes;
}

indexer::Extraction failure(const std::string& path, std::string message) {
  indexer::Extraction extraction;
  extraction.problems.push_back({indexer::Severity::kError, path, 0, std::move(message)});
  return extraction;
}

indexer::Extraction extraction_of(indexer::SourceContent& source, const indexer::ReadingLimits& limits) {
  try {
    source.bytes = read_all(STDIN_FILENO);
    if (!source.companion_path.empty()) source.companion = read_all(kCompanionDescriptor);
    if (source.bytes.empty()) return failure(source.path, "is empty; remove it or send it again");
    return indexer::extract(source);
  } catch (const std::bad_alloc&) {
    auto extraction = failure(source.path, "needs more than " + std::to_string(limits.memory_bytes >> 20) + " MB of memory to read; split it or save it anew");
    extraction.reader_failed = true;
    return extraction;
  } catch (const std::exception& error) {
    return failure(source.path, error.what());
  }
}

void write_all(const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const auto wrote = write(STDOUT_FILENO, text.data() + done, text.size() - done);
    if (wrote < 0 && errno != EINTR) _exit(kFailed);
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
}

}  // namespace

int main(int argc, char** argv) {
  indexer::SourceContent source;
  indexer::ReadingLimits limits;
  std::uint64_t memory_mb = limits.memory_bytes >> 20;
  CLI::App app{"hub-extract: reads one file from standard input, confined, and prints its text as JSON. hub-indexer starts it; nobody else needs to."};
  app.set_version_flag("--version", std::string("hub-extract ") + HUB_VERSION);
  bool show_confinement = false;
  auto* path = app.add_option("--path", source.path, "The file's path in the corpus: its ending chooses the reader");
  app.add_flag("--confinement", show_confinement, "Say what of its confinement this kernel does not have, and read nothing")->excludes(path);
  app.add_option("--format", source.format, "Reader to use, whatever the ending");
  app.add_option("--companion", source.companion_path, "Path of the file that goes with it; its bytes come on descriptor 3");
  app.add_option("--ocr", source.options.ocr_languages, "Languages of scanned pages, as tesseract names them (default: scans are not read)");
  app.add_option("--processor-seconds", limits.processor_seconds, "Limit on processor time")->capture_default_str();
  app.add_option("--memory-mb", memory_mb, "Limit on memory")->capture_default_str();
  app.footer("Exit codes: 0 the extraction was printed (problems are part of it), 2 arguments cannot be used, 3 failed.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kArguments;
  }
  limits.memory_bytes = memory_mb << 20;
  const auto missing = indexer::confine(limits);
  if (show_confinement) {
    write_all(missing.empty() ? "complete\n" : "without " + missing.front() + (missing.size() > 1 ? " and " + missing.back() : "") + "\n");
    _exit(kDone);
  }
  const auto json = nlohmann::json(extraction_of(source, limits)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  write_all(json);
  // Without the exit handlers: a leak checker would start a process, and what a hostile file left of the heap is nobody's to free.
  _exit(kDone);
}
