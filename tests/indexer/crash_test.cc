// What is served stays whole whatever becomes of the indexer: killed at any moment, or with a disk that is full.

#include <gmock/gmock.h>
#include <signal.h>

#include <chrono>
#include <random>
#include <thread>

#include "indexer/generation_store.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_index.h"

namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::Gt;
using testing::IsEmpty;

constexpr int kRecords = 30;
constexpr int kKills = 20;

std::vector<std::string> reindex_command(const test::TempIndex& index) {
  return {HUB_INDEXER, "reindex", "--full", "--quiet", "--corpus", index.corpus().string(), "--data", index.data().string()};
}

void write_records(test::TempIndex& index, int round) {
  for (int i = 0; i < kRecords; ++i) {
    const std::string n = std::to_string(i);
    std::string body;
    for (int p = 0; p < 5; ++p) body += "Paragraph " + std::to_string(p) + " of round " + std::to_string(round) + " about knives, [hidden]{audience=police} and county lines.\n\n";
    index.add_file("practice/" + n + ".md", test::practice("pe-" + n + "-x", "Title " + n, "theme: cse\nattachments: [{file: ../attachments/" + std::to_string(i % 10) + ".txt}]\n", body));
    index.add_file("attachments/" + std::to_string(i % 10) + ".txt", "original " + n + " of round " + std::to_string(round));
  }
}

std::vector<std::string> builds_left(const test::TempIndex& index) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(index.data()))
    if (entry.path().filename().string().starts_with("building-")) out.push_back(entry.path().filename().string());
  return out;
}

TEST(Crash, AtAnyMomentLeavesAWholeGenerationInPlace) {
  test::TempIndex index{};
  write_records(index, 0);
  // How long a run takes here and now: kills are spread over it. Nothing is asserted about time.
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(test::run(reindex_command(index)), 0);
  const auto whole_run = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::int64_t> moment(0, whole_run.count());
  int killed = 0;
  for (int i = 1; i <= kKills; ++i) {
    SCOPED_TRACE("kill " + std::to_string(i));
    write_records(index, i);
    test::ChildProcess indexer(reindex_command(index));
    std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));  // the moment of the kill, not a synchronisation
    indexer.kill(SIGKILL);
    killed += indexer.wait() == 128 + SIGKILL ? 1 : 0;
    ASSERT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
    ASSERT_EQ(index.records("public").size(), static_cast<std::size_t>(kRecords));
    ASSERT_FALSE(indexer::list_generations(index.data()).empty());
  }
  EXPECT_THAT(killed, Gt(0));
  write_records(index, kKills + 1);
  ASSERT_EQ(test::run(reindex_command(index)), 0);
  EXPECT_THAT(builds_left(index), IsEmpty());
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
  const auto ids = indexer::list_generations(index.data());
  EXPECT_EQ(ids.front(), index.current());
  EXPECT_LE(ids.size(), indexer::kGenerationsKept);
  for (const auto& id : ids) EXPECT_THAT(indexer::verify_generation(schema::generation_folder(index.data(), id)), IsEmpty()) << id;
}

TEST(Crash, OfAFullDiskLeavesTheServedGenerationAndIsCleanedUp) {
  test::TempIndex index{};
  write_records(index, 0);
  index.reindex();
  const auto current = index.current();
  const auto served = test::tree_of(index.generation());
  write_records(index, 1);
  int failed = 0;
  // A limit on the size of files makes writing fail with the same error path as a disk without space, at another place for each limit.
  for (const std::uint64_t limit : {1'000u, 9'000u, 30'000u, 60'000u, 100'000u, 200'000u}) {
    SCOPED_TRACE(limit);
    test::ChildOptions options;
    options.file_size_limit = limit;
    const int code = test::run(reindex_command(index), options);
    if (code == 0) break;  // wide enough for everything
    ++failed;
    EXPECT_EQ(code, 3) << "failed and nothing was published";
    ASSERT_EQ(index.current(), current);
    ASSERT_EQ(test::tree_of(index.generation()), served);
  }
  EXPECT_THAT(failed, Gt(2));
  const auto report = index.reindex([](auto& options) { options.full = true; });
  EXPECT_TRUE(report.published);
  EXPECT_THAT(builds_left(index), IsEmpty());
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
  EXPECT_EQ(index.records("public").size(), static_cast<std::size_t>(kRecords));
}

TEST(Crash, InThePruningLeavesNoHalfGenerationBehind) {
  // What a removal that was cut off leaves lies aside and goes with the next run.
  test::TempIndex index{{"practice/a.md", test::practice("pe-one", "One")}};
  const auto old = index.current();
  index.add_file("practice/a.md", test::practice("pe-one", "Two"));
  index.reindex();
  const auto aside = index.data() / "building-00000000";
  fs::rename(schema::generation_folder(index.data(), old), aside);
  fs::remove(aside / "public/records.blobs");
  EXPECT_THAT(indexer::list_generations(index.data()), testing::ElementsAre(index.current()));
  index.reindex();
  EXPECT_FALSE(fs::exists(aside));
}

}  // namespace
