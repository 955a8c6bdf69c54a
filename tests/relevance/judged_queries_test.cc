#include "tests/relevance/judged_queries.h"

#include <gmock/gmock.h>

#include "tests/support/temp_folder.h"

namespace relevance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kHead = "id\tkind\tsplit\tquery\twanted\n";

JudgedQueries loaded(const std::string& queries, const std::string& judgements) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "queries.tsv", queries);
  test::write_bytes(folder.path() / "judgements.tsv", judgements);
  return load_judged_queries(folder.path());
}

TEST(JudgedQueries, HoldTheGradesOfTheirRecords) {
  const auto judged = loaded(std::string(kHead) + "q1\twords\theld-out\tknife crime\tknives\n", "q1 0 pe-a 3\nq1 0 pe-b 0\n");
  EXPECT_THAT(judged.problems, IsEmpty());
  ASSERT_EQ(judged.queries.size(), 1u);
  EXPECT_EQ(judged.queries[0].split, Split::kHeldOut);
  EXPECT_EQ(judged.queries[0].text, "knife crime");
  EXPECT_EQ(judged.queries[0].grades, (std::map<std::string, int>{{"pe-a", 3}, {"pe-b", 0}}));
  EXPECT_TRUE(judged.queries[0].answerable());
}

TEST(JudgedQueries, WithoutAHelpfulRecordHaveNoAnswer) {
  EXPECT_FALSE(loaded(std::string(kHead) + "q1\tno-answer\ttune\tdrones\tnone\n", "q1 0 pe-a 1\n").queries.at(0).answerable());
}

TEST(JudgedQueries, SayWhatIsWrongAndWhere) {
  const struct {
    const char* queries;
    const char* judgements;
    const char* problem;
  } cases[] = {
      {"q1\twords\ttune\tknife crime\n", "", "queries.tsv:2: a query has five values"},
      {"q1\twords\ttest\tknife\tx\n", "", "queries.tsv:2: the split is 'test'"},
      {"q1\twords\ttune\tknife\tx\nq1\twords\ttune\tgun\tx\n", "q1 0 pe-a 1\n", "queries.tsv:3: there are two queries q1"},
      {"q1\twords\ttune\tknife\tx\n", "", "query q1 has no judgement"},
      {"q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 1\nq2 0 pe-a 1\n", "judgements.tsv:2: there is no query q2"},
      {"q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 1\nq1 0 pe-b 4\n", "judgements.tsv:2: a judgement is"},
      {"q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 1\nq1 0 pe-a 2\n", "judgements.tsv:2: pe-a is judged twice for q1"},
  };
  for (const auto& one : cases) {
    const auto judged = loaded(std::string(kHead) + one.queries, one.judgements);
    ASSERT_FALSE(judged.problems.empty()) << one.problem;
    EXPECT_THAT(judged.problems.front(), HasSubstr(one.problem));
  }
}

TEST(JudgedQueries, NameTheRecordsThatTheLibraryHasNot) {
  const auto judged = loaded(std::string(kHead) + "q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 3\nq1 0 pe-gone 2\n");
  EXPECT_THAT(dangling_judgements(judged.queries, {"pe-a"}), ElementsAre("judgements.tsv: pe-gone is judged for q1 and is not in the library"));
}

TEST(JudgedQueries, WithoutAFileAreAnError) {
  const test::TempFolder folder;
  EXPECT_THROW(load_judged_queries(folder.path()), std::runtime_error);
}

}  // namespace
}  // namespace relevance
