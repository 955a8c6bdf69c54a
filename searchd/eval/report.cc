#include "searchd/eval/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace evaluation {
namespace {

using nlohmann::json;

/// The kinds in the order of their first query; none where queries are of no kinds.
std::vector<std::string> kinds_of(const MeasuredRun& run) {
  std::vector<std::string> kinds;
  for (const auto& one : run.queries)
    if (!one.query->kind.empty() && std::find(kinds.begin(), kinds.end(), one.query->kind) == kinds.end()) kinds.push_back(one.query->kind);
  return kinds;
}

/// Of one kind; of all if it is empty.
std::vector<Measures> measures_of(const MeasuredRun& run, const std::string& kind) {
  std::vector<Measures> out;
  for (const auto& one : run.queries)
    if (kind.empty() || one.query->kind == kind) out.push_back(one.measures);
  return out;
}

void print_head(const std::string& name) {
  fmt::print("\n{:<16}{:>8}", name, "queries");
  for (const auto& [measure, value] : kMeasures) fmt::print("{:>12}", measure);
  fmt::print("\n");
}

void print_row(const std::string& name, const std::vector<Measures>& of) {
  const auto all = mean(of);
  fmt::print("{:<16}{:>8}", name, of.size());
  for (const auto& [measure, value] : kMeasures) fmt::print("{:>12.3f}", all.*value);
  fmt::print("\n");
}

Comparison compared(const MeasuredRun& first, const MeasuredRun& second, double Measures::*measure) { return compare(first.values(measure), second.values(measure)); }

void print_comparisons(const std::vector<MeasuredRun>& runs) {
  for (std::size_t i = 1; i < runs.size(); ++i) {
    const auto found = compared(runs[0], runs[i], &Measures::ndcg_10);
    fmt::print("{}{} against {}: nDCG@10 {:+.3f}, better for {}, the same for {}, worse for {}; by chance with p = {:.4f}\n", i == 1 ? "\n" : "", name_of(runs[0].run), name_of(runs[i].run),
               found.difference, found.better, found.same, found.worse, found.p);
  }
}

void print_queries(const std::vector<MeasuredRun>& runs) {
  const auto first = runs.front().values(&Measures::ndcg_10);
  const auto second = runs.size() > 1 ? runs[1].values(&Measures::ndcg_10) : std::vector<double>(first.size(), 1.0);
  std::vector<std::size_t> order(first.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return first[a] - second[a] < first[b] - second[b]; });
  fmt::print("\nnDCG@10 of each query under {}\n", runs.size() > 1 ? fmt::format("{} and {}, and the difference", name_of(runs[0].run), name_of(runs[1].run)) : std::string(name_of(runs[0].run)));
  for (const auto i : order) {
    const auto& query = *runs.front().queries[i].query;
    fmt::print("{}\t{}\t{:.3f}", query.id, query.kind.empty() ? "-" : query.kind, first[i]);
    if (runs.size() > 1) fmt::print("\t{:.3f}\t{:+.3f}", second[i], first[i] - second[i]);
    fmt::print("\t{}\n", query.text);
  }
}

json measures_json(const std::vector<Measures>& of) {
  const auto all = mean(of);
  json out = {{"queries", of.size()}};
  for (const auto& [measure, value] : kMeasures) out[std::string(measure)] = all.*value;
  return out;
}

}  // namespace

std::vector<double> MeasuredRun::values(double Measures::*measure) const {
  std::vector<double> out;
  for (const auto& one : queries) out.push_back(one.measures.*measure);
  return out;
}

void print_figures(const std::vector<MeasuredRun>& runs, bool per_query) {
  for (const auto& run : runs) {
    print_head(std::string(name_of(run.run)));
    print_row("all", measures_of(run, {}));
    for (const auto& kind : kinds_of(run)) print_row("  " + kind, measures_of(run, kind));
    if (run.unanswerable > 0) fmt::print("of {} queries without an answer {} had no results\n", run.unanswerable, run.answered_nothing);
  }
  print_comparisons(runs);
  if (per_query) print_queries(runs);
}

json figures_json(const std::vector<MeasuredRun>& runs, bool per_query) {
  json out = json::array();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& run = runs[i];
    json one = {{"run", name_of(run.run)}, {"all", measures_json(measures_of(run, {}))}, {"unanswerable", {{"queries", run.unanswerable}, {"no_results", run.answered_nothing}}}};
    for (const auto& kind : kinds_of(run)) one["kinds"][kind] = measures_json(measures_of(run, kind));
    if (i > 0)
      for (const auto& [measure, value] : kMeasures) {
        const auto found = compared(runs[0], run, value);
        one["against"][std::string(name_of(runs[0].run))][std::string(measure)] = {{"difference", -found.difference}, {"better", found.worse}, {"same", found.same}, {"worse", found.better}, {"p", found.p}};
      }
    if (per_query)
      for (const auto& query : run.queries) {
        auto row = measures_json({query.measures});
        row.erase("queries");
        row["id"] = query.query->id;
        row["query"] = query.query->text;
        row["found"] = query.found;
        one["per_query"].push_back(std::move(row));
      }
    out.push_back(std::move(one));
  }
  return out;
}

void print_spelling(const SpellingFigures& figures, bool wrong) {
  fmt::print("{} pairs against {} words ({} pairs left out: the word meant is not among them, or what was typed is)\n", figures.pairs, figures.words, figures.left_out);
  fmt::print("first suggestion right {:.3f}, none {:.3f}; {:.3f} ms a word\n", figures.accuracy(), figures.pairs == 0 ? 0.0 : static_cast<double>(figures.none) / static_cast<double>(figures.pairs),
             figures.milliseconds);
  if (!wrong) return;
  for (const auto& [pair, suggested] : figures.wrong) fmt::print("{}\t{}\t{}\n", pair.typed, fmt::join(pair.meant, ","), suggested.empty() ? "-" : suggested);
}

json spelling_json(const SpellingFigures& figures, bool wrong) {
  json out = {{"words", figures.words}, {"pairs", figures.pairs}, {"left_out", figures.left_out}, {"right", figures.right}, {"none", figures.none}, {"accuracy", figures.accuracy()}, {"milliseconds", figures.milliseconds}};
  if (wrong)
    for (const auto& [pair, suggested] : figures.wrong) out["wrong"].push_back({{"typed", pair.typed}, {"meant", pair.meant}, {"suggested", suggested}});
  return out;
}

}  // namespace evaluation
