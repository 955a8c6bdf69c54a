#include "searchd/eval/spelling_eval.h"

#include <gmock/gmock.h>

#include "tests/support/temp_folder.h"

namespace evaluation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::filesystem::path written(const test::TempFolder& folder, const std::string& text) {
  const auto file = folder.path() / "file.txt";
  test::write_bytes(file, text);
  return file;
}

TEST(Misspellings, AreReadWithAnArrowOrATab) {
  const test::TempFolder folder;
  const auto pairs = load_misspellings(written(folder, "# everyday slips\n\nrecieve->receive\nTheire\ttheir, there\r\na->b\nco-op->coop\n"));
  ASSERT_EQ(pairs.size(), 2u) << "short words and those with other letters are passed over";
  EXPECT_EQ(pairs[0].typed, "recieve");
  EXPECT_THAT(pairs[0].meant, ElementsAre("receive"));
  EXPECT_EQ(pairs[1].typed, "theire");
  EXPECT_THAT(pairs[1].meant, ElementsAre("their", "there"));
}

TEST(Misspellings, SayWhichLineIsNoPair) {
  const test::TempFolder folder;
  try {
    load_misspellings(written(folder, "recieve->receive\nreceive\n"));
    FAIL();
  } catch (const std::exception& error) {
    EXPECT_THAT(error.what(), HasSubstr("file.txt:2: is no pair"));
  }
  EXPECT_THROW(load_words("/nowhere/words"), std::runtime_error);
}

TEST(SpellingFigures, CountTheFirstSuggestionsThatAreRight) {
  const std::vector<std::pair<std::string, unsigned>> words = {{"receive", 9}, {"their", 90}, {"there", 90}, {"violence", 5}};
  const auto figures = measure_spelling({{"recieve", {"receive"}}, {"violance", {"violet", "violence"}}, {"qqqqqqqq", {"there"}}, {"their", {"there"}}, {"shooe", {"shoe"}}}, words);
  EXPECT_EQ(figures.words, 4u);
  EXPECT_EQ(figures.pairs, 3u);
  EXPECT_EQ(figures.left_out, 2u) << "a word that is known, and one whose meaning is not";
  EXPECT_EQ(figures.right, 2u);
  EXPECT_EQ(figures.none, 1u);
  ASSERT_EQ(figures.wrong.size(), 1u);
  EXPECT_EQ(figures.wrong[0].first.typed, "qqqqqqqq");
  EXPECT_DOUBLE_EQ(figures.accuracy(), 2.0 / 3);
}

TEST(SpellingFigures, ReadWordsWithTheirNumbers) {
  const test::TempFolder folder;
  const auto words = load_words(written(folder, "Caf\xC3\xA9\t3\ncafe\t4\nisn't\npolice\n"));
  EXPECT_THAT(words, ElementsAre(std::pair<std::string, unsigned>("cafe", 7), std::pair<std::string, unsigned>("police", 1)));
}

}  // namespace
}  // namespace evaluation
