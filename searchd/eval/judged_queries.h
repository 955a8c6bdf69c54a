#pragma once
// What was asked, and how well each record answers it: queries and judgements as TREC keeps them.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace evaluation {

/// Tuning looks at kTune alone; kHeldOut says afterwards whether it was worth anything.
enum class Split { kTune, kHeldOut };

struct JudgedQuery {
  std::string id;
  std::string kind;   ///< empty where the queries are of no kinds
  Split split = Split::kTune;
  std::string text;   ///< as typed
  std::string wanted; ///< in words, for who judges
  std::map<std::string, int> grades;  ///< by record id; from 0, which is "no"

  /// Whether any record has that grade or a better one.
  bool answerable(int relevant) const;
};

struct JudgedQueries {
  std::vector<JudgedQuery> queries;   ///< in the order of the file
  std::vector<std::string> problems;  ///< "FILE:LINE: what is wrong", each a line that was left out, or a query without judgement
};

/// Reads queries, a line each with tabs between: id and text; or, below the head line "id kind split query wanted", these five. And judgements
/// (TREC qrels): query id, a number, record id, grade; the number may be missing, and a head line "query-id corpus-id score" is passed over.
/// With `id_prefix`, records of the judgements are named as a bulk import names them: "PREFIX-" and the id folded to a-z 0-9 -.
/// Throws std::runtime_error if a file cannot be read.
JudgedQueries load_judged_queries(const std::filesystem::path& queries, const std::filesystem::path& judgements, const std::string& id_prefix = {});

/// A line for each judgement of a record that is not among `records`.
std::vector<std::string> dangling_judgements(const std::vector<JudgedQuery>& queries, const std::set<std::string>& records);

}  // namespace evaluation
