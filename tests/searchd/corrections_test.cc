#include <gmock/gmock.h>

#include "searchd/query_parser.h"
#include "searchd/spelling.h"
#include "tests/searchd/officers_library.h"

namespace {

TEST(Corrections, ComeFromTheWordsOfTheIndex) {
  struct Case {
    const char* typed;
    const char* to;  ///< "" for none
  };
  const Case cases[] = {
      {"cuckoing", "cuckooing"}, {"vilence", "violence"}, {"paterols", "patrols"}, {"leaflit", "leaflet"}, {"housign", "housing"}, {"tennants", "tenants"},
      // Too far, too short, digits, accents, symbols.
      {"xyzzyxyz", ""}, {"knf", ""}, {"s136", ""}, {"kn1fe", ""}, {"t\u0177s", ""}, {"a&e", ""}, {"", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.typed);
    const auto found = searchd::nearest_word(c.typed, test::officers().open.index());
    EXPECT_EQ(found ? found->word : "", c.to);
  }
}

std::vector<std::string> corrected(const test::Site& site, const std::string& q) {
  std::vector<std::string> out;
  for (const auto& c : searchd::corrections_for(searchd::parse_query(q, site.index()), site.index())) out.push_back(c.from + " to " + c.to);
  return out;
}

TEST(Corrections, AreNotOfferedForWhatIsKnown) {
  const auto& site = test::officers().open;
  EXPECT_THAT(corrected(site, "knives"), testing::IsEmpty()) << "its stem is in the index";
  EXPECT_THAT(corrected(site, "DHR LCSPR cse NHS"), testing::IsEmpty()) << "abbreviations of the vocabulary";
  EXPECT_THAT(corrected(site, "\"vilence\""), testing::IsEmpty()) << "a phrase is exact";
  EXPECT_THAT(corrected(site, "-vilence knife"), testing::IsEmpty()) << "what is excluded";
  EXPECT_THAT(corrected(site, "knife vilence"), testing::ElementsAre("vilence to violence"));
}

TEST(Corrections, AreOfEachAudiencesOwnWords) {
  EXPECT_THAT(corrected(test::officers().open, "zebrafnch"), testing::IsEmpty());
  EXPECT_THAT(corrected(test::officers().police, "zebrafnch"), testing::ElementsAre("zebrafnch to zebrafinch"));
}

TEST(Corrections, AreSearchedForAWordThatFindsNothingWhereLittleDoubtIsLeft) {
  const auto alone = test::officers().open.search("q=cuckoing");
  EXPECT_EQ(alone.query.typed, "cuckoing");
  EXPECT_EQ(alone.query.applied, "cuckooing");
  ASSERT_EQ(alone.query.corrections.size(), 1u);
  EXPECT_TRUE(alone.query.corrections[0].applied);
  EXPECT_GT(alone.total, 0u);

  const auto beside = test::officers().open.search("q=cuckoing+violence");
  ASSERT_EQ(beside.query.corrections.size(), 1u);
  EXPECT_TRUE(beside.query.corrections[0].applied);
  EXPECT_EQ(beside.query.applied, "cuckooing violence");

  const auto doubtful = test::officers().open.search("q=leaflmts+violence");
  ASSERT_EQ(doubtful.query.corrections.size(), 1u);
  EXPECT_FALSE(doubtful.query.corrections[0].applied) << "offered";
  EXPECT_EQ(doubtful.query.applied, "leaflmts violence");

  EXPECT_TRUE(test::officers().open.search("q=cuckoing&exact=1").query.corrections.empty());
  EXPECT_EQ(test::officers().open.search("q=cuckoing&exact=1").total, 0u);
}

TEST(Corrections, LeaveCapitalsAndNamesOfTheVocabularyAlone) {
  const auto& site = test::officers().open;
  EXPECT_THAT(corrected(site, "TENNAN"), testing::IsEmpty()) << "an abbreviation that nobody knows";
  EXPECT_THAT(corrected(site, "TENNANTS AND HOUSIGN"), testing::SizeIs(2)) << "the capitals key";
}

TEST(Corrections, KeepTheRestOfWhatWasTyped) {
  const std::vector<searchd::Correction> corrections = {{"cuckoing", "cuckooing", false}};
  EXPECT_EQ(searchd::corrected("\"the\" Cuckoing, (CUCKOING) AND cuckoings", corrections), "\"the\" cuckooing, (cuckooing) AND cuckoings");
  EXPECT_EQ(searchd::corrected("", corrections), "");
}

}  // namespace
