// The program itself: arguments, exit codes, what it prints.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "indexer/generation_store.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_corpus.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// hub-indexer on a small corpus of its own.
class Program : public testing::Test {
 protected:
  struct Answer {
    int code;
    std::string text;  ///< standard output and error
  };

  Answer run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), HUB_INDEXER);
    for (const auto* argument : {"--corpus", corpus_.path().c_str(), "--data", data_.c_str()}) arguments.emplace_back(argument);
    test::ChildOptions options;
    options.output = folder_.path() / "output";
    const int code = test::run(arguments, options);
    return {code, test::read_bytes(options.output)};
  }

  test::TempCorpus corpus_{{"practice/a.md", test::practice("pe-one", "One")}};
  test::TempFolder folder_;
  fs::path data_ = folder_.path() / "data";
};

TEST_F(Program, SaysByItsExitCodeHowItWent) {
  struct Case {
    std::vector<std::string> arguments;
    int code;
    const char* text;
  };
  const Case before[] = {
      {{"verify"}, 3, "there is no generation; run hub-indexer reindex"},
      {{"rollback"}, 3, "there is no generation before the current one"},
      {{"inspect", "pe-one"}, 3, "there is no generation; run hub-indexer reindex"},
      {{"generations"}, 0, "There are no generations yet"},
      {{"reindex", "--dry-run", "--quiet"}, 0, "Dry run: nothing was written"},
  };
  for (const auto& c : before) {
    SCOPED_TRACE(c.arguments[0]);
    const auto answer = run(c.arguments);
    EXPECT_EQ(answer.code, c.code) << answer.text;
    EXPECT_THAT(answer.text, HasSubstr(c.text));
  }
  EXPECT_FALSE(fs::exists(data_ / "generations") && !fs::is_empty(data_ / "generations"));
  const Case after[] = {
      {{"reindex", "--quiet"}, 0, "Published generation "},
      {{"reindex", "--quiet"}, 0, "Nothing has changed"},
      {{"generations"}, 0, "* 20"},
      {{"verify"}, 0, " is whole."},
      {{"check", "--quiet"}, 0, "1 files checked: 0 errors, 0 other remarks. Nothing was written."},
      {{"inspect", "pe-one"}, 0, "== Audience public =="},
      {{"inspect", "pe-none"}, 3, "no audience has a record 'pe-none'"},
      {{"rollback", "20200101T000000Z-00000000"}, 3, "there is no generation '20200101T000000Z-00000000'"},
      {{"rollback"}, 3, "there is no generation before the current one"},
      {{"reindex", "--full", "--quiet"}, 0, "Published generation "},
      {{"rollback"}, 0, "is current again"},
      {{}, 2, "subcommand"},
      {{"reindx"}, 2, ""},
      {{"reindex", "--nonsense"}, 2, ""},
      {{"--version"}, 0, "hub-indexer "},
  };
  for (const auto& c : after) {
    SCOPED_TRACE(c.arguments.empty() ? "no command" : c.arguments[0]);
    const auto answer = run(c.arguments);
    EXPECT_EQ(answer.code, c.code) << answer.text;
    EXPECT_THAT(answer.text, HasSubstr(c.text));
  }
}

TEST_F(Program, TellsProblemsOfTheSourcesFromThoseOfTheConfiguration) {
  corpus_.add_file("practice/b.md", "no front matter");
  auto answer = run({"check", "--quiet"});
  EXPECT_EQ(answer.code, 1);
  EXPECT_THAT(answer.text, HasSubstr("practice/b.md:1: error: has no front matter"));
  answer = run({"reindex", "--quiet"});
  EXPECT_EQ(answer.code, 0) << "one bad file does not fail a run";
  EXPECT_THAT(answer.text, HasSubstr("Files: 2 found = 1 indexed + 0 unchanged + 0 skipped + 1 failed."));
  corpus_.add_file("library.yaml", "nmae: x\n");
  answer = run({"reindex", "--quiet"});
  EXPECT_EQ(answer.code, 2);
  EXPECT_THAT(answer.text, HasSubstr("library.yaml:1: error: 'nmae' is not a key"));
  corpus_.add_file("library.yaml", "audiences: [{name: all}]\n");
  answer = run({"reindex", "--quiet"});
  EXPECT_EQ(answer.code, 2);
  EXPECT_THAT(answer.text, HasSubstr("vocabulary/theme.yaml:18: error: 'police' is not an audience of this library"));
}

TEST_F(Program, FailsWhereItCannotWriteAndWhereAnotherIsAtWork) {
  run({"reindex", "--quiet"});
  {
    const indexer::GenerationStore other(data_);
    const auto answer = run({"reindex", "--quiet"});
    EXPECT_EQ(answer.code, 4);
    EXPECT_THAT(answer.text, HasSubstr("is being written by hub-indexer, process " + std::to_string(getpid())));
    EXPECT_EQ(run({"verify"}).code, 0) << "reading goes on";
  }
  fs::remove_all(data_);
  test::write_bytes(data_, "a file in the place of the folder");
  EXPECT_EQ(run({"reindex", "--quiet"}).code, 3);
  EXPECT_EQ(test::read_bytes(data_), "a file in the place of the folder");
}

TEST_F(Program, FindsADamagedGeneration) {
  run({"reindex", "--quiet"});
  const auto records = schema::AudienceFiles(schema::generation_folder(data_, *schema::read_current(data_)) / "public").records;
  auto bytes = test::read_bytes(records);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  test::write_bytes(records, bytes);
  const auto answer = run({"verify"});
  EXPECT_EQ(answer.code, 1);
  EXPECT_THAT(answer.text, HasSubstr("public/records.blobs"));
}

TEST_F(Program, PrintsJsonThatAMachineReads) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"check", "--json", "--quiet"}, {"reindex", "--json", "--quiet"}, {"generations", "--json"}, {"verify", "--json"}, {"inspect", "pe-one", "--json"}}) {
    SCOPED_TRACE(arguments[0]);
    const auto answer = run(arguments);
    EXPECT_EQ(answer.code, 0);
    EXPECT_TRUE(nlohmann::json::accept(answer.text)) << answer.text;
  }
}

}  // namespace
