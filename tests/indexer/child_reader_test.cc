#include "indexer/child_reader.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/support/small_library.h"
#include "tests/support/temp_folder.h"

namespace {

using indexer::ChildReader;
using testing::HasSubstr;

indexer::SourceContent content(const std::string& bytes) { return {"practice/a.md", bytes, "", ""}; }

TEST(ChildReader, GivesBackWhatTheReaderFound) {
  const ChildReader reader(HUB_EXTRACT, {}, {});
  const auto extraction = reader.read(content("---\ntitle: One\n---\n\n## Problem\n\nText [hidden]{audience=police}.\n"));
  EXPECT_FALSE(extraction.reader_failed);
  EXPECT_EQ(test::text_of(extraction.problems), "");
  ASSERT_EQ(extraction.texts.size(), 1u);
  EXPECT_EQ(extraction.texts[0].fields[0].second.text, "One");
  ASSERT_EQ(extraction.texts[0].blocks.size(), 2u);
  EXPECT_EQ(extraction.texts[0].blocks[1].text.at(1).restrictions.at(0).audience, "police");
}

TEST(ChildReader, HandsOverTheCompanion) {
  const ChildReader reader(HUB_EXTRACT, {}, {});
  const auto extraction = reader.read({"import/n/rows.jsonl", "{\"ref\": \"1\"}\n", "import/n/import.yaml", "source: rows.jsonl\ncollection: review\nid: ref\ntitle: Row {ref}\n"});
  ASSERT_EQ(extraction.texts.size(), 1u) << test::text_of(extraction.problems);
  EXPECT_EQ(extraction.texts[0].fields[1].second.text, "Row 1");
}

TEST(ChildReader, TurnsAChildThatBreaksIntoAProblem) {
  struct Case {
    const char* script;  ///< what takes the reader's place
    const char* message;
  };
  const Case cases[] = {
      {"kill -SEGV $$", "broke its reader (Segmentation fault)"},
      {"kill -KILL $$", "was killed for want of memory"},
      {"exit 7", "exit code 7"},
      {"echo not JSON", "is no text"},
      {"echo '{\"texts\": 3}'", "is no text"},
      {"exec sleep 60", "took longer than 1 s"},
      {"exec >&-; exec sleep 60", "took longer than 1 s"},
      {"exec yes", "gives more than 1 MB of text"},
  };
  const test::TempFolder folder;
  const auto program = folder.path() / "reader";
  indexer::ReadingLimits limits;
  limits.seconds = 1;
  limits.output_bytes = 1 << 20;
  for (const auto& one : cases) {
    test::write_bytes(program, std::string("#!/bin/sh\n") + one.script + "\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const auto extraction = ChildReader(program, limits, {}).read(content("x"));
    EXPECT_TRUE(extraction.reader_failed) << one.script;
    ASSERT_EQ(extraction.problems.size(), 1u) << one.script;
    EXPECT_EQ(extraction.problems[0].file, "practice/a.md");
    EXPECT_THAT(extraction.problems[0].message, HasSubstr(one.message)) << one.script;
  }
}

TEST(ChildReader, NeedsItsProgram) {
  try {
    const ChildReader reader("/nowhere/hub-extract", {}, {});
    FAIL() << "took a program that is not there";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("--reader"));
  }
}

}  // namespace
