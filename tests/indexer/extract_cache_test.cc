#include "indexer/extract_cache.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "indexer/extract/readers.h"
#include "tests/support/temp_folder.h"

namespace {

using indexer::ExtractCache;
using indexer::Extraction;

Extraction some_extraction() {
  return indexer::extract({"a.md",
                           "---\ntitle: x\nforce: [essex, {value: kent, audience: police}]\n---\n# H\n\n* a [b]{audience=police stub=yes reason=\"r\"}\n\n<i>\n\n"
                           "::: {audience=sensitive}\n| A | B |\n| - | - |\n| 1 | |\n:::\n",
                           "", ""});
}

TEST(ExtractCache, GivesBackWhatWasStored) {
  const test::TempFolder folder;
  const ExtractCache cache(folder.path() / "extracts");
  const auto extraction = some_extraction();
  ASSERT_FALSE(extraction.texts.at(0).blocks.empty());
  ASSERT_FALSE(extraction.texts.at(0).problems.empty());
  EXPECT_FALSE(cache.find("key"));
  cache.store("key", extraction);
  const auto found = cache.find("key");
  ASSERT_TRUE(found);
  EXPECT_EQ(nlohmann::json(*found), nlohmann::json(extraction));
  EXPECT_EQ(found->texts[0].blocks.size(), extraction.texts[0].blocks.size());
  EXPECT_EQ(found->texts[0].fields[1].second.items[1].member("audience")->text, "police");
  EXPECT_EQ(found->texts[0].blocks[1].text.at(1).restrictions.at(0), extraction.texts[0].blocks[1].text.at(1).restrictions.at(0));
}

TEST(ExtractCache, TakesABrokenEntryForNone) {
  const test::TempFolder folder;
  const ExtractCache cache(folder.path());
  cache.store("key", some_extraction());
  const auto whole = test::read_bytes(folder.path() / "key.json");
  for (const auto& bytes : {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"), std::string("{\"texts\":1}"), std::string("{\"texts\":[{}],\"problems\":[]}")}) {
    SCOPED_TRACE(bytes.substr(0, 30));
    test::write_bytes(folder.path() / "key.json", bytes);
    EXPECT_FALSE(cache.find("key"));
  }
}

TEST(ExtractCache, PrunesWhatIsNotUsed) {
  const test::TempFolder folder;
  const ExtractCache cache(folder.path());
  for (const auto* key : {"a", "b", "c"}) cache.store(key, {});
  test::write_bytes(folder.path() / "d.json.new", "cut off");
  cache.prune({"a", "c"});
  EXPECT_TRUE(cache.find("a"));
  EXPECT_FALSE(cache.find("b"));
  EXPECT_TRUE(cache.find("c"));
  EXPECT_EQ(test::files_below(folder.path()).size(), 2u);
  ExtractCache(folder.path() / "nowhere").prune({});
}

TEST(ExtractCache, KeysDifferByPathBytesAndReader) {
  const auto* markdown = indexer::format_of("a.md");
  const auto* jsonl = indexer::format_of("a.jsonl");
  const auto key = ExtractCache::key({"a", "", "1"}, *markdown, {});
  EXPECT_EQ(key, ExtractCache::key({"a", "/elsewhere", "1"}, *markdown, {}));
  EXPECT_NE(key, ExtractCache::key({"b", "", "1"}, *markdown, {}));
  EXPECT_NE(key, ExtractCache::key({"a", "", "2"}, *markdown, {}));
  EXPECT_NE(key, ExtractCache::key({"a", "", "1"}, *jsonl, {}));
  EXPECT_NE(key, ExtractCache::key({"a", "", "1"}, *markdown, {"eng"}));
}

TEST(ExtractCache, SaysThatItCannotWrite) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "file", "");
  EXPECT_THROW(ExtractCache(folder.path() / "file" / "extracts").store("key", {}), std::runtime_error);
}

}  // namespace
