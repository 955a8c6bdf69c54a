#pragma once
// The judged queries: what was asked, and how well each record of the sample library answers it.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace relevance {

/// Tuning looks at kTune alone; kHeldOut says afterwards whether it was worth anything.
enum class Split { kTune, kHeldOut };

/// 3 exactly this, 2 clearly helpful, 1 touches it, 0 no.
inline constexpr int kBestGrade = 3;
/// From this grade on a record counts as found, where only found or not is asked.
inline constexpr int kHelpful = 2;

struct JudgedQuery {
  std::string id;
  std::string kind;
  Split split = Split::kTune;
  std::string text;  ///< as typed
  std::string wanted;
  std::map<std::string, int> grades;  ///< by record id

  /// Whether the library holds anything that helps.
  bool answerable() const;
};

struct JudgedQueries {
  std::vector<JudgedQuery> queries;   ///< in the order of the file
  std::vector<std::string> problems;  ///< "FILE:LINE: what is wrong", each a line that was left out, or a query without judgement
};

/// Reads FOLDER/queries.tsv (a head line, then id, kind, split, query, wanted) and FOLDER/judgements.tsv (TREC qrels: query id,
/// 0, record id, grade). Throws std::runtime_error if a file cannot be read.
JudgedQueries load_judged_queries(const std::filesystem::path& folder);

/// A line for each judgement of a record that is not among `records`.
std::vector<std::string> dangling_judgements(const std::vector<JudgedQuery>& queries, const std::set<std::string>& records);

}  // namespace relevance
