#include "indexer/passages.h"

#include <gmock/gmock.h>

#include "tests/support/small_library.h"

namespace {

using schema::Passage;
using testing::ElementsAre;

std::vector<Passage> passages(const std::string& source, const char* audience = "public") {
  test::SmallLibrary library;
  schema::TextAnalyser analyser;
  return indexer::passages_of(*library.rendition(source, audience), analyser);
}

/// "anchor 'heading' kind: text"
std::vector<std::string> shown(const std::vector<Passage>& passages) {
  std::vector<std::string> out;
  for (const auto& p : passages) out.push_back(p.anchor + " '" + p.heading + "' " + p.kind + ": " + p.text);
  return out;
}

std::string words(int count, const std::string& word) {
  std::string out;
  for (int i = 0; i < count; ++i) out += (i > 0 ? " " : "") + word;
  return out;
}

TEST(Passages, FollowTheReadingOrderWithHeadingKindAndAnchor) {
  const auto found = passages(test::practice("pe-test", "x", "summary: The summary.\nrecommendations: [Do this., Do that.]\n",
                                             "Before any heading.\n\n## Problem\n\nOne. Two.\n\n* item\n\n### Detail\n\nThree.\n\n| A | B |\n| - | - |\n| 1 | |\n\n## Other\n\n> Said.\n"));
  EXPECT_THAT(shown(found), ElementsAre("summary '' summary: The summary.", "b1 '' : Before any heading.", "b2 'Problem' problem: One. Two. item", "b5 'Detail' problem: Three. A | B 1",
                                        "b8 'Other' : Said.", "r1 'Recommendation 1' recommendations: Do this.", "r2 'Recommendation 2' recommendations: Do that."));
}

TEST(Passages, AreWholeSentencesOfFortyToSeventyWords) {
  std::string body;
  for (int i = 0; i < 12; ++i) body += "Sentence" + std::to_string(i) + " " + words(19, "word") + ".\n";
  const auto found = passages(test::practice("pe-test", "x", "", body));
  ASSERT_EQ(found.size(), 4u);
  for (const auto& passage : found) {
    const auto count = 1 + std::count(passage.text.begin(), passage.text.end(), ' ');
    EXPECT_EQ(count, 60);
    EXPECT_TRUE(passage.text.starts_with("Sentence"));
    EXPECT_TRUE(passage.text.ends_with("."));
  }
}

TEST(Passages, KeepASentenceThatIsLongerThanAllWhole) {
  const auto found = passages(test::practice("pe-test", "x", "", words(300, "word") + ".\n\nShort.\n"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, words(300, "word") + ".");
  EXPECT_EQ(found[1].text, "Short.");
}

TEST(Passages, JoinShortBlocksOfASectionUntilThereIsEnough) {
  std::string body;
  for (int i = 0; i < 10; ++i) body += "* " + words(10, "item") + "\n";
  const auto found = passages(test::practice("pe-test", "x", "", body));
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].anchor, "b1");
  EXPECT_EQ(found[1].anchor, "b5");
  EXPECT_EQ(found[2].anchor, "b9");
}

TEST(Passages, HoldNothingOfWhatWasRemoved) {
  const auto source = test::practice("pe-test", "x", "recommendations:\n  - {text: hidden, audience: police, stub: yes, reason: hidden reason}\n  - Open.\n",
                                     "::: {audience=police stub=yes reason=\"hidden reason\"}\nhidden\n:::\n\nOpen.\n");
  EXPECT_THAT(shown(passages(source)), ElementsAre("b2 '' : Open.", "r2 'Recommendation 2' recommendations: Open."));
  EXPECT_THAT(shown(passages(source, "police")), ElementsAre("b1 '' : hidden Open.", "r1 'Recommendation 1' recommendations: hidden", "r2 'Recommendation 2' recommendations: Open."));
}

TEST(Passages, OfARecordWithoutTextAreNone) { EXPECT_TRUE(passages(test::practice("pe-test", "x")).empty()); }

TEST(Passages, CarryThePageAndDoNotRunAcrossPages) {
  schema::Record record;
  record.sections.emplace_back();
  for (const int page : {1, 1, 2}) {
    schema::Block block;
    block.text = "Text.";
    block.page = page;
    record.sections.back().blocks.push_back(block);
  }
  schema::TextAnalyser analyser;
  const auto found = indexer::passages_of(record, analyser);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, "Text. Text.");
  EXPECT_EQ(found[0].page, 1u);
  EXPECT_EQ(found[1].page, 2u);
}

}  // namespace
