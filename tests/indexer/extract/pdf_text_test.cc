// What text a PDF gives: paragraphs, headings, lists, tables, furniture.

#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/extracted_blocks.h"
#include "tests/support/pdf_files.h"

namespace {

using test::PdfFile;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

indexer::ExtractedText read(const PdfFile& file) {
  auto extraction = indexer::extract({"review.pdf", file.bytes(), "", ""});
  for (const auto& problem : extraction.problems) ADD_FAILURE() << problem.message;
  return extraction.texts.empty() ? indexer::ExtractedText{} : extraction.texts.front();
}

std::vector<std::string> blocks_of(const PdfFile& file) { return test::shown_with_pages(read(file).blocks); }

std::string title_of(const indexer::ExtractedText& text) {
  for (const auto& [name, value] : text.fields)
    if (name == "title") return value.text;
  return {};
}

const std::vector<std::string> kProse = {
    "The panel met on four occasions and heard from every agency that had",
    "known the family. It found that the plans were good, and that they were",
    "not shared with those who could have acted on them in time."};
const char* const kProseText =
    "The panel met on four occasions and heard from every agency that had known the family. It found that "
    "the plans were good, and that they "
    "were not shared with those who could have acted on them in time.";

TEST(PdfParagraphs, LinesBecomeParagraphsByLeading) {
  PdfFile file;
  file.page().lines(72, 100, kProse).lines(72, 160, kProse);
  EXPECT_THAT(blocks_of(file),
              ElementsAre(std::string("1 p: ") + kProseText, std::string("1 p: ") + kProseText));
}

TEST(PdfParagraphs, LinesBecomeParagraphsByIndent) {
  PdfFile file;
  file.page()
      .lines(72, 100, kProse)
      .text(90, 139, "Another paragraph begins with an indent and is long enough to go on")
      .text(72, 152, "with this line.");
  EXPECT_THAT(
      blocks_of(file),
      ElementsAre(
          std::string("1 p: ") + kProseText,
          "1 p: Another paragraph begins with an indent and is long enough to go on with this line."));
}

TEST(PdfParagraphs, GoOnOverThePageAndStandWhereTheyBegin) {
  PdfFile file;
  file.page().lines(72, 740,
                    {"The panel met on four occasions and heard from every agency that had",
                     "known the family. It found that the plans were good, and that"});
  file.page()
      .lines(72, 100, {"they were not shared with those who could have acted on them."})
      .lines(72, 140, kProse);
  EXPECT_THAT(blocks_of(file),
              ElementsAre("1 p: The panel met on four occasions and heard from every agency that had known "
                          "the family. It found that the plans were good, "
                          "and that they were not shared with those who could have acted on them.",
                          std::string("2 p: ") + kProseText));
}

TEST(PdfParagraphs, HyphensAtLineEndsAreJoinedUnlessTheWordHasThem) {
  PdfFile file;
  file.page().lines(72, 100,
                    {"The panel of this review looked at the whole of the res-", "ponse and at the multi-",
                     "agency plan. A decision-making forum was needed, and the deci-",
                     "sion of the forum on wrap-around care was late; the wrap-",
                     "around care came to nothing in Anglo-", "American terms."});
  EXPECT_THAT(blocks_of(file),
              ElementsAre("1 p: The panel of this review looked at the whole of the response and at the "
                          "multi-agency plan. A decision-making forum was "
                          "needed, and the decision of the forum on wrap-around care was late; the "
                          "wrap-around care came to nothing in Anglo-American terms."));
}

TEST(PdfHeadings, AreFoundBySizeAndWeightAndLoseTheirNumbers) {
  PdfFile file;
  file.page().text(72, 80, "Review of the death", {24, true}).text(72, 108, "of Child K", {24, true});
  file.text(72, 150, "1. Introduction", {16, true})
      .lines(72, 180, kProse)
      .text(72, 240, "1.1 Method", {11, true})
      .lines(72, 256, kProse);
  file.page()
      .text(72, 80, "2 Findings", {16, true})
      .lines(72, 110, kProse)
      .text(72, 170, "A bold sentence is emphasis and no heading.", {11, true})
      .lines(72, 190, kProse);
  const auto text = read(file);
  EXPECT_EQ(title_of(text), "Review of the death of Child K");
  const std::string prose = kProseText;
  EXPECT_THAT(
      test::shown_with_pages(text.blocks),
      ElementsAre("1 h2: Introduction", "1 p: " + prose, "1 h3: Method", "1 p: " + prose, "2 h2: Findings",
                  "2 p: " + prose, "2 p: A bold sentence is emphasis and no heading.", "2 p: " + prose));
}

TEST(PdfLists, BulletsHaveLevelsAndNumbersGo) {
  PdfFile file;
  file.page().lines(72, 100, kProse);
  file.text(72, 150, "•")
      .text(90, 150, "Officers were not told about the plans that other agencies had made")
      .text(90, 163, "for the family.");
  file.text(90, 176, "–")
      .text(108, 176, "Nor were the schools.")
      .text(72, 189, "•")
      .text(90, 189, "Nobody asked.");
  file.text(72, 220, "1.")
      .text(90, 220, "Number one.")
      .text(72, 233, "2.")
      .text(90, 233, "Number two.")
      .text(90, 246, "(a)")
      .text(108, 246, "Letter a.");
  EXPECT_THAT(
      blocks_of(file),
      ElementsAre(std::string("1 p: ") + kProseText,
                  "1 *: Officers were not told about the plans that other agencies had made for the family.",
                  "1 *1: Nor were the schools.", "1 *: Nobody asked.", "1 1.: Number one.",
                  "1 1.: Number two.", "1 1.1: Letter a."));
}

TEST(PdfLists, NumberedParagraphsKeepTheNumberTheyAreCitedBy) {
  PdfFile file;
  file.page();
  for (int i = 0; i < 4; ++i)
    file.text(72, 100 + i * 50, "3." + std::to_string(14 + i)).lines(108, 100 + i * 50, kProse);
  const auto blocks = blocks_of(file);
  ASSERT_EQ(blocks.size(), 4u);
  EXPECT_EQ(blocks[0], std::string("1 p: 3.14 ") + kProseText);
  EXPECT_EQ(blocks[3], std::string("1 p: 3.17 ") + kProseText);
}

TEST(PdfTables, RowsHaveTheirCellsAndWrappedLinesStayInThem) {
  PdfFile file;
  file.page().lines(72, 100, kProse);
  const auto row = [&](double y, const char* a, const char* b, const char* c, bool bold) {
    file.text(72, y, a, {11, bold}).text(130, y, b, {11, bold}).text(420, y, c, {11, bold});
  };
  row(170, "Ref", "Action", "Status", true);
  row(193, "A1", "Share the plans with everyone who", "Done", false);
  file.text(130, 206, "needs to see them");
  row(229, "A2", "Train the staff", "Open", false);
  row(252, "A3", "Review the policy", "Open", false);
  file.lines(72, 300, kProse);
  EXPECT_THAT(blocks_of(file),
              ElementsAre(std::string("1 p: ") + kProseText, "1 th: Ref | Action | Status",
                          "1 tr: A1 | Share the plans with everyone who needs to see them | Done",
                          "1 tr: A2 | Train the staff | Open", "1 tr: A3 | Review the policy | Open",
                          std::string("1 p: ") + kProseText));
}

// A heading directly below, narrower than the first gutter, once took the first column away.
TEST(PdfTables, NarrowColumnsCountWhereCellsBeginAtOnePlaceAndAHeadingEndsTheTable) {
  PdfFile file;
  file.page().text(72, 60, "A review", {24, true}).lines(72, 100, kProse);
  const auto row = [&](double y, const char* a, const char* b, const char* c, bool bold) {
    file.text(72, y, a, {11, bold}).text(92, y, b, {11, bold}).text(400, y, c, {11, bold});
  };
  row(170, "No", "Action to be taken", "Status", true);
  row(190, "1", "Share the plans with all", "Done", false);
  row(210, "2", "Train the staff of every agency", "Open", false);
  row(230, "3", "Review the policy", "Open", false);
  file.text(72, 256, "Conclusion", {16, true}).lines(72, 280, kProse);
  const auto prose = std::string("1 p: ") + kProseText;
  EXPECT_THAT(blocks_of(file), ElementsAre(prose, "1 th: No | Action to be taken | Status",
                                           "1 tr: 1 | Share the plans with all | Done",
                                           "1 tr: 2 | Train the staff of every agency | Open",
                                           "1 tr: 3 | Review the policy | Open", "1 h2: Conclusion", prose));
}

// Lines taken for two columns were asked again for a table, without end.
TEST(PdfTables, ShortColumnsOfProseAreReadOneAfterTheOtherAndEnd) {
  PdfFile file;
  file.page();
  for (int i = 0; i < 4; ++i)
    for (int column = 0; column < 2; ++column)
      for (int half = 0; half < 2; ++half)
        file.text(60 + column * 260 + half * 120, 100 + i * 13, "one two three four five");
  const auto blocks = blocks_of(file);
  EXPECT_FALSE(blocks.empty());
}

TEST(PdfTables, OfRecommendationsBecomeItemsWithTheirAgency) {
  PdfFile file;
  file.page().lines(72, 100, kProse);
  const auto row = [&](double y, const char* a, const char* b, const char* c, bool bold) {
    file.text(72, y, a, {11, bold}).text(110, y, b, {11, bold}).text(400, y, c, {11, bold});
  };
  row(170, "No", "Recommendation", "Lead agency", true);
  row(193, "1", "Share the plans with all", "Humberside Police", false);
  row(216, "2", "Train the staff", "Hull City Council", false);
  row(239, "3", "Review the policy", "NHS", false);
  EXPECT_THAT(blocks_of(file),
              ElementsAre(std::string("1 p: ") + kProseText, "1 h2: Recommendations (recommendations)",
                          "1 1.: Humberside Police: Share the plans with all",
                          "1 1.: Hull City Council: Train the staff", "1 1.: NHS: Review the policy"));
}

TEST(PdfFurniture, HeadersFootersAndPageNumbersAreLeftOut) {
  PdfFile file;
  for (int i = 1; i <= 5; ++i) {
    file.page()
        .text(72, 40, i % 2 == 1 ? "Safeguarding review" : "Child K")
        .text(72, 800, "Final report, March 2024")
        .text(500, 800, std::to_string(i));
    file.lines(72, 100, kProse).text(280, 820, "Page " + std::to_string(i) + " of 5");
    file.text(72, 160, "Recommendation " + std::to_string(i), {11, true})
        .text(72, 175, "Do what was promised number " + std::to_string(i) + ".");
  }
  const auto blocks = blocks_of(file);
  EXPECT_THAT(blocks, Contains("4 1.: Do what was promised number 4."));
  for (const auto& block : blocks) {
    EXPECT_THAT(block, Not(HasSubstr("Safeguarding review")));
    EXPECT_THAT(block, Not(HasSubstr("Final report")));
    EXPECT_THAT(block, Not(HasSubstr("Page ")));
  }
}

TEST(PdfFurniture, MarkingsAreToldApartFromText) {
  PdfFile file;
  file.page().text(240, 30, "OFFICIAL-SENSITIVE").lines(72, 100, kProse).text(240, 820, "OFFICIAL-SENSITIVE");
  const auto text = read(file);
  EXPECT_THAT(text.printed_markings, ElementsAre("OFFICIAL-SENSITIVE"));
  EXPECT_THAT(test::shown_with_pages(text.blocks), ElementsAre(std::string("1 p: ") + kProseText));
}

TEST(PdfFurniture, TablesOfContentsAreLeftOut) {
  for (const char* const leaders : {" ........................ ", "   "}) {
    PdfFile file;
    file.page().text(72, 100, "Contents", {16, true});
    const char* const entries[] = {"1 Introduction", "1.1 Method", "2 Findings", "3 Recommendations"};
    for (int i = 0; i < 4; ++i)
      file.text(72, 130 + i * 14, std::string(entries[i]) + leaders + std::to_string(i + 3));
    file.page().text(72, 100, "Introduction", {16, true}).lines(72, 130, kProse);
    EXPECT_THAT(blocks_of(file), ElementsAre("2 h2: Introduction", std::string("2 p: ") + kProseText))
        << leaders;
  }
}

TEST(PdfFurniture, FootnotesStandBehindTheSentenceThatRunsOverThePage) {
  PdfFile file;
  file.page()
      .lines(72, 600, kProse)
      .lines(72, 660,
             {"The panel met on four occasions and heard from every agency that had",
              "known the family. It found that the plans were good, and that"});
  file.text(72, 760, "1", {6}).text(78, 762, "See the report of the panel, page 4.", {8});
  file.page()
      .lines(72, 100, {"they were not shared with those who could have acted on them."})
      .lines(72, 140, kProse);
  EXPECT_THAT(blocks_of(file),
              ElementsAre(std::string("1 p: ") + kProseText,
                          "1 p: The panel met on four occasions and heard from every agency that had known "
                          "the family. It found that the plans were good, "
                          "and that they were not shared with those who could have acted on them.",
                          "1 p: 1 See the report of the panel, page 4.", std::string("2 p: ") + kProseText));
}

}  // namespace
