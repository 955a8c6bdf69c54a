#include "indexer/validate.h"

#include <gmock/gmock.h>

#include "schema/sha256.h"
#include "tests/support/small_library.h"

namespace {

using testing::HasSubstr;

TEST(Validate, RejectsARecordThatMustNotGoIn) {
  struct Case {
    const char* front_matter;
    const char* message;
  };
  const Case cases[] = {
      {"collection: practice\n", "has no 'title'"},
      {"title:\ncollection: practice\n", "has no 'title'"},
      {"title: x\n", "has no 'collection'"},
      {"title: x\ncollection: recipe\n", "'recipe' is not in the vocabulary"},
      {"title: x\ncollection: practice\nmarking: SECRET\n", "must not be held here"},
      {"title: x\ncollection: practice\nmarking: RESTRICTED\n", "before 2014"},
      {"title: x\ncollection: practice\nmarking: OFFICIAL SENSITIVE\n", "not in the library's table"},
      {"title: x\ncollection: practice\nhandling: [FOR PUBLIC RELEASE]\n", "not in the library's table"},  // with the default marking
      {"title: x\ncollection: practice\nattachments:\n  - {file: nowhere.txt}\n", "does not exist"},
      {"title: x\ncollection: practice\nattachments:\n  - {file: ../../../../../../etc/passwd}\n", "lies outside the corpus"},
      {"title: x\ncollection: practice\nattachments:\n  - {file: ../outside.txt}\n", "lies outside the corpus"},
      {"title: x\ncollection: practice\nattachments:\n  - {file: /etc/passwd}\n", "lies outside the corpus"},
      {"title: x\ncollection: practice\nattachments:\n  - {file: ..}\n", "is not a file"},
      {"title: x\ncollection: practice\nattachments:\n  - {file: a.txt, marking: SECRET}\n", "must not be held here"},
      {"title: x\ncollection: practice\nattachments:\n  - {file: a.txt, marking: NONSENSE}\n", "not in the library's table"},
  };
  test::SmallLibrary library{{"practice/a.txt", "text"}};
  const test::TempFolder outside;
  test::write_bytes(outside.path() / "outside.txt", "text");
  std::filesystem::create_symlink(outside.path() / "outside.txt", library.corpus() / "outside.txt");
  for (const auto& c : cases) {
    SCOPED_TRACE(c.front_matter);
    EXPECT_FALSE(library.draft(test::markdown(c.front_matter)));
    EXPECT_THAT(library.problem_text(), HasSubstr(c.message));
  }
  EXPECT_FALSE(library.draft(test::practice("pe-long", std::string(401, 'x'))));
  EXPECT_TRUE(library.draft(test::practice("pe-long", std::string(400, 'x'))));
}

TEST(Validate, LeavesOutWhatNoVocabularyKnowsWithAWarning) {
  test::SmallLibrary library;
  const auto draft = library.draft(test::practice("pe-test", "x",
                                                  "theme: [CSE, knives and forks, County Lines]\n"
                                                  "start_date: spring 2019\n"
                                                  "published: 4 November 2019\n"
                                                  "force: Essex\n"));
  ASSERT_TRUE(draft);
  EXPECT_EQ(library.problem_text(),
            "7: warning: start_date: 'spring 2019' is not a date and was left out; write 2019, 2019-11 or 2019-11-04\n"
            "6: warning: theme: 'knives and forks' is not in the vocabulary and was left out; see vocabulary 'theme'\n");
  ASSERT_EQ(draft->values.at("theme").size(), 2u);
  EXPECT_EQ(indexer::unredacted(draft->values.at("theme")[0].text), "cse");
  EXPECT_EQ(indexer::unredacted(draft->values.at("theme")[1].text), "county-lines");
  EXPECT_EQ(indexer::unredacted(draft->values.at("published")[0].text), "2019-11-04");
  EXPECT_EQ(indexer::unredacted(draft->values.at("force")[0].text), "essex");
}

TEST(Validate, RestrictsAValueAsMuchAsItsMostRestrictedPart) {
  // The id stood under the restrictions of the first part alone: the rest of the label gave it away.
  struct Case {
    const char* field;
    const char* written;
  };
  const Case cases[] = {
      {"theme", "\"Child [sexual exploitation]{audience=police}\""},
      {"theme", "\"[Child]{audience=police} sexual exploitation\""},
      {"published", "\"2019-[11]{audience=police}\""},
      {"force", "\"[essex]{audience=police}\""},
      {"force", "\"[[es]{audience=police}sex]{audience=public}\""},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.written);
    const auto source = test::practice("pe-test", "x", std::string(c.field) + ": " + c.written + "\n");
    const auto wide = library.rendition(source, "public");
    ASSERT_TRUE(wide);
    EXPECT_FALSE(wide->terms.contains(c.field));
    EXPECT_FALSE(wide->dates.contains(c.field));
    const auto police = library.rendition(source, "police");
    ASSERT_TRUE(police);
    EXPECT_TRUE(police->terms.contains(c.field) || police->dates.contains(c.field));
  }
}

TEST(Validate, DecidesTheAudienceOfTheRecordAndOfEachAttachment) {
  struct Case {
    const char* marking;
    const char* attachment;
    indexer::AudienceRank record;
    indexer::AudienceRank attached;
    const char* attachment_marking;
  };
  const Case cases[] = {
      {"OFFICIAL [FOR PUBLIC RELEASE]", "{file: a.txt}", 0, 0, "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"OFFICIAL [FOR PUBLIC RELEASE]", "{file: a.txt, marking: OFFICIAL}", 0, 1, "OFFICIAL"},
      {"OFFICIAL [FOR PUBLIC RELEASE]", "{file: a.txt, marking: OFFICIAL-SENSITIVE}", 0, 2, "OFFICIAL-SENSITIVE"},
      {"OFFICIAL", "{file: a.txt}", 1, 1, "OFFICIAL"},
      {"OFFICIAL", "{file: a.txt, marking: OFFICIAL, handling: [FOR PUBLIC RELEASE]}", 1, 1, "OFFICIAL [FOR PUBLIC RELEASE]"},  // never wider than its record
      {"OFFICIAL", "{file: a.txt, handling: [FOR PUBLIC RELEASE]}", 1, 1, "OFFICIAL [FOR PUBLIC RELEASE]"},
      {"OFFICIAL-SENSITIVE", "{file: a.txt, marking: OFFICIAL}", 2, 2, "OFFICIAL"},
  };
  test::SmallLibrary library{{"practice/a.txt", "text"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.marking) + " " + c.attachment);
    const auto draft = library.draft(test::markdown(std::string("title: x\ncollection: practice\nmarking: ") + c.marking + "\nattachments:\n  - " + c.attachment + "\n"));
    ASSERT_TRUE(draft) << library.problem_text();
    EXPECT_EQ(draft->audience, c.record);
    ASSERT_EQ(draft->attachments.size(), 1u);
    EXPECT_EQ(draft->attachments[0].audience, c.attached);
    EXPECT_EQ(draft->attachments[0].marking->display(), c.attachment_marking);
    EXPECT_EQ(draft->attachments[0].sha256, schema::sha256_hex("text"));
    EXPECT_EQ(draft->attachments[0].size_bytes, 4u);
  }
}

TEST(Validate, WarnsOnceOfAReasonThatTheVocabularyDoesNotKnow) {
  test::SmallLibrary library;
  ASSERT_TRUE(library.draft(test::practice("pe-test", "x", "", "[a]{audience=police reason=\"odd\"} [b]{audience=police reason=\"odd\"} [c]{audience=police reason=\"covert tactic\"}\n")));
  EXPECT_THAT(library.problem_text(), HasSubstr("reason 'odd' is not in the vocabulary"));
  EXPECT_EQ(library.problems().size(), 1u) << library.problem_text();
}

TEST(Validate, LeavesOutAnAttachmentKindThatTheVocabularyDoesNotKnow) {
  test::SmallLibrary library{{"practice/a.txt", "text"}};
  const auto draft = library.draft(test::practice("pe-test", "x", "attachments:\n  - {file: a.txt, kind: poem}\n  - {file: a.txt, kind: Evaluation report}\n"));
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->attachments[0].kind, "");
  EXPECT_EQ(draft->attachments[1].kind, "evaluation");
  EXPECT_THAT(library.problem_text(), HasSubstr("attachment kind 'poem' is not in the vocabulary"));
}

}  // namespace
