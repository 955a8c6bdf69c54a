#include "indexer/extract/numbered_items.h"

#include <gmock/gmock.h>

#include "tests/support/extracted_blocks.h"

namespace {

using indexer::ExtractedBlock;
using indexer::ItemLabel;
using Kind = schema::Block::Kind;
using testing::ElementsAre;

TEST(ItemLabel, EndsWhereTheItemsTextBegins) {
  struct Case {
    const char* text;
    const char* rest;  ///< null: no label
  };
  const Case cases[] = {
      {"Recommendation 1: Train staff", "Train staff"},
      {"RECOMMENDATION 12 – Train staff", "Train staff"},
      {"Recommendation 3.1. Train staff", "Train staff"},
      {"Recommendation 2a) Train staff", "Train staff"},
      {"Recommendation No. 4 Train staff", "Train staff"},
      {"Recommendation 7", ""},
      {"Learning point 3 – Talk to the family", "Talk to the family"},
      {"Key learning point 3: Talk", "Talk"},
      {"Lesson 2: Talk", "Talk"},
      {"R1 Train staff", "Train staff"},
      {"R1. Train staff", "Train staff"},
      {"LP2: Talk", "Talk"},
      {"Argymhelliad 1: Hyfforddi staff", "Hyfforddi staff"},
      {"Recommendation 1 of the last review was met", nullptr},
      {"Recommendations", nullptr},
      {"Recommendation to the force", nullptr},
      {"Recommendation 12345678: too long to be a number", nullptr},
      {"R v Smith", nullptr},
      {"R 1 is a road", nullptr},
      {"Research 1: text", nullptr},
      {"", nullptr},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const std::string text = c.text;
    const auto label = indexer::item_label(text);
    ASSERT_EQ(label.has_value(), c.rest != nullptr);
    if (label) {
      EXPECT_EQ(text.substr(label->length), c.rest);
    }
  }
}

ExtractedBlock block(Kind kind, const std::string& text, int level = 0) {
  ExtractedBlock out;
  out.kind = kind;
  out.level = level;
  out.page = 3;
  out.text = {{text, {}}};
  return out;
}

ExtractedBlock row(Kind kind, const std::vector<std::string>& cells) {
  auto out = block(kind, "");
  out.text.clear();
  for (const auto& cell : cells) out.cells.push_back({{cell, {}}});
  return out;
}

std::vector<std::string> found_in(std::vector<ExtractedBlock> blocks) {
  indexer::find_numbered_items(blocks);
  return test::shown_with_pages(blocks);
}

TEST(NumberedItems, StandUnderTheirOwnHeadingWithoutTheirLabels) {
  EXPECT_THAT(found_in({block(Kind::kHeading, "Findings", 2),
                        block(Kind::kParagraph, "Recommendation 1: Train staff."),
                        block(Kind::kParagraph, "Recommendation 2: Share plans."),
                        block(Kind::kParagraph, "Learning point 1: Talk.")}),
              ElementsAre("3 h2: Findings", "3 h2: Recommendations (recommendations)", "3 1.: Train staff.",
                          "3 1.: Share plans.", "3 h2: Learning points (key-learning)", "3 1.: Talk."));
}

TEST(NumberedItems, KeepTheHeadingThatTheDocumentHas) {
  EXPECT_THAT(found_in({block(Kind::kHeading, "National recommendations", 2),
                        block(Kind::kHeading, "Recommendation 1", 3), block(Kind::kParagraph, "Train staff."),
                        block(Kind::kParagraph, "More on it.")}),
              ElementsAre("3 h2: National recommendations (recommendations)", "3 1.: Train staff.",
                          "3 p: More on it."));
}

/// All that followed was part of the learning point.
TEST(NumberedItems, EndWhereTheSectionGoesOn) {
  const auto analysis = block(Kind::kHeading, "Analysis", 2);
  const auto after_heading =
      found_in({analysis, block(Kind::kParagraph, "Before."), block(Kind::kHeading, "Learning point 1", 3),
                block(Kind::kParagraph, "Talk."), block(Kind::kParagraph, "More on it."),
                block(Kind::kHeading, "An example", 4), block(Kind::kHeading, "Learning point 2", 3),
                block(Kind::kParagraph, "Listen."), block(Kind::kHeading, "Housing", 3),
                block(Kind::kParagraph, "After."), block(Kind::kHeading, "Good practice", 2)});
  EXPECT_THAT(after_heading,
              ElementsAre("3 h2: Analysis", "3 p: Before.", "3 h2: Learning points (key-learning)",
                          "3 1.: Talk.", "3 p: More on it.", "3 h4: An example", "3 1.: Listen.",
                          "3 h2: Analysis", "3 h3: Housing", "3 p: After.", "3 h2: Good practice"));
  EXPECT_THAT(
      found_in({analysis, block(Kind::kParagraph, "Learning point 1: Talk."),
                block(Kind::kParagraph, "After."), block(Kind::kParagraph, "Learning point 2: Listen.")}),
      ElementsAre("3 h2: Analysis", "3 h2: Learning points (key-learning)", "3 1.: Talk.", "3 h2: Analysis",
                  "3 p: After.", "3 h2: Learning points (key-learning)", "3 1.: Listen."));
}

TEST(NumberedItems, MakeTheirSectionOneOfRecommendationsIfItsHeadingSaysSo) {
  const auto item = block(Kind::kParagraph, "Recommendation 1: Train staff.");
  const auto kind_of = [&](const char* heading) {
    return found_in({block(Kind::kHeading, heading, 2), item}).front();
  };
  EXPECT_EQ(kind_of("Appendix A. Single-agency recommendations"),
            "3 h2: Appendix A. Single-agency recommendations (recommendations)");
  EXPECT_EQ(kind_of("What has been done: progress on the recommendations"),
            "3 h2: What has been done: progress on the recommendations");
}

TEST(NumberedItems, AHeadingWithItsOwnTextTakesTheParagraphBelow) {
  EXPECT_THAT(found_in({block(Kind::kHeading, "Recommendations", 2),
                        block(Kind::kHeading, "Recommendation 1: Training", 3),
                        block(Kind::kParagraph, "Train staff.")}),
              ElementsAre("3 h2: Recommendations (recommendations)", "3 1.: Training. Train staff."));
}

TEST(NumberedItems, SayWhoseTheyAre) {
  const char* cases[][2] = {{"Train staff.", "Agency: Humberside Police"},
                            {"Train staff.", "Lead agency: Humberside Police."},
                            {"Train staff.", "(for: Humberside Police)"},
                            {"Train staff. Lead agency: Humberside Police", nullptr},
                            {"Train staff. (For: Humberside Police)", nullptr}};
  for (const auto& [text, agency] : cases) {
    SCOPED_TRACE(text);
    std::vector<ExtractedBlock> blocks = {block(Kind::kHeading, "Recommendations", 2),
                                          block(Kind::kParagraph, std::string("Recommendation 1: ") + text)};
    if (agency != nullptr) blocks.push_back(block(Kind::kParagraph, agency));
    EXPECT_THAT(found_in(blocks), ElementsAre("3 h2: Recommendations (recommendations)",
                                              "3 1.: Humberside Police: Train staff."));
  }
}

TEST(NumberedItems, OfATableTakeTheAgencyFromItsColumn) {
  EXPECT_THAT(found_in({row(Kind::kTableHead, {"No", "Recommendation", "Lead agency", "Timescale"}),
                        row(Kind::kTableRow, {"1", "Train staff.", "Police", "June 2024"}),
                        row(Kind::kTableRow, {"No", "Recommendation", "Lead agency", "Timescale"}),
                        row(Kind::kTableRow, {"2", "Share plans.", "", ""})}),
              ElementsAre("3 h2: Recommendations (recommendations)",
                          "3 1.: Police: Train staff. (Timescale: June 2024)", "3 1.: Share plans."));
}

TEST(NumberedItems, OtherTextStaysAsItIs) {
  EXPECT_THAT(
      found_in({block(Kind::kParagraph, "Recommendation 1 of the last review was met."),
                row(Kind::kTableHead, {"Recommendation", "Status"}), row(Kind::kTableRow, {"Train", "done"}),
                block(Kind::kHeading, "Recommendation 9", 3)}),
      ElementsAre("3 p: Recommendation 1 of the last review was met.", "3 th: Recommendation | Status",
                  "3 tr: Train | done", "3 h3: Recommendation 9"));
}

TEST(NumberedItems, RestrictedTextIsNotTouched) {
  auto restricted = block(Kind::kParagraph, "Recommendation 1: Train staff.");
  restricted.text.front().restrictions.push_back({1, "police", false, ""});
  EXPECT_THAT(found_in({restricted}), ElementsAre("3 p: Recommendation 1: Train staff."));
}

}  // namespace
