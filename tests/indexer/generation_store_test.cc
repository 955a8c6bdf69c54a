#include "indexer/generation_store.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "tests/support/temp_index.h"

namespace {

namespace fs = std::filesystem;
using indexer::GenerationStore;
using test::practice;
using test::TempIndex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What a call throws, or "nothing".
template <typename Call>
std::string thrown_by(Call call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "nothing";
}

TEST(GenerationStore, IsForOneIndexerAtATimeAndNamesTheHolder) {
  const test::TempFolder folder;
  {
    const GenerationStore first(folder.path());
    const auto message = thrown_by([&] { GenerationStore second(folder.path()); });
    EXPECT_THAT(message, HasSubstr("is being written by hub-indexer, process " + std::to_string(getpid()) + " on "));
    EXPECT_THAT(message, HasSubstr("wait for it to end"));
    EXPECT_THROW(GenerationStore second(folder.path()), indexer::StoreLocked);
  }
  EXPECT_EQ(thrown_by([&] { GenerationStore again(folder.path()); }), "nothing");
}

TEST(GenerationStore, LetsGoOfTheLockWhenItsProcessDies) {
  const test::TempFolder folder;
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    const GenerationStore store(folder.path());
    const char ready = 'x';
    if (write(pipe_ends[1], &ready, 1) != 1) _exit(1);
    pause();
    _exit(0);
  }
  char ready = 0;
  ASSERT_EQ(read(pipe_ends[0], &ready, 1), 1);
  EXPECT_THAT(thrown_by([&] { GenerationStore second(folder.path()); }), HasSubstr("process " + std::to_string(child)));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_EQ(thrown_by([&] { GenerationStore second(folder.path()); }), "nothing");
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

TEST(GenerationStore, RemovesWhatABuildThatWasCutOffLeftBehind) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "building-1234/public/records.blobs", "half");
  test::write_bytes(folder.path() / "kept", "not a build");
  const GenerationStore store(folder.path());
  EXPECT_FALSE(fs::exists(folder.path() / "building-1234"));
  EXPECT_TRUE(fs::exists(folder.path() / "kept"));
}

TEST(GenerationStore, KeepsThePrivateFolderForItsOwnerAlone) {
  const test::TempFolder folder;
  GenerationStore store(folder.path());
  const auto key = store.id_key();
  EXPECT_EQ(key.size(), 64u);
  EXPECT_EQ(store.id_key(), key) << "made once";
  EXPECT_EQ(fs::status(schema::private_folder(folder.path())).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(schema::private_folder(folder.path()) / "id-key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(GenerationStore, SaysThatItCannotWriteItsFolder) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "file", "");
  EXPECT_THROW(GenerationStore store(folder.path() / "file" / "data"), std::system_error);
}

TEST(WriteWhole, ReplacesAFileOrLeavesItAsItWas) {
  const test::TempFolder folder;
  const auto path = folder.path() / "a";
  indexer::write_whole(path, "one");
  indexer::write_whole(path, "two");
  EXPECT_EQ(test::read_bytes(path), "two");
  EXPECT_EQ(test::files_below(folder.path()).size(), 1u);
  EXPECT_THROW(indexer::write_whole(folder.path() / "no" / "such", "x"), std::system_error);
  fs::create_directory(folder.path() / "folder");
  test::write_bytes(folder.path() / "folder/inside", "");
  EXPECT_THROW(indexer::write_whole(folder.path() / "folder", "x"), std::system_error);
}

/// A data folder with three generations; the ids from the oldest.
struct Three {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  std::vector<std::string> ids = {index.current()};
  Three() {
    for (const auto* title : {"Two", "Three"}) {
      index.add_file("practice/a.md", practice("pe-one", title));
      index.reindex();
      ids.push_back(index.current());
    }
  }
};

TEST(GenerationStoreOnDisk, ListsGenerationsFromTheNewestWithinASecondToo) {
  Three three;
  EXPECT_THAT(indexer::list_generations(three.index.data()), ElementsAre(three.ids[2], three.ids[1], three.ids[0]));
  fs::create_directories(schema::generations_folder(three.index.data()) / "rubbish");
  fs::create_directories(schema::generation_folder(three.index.data(), "20991231T000000Z-00000000"));
  EXPECT_EQ(indexer::list_generations(three.index.data()).size(), 3u) << "neither other names nor folders without a manifest";
  EXPECT_THAT(indexer::list_generations("/nowhere"), IsEmpty());
}

TEST(GenerationStoreOnDisk, MakesIdsThatComeAfterAllOthersEvenWhenTheClockWasSetBack) {
  Three three;
  auto manifest = nlohmann::json::parse(test::read_bytes(schema::manifest_file(three.index.generation())));
  const std::string later = "20990101T000000Z-12345678";
  fs::copy(three.index.generation(), schema::generation_folder(three.index.data(), later), fs::copy_options::recursive);
  EXPECT_EQ(indexer::next_generation_id(three.index.data(), "abcdef0123456789"), "20990101T000001Z-abcdef01");
  EXPECT_TRUE(schema::is_generation_id(indexer::next_generation_id("/nowhere", "abcdef0123456789")));
}

TEST(GenerationStoreOnDisk, KeepsThreeGenerationsAndAlwaysTheCurrent) {
  Three three;
  EXPECT_EQ(indexer::list_generations(three.index.data()).size(), 3u);
  three.index.add_file("practice/a.md", practice("pe-one", "Four"));
  three.index.reindex();
  const auto four = three.index.current();
  EXPECT_THAT(indexer::list_generations(three.index.data()), ElementsAre(four, three.ids[2], three.ids[1]));
  {
    GenerationStore store(three.index.data());
    store.make_current(three.ids[1]);
    store.prune();
  }
  EXPECT_EQ(three.index.current(), three.ids[1]);
  EXPECT_THAT(indexer::list_generations(three.index.data()), ElementsAre(four, three.ids[2], three.ids[1]));
  three.index.add_file("practice/a.md", practice("pe-one", "Five"));
  three.index.reindex();
  EXPECT_THAT(indexer::list_generations(three.index.data()), ElementsAre(three.index.current(), four, three.ids[2]));
}

TEST(GenerationStoreOnDisk, RollsBackToAWholeGenerationOnly) {
  Three three;
  const auto& data = three.index.data();
  {
    GenerationStore store(data);
    store.make_current(three.ids[0]);
    EXPECT_EQ(three.index.current(), three.ids[0]);
    EXPECT_EQ(three.index.record("public", "pe-one").title, "One");

    EXPECT_THAT(thrown_by([&] { store.make_current("20200101T000000Z-00000000"); }), HasSubstr("there is no generation '20200101T000000Z-00000000'"));
    EXPECT_THAT(thrown_by([&] { store.make_current("../elsewhere"); }), HasSubstr("there is no generation"));
    EXPECT_THAT(thrown_by([&] { store.make_current(""); }), HasSubstr("there is no generation"));
  }
  // Half a generation, as a removal or a copy that was cut off leaves it, must never be served.
  for (const auto& entry : fs::directory_iterator(schema::generation_folder(data, three.ids[1]) / "police")) {
    SCOPED_TRACE(entry.path().filename().string());
    const auto aside = data / "aside";
    fs::rename(entry.path(), aside);
    GenerationStore store(data);
    EXPECT_NE(thrown_by([&] { store.make_current(three.ids[1]); }), "nothing");
    EXPECT_EQ(three.index.current(), three.ids[0]);
    fs::rename(aside, entry.path());
  }
  fs::resize_file(schema::generation_folder(data, three.ids[2]) / "public/records.blobs", 30);
  GenerationStore store(data);
  EXPECT_THAT(thrown_by([&] { store.make_current(three.ids[2]); }), HasSubstr("records.blobs"));
  store.make_current(three.ids[1]);
  EXPECT_EQ(three.index.current(), three.ids[1]);
}

TEST(GenerationStoreOnDisk, PublishesAfterARollBackWithoutBeingAskedTwice) {
  Three three;
  {
    GenerationStore store(three.index.data());
    store.make_current(three.ids[0]);
  }
  three.index.reindex();
  EXPECT_EQ(three.index.record("public", "pe-one").title, "Three") << "the corpus is what counts";
  EXPECT_GT(three.index.current(), three.ids[2]);
}

TEST(VerifyGeneration, FindsNothingWrongWithAWholeOne) {
  const TempIndex index{{"practice/a.md", practice("pe-one", "One", "attachments: [{file: a.txt}]\n", "Text.\n")}, {"practice/a.txt", "original"}};
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
}

TEST(VerifyGeneration, FindsAFlippedByteAMissingFileAndAFileTooManyOfEveryKind) {
  const TempIndex index{{"practice/a.md", practice("pe-one", "One", "attachments: [{file: a.txt}]\nrecommendations: [Do it.]\n", "Some text.\n")}, {"practice/a.txt", "original"}};
  const auto generation = index.generation();
  const auto files = test::files_below(generation);
  ASSERT_GE(files.size(), 3u * 7 + 2) << "three audiences of seven files or more, the manifest and the checksums";
  for (const auto& file : files) {
    SCOPED_TRACE(file.lexically_relative(generation).string());
    const std::string whole = test::read_bytes(file);
    ASSERT_FALSE(whole.empty());
    for (const std::size_t at : {std::size_t{0}, whole.size() / 3, whole.size() / 2, whole.size() - 1}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0x20);
      test::write_bytes(file, changed);
      EXPECT_THAT(indexer::verify_generation(generation), testing::Not(IsEmpty())) << "byte " << at << " of " << whole.size();
    }
    test::write_bytes(file, whole.substr(0, whole.size() / 2));
    EXPECT_THAT(indexer::verify_generation(generation), testing::Not(IsEmpty())) << "cut short";
    fs::remove(file);
    EXPECT_THAT(indexer::verify_generation(generation), testing::Not(IsEmpty())) << "missing";
    test::write_bytes(file, whole);
  }
  EXPECT_THAT(indexer::verify_generation(generation), IsEmpty());
  test::write_bytes(generation / "public/files/extra", "slipped in");
  EXPECT_THAT(indexer::verify_generation(generation), ElementsAre(HasSubstr("public/files/extra")));
  EXPECT_THAT(indexer::verify_generation(generation / "nowhere"), testing::Not(IsEmpty()));
}

}  // namespace
