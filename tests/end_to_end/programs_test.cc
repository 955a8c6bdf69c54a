#include <gmock/gmock.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "schema/generation_files.h"
#include "tests/end_to_end/programs.h"
#include "tests/support/temp_corpus.h"

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// The sample library, of which a test may change its own copy.
struct SampleLibrary {
  test::TempFolder folder;
  std::filesystem::path corpus = folder.path() / "corpus";
  std::filesystem::path data = folder.path() / "data";
  SampleLibrary() {
    std::filesystem::copy(HUB_SOURCE "/corpus", corpus, std::filesystem::copy_options::recursive);
    reindex();
  }
  void reindex() const {
    const auto ran = test::run_indexer({"--corpus", corpus.string(), "--data", data.string(), "reindex", "--quiet"});
    ASSERT_EQ(ran.code, 0) << ran.output;
  }
};

/// Two records, of which the public may see one.
struct SmallLibrary {
  test::TempCorpus corpus{{"practice/a.md", test::practice("pe-open", "Cuckooing visits", "", "## Problem\n\nVisits to tenants.\n")},
                          {"practice/b.md", test::markdown("id: pe-closed\ncollection: practice\nmarking: OFFICIAL\ntitle: Covert visits\n", "Visits.\n")}};
  test::TempFolder folder;
  std::filesystem::path data = folder.path() / "data";
  SmallLibrary() {
    const auto ran = test::run_indexer({"--corpus", corpus.path().string(), "--data", data.string(), "reindex", "--quiet"});
    if (ran.code != 0) throw std::runtime_error(ran.output);
  }
};

/// Searches over and over until it ends, as several browsers would.
class Crowd {
 public:
  Crowd(const test::RunningSearchd& searchd, int size) {
    for (int i = 0; i < size; ++i) threads_.emplace_back([this, &searchd, i] { run(searchd, i); });
  }
  /// How many answers there were; what was wrong with some of them.
  std::pair<int, std::vector<std::string>> end() {
    stop_ = true;
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    return {answers_, wrong_};
  }
  ~Crowd() { end(); }
  int answers() const { return answers_; }

 private:
  void run(const test::RunningSearchd& searchd, int i) {
    static const std::vector<std::string> targets = {"/api/v1/search?q=cuckooing", "/search?q=knife+crime&filter_collection=practice", "/api/v1/search?q=%22county+lines%22", "/api/v1/search.csv?q=police",
                                                     "/api/v1/themes", "/"};
    for (std::size_t n = static_cast<std::size_t>(i); !stop_; ++n) {
      const auto& target = targets[n % targets.size()];
      std::string problem;
      try {
        const auto answer = searchd.get(target);
        if (answer.status != 200) problem = target + " was answered " + std::to_string(answer.status);
        else if (answer.header("Content-Length") != std::to_string(answer.body.size())) problem = target + " was cut";
      } catch (const std::exception& error) {
        problem = error.what();
      }
      ++answers_;
      const std::lock_guard lock(mutex_);
      if (!problem.empty()) wrong_.push_back(problem);
    }
  }

  std::atomic<bool> stop_{false};
  std::atomic<int> answers_{0};
  std::mutex mutex_;
  std::vector<std::string> wrong_;
  std::vector<std::thread> threads_;
};

/// Seconds until the served index is `records` records big; a negative number if it is not within ten.
double seconds_until(const test::RunningSearchd& searchd, std::uint64_t records) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 500; ++i) {
    if (searchd.json("/api/v1/search?count=0")["index"]["records"] == records) return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::this_thread::sleep_for(20ms);
  }
  return -1;
}

TEST(Programs, ReindexWhileOthersSearchFailsNobody) {
  SampleLibrary library;
  test::RunningSearchd searchd(library.data);
  const auto before = searchd.json("/api/v1/search?count=0")["index"];
  ASSERT_GT(before["records"], 20);
  Crowd crowd(searchd, 4);
  for (int round = 1; round <= 3; ++round) {
    test::write_bytes(library.corpus / ("practice/new-" + std::to_string(round) + ".md"),
                      test::practice("pe-new" + std::to_string(round), "A wholly new snowplough scheme", "force: [essex]\n", "## Problem\n\nSnow.\n"));
    library.reindex();
    const double seconds = seconds_until(searchd, before["records"].get<std::uint64_t>() + static_cast<std::uint64_t>(round));
    // A poll takes 200 ms, opening little more; clients, sanitizers and other tests on the machine take their part.
    EXPECT_GE(seconds, 0) << "the new generation is not served";
    EXPECT_EQ(searchd.json("/api/v1/search?q=snowplough")["total"], round);
  }
  const auto [answers, wrong] = crowd.end();
  EXPECT_GT(answers, 20);
  EXPECT_THAT(wrong, testing::IsEmpty());

  const auto rolled_back = test::run_indexer({"--data", library.data.string(), "rollback"});
  ASSERT_EQ(rolled_back.code, 0) << rolled_back.output;
  EXPECT_GE(seconds_until(searchd, before["records"].get<std::uint64_t>() + 2), 0);
}

TEST(Programs, KilledSearchdStartsAgainOnTheSameData) {
  const SmallLibrary library;
  std::string generation;
  for (int round = 0; round < 2; ++round) {
    test::RunningSearchd searchd(library.data);
    const auto answer = searchd.json("/api/v1/search?q=cuckooing");
    EXPECT_GT(answer["total"], 0);
    EXPECT_TRUE(generation.empty() || answer["index"]["generation"] == generation);
    generation = answer["index"]["generation"];
    searchd.process().kill(SIGKILL);
    EXPECT_EQ(searchd.process().wait(), 128 + SIGKILL);
  }
  const auto verified = test::run_indexer({"--data", library.data.string(), "verify"});
  EXPECT_EQ(verified.code, 0) << verified.output;
}

TEST(Programs, SearchdEndsWithZeroWhenItIsToldToStop) {
  const SmallLibrary library;
  for (const int signal : {SIGTERM, SIGINT}) {
    test::RunningSearchd searchd(library.data);
    EXPECT_EQ(searchd.get("/").status, 200);
    searchd.process().kill(signal);
    EXPECT_EQ(searchd.process().wait(), 0);
    EXPECT_THAT(searchd.log(), HasSubstr("\"stopping\""));
  }
}

// What broke: a signal between "listening" and the first accept was lost, and the program waited for ever.
TEST(Programs, SearchdStopsAlsoRightAfterItsStart) {
  const test::TempFolder empty;
  for (int round = 0; round < 5; ++round) {
    test::RunningSearchd searchd(empty.path());
    searchd.process().kill(SIGTERM);
    bool ended = false;
    for (int i = 0; i < 1'000 && !ended; ++i) {
      ended = searchd.process().ended();
      std::this_thread::sleep_for(10ms);
    }
    ASSERT_TRUE(ended);
  }
}

TEST(Programs, SearchdServesTheAudienceItIsToldTo) {
  const SmallLibrary library;
  test::RunningSearchd open(library.data);
  test::RunningSearchd police(library.data, {"--audience", "police"});
  const auto of_open = open.json("/api/v1/search?count=0")["index"];
  const auto of_police = police.json("/api/v1/search?count=0")["index"];
  EXPECT_EQ(of_open["audience"], "public");
  EXPECT_EQ(of_police["audience"], "police");
  EXPECT_EQ(of_open["records"], 1);
  EXPECT_EQ(of_police["records"], 2);
  EXPECT_NE(of_open["generation"], of_police["generation"]);
  test::RunningSearchd nobody(library.data, {"--audience", "nobody"});
  EXPECT_EQ(nobody.get("/api/v1/search").status, 503);
}

TEST(Programs, SayHowTheyAreUsed) {
  for (const auto& run : {test::run_indexer, test::run_searchd}) {
    const auto help = run({"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.output, HasSubstr("Exit codes:"));
    EXPECT_THAT(help.output, HasSubstr("--data"));
    const auto version = run({"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_THAT(version.output, HasSubstr(HUB_VERSION));
    EXPECT_THAT(version.output, HasSubstr("Xapian 1.4"));
  }
}

TEST(Programs, RefuseOptionsThatCannotBeUsed) {
  const test::TempFolder folder;
  const std::string data = (folder.path() / "data").string();
  test::make_web_folder(folder.path() / "web");
  const std::string web = (folder.path() / "web").string();
  struct Case {
    test::Ran (*run)(const std::vector<std::string>&);
    std::vector<std::string> arguments;
    int code;
    const char* said;
  };
  const Case cases[] = {
      {test::run_searchd, {"--colour", "red"}, 2, "--colour"},
      {test::run_searchd, {"--port", "many"}, 2, "--port"},
      {test::run_searchd, {"--web", web, "--port", "70000"}, 2, "--port 70000: must be 0 to 65535"},
      {test::run_searchd, {"--web", "/nowhere"}, 2, "--web /nowhere"},
      {test::run_searchd, {"--web", web, "--port", "80", "--admin-port", "80"}, 2, "give them different ones"},
      {test::run_searchd, {"--web", web, "--audience", ""}, 2, "--audience"},
      {test::run_searchd, {"--web", web, "--base-url", "hub.example"}, 2, "--base-url"},
      {test::run_searchd, {"--web", web, "--max-inflight", "0"}, 2, "--max-inflight"},
      {test::run_searchd, {"--config", "/nowhere.ini"}, 2, "nowhere.ini"},
      {test::run_searchd, {"--web", web, "--port", "0", "--host", "192.0.2.1"}, 3, "cannot listen"},
      {test::run_indexer, {}, 2, "subcommand"},
      {test::run_indexer, {"reindex", "--colour"}, 2, "--colour"},
      {test::run_indexer, {"paint"}, 2, "subcommand"},
      {test::run_indexer, {"--corpus", "/nowhere", "--data", data, "reindex"}, 2, "is not a folder; name the corpus with --corpus"},
      {test::run_indexer, {"--data", data, "rollback"}, 3, "no generation"},
      {test::run_indexer, {"--data", data, "verify"}, 3, "run hub-indexer reindex"},
      {test::run_indexer, {"inspect"}, 2, "id"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.said);
    const auto ran = c.run(c.arguments);
    EXPECT_EQ(ran.code, c.code) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr(c.said));
  }
}

TEST(Programs, SearchdSaysWhichPortIsTaken) {
  const test::TempFolder empty;
  test::RunningSearchd first(empty.path());
  const test::TempFolder folder;
  test::make_web_folder(folder.path() / "web");
  const auto second = test::run_searchd({"--data", empty.path().string(), "--web", (folder.path() / "web").string(), "--port", std::to_string(first.port()), "--admin-port", "-1"});
  EXPECT_EQ(second.code, 3) << second.output;
  EXPECT_THAT(second.output, HasSubstr("choose another --port"));
}

}  // namespace
