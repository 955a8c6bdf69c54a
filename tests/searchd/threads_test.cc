// Searching while generations come and go: every answer is whole and of one generation.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "indexer/generation_store.h"
#include "tests/searchd/site.h"
#include "tests/support/temp_index.h"

namespace {

constexpr int kGenerations = 8;
constexpr int kClients = 6;
constexpr int kRecords = 12;

/// Every record of a generation says its number, in the title and in the text.
void write_generation(test::TempIndex& library, int number) {
  for (int i = 0; i < kRecords; ++i)
    library.add_file(fmt::format("practice/{}.md", i), test::practice(fmt::format("pe-rec{}", i), fmt::format("Patrol {} of generation g{}", i, number), "force: [kent]\n",
                                                                      fmt::format("## Problem\n\nThe patrol of generation g{} went out. Violence fell.\n", number)));
}

/// "g3" of "Patrol 1 of generation g3".
std::string generation_in(const std::string& title) { return title.substr(title.rfind(' ') + 1); }

class Client {
 public:
  Client(const test::Site& site, int seed) : site_(site), random_(static_cast<unsigned>(seed)) {}

  /// What is wrong with an answer; empty: nothing.
  std::string ask() {
    switch (random_++ % 6) {
      case 0:
        return check_search("/api/v1/search?q=patrol&count=100");
      case 1:
        return check_search("/api/v1/search?q=%22went+out%22&count=100&order=title&filter_force=kent");
      case 2:
        return check_search("/api/v1/search?q=patrl&count=100");
      case 3: {
        for (const auto* address : {"/api/v1/suggest?q=pat", "/api/v1/suggest?q=patrlo", "/api/v1/records/pe-rec3/similar", "/api/v1/records/pe-rec3/links", "/api/v1/matrix?q=patrol", "/api/v1/trends"})
          if (const auto reply = site_.get(address); reply.status != 200) return address + (" was answered " + std::to_string(reply.status));
        return {};
      }
      case 4: {
        const auto reply = site_.get("/search?q=violence");
        return reply.status == 200 ? "" : "the page was answered " + std::to_string(reply.status);
      }
      default: {
        const auto record = nlohmann::json::parse(site_.get("/api/v1/records/pe-rec3").body);
        const auto said = generation_in(record.at("title").get<std::string>());
        return record.at("sections").dump().find("generation " + said + " ") != std::string::npos ? "" : "a record of two generations: " + record.dump();
      }
    }
  }

  std::set<std::string> seen;

 private:
  std::string check_search(const std::string& address) {
    const auto reply = site_.get(address);
    if (reply.status != 200) return address + " was answered " + std::to_string(reply.status) + ": " + reply.body;
    const auto json = nlohmann::json::parse(reply.body);
    if (json.at("total") != kRecords || json.at("results").size() != kRecords) return "not whole: " + json.at("total").dump();
    std::set<std::string> generations;
    for (const auto& hit : json.at("results")) {
      generations.insert(generation_in(hit.at("title").get<std::string>()));
      const auto passages = hit.at("highlights").at("passages").dump();
      if (passages.find("g") != std::string::npos && passages.find(*generations.begin()) == std::string::npos) return "a passage of another generation: " + passages;
    }
    if (generations.size() != 1) return "hits of " + std::to_string(generations.size()) + " generations";
    seen.insert(*generations.begin());
    return "";
  }

  const test::Site& site_;
  unsigned random_;
};

TEST(Threads, AnswersAreWholeAndOfOneGenerationWhileTheIndexChanges) {
  test::TempIndex library{{"practice/none.md", test::practice("pe-none", "Something else")}};
  write_generation(library, 0);
  library.reindex();
  const test::Site site(library.data());

  std::atomic<bool> stop{false};
  std::atomic<int> answered{0};
  std::mutex mutex;
  std::vector<std::string> wrong;
  std::set<std::string> seen;
  std::vector<std::thread> clients;
  for (int c = 0; c < kClients; ++c)
    clients.emplace_back([&, c] {
      Client client(site, c);
      while (!stop) {
        std::string problem;
        try {
          problem = client.ask();
        } catch (const std::exception& error) {
          problem = error.what();
        }
        ++answered;
        if (problem.empty()) continue;
        const std::lock_guard lock(mutex);
        if (wrong.size() < 5) wrong.push_back(problem);
      }
      const std::lock_guard lock(mutex);
      seen.insert(client.seen.begin(), client.seen.end());
    });
  // Each generation is used before the next comes.
  const auto wait_for_answers = [&] {
    const int now = answered;
    for (int i = 0; i < 2'000 && answered < now + 2 * kClients; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  };
  for (int number = 1; number <= kGenerations; ++number) {
    wait_for_answers();
    const auto before = library.current();
    write_generation(library, number);
    library.reindex();
    if (number % 3 != 0) continue;
    wait_for_answers();
    indexer::GenerationStore(library.data()).make_current(before);
    wait_for_answers();
  }
  wait_for_answers();
  stop = true;
  for (auto& client : clients) client.join();
  for (const auto& problem : wrong) ADD_FAILURE() << problem;
  EXPECT_GT(answered, kClients * kGenerations);
  EXPECT_GT(seen.size(), 2u) << "the clients saw the index change";
}

TEST(Threads, PagesAreRenderedSideBySide) {
  test::TempIndex library{{"practice/a.md", test::practice("pe-one", "One patrol", "force: [kent]\ntheme: [cse]\n", "## Problem\n\nA patrol.\n")}};
  const test::Site site(library.data());
  const auto expected = site.get("/records/pe-one?q=patrol").body;
  std::atomic<int> different{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 4; ++c)
    clients.emplace_back([&] {
      for (int i = 0; i < 25; ++i) different += site.get("/records/pe-one?q=patrol").body == expected ? 0 : 1;
    });
  for (auto& client : clients) client.join();
  EXPECT_EQ(different, 0);
}

}  // namespace
