#include "indexer/extract/printed_marking.h"

#include <gtest/gtest.h>

namespace {

using indexer::printed_marking;

TEST(PrintedMarking, IsALineThatHoldsAMarkingAlone) {
  struct Case {
    const char* line;
    const char* marking;  ///< null: an ordinary line
  };
  const Case cases[] = {
      {"OFFICIAL", "OFFICIAL"},
      {"  Official\t", "Official"},
      {"OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"},
      {"OFFICIAL - SENSITIVE", "OFFICIAL - SENSITIVE"},
      {"OFFICIAL\u00A0\u2013  SENSITIVE", "OFFICIAL \u2013 SENSITIVE"},
      {"OFFICIAL SENSITIVE", "OFFICIAL SENSITIVE"},
      {"OFFICIAL: SENSITIVE", "OFFICIAL: SENSITIVE"},
      {"OFFICIAL-SENSITIVE [PERSONAL DATA]", "OFFICIAL-SENSITIVE [PERSONAL DATA]"},
      {"OFFICIAL-SENSITIVE - PERSONAL", "OFFICIAL-SENSITIVE - PERSONAL"},
      {"OFFICIAL [FOR PUBLIC RELEASE]", "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"Official (when complete)", "Official (when complete)"},
      {"[OFFICIAL]", "[OFFICIAL]"},
      {"UK OFFICIAL", "UK OFFICIAL"},
      {"SECRET", "SECRET"},
      {"TOP SECRET", "TOP SECRET"},
      {"RESTRICTED", "RESTRICTED"},
      {"Confidential", "Confidential"},
      {"NOT PROTECTIVELY MARKED", "NOT PROTECTIVELY MARKED"},
      {"POLICE EYES ONLY", "POLICE EYES ONLY"},
      {"OFFICIAL-SENSITIVE / POLICE EYES ONLY", "OFFICIAL-SENSITIVE / POLICE EYES ONLY"},
      {"PROTECT", "PROTECT"},
      {"PROTECT - STAFF", "PROTECT - STAFF"},
      {"Protect", nullptr},
      {"", nullptr},
      {" ", nullptr},
      {"Sensitive", nullptr},
      {"OFFICIALS", nullptr},
      {"OFFICIAL\u00E9", nullptr},
      {"Official guidance", nullptr},
      {"OFFICIAL Page 1 of 3", nullptr},
      {"Confidential reporting line", nullptr},
      {"This is OFFICIAL", nullptr},
      {"OFFICIAL [not closed", nullptr},
      {"Secret\xFF", nullptr},
  };
  for (const auto& c : cases) {
    const auto marking = printed_marking(c.line);
    EXPECT_EQ(marking.has_value(), c.marking != nullptr) << c.line;
    if (marking && c.marking != nullptr) {
      EXPECT_EQ(*marking, c.marking);
    }
  }
  EXPECT_FALSE(printed_marking("OFFICIAL [" + std::string(10'000, 'x') + "]"));
}

}  // namespace
