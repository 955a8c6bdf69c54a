#include "indexer/source.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/support/temp_folder.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(FindSources, TakesWhatMayHoldRecordsInTheOrderOfPaths) {
  const test::TempFolder corpus;
  for (const auto* path : {"practice/b.md", "practice/a.md", "practice/deep/er/c.md", "reviews/x.pdf", "top.md", "import/n/rows.jsonl",
                           // none of these:
                           "library.yaml", "README.md", "practice/README.md", "LICENSE", "import/n/import.yaml", "reviews/x.pdf.meta.yaml", "practice/a.md~",
                           "practice/.hidden.md", ".git/config", "vocabulary/theme.yaml", "attachments/a.txt", "templates/t.md", "assets/a.css"})
    test::write_bytes(corpus.path() / path, "x");
  // A folder of that name deeper down is like any other.
  test::write_bytes(corpus.path() / "practice/attachments/d.md", "x");
  std::vector<indexer::Problem> problems;
  std::vector<std::string> found;
  for (const auto& source : indexer::find_sources(corpus.path(), problems)) {
    found.push_back(source.path);
    EXPECT_EQ(source.absolute, corpus.path() / source.path);
  }
  EXPECT_THAT(found, ElementsAre("import/n/rows.jsonl", "practice/a.md", "practice/attachments/d.md", "practice/b.md", "practice/deep/er/c.md", "reviews/x.pdf", "top.md"));
  EXPECT_TRUE(problems.empty());
  const auto with_slash = indexer::find_sources(corpus.path().string() + "/", problems);
  ASSERT_EQ(with_slash.size(), 7u);
  EXPECT_EQ(with_slash[0].path, "import/n/rows.jsonl");
}

TEST(FindSources, DoesNotFollowSymbolicLinksAndSaysSo) {
  const test::TempFolder corpus;
  const test::TempFolder elsewhere;
  test::write_bytes(elsewhere.path() / "secret.md", "x");
  std::filesystem::create_symlink(elsewhere.path() / "secret.md", corpus.path() / "a.md");
  std::filesystem::create_directory_symlink(elsewhere.path(), corpus.path() / "folder");
  std::vector<indexer::Problem> problems;
  EXPECT_TRUE(indexer::find_sources(corpus.path(), problems).empty());
  ASSERT_EQ(problems.size(), 2u);
  for (const auto& problem : problems) EXPECT_THAT(problem.message, HasSubstr("symbolic link"));
}

TEST(FindSources, LeavesOutNamesThatAreNotUtf8) {
  // Their bytes in a report made it unwritable, after the generation was published.
  const test::TempFolder corpus;
  for (const auto* path : {"practice/good.md", "practice/caf\xE9.md", "bad\xFF/inside.md", "practice/line\nbreak.md"}) test::write_bytes(corpus.path() / path, "x");
  std::vector<indexer::Problem> problems;
  const auto found = indexer::find_sources(corpus.path(), problems);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].path, "practice/good.md");
  ASSERT_EQ(problems.size(), 3u);
  for (const auto& problem : problems) EXPECT_THAT(problem.message, HasSubstr("is not UTF-8"));
}

TEST(FindSources, NeedsAFolder) {
  std::vector<indexer::Problem> problems;
  EXPECT_THROW(indexer::find_sources("/nowhere/at/all", problems), std::filesystem::filesystem_error);
}

TEST(ReadFile, GivesAllBytesOrSaysWhichFileCannotBeRead) {
  const test::TempFolder folder;
  const std::string bytes = std::string("a\0\xFF\r\n", 5) + std::string(200'000, 'x');
  test::write_bytes(folder.path() / "a", bytes);
  EXPECT_EQ(indexer::read_file(folder.path() / "a"), bytes);
  EXPECT_EQ(indexer::read_file(folder.path() / "a", bytes.size()), bytes);
  for (const auto& path : {folder.path() / "missing", folder.path(), folder.path() / "a" / "b"}) {
    SCOPED_TRACE(path.string());
    try {
      indexer::read_file(path);
      ADD_FAILURE() << "was read";
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), HasSubstr(path.string()));
    }
  }
  EXPECT_THROW(indexer::read_file(folder.path() / "a", bytes.size() - 1), std::runtime_error);
}

}  // namespace
