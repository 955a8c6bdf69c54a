// Recommendations as hits of their own: searched, filtered and counted by their own agency and their record's other values.

#include <gmock/gmock.h>

#include <set>

#include "tests/searchd/officers_library.h"

namespace {

using nlohmann::json;

const json& answer_to(const std::string& query) {
  static std::map<std::string, json> answers;
  return answers[query] = test::officers().open.json("/api/v1/recommendations?" + query);
}

TEST(Recommendations, AreCountedByAgencyThemeTypeAndYear) {
  // What a person would count: every recommendation of every public record.
  std::map<std::string, std::map<std::string, int>> expected;
  int total = 0;
  const auto& index = test::officers().open.index();
  for (const auto& record : test::officers().index->records("public"))
    for (const auto& recommendation : record.recommendations) {
      if (recommendation.removed) continue;
      ++total;
      for (const auto& agency : recommendation.agency) ++expected["agency"][agency];
      for (const auto* field : {"theme", "review_type", "year"}) {
        std::set<std::string> values;
        for (const auto& value : schema::terms_of(record, field)) {
          values.insert(value);
          if (const auto* vocabulary = index.vocabularies().find(field))
            for (const auto& ancestor : vocabulary->ancestors(value)) values.insert(ancestor);
        }
        for (const auto& value : values) ++expected[field][value];
      }
    }
  const auto& answer = answer_to("count=0&facet_agency=100&facet_theme=100&facet_review_type=100&facet_year=100");
  EXPECT_EQ(answer.at("total"), total);
  ASSERT_GT(total, 3);
  for (const auto& [field, counts] : expected) {
    std::map<std::string, int> found;
    for (const auto& option : answer.at("facets").at(field).at("options")) found[option.at("value")] = option.at("count");
    EXPECT_EQ(found, counts) << field;
    for (const auto& [value, count] : counts) EXPECT_EQ(answer_to("filter_" + field + "=" + value).at("total"), count) << field << " " << value;
  }
}

TEST(Recommendations, AreFoundByTheirWordsAndOpenWhereTheyStand) {
  const auto& answer = answer_to("q=separates&filter_agency=police&filter_review_type=dhr&filter_year=2021");
  ASSERT_EQ(answer.at("total"), 1);
  const auto& hit = answer.at("results")[0];
  EXPECT_EQ(hit.at("recommendation").at("agency")[0].at("label"), "Police");
  EXPECT_EQ(hit.at("recommendation").at("status"), "completed");
  EXPECT_EQ(hit.at("highlights").at("passages")[0].at("url"), "/records/rv-rowan?q=separates#r1");
}

}  // namespace
