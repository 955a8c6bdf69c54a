// Ruled tables of PDFs, and what stands beside them.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/support/extracted_blocks.h"
#include "tests/support/pdf_files.h"

namespace {

using test::PdfFile;
using testing::ElementsAre;

std::vector<std::string> blocks_of(const PdfFile& file) {
  auto extraction = indexer::extract({"review.pdf", file.bytes(), "", ""});
  for (const auto& problem : extraction.problems) ADD_FAILURE() << problem.message;
  return extraction.texts.empty() ? std::vector<std::string>()
                                  : test::shown_with_pages(extraction.texts.front().blocks);
}

using Cell = std::vector<std::string>;  ///< its lines
using Row = std::vector<Cell>;

struct Ruled {
  double x = 72, y = 100;
  std::vector<double> widths;
  std::vector<Row> rows;
  bool head = true;  ///< the first row is bold
};

void line(PdfFile& file, double x0, double y0, double x1, double y1) {
  file.content(fmt::format("0.5 0.55 0.6 RG 0.6 w {} {} m {} {} l S", x0, 842 - y0, x1, 842 - y1));
}

/// Draws a table with lines around all cells, and gives the height below it.
double draw(PdfFile& file, const Ruled& table) {
  double y = table.y, width = 0;
  for (const double one : table.widths) width += one;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::size_t lines = 1;
    double x = table.x;
    for (std::size_t c = 0; c < table.widths.size(); ++c) {
      const auto& cell = table.rows[r][c];
      lines = std::max(lines, cell.size());
      file.lines(x + 4, y + 13, cell, {9.5, table.head && r == 0}, 12);
      x += table.widths[c];
    }
    line(file, table.x, y, table.x + width, y);
    const double bottom = y + 6 + 12 * static_cast<double>(lines);
    x = table.x;
    for (std::size_t c = 0; c <= table.widths.size(); ++c) {
      line(file, x, y, x, bottom);
      if (c < table.widths.size()) x += table.widths[c];
    }
    y = bottom;
  }
  line(file, table.x, y, table.x + width, y);
  return y;
}

const Row kHead = {{"When"}, {"What happened"}, {"Known to"}, {"What was done"}};

TEST(PdfRuledTables, HaveTheRowsThatTheirLinesPart) {
  PdfFile file;
  file.page();
  draw(file, {72,
              100,
              {40, 180, 80, 150},
              {kHead,
               {{"Mar", "2021"},
                {"Notice of the placement sent to a", "mailbox that was closed"},
                {"Housing"},
                {"Nothing"}},
               {{"Jun", "2021"},
                {"First of many missing episodes"},
                {"Two forces"},
                {"Returned each time, and", "graded as medium"}},
               {{"Jul"},
                {"School says that no place was", "asked for before the summer"},
                {"Education"},
                {"Panel"}}}});
  EXPECT_THAT(
      blocks_of(file),
      ElementsAre(
          "1 th: When | What happened | Known to | What was done",
          "1 tr: Mar 2021 | Notice of the placement sent to a mailbox that was closed | Housing | Nothing",
          "1 tr: Jun 2021 | First of many missing episodes | Two forces | Returned each time, and graded as "
          "medium",
          "1 tr: Jul | School says that no place was asked for before the summer | Education | Panel"));
}

/// The rows looked like lines of two columns, each read from top to bottom.
TEST(PdfRuledTables, OfSentencesAreNotReadAsColumns) {
  PdfFile file;
  file.page().lines(72, 80,
                    {"The panel asked each of the three areas what had changed since the review began."});
  Ruled table{72, 100, {230, 220}, {{{"What was meant to happen"}, {"What happened"}}}};
  for (const char* who : {"first", "second", "third", "fourth", "fifth", "sixth", "seventh"})
    table.rows.push_back({{fmt::format("The {} service tells the others at once", who)},
                          {fmt::format("The {} service told nobody at all", who)}});
  draw(file, table);
  const auto blocks = blocks_of(file);
  ASSERT_EQ(blocks.size(), 9U);
  EXPECT_EQ(blocks[1], "1 th: What was meant to happen | What happened");
  EXPECT_EQ(blocks[8],
            "1 tr: The seventh service tells the others at once | The seventh service told nobody at all");
}

TEST(PdfRuledTables, GoOnOverThePageWithEachRowsPage) {
  PdfFile file;
  file.page();
  const Row said = {{"1"}, {"Train all staff who", "answer the telephone and"}, {"Police"}, {"Done"}};
  draw(file, {72, 700, {40, 180, 80, 150}, {kHead, said}});
  file.page();
  draw(file, {72,
              60,
              {40, 180, 80, 150},
              {kHead,
               {{}, {"those who supervise them."}, {}, {}},
               {{"2"}, {"Share plans."}, {"Health"}, {"Not yet"}}}});
  file.page();
  draw(file, {72,
              60,
              {40, 180, 80, 150},
              {{{"3"}, {"Meet."}, {"All"}, {"Done"}}, {{"4"}, {"Report."}, {"All"}, {"Done"}}},
              false});
  EXPECT_THAT(
      blocks_of(file),
      ElementsAre(
          "1 th: When | What happened | Known to | What was done",
          "1 tr: 1 | Train all staff who answer the telephone and those who supervise them. | Police | Done",
          "2 tr: 2 | Share plans. | Health | Not yet", "3 tr: 3 | Meet. | All | Done",
          "3 tr: 4 | Report. | All | Done"));
}

/// On three pages and more it was taken for a running header.
TEST(PdfRuledTables, KeepTheirHeadOnEveryPage) {
  PdfFile file;
  for (int i = 1; i <= 4; ++i) {
    file.page();
    const double y =
        draw(file, {72,
                    70,
                    {150, 250},
                    {{{"Agency"}, {"Recommendation"}}, {{"Police"}, {fmt::format("Do thing {}.", i)}}}});
    if (i == 4) file.text(72, y + 30, "The end.");
  }
  EXPECT_THAT(blocks_of(file),
              ElementsAre("1 h2: Recommendations (recommendations)", "1 1.: Police: Do thing 1.",
                          "2 1.: Police: Do thing 2.", "3 1.: Police: Do thing 3.",
                          "4 1.: Police: Do thing 4.", "4 p: The end."));
}

TEST(PdfRuledTables, MayLackLinesWhereCellsAreMerged) {
  PdfFile file;
  file.page().text(76, 113, "Agency", {9.5, true}).text(196, 113, "Action", {9.5, true});
  file.text(76, 133, "Police").text(196, 133, "Train all staff").text(196, 153, "Share plans");
  file.text(76, 173, "All of these by June");
  for (const double y : {100.0, 120.0, 160.0, 180.0}) line(file, 72, y, 400, y);
  line(file, 192, 140, 400, 140);
  for (const double x : {72.0, 400.0}) line(file, x, 100, x, 180);
  line(file, 192, 100, 192, 160);
  EXPECT_THAT(blocks_of(file), ElementsAre("1 th: Agency | Action", "1 tr: Police | Train all staff",
                                           "1 tr:  | Share plans", "1 tr: All of these by June | "));
}

/// As GOV.UK prints them.
TEST(PdfRuledTables, MayHaveLinesBetweenRowsAlone) {
  PdfFile file;
  file.page();
  line(file, 72, 60, 500, 60);  // of a header
  file.lines(
      72, 90,
      {"The panel asked what each of the agencies had known, and what they did with what they knew then."});
  const std::vector<std::vector<std::string>> rows = {
      {"Agency", "What it knew"}, {"Police", "That he was back at"}, {"Health", "Nothing"}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double y = 120 + 34 * static_cast<double>(i);
    line(file, 72, y - 14, 500, y - 14);
    file.text(72, y, rows[i][0], {11, i == 0}).text(250, y, rows[i][1], {11, i == 0});
    if (i == 1) file.text(250, y + 13, "the flat of his mother");
  }
  line(file, 72, 208, 500, 208);
  EXPECT_THAT(blocks_of(file), ElementsAre("1 p: The panel asked what each of the agencies had known, and "
                                           "what they did with what they knew then.",
                                           "1 th: Agency | What it knew",
                                           "1 tr: Police | That he was back at the flat of his mother",
                                           "1 tr: Health | Nothing"));
}

TEST(PdfRuledTables, FramesAndLettersAreNone) {
  PdfFile file;
  file.page().lines(72, 100,
                    {"Questions for your team, in a frame that is no table at all",
                     "and is read as the paragraph that it is."});
  for (const double y : {85.0, 120.0}) line(file, 60, y, 420, y);
  for (const double x : {60.0, 420.0}) line(file, x, 85, x, 120);
  file.text(72, 200, "ILLITHILLILITHILL", {30, true}).text(72, 240, "Nothing here is a table.");
  EXPECT_THAT(blocks_of(file), ElementsAre("1 p: Questions for your team, in a frame that is no table at all "
                                           "and is read as the paragraph that it is.",
                                           "1 p: Nothing here is a table."));
}

/// A column with a table in it, or of items that begin right of its edge, was read across the page.
TEST(PdfColumns, MayHoldTablesAndItems) {
  PdfFile file;
  file.page();
  std::vector<std::string> left, right;
  for (int i = 0; i < 8; ++i) left.push_back(fmt::format("line {} of the left column goes on", i));
  file.lines(60, 80, left, {10});
  draw(file,
       {60, 200, {120, 90}, {{{"Element"}, {"Grade"}}, {{"Police"}, {"4"}}, {{"Place of safety"}, {"2"}}}});
  file.text(310, 82, "Learning", {14, true});
  for (int i = 1; i <= 5; ++i) {
    const double y = 70 + 36.0 * i;
    file.text(316, y, fmt::format("{}.", i), {10})
        .lines(330, y, {"Ask what it means that he", "does not use words."}, {10});
  }
  EXPECT_THAT(
      blocks_of(file),
      ElementsAre(
          "1 p: line 0 of the left column goes on line 1 of the left column goes on line 2 of the left "
          "column goes on line 3 of the left column goes on line 4 of the left column goes on line 5 of the "
          "left column goes on line 6 of the left column goes on line 7 of the left column goes on",
          "1 th: Element | Grade", "1 tr: Police | 4", "1 tr: Place of safety | 2",
          "1 1.: Ask what it means that he does not use words.",
          "1 1.: Ask what it means that he does not use words.",
          "1 1.: Ask what it means that he does not use words.",
          "1 1.: Ask what it means that he does not use words.",
          "1 1.: Ask what it means that he does not use words."));
}

/// Browsers print bullets as circles. Where a line was full, two items were one paragraph.
TEST(PdfLists, MayHaveBulletsThatAreDrawn) {
  PdfFile file;
  file.page().lines(72, 80,
                    {"We name them by role, and each person has been told of what was written here."});
  const auto dot = [&](double x, double y) { file.box(x, y - 5.5, 4, 4); };
  const std::vector<std::vector<std::string>> items = {
      {"The constable who drove him there and stayed in the kitchen, and her sergeant",
       "who said that he would have done the same as she did on the very next day."},
      {"The railway constable on the concourse, for the coat."},
      {"The attendance officer's chart of all the days on which he was not at school."}};
  double y = 96;
  for (const auto& item : items) {
    dot(72, y);
    file.lines(86, y, item);
    y = file.next_y();
  }
  file.text(86, y, "•")
      .text(100, y, "Not one of those that are drawn")
      .text(72, y + 40, "The end of it. . .");
  EXPECT_THAT(
      blocks_of(file),
      ElementsAre("1 p: We name them by role, and each person has been told of what was written here.",
                  "1 *: The constable who drove him there and stayed in the kitchen, and her sergeant who "
                  "said that he would have done the same as she did on the very next day.",
                  "1 *: The railway constable on the concourse, for the coat.",
                  "1 *: The attendance officer's chart of all the days on which he was not at school.",
                  "1 *1: Not one of those that are drawn", "1 p: The end of it. . ."));
}

/// The second half of the list was one level deeper than the first.
TEST(PdfLists, KeepTheirLevelInTheNextColumn) {
  PdfFile file;
  file.page();
  std::vector<std::string> prose(9, "words of the left column that go on for");
  file.lines(60, 80, prose, {10});
  file.text(66, 215, "1.", {10}).lines(80, 215, {"Ask for the plan."}, {10});
  file.text(316, 80, "2.", {10}).lines(330, 80, {"Share it with all who", "need to know about it."}, {10});
  file.text(316, 116, "3.", {10}).lines(330, 116, {"Read it again after a", "month has gone by."}, {10});
  file.lines(310, 170, prose, {10});
  const auto blocks = blocks_of(file);
  ASSERT_EQ(blocks.size(), 5U);
  EXPECT_EQ(blocks[1], "1 1.: Ask for the plan.");
  EXPECT_EQ(blocks[2], "1 1.: Share it with all who need to know about it.");
  EXPECT_EQ(blocks[3], "1 1.: Read it again after a month has gone by.");
}

}  // namespace
