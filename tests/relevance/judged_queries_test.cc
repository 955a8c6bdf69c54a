#include "searchd/eval/judged_queries.h"

#include <gmock/gmock.h>

#include "tests/support/temp_folder.h"

namespace evaluation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kHead = "id\tkind\tsplit\tquery\twanted\n";

JudgedQueries loaded(const std::string& queries, const std::string& judgements, const std::string& id_prefix = {}) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "queries.tsv", queries);
  test::write_bytes(folder.path() / "judgements.tsv", judgements);
  return load_judged_queries(folder.path() / "queries.tsv", folder.path() / "judgements.tsv", id_prefix);
}

TEST(JudgedQueries, HoldTheGradesOfTheirRecords) {
  const auto judged = loaded(std::string(kHead) + "q1\twords\theld-out\tknife crime\tknives\n", "q1 0 pe-a 3\nq1 0 pe-b 0\n");
  EXPECT_THAT(judged.problems, IsEmpty());
  ASSERT_EQ(judged.queries.size(), 1u);
  EXPECT_EQ(judged.queries[0].split, Split::kHeldOut);
  EXPECT_EQ(judged.queries[0].kind, "words");
  EXPECT_EQ(judged.queries[0].text, "knife crime");
  EXPECT_EQ(judged.queries[0].grades, (std::map<std::string, int>{{"pe-a", 3}, {"pe-b", 0}}));
  EXPECT_TRUE(judged.queries[0].answerable(3));
}

TEST(JudgedQueries, MayBeOfATestCollection) {
  const auto judged = loaded("1\twhat is a knife arch\n2\tCuckooing\r\n", "query-id\tcorpus-id\tscore\n1\tMED-10\t2\n2 Q0 doc.7 -1\n", "doc");
  EXPECT_THAT(judged.problems, IsEmpty());
  ASSERT_EQ(judged.queries.size(), 2u);
  EXPECT_EQ(judged.queries[1].text, "Cuckooing");
  EXPECT_EQ(judged.queries[0].grades, (std::map<std::string, int>{{"doc-med-10", 2}})) << "named as a bulk import names it";
  EXPECT_EQ(judged.queries[1].grades, (std::map<std::string, int>{{"doc-doc-7", 0}}));
}

TEST(JudgedQueries, WithoutARelevantRecordHaveNoAnswer) {
  const auto query = loaded(std::string(kHead) + "q1\tno-answer\ttune\tdrones\tnone\n", "q1 0 pe-a 1\n").queries.at(0);
  EXPECT_FALSE(query.answerable(2));
  EXPECT_TRUE(query.answerable(1));
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
      {"q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 1\nq1 0 pe-b much\n", "judgements.tsv:2: a judgement is"},
      {"q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 1\nq1 pe-b\n", "judgements.tsv:2: a judgement is"},
      {"q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 1\nq1 0 pe-a 2\n", "judgements.tsv:2: pe-a is judged twice for q1"},
  };
  for (const auto& one : cases) {
    const auto judged = loaded(std::string(kHead) + one.queries, one.judgements);
    ASSERT_FALSE(judged.problems.empty()) << one.problem;
    EXPECT_THAT(judged.problems.front(), HasSubstr(one.problem));
  }
  EXPECT_THAT(loaded("knife crime\n", "").problems, ElementsAre(HasSubstr("queries.tsv:1: a query has an id and its text")));
}

TEST(JudgedQueries, NameTheRecordsThatTheLibraryHasNot) {
  const auto judged = loaded(std::string(kHead) + "q1\twords\ttune\tknife\tx\n", "q1 0 pe-a 3\nq1 0 pe-gone 2\n");
  EXPECT_THAT(dangling_judgements(judged.queries, {"pe-a"}), ElementsAre("pe-gone is judged for q1 and is not in the library"));
}

TEST(JudgedQueries, WithoutAFileAreAnError) {
  const test::TempFolder folder;
  EXPECT_THROW(load_judged_queries(folder.path() / "queries.tsv", folder.path() / "judgements.tsv"), std::runtime_error);
}

}  // namespace
}  // namespace evaluation
