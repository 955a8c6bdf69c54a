// Reading order, on words put where a page would have them.

#include "indexer/extract/pdf/pdf_layout.h"

#include <gmock/gmock.h>

#include "indexer/extract/pdf/pdf_hyphens.h"

namespace {

using indexer::pdf::Word;
using testing::ElementsAre;
using testing::ElementsAreArray;

/// A line of `count` words of 40 points that begin with `name`, from (x, y).
void add_line(std::vector<Word>& page, const std::string& name, double x, double y, int count = 5,
              double size = 10, bool bold = false) {
  for (int i = 0; i < count; ++i) {
    Word word;
    word.text = name + (i == 0 ? "" : "-" + std::to_string(i));
    word.box = {x + i * 43, y, x + i * 43 + 40, y + size};
    word.size = size;
    word.bold = bold;
    page.push_back(std::move(word));
  }
}

void add_column(std::vector<Word>& page, const std::string& name, double x, double y, int lines,
                int count = 5) {
  for (int i = 0; i < lines; ++i) add_line(page, name + std::to_string(i), x, y + i * 12, count);
}

/// The first word of each column's first line.
std::vector<std::string> order_of(const std::vector<Word>& page) {
  std::vector<std::string> out;
  for (const auto& column : indexer::pdf::reading_order(page))
    out.push_back(column.lines.front().words.front().text);
  return out;
}

TEST(PdfReadingOrder, ColumnsAreReadOneAfterTheOther) {
  std::vector<Word> page;
  add_column(page, "left", 50, 100, 20);
  add_column(page, "right", 300, 100, 20);
  EXPECT_THAT(order_of(page), ElementsAre("left0", "right0"));
}

TEST(PdfReadingOrder, ColumnsOffsetByHalfALineAreColumnsToo) {
  std::vector<Word> page;
  add_column(page, "left", 50, 100, 20);
  add_column(page, "right", 300, 106, 20);
  EXPECT_THAT(order_of(page), ElementsAre("left0", "right0"));
}

TEST(PdfReadingOrder, ThreeColumnsAreThree) {
  std::vector<Word> page;
  add_column(page, "a", 50, 100, 20, 3);
  add_column(page, "b", 220, 104, 20, 3);
  add_column(page, "c", 390, 108, 20, 3);
  EXPECT_THAT(order_of(page), ElementsAre("a0", "b0", "c0"));
}

TEST(PdfReadingOrder, WhatStandsAcrossPartsTheColumns) {
  std::vector<Word> page;
  add_line(page, "title", 50, 60, 10, 20);
  add_column(page, "left", 50, 100, 10);
  add_column(page, "right", 300, 100, 10);
  add_line(page, "caption", 50, 260, 10);
  add_column(page, "lower", 50, 300, 10);
  add_column(page, "last", 300, 300, 10);
  EXPECT_THAT(order_of(page), ElementsAre("title", "left0", "right0", "caption", "lower0", "last0"));
}

TEST(PdfReadingOrder, AHeadingBelowTheLeftColumnBelongsToWhatFollows) {
  std::vector<Word> page;
  add_column(page, "left", 50, 100, 10);
  add_column(page, "right", 300, 100, 10);
  add_line(page, "heading", 50, 240, 3, 10, true);
  add_column(page, "across", 50, 260, 5, 10);
  EXPECT_THAT(order_of(page), ElementsAre("left0", "right0", "heading"));
}

TEST(PdfReadingOrder, ATableIsNoPairOfColumns) {
  std::vector<Word> page;
  for (int i = 0; i < 10; ++i) {
    add_line(page, "key", 50, 100 + i * 20, 2);
    add_line(page, "value", 300, 100 + i * 20, 2);
  }
  EXPECT_THAT(order_of(page), ElementsAre("key"));
}

TEST(PdfReadingOrder, OneColumnStaysOne) {
  std::vector<Word> page;
  add_column(page, "prose", 50, 100, 40, 11);
  EXPECT_THAT(order_of(page), ElementsAre("prose0"));
  EXPECT_TRUE(indexer::pdf::reading_order({}).empty());
}

TEST(PdfHyphens, AreKeptWhereTheWordHasThem) {
  indexer::pdf::PdfPage page;
  for (const char* text : {"wrap-around", "response"}) {
    Word word;
    word.text = text;
    page.words.push_back(word);
  }
  const indexer::pdf::Hyphens hyphens({page});
  struct Case {
    const char *first, *second, *joined;
  };
  const Case cases[] = {{"the res-", "ponse", "the response"},
                        {"soft\u00AD", "ened", "softened"},
                        {"Multi\u00AD", "Agency", "MultiAgency"},
                        {"a multi-", "agency plan", "a multi-agency plan"},
                        {"non-", "molestation", "non-molestation"},
                        {"the wrap-", "around", "the wrap-around"},
                        {"unknown-", "word", "unknownword"},
                        {"DIS-", "CLAIMED", "DISCLAIMED"},
                        {"Anglo-", "American", "Anglo-American"},
                        {"COVID-", "19", "COVID-19"},
                        {"a dash -", "here", "a dash - here"},
                        {"www.example.org/some-", "page", "www.example.org/some-page"},
                        {"", "x", "x"},
                        {"x", "", "x"}};
  for (const auto& c : cases) {
    std::string text = c.first;
    hyphens.append_line(text, c.second);
    EXPECT_EQ(text, c.joined);
  }
}

}  // namespace
