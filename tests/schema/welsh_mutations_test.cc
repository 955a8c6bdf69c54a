#include "schema/welsh_mutations.h"

#include <gmock/gmock.h>

namespace {

using schema::welsh_mutations;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(WelshMutations, ChangeTheFirstLetter) {
  EXPECT_THAT(welsh_mutations("trais"), ElementsAre("drais", "nhrais", "thrais"));
  EXPECT_THAT(welsh_mutations("plant"), ElementsAre("blant", "mhlant", "phlant"));
  EXPECT_THAT(welsh_mutations("cam"), ElementsAre("gam", "ngham", "cham"));
  EXPECT_THAT(welsh_mutations("gwent"), ElementsAre("went", "ngwent"));
  EXPECT_THAT(welsh_mutations("briodas"), ElementsAre("friodas", "mriodas"));
  EXPECT_THAT(welsh_mutations("dyfed"), ElementsAre("ddyfed", "nyfed"));
  EXPECT_THAT(welsh_mutations("llinellau"), ElementsAre("linellau"));
  EXPECT_THAT(welsh_mutations("rhywiol"), ElementsAre("rywiol"));
  EXPECT_THAT(welsh_mutations("asesu"), ElementsAre("hasesu"));
  for (const auto* word : {"heddlu", "stelcio", "chwarae", "theatr", "ffordd", "ngwent", ""}) EXPECT_THAT(welsh_mutations(word), IsEmpty()) << word;
}

}  // namespace
