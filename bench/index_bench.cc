// Times the parts of indexing over a generated library. Usage: README.md.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "bench/generated_library.h"
#include "bench/word_storage.h"
#include "indexer/document.h"
#include "indexer/reindex.h"
#include "searchd/current_index.h"

namespace {
namespace fs = std::filesystem;

constexpr std::size_t kDefaultRecords = 2'000;
constexpr std::size_t kReindexed = 500;

/// A folder that goes away with the run.
class TempFolder {
 public:
  TempFolder() : path_(fs::temp_directory_path() / fmt::format("hub-bench-run-{}", getpid())) { fs::create_directories(path_); }
  ~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// The records that everything but a whole run is measured on, as the narrowest audience has them: all of them.
struct Sample {
  explicit Sample(const searchd::AudienceIndex& opened) : index(opened), context{opened.vocabularies(), opened.matcher(), analyser, true} {
    for (Xapian::docid id = 1; id <= opened.manifest().records; ++id) {
      records.push_back(opened.record_at(id));
      passages.push_back(indexer::passages_of(records.back(), analyser));
      for (const auto& passage : passages.back()) bytes += static_cast<std::int64_t>(passage.text.size());
    }
  }

  const searchd::AudienceIndex& index;
  schema::TextAnalyser analyser;
  indexer::DocumentContext context;
  std::vector<schema::Record> records;
  std::vector<std::vector<schema::Passage>> passages;
  std::int64_t bytes = 0;  ///< of the text in passages: what all rates are of
};

/// Calls `step(record number)` for every record, iteration after iteration, and reports bytes and records per second.
template <typename Step>
void over_records(benchmark::State& state, const Sample& sample, Step step) {
  for (auto _ : state)
    for (std::size_t i = 0; i < sample.records.size(); ++i) step(i);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * sample.bytes);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * sample.records.size()));
}

void register_stages(Sample& sample) {
  using benchmark::DoNotOptimize;
  const auto add = [&](const char* name, auto step) {
    benchmark::RegisterBenchmark(name, [&sample, step](benchmark::State& state) { over_records(state, sample, step); })
        ->Unit(benchmark::kMillisecond);
  };
  add("text_analysis", [&](std::size_t i) {
    for (const auto& passage : sample.passages[i]) DoNotOptimize(sample.analyser.tokens(passage.text));
  });
  add("passages_of", [&](std::size_t i) { DoNotOptimize(indexer::passages_of(sample.records[i], sample.analyser)); });
  add("make_document", [&](std::size_t i) { DoNotOptimize(indexer::make_document(sample.records[i], sample.passages[i], sample.context)); });
  benchmark::RegisterBenchmark("concept_matching", [&sample](benchmark::State& state) {
    std::vector<std::vector<schema::Token>> tokens;
    for (const auto& passages : sample.passages)
      for (const auto& passage : passages) tokens.push_back(sample.analyser.tokens(passage.text));
    for (auto _ : state)
      for (const auto& passage : tokens) DoNotOptimize(sample.index.matcher().find(passage, schema::ConceptMatcher::Text::kDocument));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * sample.bytes);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * sample.records.size()));
  })->Unit(benchmark::kMillisecond);
}

/// The whole run into an empty data folder: all audiences, synced to disk.
void reindex_all(benchmark::State& state, const bench::GeneratedLibrary& library, std::size_t records, const fs::path& folder) {
  indexer::Progress quiet(true);
  indexer::ReindexOptions options;
  options.reader = HUB_EXTRACT;
  options.corpus = library.corpus;
  options.data = folder / "data";
  for (auto _ : state) {
    benchmark::DoNotOptimize(indexer::reindex(options, quiet));
    state.PauseTiming();
    fs::remove_all(options.data);
    state.ResumeTiming();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(library.corpus_bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * records));
}

std::vector<Xapian::Document> documents_of(Sample& sample, bench::WordStorage storage) {
  std::vector<Xapian::Document> out;
  for (std::size_t i = 0; i < sample.records.size(); ++i)
    out.push_back(bench::restored(indexer::make_document(sample.records[i], sample.passages[i], sample.context), storage));
  return out;
}

/// Every iteration writes the index as it is now too, so that the ratios hold on a machine that others use.
void write_stored(benchmark::State& state, Sample& sample, bench::WordStorage storage, const fs::path& folder) {
  const auto now = documents_of(sample, bench::WordStorage::kBothWithPositions);
  const auto other = documents_of(sample, storage);
  bench::Written sum_now, sum_other;
  for (auto _ : state) {
    const auto one = bench::write_index(other, folder / "other");
    const auto base = bench::write_index(now, folder / "now");
    state.SetIterationTime(one.seconds);
    sum_other = {sum_other.seconds + one.seconds, sum_other.processor_seconds + one.processor_seconds, one.bytes};
    sum_now = {sum_now.seconds + base.seconds, sum_now.processor_seconds + base.processor_seconds, base.bytes};
  }
  state.counters["index_MB"] = static_cast<double>(sum_other.bytes) / 1e6;
  state.counters["size_to_now"] = static_cast<double>(sum_other.bytes) / static_cast<double>(sum_now.bytes);
  state.counters["time_to_now"] = sum_other.seconds / sum_now.seconds;
  state.counters["processor_to_now"] = sum_other.processor_seconds / sum_now.processor_seconds;
}

int run() {
  const auto options = bench::options_from_environment(kDefaultRecords);
  const auto library = bench::generated_library(options);
  auto smaller = options;
  smaller.records = std::min(options.records, kReindexed);
  const auto reindexed = bench::generated_corpus(smaller);
  const searchd::Generation generation(library.data, schema::read_current(library.data).value());
  Sample sample(*generation.audiences().back());
  const TempFolder folder;
  fmt::print("{} records, {:.1f} MB of text\n", sample.records.size(), static_cast<double>(sample.bytes) / 1e6);

  register_stages(sample);
  benchmark::RegisterBenchmark(fmt::format("reindex/{}_records", smaller.records).c_str(), reindex_all, reindexed, smaller.records, folder.path())
      ->Unit(benchmark::kMillisecond)
      ->MeasureProcessCPUTime()
      ->UseRealTime();
  for (const auto storage : {bench::WordStorage::kBothWithPositions, bench::WordStorage::kStemsOnly, bench::WordStorage::kPositionsOfWordsOnly})
    benchmark::RegisterBenchmark(fmt::format("write_index/{}", bench::name_of(storage)).c_str(),
                                 [&sample, &folder, storage](benchmark::State& state) { write_stored(state, sample, storage, folder.path()); })
        ->Unit(benchmark::kMillisecond)
        ->UseManualTime();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  try {
    return run();
  } catch (const Xapian::Error& error) {
    fmt::print(stderr, "index_bench: {}\n", error.get_description());
  } catch (const std::exception& error) {
    fmt::print(stderr, "index_bench: {}\n", error.what());
  }
  return 1;
}
