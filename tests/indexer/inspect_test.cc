#include "indexer/inspect.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/temp_index.h"

namespace {

using test::practice;
using testing::HasSubstr;
using testing::Not;

TEST(Inspect, SaysWhatEachAudienceHasOfARecord) {
  const test::TempIndex index{{"practice/a.md", practice("pe-one", "Knives", "theme: cse\nrecommendations: [Do it.]\n", "Text [hidden]{audience=police}.\n")},
                              {"practice/b.md", test::markdown("id: pe-two\ntitle: Two\ncollection: practice\nmarking: OFFICIAL\n")}};
  const auto one = indexer::inspect_record(index.data(), "pe-one");
  EXPECT_EQ(one["generation"], index.current());
  ASSERT_EQ(one["audiences"].size(), 3u);
  EXPECT_EQ(one["audiences"][0]["audience"], "public");
  EXPECT_EQ(one["audiences"][0]["present"], true);
  EXPECT_THAT(one["audiences"][0]["terms"]["theme (XTH)"], testing::Contains("XTH:cse"));
  EXPECT_THAT(one["audiences"][0]["terms"]["exact words"], testing::Contains("knives"));
  EXPECT_THAT(one["audiences"][0].dump(), Not(HasSubstr("hidden")));
  EXPECT_THAT(one["audiences"][1].dump(), HasSubstr("hidden"));
  const auto two = indexer::inspect_record(index.data(), "pe-two");
  EXPECT_EQ(two["audiences"][0], (nlohmann::json{{"audience", "public"}, {"present", false}}));
  const auto text = indexer::inspect_text(two);
  EXPECT_THAT(text, HasSubstr("== Audience public ==\ndoes not have it\n"));
  EXPECT_THAT(text, HasSubstr("== Audience police ==\nTwo\nOFFICIAL\n"));
  EXPECT_THAT(indexer::inspect_text(one), HasSubstr("concepts (XCO)"));
}

TEST(Inspect, SaysThatThereIsNoSuchRecordOrGeneration) {
  const test::TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  EXPECT_THROW(indexer::inspect_record(index.data(), "pe-none"), std::runtime_error);
  EXPECT_THROW(indexer::inspect_record("/nowhere", "pe-one"), std::runtime_error);
}

}  // namespace
