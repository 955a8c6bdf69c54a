#include "schema/record.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

using schema::Block;
using schema::Record;

Record full_record() {
  Record record;
  record.id = "pe-one";
  record.title = "Checking in: “Tŷ”";
  record.summary = "A summary.";
  record.marking = "OFFICIAL [FOR PUBLIC RELEASE]";
  record.illustrative = true;
  record.terms = {{"collection", {"practice"}}, {"theme", {"cuckooing", "county-lines"}}};
  record.labels = {{"area/hull", "Hull"}};
  record.dates = {{"published", {2020, 2, 21}}, {"start_date", {2019, 0, 0}}, {"verified", {2019, 11, 0}}};
  record.texts = {{"licence", "OGL-UK-3.0"}};
  record.ids = {{"related", {"pe-two", "A citation (2019)"}}};
  record.sections = {{"", "", {{Block::Kind::kParagraph, "First.", {}, 0, 0}}},
                     {"Problem",
                      "problem",
                      {{Block::Kind::kHeading, "Detail", {}, 3, 2},
                       {Block::Kind::kBullet, "Item", {}, 1, 2},
                       {Block::Kind::kNumbered, "One", {}, 0, 2},
                       {Block::Kind::kQuote, "Said", {}, 0, 0},
                       {Block::Kind::kCode, "x = 1\n", {}, 0, 0},
                       {Block::Kind::kTableHead, "", {"A", ""}, 0, 0},
                       {Block::Kind::kTableRow, "", {"1", "2"}, 0, 0},
                       {Block::Kind::kRemoved, "Covert tactic", {}, 0, 0}}}};
  record.recommendations = {{1, "Do it.", {"police"}, "local", "accepted", 7, false}, {2, "Covert tactic", {}, "", "", 0, true}};
  record.attachments = {{"Evaluation", "evaluation", "e.txt", "text/plain", "OFFICIAL", std::string(64, 'a'), 12, true, true, false, "", {}},
                        {"Costs", "", "c.docx", "application/x", "OFFICIAL", "", 0, false, false, false, "", {{"Staff", "resources", {{Block::Kind::kParagraph, "Two.", {}, 0, 3}}}}},
                        {"", "", "", "", "", "", 0, false, true, true, "Personal data", {}}};
  record.suggested_themes = {{"cse", {"CSE", "child sexual exploitation"}}};
  return record;
}

Record bare_record() {
  Record record;
  record.id = "pe-two";
  record.title = "Bare";
  return record;
}

TEST(RecordJson, ReadsBackAsItWasWritten) {
  for (const auto& record : {full_record(), bare_record()}) {
    SCOPED_TRACE(record.id);
    const nlohmann::json json = record;
    const auto again = nlohmann::json::parse(json.dump()).get<Record>();
    EXPECT_EQ(nlohmann::json(again), json);
    EXPECT_EQ(again.dates, record.dates);
    EXPECT_EQ(again.terms, record.terms);
    EXPECT_EQ(again.sections.size(), record.sections.size());
  }
}

TEST(RecordJson, LeavesEmptyPartsOut) {
  EXPECT_EQ(nlohmann::json(bare_record()).dump(), R"({"id":"pe-two","title":"Bare"})");
}

TEST(RecordJson, KeepsEveryKindOfBlockByName) {
  const nlohmann::json json = full_record();
  std::vector<std::string> kinds;
  for (const auto& block : json["sections"][1]["blocks"]) kinds.push_back(block["kind"]);
  EXPECT_EQ(kinds, (std::vector<std::string>{"heading", "bullet", "numbered", "quote", "code", "table_head", "table_row", "removed"}));
}

TEST(RecordJson, OfAnotherShapeIsRefused) {
  for (const auto* text : {"{}", "[]", R"({"id":"x"})", R"({"id":1,"title":"x"})", R"({"id":"x","title":"y","terms":[]})",
                           R"({"id":"x","title":"y","sections":[{}]})"}) {
    SCOPED_TRACE(text);
    EXPECT_THROW(nlohmann::json::parse(text).get<Record>(), nlohmann::json::exception);
  }
}

TEST(CardOf, KeepsWhatAListShowsAndDropsTheText) {
  const auto card = schema::card_of(full_record());
  EXPECT_EQ(card.title, full_record().title);
  EXPECT_EQ(card.terms, full_record().terms);
  ASSERT_EQ(card.attachments.size(), 3u);
  EXPECT_TRUE(card.attachments[1].sections.empty());
  EXPECT_TRUE(card.sections.empty());
  EXPECT_TRUE(card.recommendations.empty());
  EXPECT_TRUE(card.suggested_themes.empty());
}

TEST(TermsOf, AreEmptyWhereThereAreNone) {
  EXPECT_EQ(schema::first_term(full_record(), "theme"), "cuckooing");
  EXPECT_EQ(schema::first_term(full_record(), "force"), "");
  EXPECT_TRUE(schema::terms_of(full_record(), "force").empty());
}

}  // namespace
