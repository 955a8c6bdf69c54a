// Times the parts of a search, each by itself, over a generated library. Usage: README.md.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "bench/generated_library.h"
#include "bench/reference_counts.h"
#include "schema/fields.h"
#include "schema/word_forms.h"
#include "searchd/current_index.h"
#include "searchd/page.h"
#include "searchd/query_parser.h"
#include "searchd/response.h"

namespace {

using benchmark::DoNotOptimize;
using benchmark::State;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kDefaultRecords = 10'000;
/// Emptying the cache takes longer than most of what is timed after it: so many rounds and no more.
constexpr int kColdRounds = 300;
constexpr std::size_t kReferenceEvery = 50;
constexpr const char* kPath = "/api/v1/search";

struct QueryKind {
  std::string name;
  std::string typed;
};

/// A searched-for library, opened once; benchmarks run one after another on it.
struct Opened {
  explicit Opened(const searchd::AudienceIndex& public_index)
      : index(public_index), in(public_index.records()), database(in.open()), templates(HUB_SOURCE_DIR "/web") {}

  const searchd::AudienceIndex& index;
  const searchd::SearchIndex& in;
  Xapian::Database database;
  searchd::Templates templates;
};

searchd::SearchRequest request_for(const QueryKind& kind) {
  searchd::SearchRequest request;
  request.q = kind.typed;
  return request;
}

/// The word whose share of the records is nearest to `share`, and that is no stop word.
std::string word_of_share(const searchd::AudienceIndex& index, double share, std::size_t least_bytes = 5) {
  const double wanted = std::max(share * static_cast<double>(index.manifest().records), 1.0);
  const auto distance = [&](unsigned records) { return std::abs(std::log(static_cast<double>(records) / wanted)); };
  const std::pair<std::string, unsigned>* best = nullptr;
  for (const auto& word : index.words()) {
    if (word.first.size() < least_bytes || schema::is_stop_word(word.first) || word.first.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) continue;
    if (best == nullptr || distance(word.second) < distance(best->second)) best = &word;
  }
  if (best == nullptr) throw std::runtime_error("the index holds no words; remove the data folder and run again");
  return best->first;
}

std::vector<QueryKind> query_kinds(const Opened& opened) {
  std::vector<QueryKind> kinds = {{"rare_word", word_of_share(opened.index, 0.0005)},
                                  {"common_word", word_of_share(opened.index, 0.35)},
                                  {"two_words", word_of_share(opened.index, 0.12) + " " + word_of_share(opened.index, 0.06)},
                                  {"abbreviation", "CSE"},
                                  {"question", "what works to stop young people from carrying knives"},
                                  {"phrase", "\"child sexual exploitation\""},
                                  {"wildcard", word_of_share(opened.index, 0.06).substr(0, 4) + "*"},
                                  {"empty", ""}};
  for (const auto& kind : kinds) {
    const auto results = searchd::search(request_for(kind), opened.index);
    fmt::print("{:<14} {:<32} {} records\n", kind.name, kind.typed, results.total);
    if (results.total == 0) throw std::runtime_error(fmt::format("the query '{}' finds nothing in the generated library", kind.typed));
  }
  return kinds;
}

/// Pushes everything out of the cache of document sets.
void empty_cache(const searchd::SearchIndex& in) {
  static std::uint64_t keys = 0;
  const auto none = std::make_shared<const searchd::DocumentSet>();
  for (int i = 0; i < 600; ++i) in.cache().store(fmt::format("bench {}", ++keys), none);
}

template <typename Step>
double seconds_of(Step step) {
  const auto begin = Clock::now();
  step();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Times `step` alone, with the cache emptied before each call.
template <typename Step>
void run_cold(State& state, const searchd::SearchIndex& in, Step step) {
  for (auto _ : state) {
    empty_cache(in);
    state.SetIterationTime(seconds_of(step));
  }
}

template <typename Body>
benchmark::internal::Benchmark* add(const std::string& name, Body body) {
  return benchmark::RegisterBenchmark(name.c_str(), body)->Unit(benchmark::kMicrosecond);
}

/// Any of the words by Xapian's own parser and weights: the simplest search that a force could install instead.
Xapian::MSet stock_search(const std::string& typed, const Xapian::Database& database) {
  Xapian::QueryParser parser;
  parser.set_database(database);
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
  Xapian::Enquire enquire(database);
  enquire.set_query(parser.parse_query(typed, Xapian::QueryParser::FLAG_DEFAULT));
  enquire.set_weighting_scheme(Xapian::BM25Weight());
  return enquire.get_mset(0, 10);
}

/// From what was typed to the ten best, and the exact number of matches.
std::vector<searchd::RankedDocument> ranked_search(const searchd::SearchRequest& request, const Opened& opened) {
  const auto query = searchd::understood(request, opened.index);
  const auto matched = searchd::matched_by(request, query, opened.index, searchd::Searched::kRecords);
  return searchd::ranked_page(request, query, matched, opened.in, opened.database, *opened.index.ranking());
}

/// Both in turn, for the ratio: "stock_ratio" times as long as the stock search.
void register_against_stock(const Opened& opened, const QueryKind& kind) {
  for (const bool cold : {true, false})
    add(fmt::format("{}/{}", cold ? "ranked_search_cold" : "ranked_search_warm", kind.name), [&opened, kind, cold](State& state) {
      const auto request = request_for(kind);
      double own = 0;
      double stock = 0;
      for (auto _ : state) {
        if (cold) empty_cache(opened.in);
        const double taken = seconds_of([&] { DoNotOptimize(ranked_search(request, opened)); });
        state.SetIterationTime(taken);
        own += taken;
        stock += seconds_of([&] { DoNotOptimize(stock_search(kind.typed, opened.database)); });
      }
      state.counters["stock_ratio"] = own / stock;
    })->UseManualTime()->Iterations(kColdRounds);
}

void register_stages(const Opened& opened, const QueryKind& kind) {
  const auto parsed = searchd::parse_query(kind.typed, opened.index);
  const auto matched = searchd::match(parsed, opened.in, opened.database);
  add("parse_query/" + kind.name, [&opened, kind](State& state) {
    for (auto _ : state) DoNotOptimize(searchd::parse_query(kind.typed, opened.index));
  });
  add("match_cold/" + kind.name, [&opened, parsed](State& state) {
    run_cold(state, opened.in, [&] { DoNotOptimize(searchd::match(parsed, opened.in, opened.database)); });
  })->UseManualTime()->Iterations(kColdRounds);
  add("match_warm/" + kind.name, [&opened, parsed](State& state) {
    for (auto _ : state) DoNotOptimize(searchd::match(parsed, opened.in, opened.database));
  });
  if (!parsed.empty()) {
    const auto rank = [&opened, parsed, matched, request = request_for(kind)] {
      return searchd::ranked_page(request, parsed, matched, opened.in, opened.database, *opened.index.ranking());
    };
    add("rank_top_ten/" + kind.name, [rank](State& state) {
      for (auto _ : state) DoNotOptimize(rank());
    });
    add("passages_of_ten_hits/" + kind.name, [&opened, parsed, page = rank()](State& state) {
      for (auto _ : state)
        for (const auto& hit : page)
          DoNotOptimize(searchd::select_passages(hit.id, parsed, opened.index, opened.database, searchd::kPassagesShown));
    });
    register_against_stock(opened, kind);
  }
  add("search_cold/" + kind.name, [&opened, kind](State& state) {
    const auto request = request_for(kind);
    run_cold(state, opened.in, [&] { DoNotOptimize(searchd::search(request, opened.index)); });
  })->UseManualTime()->Iterations(kColdRounds);
  add("search_warm/" + kind.name, [&opened, kind](State& state) {
    const auto request = request_for(kind);
    for (auto _ : state) DoNotOptimize(searchd::search(request, opened.index));
  });
}

void register_rendering(const Opened& opened, const QueryKind& kind) {
  const auto request = request_for(kind);
  const auto results = searchd::search(request, opened.index);
  add("render_json/" + kind.name, [&opened, request, results](State& state) {
    for (auto _ : state) DoNotOptimize(searchd::dump(searchd::search_json(request, results, opened.index, kPath)));
  });
  add("render_page/" + kind.name, [&opened, request, results](State& state) {
    searchd::PageContext context{opened.templates, opened.templates.language("en")};
    context.index = &opened.index;
    for (auto _ : state) DoNotOptimize(searchd::search_page(request, results, context));
  });
}

searchd::SearchRequest filtered_request(const QueryKind& kind, int filters) {
  auto request = request_for(kind);
  if (filters > 0) request.filters["theme"].any = {"vulnerability"};
  if (filters > 1) request.filters["collection"].any = {"practice"};
  if (filters > 2) request.filters["works_rating"].any = {"worked", "promising"};
  for (const auto* field : schema::facet_fields()) {
    if (request.facets.size() == searchd::kDefaultFacets) break;
    auto& facet = request.facets.emplace_back();
    facet.field = field->name;
    facet.count = searchd::kMaxFacetValues;
  }
  return request;
}

/// count_facets() alone; in every fiftieth round the reference too, for the ratio: "reference_ratio" times as slow. Both count all values of the first twelve facets.
void register_counting(const Opened& opened, const QueryKind& kind, int filters) {
  const auto request = filtered_request(kind, filters);
  const auto parsed = searchd::parse_query(kind.typed, opened.index);
  const auto matched = searchd::match(parsed, opened.in, opened.database);
  const auto counted = bench::counts_of(searchd::count_facets(request, matched.documents, opened.index, opened.in));
  if (counted != bench::reference_counts(request, matched.documents, opened.database))
    throw std::runtime_error(fmt::format("count_facets() differs from the reference for '{}' with {} filters", kind.typed, filters));
  add(fmt::format("count_facets/{}/{}_filters", kind.name, filters), [&opened, request, matched](State& state) {
    double counting = 0;
    double reference = 0;
    std::size_t rounds = 0;
    for (auto _ : state) {
      const double taken = seconds_of([&] { DoNotOptimize(searchd::count_facets(request, matched.documents, opened.index, opened.in)); });
      state.SetIterationTime(taken);
      if (rounds++ % kReferenceEvery != 0) continue;
      counting += taken;
      reference += seconds_of([&] { DoNotOptimize(bench::reference_counts(request, matched.documents, opened.database)); });
    }
    state.counters["reference_ratio"] = reference / counting;
  })->UseManualTime();
}

int run() {
  const auto library = bench::generated_library(bench::options_from_environment(kDefaultRecords));
  const searchd::Generation generation(library.data, schema::read_current(library.data).value());
  const Opened opened(*generation.audiences().front());
  fmt::print("{} records for the audience '{}'\n", opened.index.manifest().records, opened.index.manifest().name);
  const auto kinds = query_kinds(opened);
  for (const auto& kind : kinds) register_stages(opened, kind);
  for (const auto& kind : kinds)
    if (kind.name == "common_word" || kind.name == "abbreviation" || kind.name == "empty") {
      register_rendering(opened, kind);
      for (const int filters : {0, 1, 3}) register_counting(opened, kind, filters);
    }
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
    fmt::print(stderr, "search_bench: {}\n", error.get_description());
  } catch (const std::exception& error) {
    fmt::print(stderr, "search_bench: {}\n", error.what());
  }
  return 1;
}
