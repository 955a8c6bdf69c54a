#include "indexer/report.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace {

using indexer::Outcome;
using indexer::Report;
using indexer::Severity;
using testing::HasSubstr;
using testing::Not;

Report some_report() {
  Report report;
  report.files = {{"a.md", Outcome::kIndexed, 1, 0}, {"b.md", Outcome::kUnchanged, 1, 0}, {"c.jsonl", Outcome::kIndexed, 5, 2}, {"d.md", Outcome::kSkipped, 0, 0}, {"e.md", Outcome::kFailed, 0, 1}};
  report.problems = {{Severity::kError, "e.md", 3, "is broken"}, {Severity::kWarning, "a.md", 0, "is odd"}, {Severity::kNote, "d.md", 0, "is withdrawn"}};
  report.generation = "20261123T081502Z-1f2e3d4c";
  report.published = true;
  report.changes = {{"public", {"pe-new"}, {}, {"pe-old"}}, {"police", {}, {}, {}}};
  auto& audience = report.audiences.emplace_back();
  audience.name = "public";
  audience.records = 7;
  audience.recommendations = 2;
  return report;
}

TEST(Report, ReconcilesOnlyWhenEveryFileHasAnOutcome) {
  const auto report = some_report();
  EXPECT_NO_THROW(report.reconcile(5));
  for (const std::size_t found : {0u, 4u, 6u}) EXPECT_THROW(report.reconcile(found), std::logic_error);
  EXPECT_NO_THROW(Report{}.reconcile(0));
  EXPECT_EQ(report.count(Outcome::kIndexed), 2u);
  EXPECT_EQ(report.count(Outcome::kFailed), 1u);
  EXPECT_EQ(report.errors(), 1u);
}

TEST(ReportText, SaysWhatWasDone) {
  const auto text = indexer::report_text(some_report());
  for (const auto* line : {"e.md:3: error: is broken\n", "a.md: warning: is odd\n", "d.md: note: is withdrawn\n",
                           "Files: 5 found = 2 indexed + 1 unchanged + 1 skipped + 1 failed. Records: 7 accepted, 3 rejected.\n", "Audience public: 7 records, 2 recommendations.\n",
                           "Audience public: 1 added, 0 changed, 1 removed.\n", "Published generation 20261123T081502Z-1f2e3d4c in"})
    EXPECT_THAT(text, HasSubstr(line));
  EXPECT_THAT(text, Not(HasSubstr("Audience police: 0 added")));
  EXPECT_TRUE(text.ends_with("\n"));
  auto other = some_report();
  other.published = false;
  EXPECT_THAT(indexer::report_text(other), HasSubstr("Nothing has changed: generation 20261123T081502Z-1f2e3d4c stays current"));
  other.dry_run = true;
  EXPECT_THAT(indexer::report_text(other), HasSubstr("Dry run: nothing was written"));
}

TEST(ReportText, ListsAFewProblemsOfAKindAndCountsTheRest) {
  Report report;
  for (int i = 0; i < 12; ++i) report.problems.push_back({Severity::kWarning, "a.jsonl", i + 1, "area: '" + std::to_string(i) + "' is not in the vocabulary"});
  report.problems.push_back({Severity::kError, "a.jsonl", 9, "has no 'title'"});
  const auto text = indexer::report_text(report, 5);
  EXPECT_THAT(text, HasSubstr("a.jsonl:5: "));
  EXPECT_THAT(text, Not(HasSubstr("a.jsonl:6: ")));
  EXPECT_THAT(text, HasSubstr("a.jsonl: … and 7 more like the last of these"));
  EXPECT_THAT(text, HasSubstr("a.jsonl:9: error: has no 'title'"));
}

TEST(ReportJson, HoldsEveryFileAndProblem) {
  const auto json = indexer::report_to_json(some_report());
  EXPECT_EQ(json["files"], (nlohmann::json{{"found", 5}, {"indexed", 2}, {"unchanged", 1}, {"skipped", 1}, {"failed", 1}}));
  EXPECT_EQ(json["outcomes"].size(), 5u);
  EXPECT_EQ(json["outcomes"][4], (nlohmann::json{{"path", "e.md"}, {"outcome", "failed"}, {"records", 0}, {"rejected", 1}}));
  EXPECT_EQ(json["problems"][0], (nlohmann::json{{"severity", "error"}, {"file", "e.md"}, {"line", 3}, {"message", "is broken"}}));
  EXPECT_EQ(json["changes"][0]["removed"], nlohmann::json({"pe-old"}));
  EXPECT_EQ(json["audiences"][0]["records"], 7);
}

}  // namespace
