#include "searchd/speller.h"

#include <gmock/gmock.h>

namespace {

TEST(WeightedEdits, AreCheapForSlipsOfHearingAndKeyboard) {
  struct Case {
    const char* typed;
    const char* word;
    double edits;
  };
  const Case cases[] = {
      {"knife", "knife", 0},         {"violance", "violence", 0.9},   // a vowel for another
      {"coersive", "coercive", 0.6}, {"focused", "focussed", 0.5},    // heard alike; not doubled
      {"proffesional", "professional", 0.8},                          // doubled here, not there
      {"polce", "police", 0.35},     {"polie", "police", 0.6},       // a vowel left out, a consonant
      {"policve", "police", 0.85},   {"bolice", "police", 1.3},       // one too many; heard nearly alike, in front
      {"stalkign", "stalking", 0.35}, {"kmife", "knife", 0.8},        // exchanged; heard nearly alike
      {"nife", "knife", 0.6},         {"fisical", "physical", 1.5},       // silent; an f for ph
      {"deterance", "deterrence", 1.4}, {"housing", "mousing", 1.65},  // a wrong first letter is dear
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.typed);
    EXPECT_NEAR(searchd::weighted_edits(c.typed, c.word, 5), c.edits, 1e-6);
  }
  EXPECT_GT(searchd::weighted_edits("police", "fire", 1.2), 1.2) << "over the limit it only says so";
}

TEST(Speller, TakesTheMoreFrequentOfEquallyNearWords) {
  const searchd::Speller speller({{"patrol", 1}, {"patrons", 1}, {"police", 900}, {"policy", 2}, {"pollen", 1}});
  EXPECT_EQ(speller.nearest("polica")->word, "police");
  EXPECT_EQ(speller.nearest("patrrol")->word, "patrol");
  EXPECT_FALSE(speller.nearest("zzzzzz"));
}

TEST(Speller, LooksAtLettersAlone) {
  const searchd::Speller speller({{"knife", 3}, {"s136", 3}, {"t\u0177", 1}, {"", 1}, {std::string(60, 'a'), 1}});
  for (const char* typed : {"", "a", "knf", "kn1fe", "t\u0177s", "KNIFE", "a&e", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    EXPECT_FALSE(speller.nearest(typed)) << typed;
}

}  // namespace
