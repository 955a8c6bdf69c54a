// Measures searches against the judged queries of this folder, over an index of the sample library that it makes itself.

#include <fmt/format.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "indexer/reindex.h"
#include "schema/generation_files.h"
#include "searchd/current_index.h"
#include "tests/relevance/judged_queries.h"
#include "tests/relevance/measures.h"
#include "tests/relevance/runs.h"

namespace relevance {
namespace {

enum Exit { kDone = 0, kProblems = 1, kArguments = 2, kFailed = 3 };

struct Arguments {
  indexer::ReindexOptions index;
  std::filesystem::path judged = HUB_SOURCE_DIR "/tests/relevance";
  std::string split = "all";
  std::vector<std::string> runs;
  std::size_t pool = 0;
  bool json = false;
  bool per_query = false;
};

/// One answerable query under one run.
struct Measured {
  const JudgedQuery* query;
  std::vector<std::string> found;  ///< record ids, the best first, at most kRecallDepth
  Measures measures;
};

struct MeasuredRun {
  Run run;
  std::vector<Measured> queries;
  std::size_t answered_nothing = 0;  ///< queries without an answer that rightly had no result

  Measures mean_of(const std::string& kind) const {
    std::vector<Measures> some;
    for (const auto& one : queries)
      if (kind.empty() || one.query->kind == kind) some.push_back(one.measures);
    return mean(some);
  }
};

/// All records: the narrowest audience sees everything.
searchd::Generation indexed(const indexer::ReindexOptions& options) {
  indexer::Progress progress(false);
  indexer::reindex(options, progress);
  const auto id = schema::read_current(options.data);
  if (!id) throw std::runtime_error(options.data.string() + " holds no generation; remove the folder and run again");
  return {options.data, *id};
}

std::set<std::string> record_ids(const searchd::AudienceIndex& index) {
  std::set<std::string> ids;
  for (Xapian::docid id = 1; id <= index.manifest().records; ++id) ids.insert(index.record_at(id).id);
  return ids;
}

std::vector<JudgedQuery> of_split(std::vector<JudgedQuery> queries, const std::string& split) {
  const auto wanted = split == "tune" ? Split::kTune : Split::kHeldOut;
  if (split != "all") std::erase_if(queries, [&](const auto& query) { return query.split != wanted; });
  return queries;
}

std::vector<Run> runs_of(const std::vector<std::string>& names) {
  std::vector<Run> runs;
  for (const auto& named : kRuns)
    if (names.empty() || std::find(names.begin(), names.end(), named.name) != names.end()) runs.push_back(named.run);
  return runs;
}

MeasuredRun measured(Run run, const std::vector<JudgedQuery>& queries, const searchd::AudienceIndex& index) {
  MeasuredRun out{run, {}, 0};
  for (const auto& query : queries) {
    auto found = ranking(run, query.text, index, kRecallDepth);
    const auto measures = query.answerable() ? measure(query, found) : Measures();
    if (query.answerable()) out.queries.push_back({&query, std::move(found), measures});
    else out.answered_nothing += found.empty() ? 1 : 0;
  }
  return out;
}

/// Prints what no judgement speaks of among the first `depth` of the runs; gives how many.
std::size_t print_unjudged(const std::vector<JudgedQuery>& queries, const std::vector<Run>& runs, std::size_t depth,
                           const searchd::AudienceIndex& index) {
  std::size_t unjudged = 0;
  for (const auto& query : queries) {
    std::map<std::string, std::string> found_by;
    for (const auto run : runs)
      for (const auto& record : ranking(run, query.text, index, depth))
        if (!query.grades.contains(record)) found_by[record] += fmt::format(" {}", name_of(run));
    for (const auto& [record, names] : found_by)
      fmt::print("{} 0 {} ?\t{}\t{}\tfound by{}\n", query.id, record, query.text, index.find_record(record)->title, names);
    unjudged += found_by.size();
  }
  return unjudged;
}

std::vector<std::string> kinds_of(const std::vector<JudgedQuery>& queries) {
  std::vector<std::string> kinds;
  for (const auto& query : queries)
    if (query.answerable() && std::find(kinds.begin(), kinds.end(), query.kind) == kinds.end()) kinds.push_back(query.kind);
  return kinds;
}

void print_row(const std::string& name, std::size_t queries, const Measures& measures) {
  fmt::print("{:<16}{:>8}{:>10.3f}{:>8.3f}{:>11.3f}{:>12.3f}\n", name, queries, measures.ndcg, measures.reciprocal_rank,
             measures.recall, measures.nothing_found);
}

void print_run(const MeasuredRun& run, const std::vector<JudgedQuery>& queries, bool per_query) {
  fmt::print("\n{:<16}{:>8}{:>10}{:>8}{:>11}{:>12}\n", name_of(run.run), "queries", "nDCG@10", "MRR", "recall@20", "no results");
  print_row("all", run.queries.size(), run.mean_of({}));
  for (const auto& kind : kinds_of(queries)) {
    const auto count = std::count_if(run.queries.begin(), run.queries.end(), [&](const auto& one) { return one.query->kind == kind; });
    print_row("  " + kind, static_cast<std::size_t>(count), run.mean_of(kind));
  }
  if (const auto unanswerable = queries.size() - run.queries.size(); unanswerable > 0)
    fmt::print("of {} queries without an answer in the library {} had no results\n", unanswerable, run.answered_nothing);
  if (!per_query) return;
  for (const auto& one : run.queries)
    fmt::print("{}\t{}\t{:.3f}\t{:.3f}\t{:.3f}\t{}\n", one.query->id, one.query->kind, one.measures.ndcg,
               one.measures.reciprocal_rank, one.measures.recall, one.query->text);
}

nlohmann::json to_json(const Measures& measures) {
  return {{"ndcg_10", measures.ndcg}, {"mrr", measures.reciprocal_rank}, {"recall_20", measures.recall}, {"no_results", measures.nothing_found}};
}

nlohmann::json to_json(const MeasuredRun& run, const std::vector<JudgedQuery>& queries, bool per_query) {
  nlohmann::json json = {{"run", name_of(run.run)}, {"queries", run.queries.size()}, {"all", to_json(run.mean_of({}))}};
  for (const auto& kind : kinds_of(queries)) json["kinds"][kind] = to_json(run.mean_of(kind));
  json["unanswerable"] = {{"queries", queries.size() - run.queries.size()}, {"no_results", run.answered_nothing}};
  if (!per_query) return json;
  for (const auto& one : run.queries) {
    auto row = to_json(one.measures);
    row["id"] = one.query->id;
    row["query"] = one.query->text;
    row["found"] = one.found;
    json["per_query"].push_back(std::move(row));
  }
  return json;
}

void print_figures(const Arguments& arguments, const std::vector<JudgedQuery>& queries, const searchd::AudienceIndex& index) {
  std::vector<MeasuredRun> runs;
  for (const auto run : runs_of(arguments.runs)) runs.push_back(measured(run, queries, index));
  if (!arguments.json) {
    fmt::print("{} queries ({}) over {} records\n", queries.size(), arguments.split, index.manifest().records);
    for (const auto& run : runs) print_run(run, queries, arguments.per_query);
    return;
  }
  nlohmann::json json = {{"split", arguments.split}, {"records", index.manifest().records}};
  for (const auto& run : runs) json["runs"].push_back(to_json(run, queries, arguments.per_query));
  fmt::print("{}\n", json.dump(2));
}

int run(const Arguments& arguments) {
  auto judged = load_judged_queries(arguments.judged);
  const auto generation = indexed(arguments.index);
  const auto& index = *generation.audiences().back();
  for (auto& line : dangling_judgements(judged.queries, record_ids(index))) judged.problems.push_back(std::move(line));
  for (const auto& line : judged.problems) std::cerr << line << '\n';
  const auto queries = of_split(std::move(judged.queries), arguments.split);
  std::size_t unjudged = 0;
  if (arguments.pool > 0) unjudged = print_unjudged(queries, runs_of(arguments.runs), arguments.pool, index);
  else print_figures(arguments, queries, index);
  if (unjudged > 0) std::cerr << fmt::format("{} records are not judged; add a line to judgements.tsv for each\n", unjudged);
  return judged.problems.empty() && unjudged == 0 ? kDone : kProblems;
}

}  // namespace
}  // namespace relevance

int main(int argc, char** argv) {
  relevance::Arguments arguments;
  arguments.index.corpus = HUB_SOURCE_DIR "/corpus";
  arguments.index.data = HUB_RELEVANCE_DATA;
  arguments.index.reader = HUB_EXTRACT;
  std::vector<std::string> names;
  for (const auto& named : relevance::kRuns) names.emplace_back(named.name);
  CLI::App app{"relevance: measures searches against the judged queries of tests/relevance"};
  app.add_option("--corpus", arguments.index.corpus, "Folder of the sources")->capture_default_str();
  app.add_option("--data", arguments.index.data, "Folder of this program's own index; brought up to date first")->capture_default_str();
  app.add_option("--reader", arguments.index.reader, "hub-extract, which reads the files")->capture_default_str();
  app.add_option("--judged", arguments.judged, "Folder of queries.tsv and judgements.tsv")->capture_default_str();
  app.add_option("--split", arguments.split, "Queries to run; tuning looks at tune alone")
      ->check(CLI::IsMember({"tune", "held-out", "all"}))->capture_default_str();
  app.add_option("--run", arguments.runs, "Searches to measure, several with commas between (default: all)")
      ->delimiter(',')->check(CLI::IsMember(names));
  app.add_option("--pool", arguments.pool, "Print no figures but the unjudged records among the first N of any run")->check(CLI::Range(1, 100));
  app.add_flag("--json", arguments.json, "Print JSON");
  app.add_flag("--per-query", arguments.per_query, "A line for each query too");
  app.footer("Figures are means over the queries that have an answer: nDCG@10 (gain 2^grade - 1), MRR and recall@20 (grade 2 and\n"
             "3), share without results. Runs: product is searchd; bm25 and ineb2 are Xapian's parser with that weight; and, or are\n"
             "words without operators; concepts are vocabulary concepts alone.\n"
             "Exit codes: 0 done, 1 a query or judgement is wrong or missing, 2 arguments cannot be used, 3 failed.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? relevance::kDone : relevance::kArguments;
  }
  try {
    return relevance::run(arguments);
  } catch (const Xapian::Error& error) {
    std::cerr << "relevance: " << error.get_description() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "relevance: " << error.what() << '\n';
  }
  return relevance::kFailed;
}
