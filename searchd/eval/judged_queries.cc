#include "searchd/eval/judged_queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "schema/text_analysis.h"

namespace evaluation {
namespace {

constexpr const char* kHead = "id\tkind\tsplit\tquery\twanted";
constexpr int kBestGrade = 100;

std::vector<std::string> split_at(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  return {std::istream_iterator<std::string>(in), {}};
}

/// Calls `take` with each line and its place, "FILE:LINE: ".
void for_each_line(const std::filesystem::path& file, const std::function<void(const std::string& line, const std::string& place)>& take) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    take(line, fmt::format("{}:{}: ", file.filename().string(), number));
  }
}

class Loader {
 public:
  explicit Loader(std::string id_prefix) : id_prefix_(std::move(id_prefix)) {}

  JudgedQueries load(const std::filesystem::path& queries, const std::filesystem::path& judgements) {
    bool first = true;
    for_each_line(queries, [&](const auto& line, const auto& place) {
      if (first && line == kHead) of_kinds_ = true;
      else add_query(line, place);
      first = false;
    });
    first = true;
    for_each_line(judgements, [&](const auto& line, const auto& place) {
      if (!first || !line.starts_with("query-id")) add_judgement(line, place);
      first = false;
    });
    for (const auto& query : loaded_.queries)
      if (query.grades.empty()) problem(queries.filename().string() + ": ", fmt::format("query {} has no judgement", query.id));
    return std::move(loaded_);
  }

 private:
  void problem(const std::string& place, const std::string& what) { loaded_.problems.push_back(place + what); }

  void add_query(const std::string& line, const std::string& place) {
    const auto parts = split_at(line, '\t');
    if (parts.size() != (of_kinds_ ? 5U : 2U) || std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.empty(); }))
      return problem(place, of_kinds_ ? "a query has five values with tabs between: id, kind, split, query, wanted" : "a query has an id and its text, with a tab between");
    JudgedQuery query;
    query.id = parts[0];
    query.text = parts[of_kinds_ ? 3 : 1];
    if (of_kinds_) {
      if (parts[2] != "tune" && parts[2] != "held-out") return problem(place, fmt::format("the split is '{}'; it is tune or held-out", parts[2]));
      query.kind = parts[1];
      query.split = parts[2] == "tune" ? Split::kTune : Split::kHeldOut;
      query.wanted = parts[4];
    }
    if (!place_.emplace(query.id, loaded_.queries.size()).second) return problem(place, fmt::format("there are two queries {}", query.id));
    loaded_.queries.push_back(std::move(query));
  }

  void add_judgement(const std::string& line, const std::string& place) {
    const auto parts = words_of(line);
    int grade = -1;
    const bool read = (parts.size() == 3 || parts.size() == 4) && std::from_chars(parts.back().data(), parts.back().data() + parts.back().size(), grade).ec == std::errc();
    if (!read || grade < -1 || grade > kBestGrade) return problem(place, "a judgement is 'query 0 record grade', the grade a number from 0");
    const auto query = place_.find(parts[0]);
    if (query == place_.end()) return problem(place, fmt::format("there is no query {}", parts[0]));
    const auto& named = parts[parts.size() - 2];
    const std::string record = id_prefix_.empty() ? named : id_prefix_ + "-" + schema::slug(named);
    if (!loaded_.queries[query->second].grades.emplace(record, std::max(grade, 0)).second) problem(place, fmt::format("{} is judged twice for {}", named, parts[0]));
  }

  std::string id_prefix_;
  bool of_kinds_ = false;
  JudgedQueries loaded_;
  std::unordered_map<std::string, std::size_t> place_;
};

}  // namespace

bool JudgedQuery::answerable(int relevant) const {
  return std::any_of(grades.begin(), grades.end(), [&](const auto& judged) { return judged.second >= relevant; });
}

JudgedQueries load_judged_queries(const std::filesystem::path& queries, const std::filesystem::path& judgements, const std::string& id_prefix) {
  return Loader(id_prefix).load(queries, judgements);
}

std::vector<std::string> dangling_judgements(const std::vector<JudgedQuery>& queries, const std::set<std::string>& records) {
  std::vector<std::string> out;
  for (const auto& query : queries)
    for (const auto& [record, grade] : query.grades)
      if (!records.contains(record)) out.push_back(fmt::format("{} is judged for {} and is not in the library", record, query.id));
  return out;
}

}  // namespace evaluation
