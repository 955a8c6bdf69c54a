#include "indexer/library_config.h"

#include <gmock/gmock.h>

#include "tests/support/small_library.h"

namespace {

using indexer::parse_marking;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(ParseMarking, ReadsClassificationAndHandlingInAnyCaseAndOrder) {
  struct Case {
    const char* written;
    const char* shown;
  };
  const Case cases[] = {
      {"OFFICIAL", "OFFICIAL"},
      {" official ", "OFFICIAL"},
      {"official-sensitive", "OFFICIAL-SENSITIVE"},
      {"OFFICIAL [FOR PUBLIC RELEASE]", "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"Official  [for  public release]", "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"OFFICIAL[FOR PUBLIC RELEASE]", "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"OFFICIAL-SENSITIVE [RECIPIENTS ONLY] [HMG USE ONLY]", "OFFICIAL-SENSITIVE [HMG USE ONLY] [RECIPIENTS ONLY]"},
      {"OFFICIAL-SENSITIVE [HMG USE ONLY][RECIPIENTS ONLY]", "OFFICIAL-SENSITIVE [HMG USE ONLY] [RECIPIENTS ONLY]"},
      {"", ""},
      // What stands behind the brackets belongs to the marking: it was dropped, and "- SENSITIVE" with it.
      {"OFFICIAL [FOR PUBLIC RELEASE] - SENSITIVE", "OFFICIAL - SENSITIVE [FOR PUBLIC RELEASE]"},
      {"OFFICIAL [FOR PUBLIC RELEASE]-SENSITIVE", "OFFICIAL -SENSITIVE [FOR PUBLIC RELEASE]"},
      {"[FOR PUBLIC RELEASE] OFFICIAL", "OFFICIAL [FOR PUBLIC RELEASE]"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.written);
    EXPECT_EQ(parse_marking(c.written).display(), c.shown);
  }
}

TEST(Markings, GoToTheAudienceOfTheTableOrAreRefused) {
  struct Case {
    const char* marking;   ///< null: none
    const char* audience;  ///< null: refused
    const char* refusal = "";
  };
  const Case cases[] = {
      {"OFFICIAL [FOR PUBLIC RELEASE]", "public"},
      {"official [for public release]", "public"},
      {"OFFICIAL", "police"},
      {"OFFICIAL [ORGANISATIONAL USE ONLY]", "police"},
      {"OFFICIAL-SENSITIVE", "sensitive"},
      {"OFFICIAL-SENSITIVE [RECIPIENTS ONLY] [HMG USE ONLY]", "sensitive"},
      {"OFFICIAL-SENSITIVE [hmg use only] [recipients only]", "sensitive"},
      {nullptr, "sensitive"},  // the default marking
      {"OFFICIAL-SENSITIVE [RECIPIENTS ONLY]", nullptr, "not in the library's table"},  // not without the other instruction
      {"OFFICIAL [FOR PUBLIC RELEASE] [ORGANISATIONAL USE ONLY]", nullptr, "not in the library's table"},
      {"OFFICIAL SENSITIVE", nullptr, "not in the library's table"},
      {"OFFICIAL – SENSITIVE", nullptr, "not in the library's table"},
      {"OFFICAL", nullptr, "not in the library's table"},
      {"PUBLIC", nullptr, "not in the library's table"},
      {"OFFICIAL [FOR PUBLIC RELEASE] SECRET", nullptr, "not in the library's table"},
      {"OFFICIAL [FOR PUBLIC RELEASE] - SENSITIVE", nullptr, "not in the library's table"},
      {"OFFICIAL []", nullptr, "not in the library's table"},
      {"", nullptr, "not in the library's table"},
      {"NOT PROTECTIVELY MARKED", nullptr, "before 2014"},
      {"Restricted", nullptr, "before 2014"},
      {"RESTRICTED [POLICE]", nullptr, "before 2014"},
      {"PROTECT - PERSONAL DATA", nullptr, "before 2014"},
      {"CONFIDENTIAL", nullptr, "before 2014"},
      {"SECRET", nullptr, "must not be held here"},
      {"secret", nullptr, "must not be held here"},
      {"SECRET [UK EYES ONLY]", nullptr, "must not be held here"},
      {"TOP SECRET", nullptr, "must not be held here"},
      {"TOP SECRET STRAP", nullptr, "must not be held here"},
  };
  const test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.marking == nullptr ? "no marking" : c.marking);
    const auto decision = library.config().decide(c.marking == nullptr ? std::nullopt : std::optional(parse_marking(c.marking)));
    EXPECT_EQ(decision.audience, c.audience == nullptr ? std::nullopt : library.config().rank_of(c.audience));
    EXPECT_THAT(decision.refusal, HasSubstr(c.refusal));
    EXPECT_EQ(decision.refusal.empty(), c.audience != nullptr);
  }
}

indexer::LibraryConfig loaded(const char* yaml) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "library.yaml", yaml);
  std::vector<indexer::Problem> problems;
  auto config = indexer::load_library_config(folder.path() / "library.yaml", problems);
  EXPECT_EQ(test::text_of(problems), "");
  return config;
}

TEST(Markings, WithoutADefaultGoToTheNarrowestAudience) {
  EXPECT_EQ(loaded("audiences:\n  - {name: all}\n  - {name: few}\n").decide(std::nullopt).audience, 1u);
}

TEST(Markings, AreComparedWithRefusedAndLegacyWordsInAnyCase) {
  const auto config = loaded("audiences: [{name: all}]\nrefused: [Secret]\nlegacy: [Restricted]\n");
  EXPECT_THAT(config.decide(parse_marking("SECRET")).refusal, HasSubstr("must not be held here"));
  EXPECT_THAT(config.decide(parse_marking("RESTRICTED")).refusal, HasSubstr("before 2014"));
}

TEST(LibraryConfig, ReadsWhatTheFileSays) {
  const test::SmallLibrary library;
  EXPECT_EQ(library.config().name, "Test library");
  ASSERT_EQ(library.config().audiences.size(), 3u);
  EXPECT_EQ(library.config().audiences[1].name, "police");
  EXPECT_EQ(library.config().audiences[1].marking, "OFFICIAL");
  EXPECT_EQ(library.config().highest(), 2u);
  EXPECT_EQ(library.config().demographic_from, 1u);
  EXPECT_EQ(library.config().rank_of("nobody"), std::nullopt);
}

TEST(LibraryConfig, SaysEveryProblemWithItsLine) {
  struct Case {
    const char* yaml;
    std::vector<std::pair<int, const char*>> problems;
  };
  const Case cases[] = {
      {"", {{1, "'audiences' is missing"}}},
      {"name: x\n", {{1, "'audiences' is missing"}}},
      {"audiences: []\n", {{1, "'audiences' is missing"}}},
      {"audiences: [{name: a}]\nnmae: x\ncolour: y\n", {{2, "'nmae' is not a key"}, {3, "'colour' is not a key"}}},
      {"audiences:\n  - {name: a}\n  - {marking: x}\n", {{3, "each needs a 'name'"}}},
      {"audiences:\n  - {name: a}\n  - {name: a}\n", {{3, "listed twice"}}},
      {"audiences: [{name: a}]\nmarkings:\n  - {marking: OFFICIAL, audience: b}\n", {{3, "'b' is not an audience"}}},
      {"audiences: [{name: a}]\ndemographic_facets_from: b\n", {{2, "'b' is not an audience"}}},
      {"audiences: [{name: a}]\ndefault_marking: OFFICIAL\n", {{2, "not in the library's table"}}},
      {"audiences: [{name: a}]\ndefault_marking: SECRET\nrefused: [SECRET]\n", {{2, "must not be held here"}}},
      {"audiences: [{name: a}\n", {{2, "not valid YAML"}}},
      {"audiences: [{name: a}]\nname: x\nname: y\n", {{3, "written twice"}}},
      // Names become folders: anything else could leave the generation.
      {"audiences:\n  - {name: ../up}\n", {{2, "lower-case"}}},
      {"audiences:\n  - {name: a/b}\n", {{2, "lower-case"}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.yaml);
    const test::TempFolder folder;
    test::write_bytes(folder.path() / "library.yaml", c.yaml);
    std::vector<indexer::Problem> problems;
    indexer::load_library_config(folder.path() / "library.yaml", problems);
    ASSERT_EQ(problems.size(), c.problems.size()) << test::text_of(problems);
    for (std::size_t i = 0; i < problems.size(); ++i) {
      EXPECT_EQ(problems[i].severity, indexer::Severity::kError);
      EXPECT_THAT(problems[i].file, HasSubstr("library.yaml"));
      EXPECT_EQ(problems[i].line, c.problems[i].first) << problems[i].message;
      EXPECT_THAT(problems[i].message, HasSubstr(c.problems[i].second));
    }
  }
}

TEST(LibraryConfig, ThatIsMissingIsAProblem) {
  std::vector<indexer::Problem> problems;
  indexer::load_library_config("/nowhere/library.yaml", problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0].message, HasSubstr("cannot be read"));
}

}  // namespace
