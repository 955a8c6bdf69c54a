#include "searchd/current_index.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "indexer/generation_store.h"
#include "tests/support/temp_index.h"

namespace {

using namespace std::chrono_literals;

/// Waits until `done`, a second at most; whether it came.
template <typename Condition>
bool within_a_second(Condition done) {
  for (int i = 0; i < 200; ++i) {
    if (done()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return done();
}

struct Watched {
  std::mutex mutex;
  std::vector<std::string> events;
  searchd::CurrentIndex::Report report() {
    return [this](const std::string& event, const std::string& detail) {
      const std::lock_guard lock(mutex);
      events.push_back(event + " " + detail);
    };
  }
  std::size_t count(const std::string& event) {
    const std::lock_guard lock(mutex);
    return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [&](const auto& e) { return e.starts_with(event); }));
  }
};

TEST(CurrentIndex, OpensWhatIsThereAndFollowsWhatComes) {
  test::TempIndex library{{"practice/a.md", test::practice("pe-one", "One")}};
  Watched watched;
  const searchd::CurrentIndex index(library.data(), watched.report(), 20ms);
  ASSERT_TRUE(index.current());
  const auto first = library.current();
  EXPECT_EQ(index.current()->manifest().id, first);
  const auto held = index.current();
  const auto first_hash = held->audience("public").manifest().content_hash;

  library.add_file("practice/b.md", test::practice("pe-two", "Two"));
  library.reindex();
  EXPECT_TRUE(within_a_second([&] { return index.current()->manifest().id == library.current(); }));
  EXPECT_EQ(index.current()->audience("public").manifest().records, 2u);
  // Who began on the old one finishes on it.
  EXPECT_EQ(held->audience("public").manifest().records, 1u);
  EXPECT_TRUE(held->audience("public").find_record("pe-one"));
  EXPECT_EQ(index.pinned("public", first_hash), held);
  EXPECT_EQ(index.pinned("public", "never heard of"), index.current());
  EXPECT_EQ(index.pinned("nobody", first_hash), index.current());

  indexer::GenerationStore(library.data()).make_current(first);
  EXPECT_TRUE(within_a_second([&] { return index.current()->manifest().id == first; }));
  EXPECT_EQ(index.current()->audience("public").manifest().records, 1u);
}

TEST(CurrentIndex, WaitsForTheFirstGeneration) {
  const test::TempFolder folder;
  const auto data = folder.path() / "data";
  Watched watched;
  const searchd::CurrentIndex index(data, watched.report(), 20ms);
  EXPECT_FALSE(index.current());
  const test::TempIndex library{{"practice/a.md", test::practice("pe-one", "One")}};
  std::filesystem::copy(library.data(), data, std::filesystem::copy_options::recursive);
  EXPECT_TRUE(within_a_second([&] { return index.current() != nullptr; }));
}

TEST(CurrentIndex, KeepsServingWhenCurrentOrAGenerationIsBroken) {
  test::TempIndex library{{"practice/a.md", test::practice("pe-one", "One")}};
  Watched watched;
  const searchd::CurrentIndex index(library.data(), watched.report(), 20ms);
  const auto good = library.current();
  const auto still_good = [&] { return index.current() && index.current()->manifest().id == good && index.current()->audience("public").find_record("pe-one"); };

  struct Case {
    const char* name;
    std::string current;
    std::function<void(const std::filesystem::path&)> break_it;  ///< the copy of the good generation
  };
  const Case cases[] = {
      {"empty", "", {}},
      {"no id", "../../etc/passwd\n", {}},
      {"not there", "20200101T000000Z-deadbeef\n", {}},
      {"no manifest", "20300101T000000Z-00000001\n", [](const auto& generation) { std::filesystem::remove(schema::manifest_file(generation)); }},
      {"broken manifest", "20300101T000000Z-00000002\n", [](const auto& generation) { test::write_bytes(schema::manifest_file(generation), "{"); }},
      {"no index", "20300101T000000Z-00000003\n", [](const auto& generation) { std::filesystem::remove(schema::AudienceFiles(generation / "public").records_index); }},
      {"cut index", "20300101T000000Z-00000004\n",
       [](const auto& generation) { std::filesystem::resize_file(schema::AudienceFiles(generation / "police").records_index, 100); }},
      {"cut passages", "20300101T000000Z-00000005\n",
       [](const auto& generation) { std::filesystem::resize_file(schema::AudienceFiles(generation / "public").passages, 9); }},
      {"broken vocabulary", "20300101T000000Z-00000006\n",
       [](const auto& generation) { test::write_bytes(schema::AudienceFiles(generation / "public").vocabulary, "{"); }},
  };
  std::size_t failures = 0;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    if (c.break_it) {
      const auto copy = schema::generation_folder(library.data(), c.current.substr(0, c.current.size() - 1));
      std::filesystem::copy(schema::generation_folder(library.data(), good), copy, std::filesystem::copy_options::recursive);
      c.break_it(copy);
    }
    indexer::write_whole(schema::current_file(library.data()), c.current);
    if (c.break_it) {
      ++failures;
      EXPECT_TRUE(within_a_second([&] { return watched.count("generation_failed") >= failures; })) << "it is reported";
    } else {
      std::this_thread::sleep_for(60ms);
      failures = watched.count("generation_failed");
    }
    EXPECT_TRUE(still_good());
  }
  std::filesystem::remove(schema::current_file(library.data()));
  std::this_thread::sleep_for(60ms);
  EXPECT_TRUE(still_good());
  const auto reported = watched.count("generation_failed");
  indexer::write_whole(schema::current_file(library.data()), good + "\n");
  std::this_thread::sleep_for(60ms);
  EXPECT_TRUE(still_good());
  EXPECT_EQ(watched.count("generation_failed"), reported) << "each broken generation is reported once";
}

TEST(Generation, RefusesAnAudienceThatTheLibraryHasNot) {
  const test::TempIndex library{{"practice/a.md", test::practice("pe-one", "One")}};
  const searchd::Generation generation(library.data(), library.current());
  EXPECT_THROW(generation.audience("nobody"), searchd::IndexUnavailable);
}

}  // namespace
