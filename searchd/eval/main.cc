// hub-eval: measures how well searches of an index answer judged queries, and how well misspelt words are corrected.

#include <fmt/format.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "schema/generation_files.h"
#include "searchd/current_index.h"
#include "searchd/eval/report.h"

namespace evaluation {
namespace {

/// Exit codes, as the man page lists them.
enum Exit { kDone = 0, kProblems = 1, kArguments = 2, kFailed = 3 };

struct Arguments {
  std::filesystem::path data = "data";
  std::string audience;
  std::filesystem::path ranking;
  std::filesystem::path queries;
  std::filesystem::path judgements;
  std::string id_prefix;
  int relevant = 1;
  std::string split = "all";
  std::vector<std::string> runs = {"product", "bm25"};
  std::filesystem::path trec_runs;
  std::size_t pool = 0;
  std::filesystem::path pairs;
  std::filesystem::path words;
  bool json = false;
  bool per_query = false;
};

/// The generation that is current, and the audience of it that was asked for: without one, the last, which sees most.
class Opened {
 public:
  explicit Opened(const Arguments& arguments)
      : generation_(arguments.data, current_of(arguments.data), std::make_shared<const searchd::RankingFile>(arguments.ranking)),
        index_(arguments.audience.empty() ? *generation_.audiences().back() : generation_.audience(arguments.audience)) {}
  const searchd::AudienceIndex& index() const { return index_; }

 private:
  static std::string current_of(const std::filesystem::path& data) {
    const auto id = schema::read_current(data);
    if (!id) throw std::runtime_error(data.string() + " holds no generation; run hub-indexer reindex first, or correct --data");
    return *id;
  }
  searchd::Generation generation_;
  const searchd::AudienceIndex& index_;
};

std::set<std::string> record_ids(const searchd::AudienceIndex& index) {
  std::set<std::string> ids;
  for (const auto& record : index.titles()) ids.insert(record.id);
  return ids;
}

std::vector<JudgedQuery> of_split(std::vector<JudgedQuery> queries, const std::string& split) {
  const auto wanted = split == "tune" ? Split::kTune : Split::kHeldOut;
  if (split != "all") std::erase_if(queries, [&](const auto& query) { return query.split != wanted; });
  return queries;
}

std::vector<Run> runs_of(const std::vector<std::string>& names) {
  std::vector<Run> runs;
  for (const auto& name : names) runs.push_back(std::find_if(kRuns.begin(), kRuns.end(), [&](const auto& named) { return named.name == name; })->run);
  return runs;
}

MeasuredRun measured(Run run, const std::vector<JudgedQuery>& queries, const searchd::AudienceIndex& index, int relevant) {
  MeasuredRun out{run, {}, 0, 0};
  for (const auto& query : queries) {
    auto found = ranking(run, query.text, index, kDepth);
    if (query.answerable(relevant)) {
      const auto measures = measure(query, found, relevant);
      out.queries.push_back({&query, std::move(found), measures});
    } else {
      ++out.unanswerable;
      out.answered_nothing += found.empty() ? 1 : 0;
    }
  }
  return out;
}

/// Prints what no judgement speaks of among the first `depth` of the runs; gives how many.
std::size_t print_unjudged(const std::vector<JudgedQuery>& queries, const std::vector<Run>& runs, std::size_t depth, const searchd::AudienceIndex& index) {
  std::size_t unjudged = 0;
  for (const auto& query : queries) {
    std::map<std::string, std::string> found_by;
    for (const auto run : runs)
      for (const auto& record : ranking(run, query.text, index, depth))
        if (!query.grades.contains(record)) found_by[record] += fmt::format(" {}", name_of(run));
    for (const auto& [record, names] : found_by) fmt::print("{} 0 {} ?\t{}\t{}\tfound by{}\n", query.id, record, query.text, index.find_record(record)->title, names);
    unjudged += found_by.size();
  }
  return unjudged;
}

/// FOLDER/RUN.txt, as trec_eval reads it. Scores say the order alone.
void write_trec_run(const MeasuredRun& run, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto file = folder / fmt::format("{}.txt", name_of(run.run));
  std::ofstream out(file);
  for (const auto& one : run.queries)
    for (std::size_t i = 0; i < one.found.size(); ++i) out << fmt::format("{} Q0 {} {} {} {}\n", one.query->id, one.found[i], i + 1, kDepth - i, name_of(run.run));
  if (!out.flush()) throw std::runtime_error(file.string() + " cannot be written");
}

int evaluate_search(const Arguments& arguments) {
  auto judged = load_judged_queries(arguments.queries, arguments.judgements, arguments.id_prefix);
  const Opened opened(arguments);
  const auto& index = opened.index();
  for (auto& line : dangling_judgements(judged.queries, record_ids(index))) judged.problems.push_back(std::move(line));
  for (const auto& line : judged.problems) std::cerr << "hub-eval: " << line << '\n';
  const auto queries = of_split(std::move(judged.queries), arguments.split);
  const auto runs = runs_of(arguments.runs);
  if (arguments.pool > 0) {
    const auto unjudged = print_unjudged(queries, runs, arguments.pool, index);
    if (unjudged > 0) std::cerr << fmt::format("hub-eval: {} records are not judged; add a line to {} for each\n", unjudged, arguments.judgements.string());
    return judged.problems.empty() && unjudged == 0 ? kDone : kProblems;
  }
  std::vector<MeasuredRun> figures;
  for (const auto run : runs) figures.push_back(measured(run, queries, index, arguments.relevant));
  if (!arguments.trec_runs.empty())
    for (const auto& run : figures) write_trec_run(run, arguments.trec_runs);
  if (arguments.json) {
    fmt::print("{}\n", nlohmann::json{{"split", arguments.split}, {"records", index.manifest().records}, {"ranking", index.ranking()->version}, {"runs", figures_json(figures, arguments.per_query)}}.dump(2));
  } else {
    fmt::print("{} queries ({}) over {} records\n", queries.size(), arguments.split, index.manifest().records);
    print_figures(figures, arguments.per_query);
  }
  return judged.problems.empty() ? kDone : kProblems;
}

int evaluate_spelling(const Arguments& arguments) {
  const auto pairs = load_misspellings(arguments.pairs);
  const auto figures = arguments.words.empty() ? measure_spelling(pairs, Opened(arguments).index().words()) : measure_spelling(pairs, load_words(arguments.words));
  if (arguments.json) fmt::print("{}\n", spelling_json(figures, arguments.per_query).dump(2));
  else print_spelling(figures, arguments.per_query);
  return kDone;
}

}  // namespace
}  // namespace evaluation

int main(int argc, char** argv) {
  evaluation::Arguments arguments;
  std::vector<std::string> names;
  for (const auto& named : evaluation::kRuns) names.emplace_back(named.name);
  CLI::App app{"hub-eval: measures how well searches of a Practice Hub index answer judged queries, and how well misspelt words are corrected"};
  app.set_version_flag("--version", std::string("hub-eval ") + HUB_VERSION + " (Xapian " + Xapian::version_string() + ")");
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 a query or judgement is wrong or missing, 2 arguments cannot be used, 3 failed.");

  auto* search = app.add_subcommand("search", "nDCG@10, MAP, MRR@10, P@10, recall and share without results, by kind of query, and one search against another");
  search->add_option("--queries", arguments.queries, "Queries: a line each, id and text with a tab between (or id, kind, split, query, wanted below such a head)")->required()->check(CLI::ExistingFile);
  search->add_option("--judgements,--qrels", arguments.judgements, "TREC qrels: query, 0, record, grade")->required()->check(CLI::ExistingFile);
  search->add_option("--id-prefix", arguments.id_prefix, "The id_prefix of the bulk import that the judged records came by");
  search->add_option("--relevant", arguments.relevant, "Lowest grade of a record that counts as found")->capture_default_str()->check(CLI::Range(1, 100));
  search->add_option("--split", arguments.split, "Queries to run; tuning looks at tune alone")->check(CLI::IsMember({"tune", "held-out", "all"}))->capture_default_str();
  search->add_option("--run", arguments.runs, "Searches to measure, with commas: product is searchd; bm25 and ineb2 are Xapian's parser with that weight; and, or are words "
                                              "without operators; concepts are vocabulary concepts alone. The first is compared with each other")
      ->delimiter(',')->check(CLI::IsMember(names))->capture_default_str();
  search->add_option("--trec-runs", arguments.trec_runs, "Folder to write each run to, as trec_eval reads it");
  search->add_option("--pool", arguments.pool, "Print no figures but the unjudged records among the first N of any run")->check(CLI::Range(1, 100));

  auto* spelling = app.add_subcommand("spelling", "How often the first suggestion for a misspelt word is right, and how long it takes");
  spelling->add_option("--pairs", arguments.pairs, "Misspelt words: a line each, typed and meant with a tab or -> between")->required()->check(CLI::ExistingFile);
  spelling->add_option("--words", arguments.words, "Words to correct by, a line each, with a tab and how many texts hold it; without it those of the index")->check(CLI::ExistingFile);

  for (auto* command : {search, spelling}) {
    command->add_option("--data", arguments.data, "Folder of the generations that hub-indexer makes")->capture_default_str();
    command->add_option("--audience", arguments.audience, "Audience whose index is searched; without it the one that sees most");
    command->add_flag("--json", arguments.json, "Print JSON");
    command->add_flag("--per-query", arguments.per_query, "A line for each query, or each word that was not corrected");
  }
  search->add_option("--ranking", arguments.ranking, "JSON file of the ranking's weights, as for hub-searchd");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? evaluation::kDone : evaluation::kArguments;
  }
  try {
    return search->parsed() ? evaluation::evaluate_search(arguments) : evaluation::evaluate_spelling(arguments);
  } catch (const Xapian::Error& error) {
    std::cerr << "hub-eval: " << error.get_description() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "hub-eval: " << error.what() << '\n';
  }
  return evaluation::kFailed;
}
