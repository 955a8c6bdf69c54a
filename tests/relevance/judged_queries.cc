#include "tests/relevance/judged_queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

namespace relevance {
namespace {

constexpr const char* kHead = "id\tkind\tsplit\tquery\twanted";

std::vector<std::string> split_at(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

/// Calls `take` with each line and its place, "FILE:LINE: ".
void for_each_line(const std::filesystem::path& file,
                   const std::function<void(const std::string& line, const std::string& place)>& take) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " cannot be read; --judged names the folder of queries.tsv");
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);)
    take(line, fmt::format("{}:{}: ", file.filename().string(), ++number));
}

class Loader {
 public:
  JudgedQueries load(const std::filesystem::path& folder) {
    bool head = true;
    for_each_line(folder / "queries.tsv", [&](const auto& line, const auto& place) {
      if (head && line != kHead) problem(place, "the head line is not 'id, kind, split, query, wanted' with tabs between");
      if (!head) add_query(line, place);
      head = false;
    });
    for_each_line(folder / "judgements.tsv", [&](const auto& line, const auto& place) { add_judgement(line, place); });
    for (const auto& query : loaded_.queries)
      if (query.grades.empty()) problem("queries.tsv: ", fmt::format("query {} has no judgement", query.id));
    return std::move(loaded_);
  }

 private:
  void problem(const std::string& place, const std::string& what) { loaded_.problems.push_back(place + what); }

  void add_query(const std::string& line, const std::string& place) {
    const auto parts = split_at(line, '\t');
    if (parts.size() != 5 || std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.empty(); }))
      return problem(place, "a query has five values with tabs between: id, kind, split, query, wanted");
    if (parts[2] != "tune" && parts[2] != "held-out")
      return problem(place, fmt::format("the split is '{}'; it is tune or held-out", parts[2]));
    if (!place_.emplace(parts[0], loaded_.queries.size()).second)
      return problem(place, fmt::format("there are two queries {}", parts[0]));
    loaded_.queries.push_back({parts[0], parts[1], parts[2] == "tune" ? Split::kTune : Split::kHeldOut, parts[3], parts[4], {}});
  }

  void add_judgement(const std::string& line, const std::string& place) {
    const auto parts = split_at(line, ' ');
    if (parts.size() != 4 || parts[1] != "0" || parts[3].size() != 1 || parts[3][0] < '0' || parts[3][0] > '0' + kBestGrade)
      return problem(place, fmt::format("a judgement is 'query 0 record grade', the grade from 0 to {}", kBestGrade));
    const auto query = place_.find(parts[0]);
    if (query == place_.end()) return problem(place, fmt::format("there is no query {}", parts[0]));
    if (!loaded_.queries[query->second].grades.emplace(parts[2], parts[3][0] - '0').second)
      problem(place, fmt::format("{} is judged twice for {}", parts[2], parts[0]));
  }

  JudgedQueries loaded_;
  std::unordered_map<std::string, std::size_t> place_;
};

}  // namespace

bool JudgedQuery::answerable() const {
  return std::any_of(grades.begin(), grades.end(), [](const auto& judged) { return judged.second >= kHelpful; });
}

JudgedQueries load_judged_queries(const std::filesystem::path& folder) { return Loader().load(folder); }

std::vector<std::string> dangling_judgements(const std::vector<JudgedQuery>& queries, const std::set<std::string>& records) {
  std::vector<std::string> out;
  for (const auto& query : queries)
    for (const auto& [record, grade] : query.grades)
      if (!records.contains(record))
        out.push_back(fmt::format("judgements.tsv: {} is judged for {} and is not in the library", record, query.id));
  return out;
}

}  // namespace relevance
