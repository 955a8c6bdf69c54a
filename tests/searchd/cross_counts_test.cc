// Matrices and trends against what a person would count with the cards in their hand.

#include "searchd/cross_counts.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <set>

#include "tests/searchd/officers_library.h"

namespace {

using nlohmann::json;
using testing::HasSubstr;

/// Values of a card with the ancestors of each, as facets count them.
std::set<std::string> values_of(const schema::Record& card, const std::string& field, const searchd::AudienceIndex& index) {
  const auto& own = schema::terms_of(card, field);
  std::set<std::string> out(own.begin(), own.end());
  if (const auto* vocabulary = index.vocabularies().find(field))
    for (const auto& value : own)
      for (auto& ancestor : vocabulary->ancestors(value)) out.insert(ancestor);
  return out;
}

/// "row/col" -> cards with both; "row/" and "/col" -> with one; "row/-" -> with the row and no column.
std::map<std::string, std::uint64_t> counted(const test::Site& site, const std::string& query, const std::string& rows, const std::string& cols) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& hit : site.search(query + "&count=100").hits) {
    const auto in_rows = values_of(hit.card, rows, site.index());
    const auto in_cols = values_of(hit.card, cols, site.index());
    for (const auto& row : in_rows) {
      ++out[row + "/"];
      if (in_cols.empty()) ++out[row + "/-"];
      for (const auto& col : in_cols) ++out[row + "/" + col];
    }
    for (const auto& col : in_cols) ++out["/" + col];
    out["rows missing"] += in_rows.empty();
    out["cols missing"] += in_cols.empty();
    ++out["total"];
  }
  std::erase_if(out, [](const auto& one) { return one.second == 0; });
  return out;
}

std::map<std::string, std::uint64_t> cells_of(const json& matrix) {
  std::map<std::string, std::uint64_t> out;
  const auto& cols = matrix.at("cols").at("values");
  for (const auto& row : matrix.at("rows").at("values")) {
    const auto name = row.at("value").get<std::string>();
    out[name + "/"] = row.at("count");
    out[name + "/-"] = row.at("missing");
    EXPECT_EQ(row.at("counts").size(), cols.size());
    for (std::size_t i = 0; i < cols.size(); ++i) out[name + "/" + cols[i].at("value").get<std::string>()] = row.at("counts")[i];
  }
  for (const auto& col : cols) out["/" + col.at("value").get<std::string>()] = col.at("count");
  out["rows missing"] = matrix.at("rows").at("missing");
  out["cols missing"] = matrix.at("cols").at("missing");
  out["total"] = matrix.at("total");
  std::erase_if(out, [](const auto& one) { return one.second == 0; });
  return out;
}

TEST(Matrix, CountsWhatAPersonWouldCount) {
  const std::vector<std::string> fields = {"theme", "force", "collection", "year", "works_rating", "area", "region", "subject_sex"};
  const std::vector<std::string> queries = {"q=", "q=violence", "q=knive", "q=police+knife+tenants", "q=&filter_theme=child-protection", "q=abuse&filter_force=kent&filter_force=essex&reject_year=2019",
                                            "q=&filter_force=_MISSING", "q=&filter_published=from:2019,to:2021-03", "q=nothingatall"};
  const auto& site = test::officers().police;
  for (const auto& query : queries)
    for (const auto& rows : fields)
      for (const auto& cols : fields) {
        SCOPED_TRACE(fmt::format("{} {} by {}", query, rows, cols));
        const auto expected = counted(site, query, rows, cols);
        for (const auto* empty : {"true", "false"})
          EXPECT_EQ(cells_of(site.json(fmt::format("/api/v1/matrix?{}&rows={}&cols={}&empty={}", query, rows, cols, empty))), expected) << empty;
        if (HasFailure()) return;
      }
}

TEST(Matrix, ShowsItsGapsUnlessAskedNotTo) {
  const auto& site = test::officers().open;
  const auto all = site.json("/api/v1/matrix?filter_force=humberside");
  EXPECT_EQ(all.at("rows").at("field"), "theme");
  EXPECT_EQ(all.at("cols").at("field"), "force");
  EXPECT_EQ(all.at("rows").at("values").size(), site.index().vocabularies().find("theme")->values().size());
  EXPECT_EQ(all.at("cols").at("values").size(), 4u) << "also forces without a record";
  EXPECT_EQ(all.at("rows").at("values")[3], json::parse(R"({"value": "cse", "label": "Child sexual exploitation", "parent": "csa", "count": 1, "counts": [0, 0, 1, 0], "missing": 0})"));
  const auto some = site.json("/api/v1/matrix?filter_force=humberside&empty=false");
  EXPECT_EQ(some.at("rows").at("values").size(), 4u) << "a theme and those above it";
  EXPECT_EQ(some.at("cols").at("values").size(), 1u);
  EXPECT_EQ(site.json("/api/v1/matrix?lang=cy&rows=force&cols=collection").at("rows").at("values")[3].at("label"), "Heddlu Dyfed-Powys");
}

TEST(Matrix, HasYearsWithoutGaps) {
  std::vector<std::string> years;
  const json matrix = test::officers().open.json("/api/v1/matrix?cols=year");
  for (const auto& year : matrix.at("cols").at("values")) years.push_back(year.at("value"));
  ASSERT_GT(years.size(), 2u);
  EXPECT_EQ(years.front(), "2012");
  for (std::size_t i = 1; i < years.size(); ++i) EXPECT_EQ(std::stoi(years[i]), std::stoi(years[i - 1]) + 1);
}

TEST(Matrix, RefusesWithAllProblems) {
  struct Case {
    const char* address;
    std::vector<std::string> problems;  ///< "parameter code"
  };
  const Case cases[] = {
      {"/api/v1/matrix?rows=colour&cols=title&empty=maybe&filter_colour=red&count=3",
       {"rows bad_value", "cols bad_value", "empty bad_value", "count unknown_parameter", "filter_colour unknown_parameter"}},
      {"/api/v1/matrix?rows=subject_sex&cols=subject_age_band&filter_subject_sex=female", {"rows not_available", "cols not_available", "filter_subject_sex not_available"}},
      {"/api/v1/matrix?facet_theme=10&order=title", {"facet_theme unknown_parameter", "order unknown_parameter"}},
      {"/api/v1/matrix?lang=fr", {"lang bad_value"}},
      {"/api/v1/trends?field=subject_sex", {"field not_available"}},
      {"/api/v1/trends?field=published&rows=theme", {"field bad_value", "rows unknown_parameter"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.address);
    const auto reply = test::officers().open.get(c.address);
    EXPECT_EQ(reply.status, 422);
    std::vector<std::string> found;
    const json body = json::parse(reply.body);
    for (const auto& problem : body.at("errors")) found.push_back(problem.at("parameter").get<std::string>() + " " + problem.at("code").get<std::string>());
    EXPECT_EQ(found, c.problems);
  }
  EXPECT_EQ(test::officers().police.get("/api/v1/matrix?rows=subject_sex&cols=subject_age_band&filter_subject_sex=female").status, 200);
}

TEST(Matrix, CountsWhatWasFoundForACorrection) {
  const auto& site = test::officers().open;
  const auto total = site.json("/api/v1/search?q=cuckoing").at("total");
  EXPECT_GT(total, 0);
  EXPECT_EQ(site.json("/api/v1/matrix?q=cuckoing").at("total"), total);
  EXPECT_EQ(site.json("/api/v1/matrix?q=cuckoing&exact=1").at("total"), 0);
}

TEST(Trends, CountWhatAPersonWouldCount) {
  const auto& site = test::officers().police;
  for (const auto* query : {"q=", "q=violence", "q=&filter_theme=child-protection", "q=&filter_collection=review", "q=nothingatall"})
    for (const auto* field : {"theme", "force", "collection", "works_rating", "subject_sex"}) {
      SCOPED_TRACE(fmt::format("{} {}", query, field));
      const auto expected = counted(site, query, field, "year");
      const auto answer = site.json(fmt::format("/api/v1/trends?{}&field={}", query, field));
      const auto& years = answer.at("years");
      std::map<std::string, std::uint64_t> found;
      std::uint64_t before = UINT64_MAX;
      for (const auto& value : answer.at("values")) {
        const auto name = value.at("value").get<std::string>();
        found[name + "/"] = value.at("count");
        found[name + "/-"] = value.at("missing");
        ASSERT_EQ(value.at("counts").size(), years.size());
        for (std::size_t i = 0; i < years.size(); ++i) found[name + "/" + years[i].get<std::string>()] = value.at("counts")[i];
        EXPECT_LE(value.at("count"), before) << "those with the most come first";
        before = value.at("count");
      }
      for (std::size_t i = 0; i < years.size(); ++i) found["/" + years[i].get<std::string>()] = answer.at("total").at("counts")[i];
      found["rows missing"] = answer.at("without_value");
      found["cols missing"] = answer.at("total").at("missing");
      found["total"] = answer.at("total").at("count");
      std::erase_if(found, [](const auto& one) { return one.second == 0; });
      EXPECT_EQ(found, expected);
      for (std::size_t i = 1; i < years.size(); ++i) EXPECT_EQ(std::stoi(years[i].get<std::string>()), std::stoi(years[i - 1].get<std::string>()) + 1);
      if (years.empty()) continue;
      EXPECT_GT(answer.at("total").at("counts").front(), 0);
      EXPECT_GT(answer.at("total").at("counts").back(), 0);
    }
}

}  // namespace
