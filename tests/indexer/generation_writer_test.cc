#include "indexer/generation_writer.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>

#include "schema/blob_file.h"
#include "schema/passage_file.h"
#include "tests/support/index_dump.h"
#include "tests/support/small_library.h"

namespace {

using indexer::AudienceWriter;

const indexer::LibraryConfig::Audience kPublic{"public", "OFFICIAL"};

schema::Record record_of(const std::string& id, const std::string& more = "", const std::string& body = "") {
  test::SmallLibrary library;
  return *library.rendition(test::practice(id, "Title of " + id, more, body), "public");
}

std::string vocabularies() { return schema::vocabularies_to_json(test::SmallLibrary().vocabularies(), {"public"}).dump(); }

TEST(AudienceWriter, WritesOneCompleteIndex) {
  const test::TempFolder folder;
  const auto path = folder.path() / "public";
  AudienceWriter writer(path, "Library", kPublic, vocabularies(), false);
  writer.add({record_of("pe-a", "published: 2019-11\n", "Some knives. Knives!\n"), {}});
  writer.add({record_of("pe-b", "recommendations: [Do it., Do that.]\nverified: 2021\n"), {}});
  const auto manifest = writer.finish();
  EXPECT_EQ(manifest.name, "public");
  EXPECT_EQ(manifest.records, 2u);
  EXPECT_EQ(manifest.recommendations, 2u);
  EXPECT_EQ(manifest.updated, "2021");
  EXPECT_EQ(manifest.content_hash.size(), 16u);

  const schema::AudienceFiles files(path);
  for (const auto& index : {files.records_index, files.recommendations_index}) EXPECT_TRUE(std::filesystem::is_regular_file(index)) << "one file";
  EXPECT_FALSE(std::filesystem::exists(files.records_index.string() + ".build"));
  const schema::BlobFile records(files.records);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(nlohmann::json::parse(records.at(1)).at("id"), "pe-b");
  EXPECT_EQ(schema::BlobFile(files.passages).size(), 2u);
  EXPECT_EQ(test::read_bytes(files.vocabulary), vocabularies());
  const auto words = test::read_bytes(files.words);
  EXPECT_NE(words.find("\nknives\t1\n"), std::string::npos) << words;
  EXPECT_NE(words.find("\ntitle\t2\n"), std::string::npos) << words;
  EXPECT_EQ(words.find("XTY"), std::string::npos);
}

TEST(AudienceWriter, WritesAnIndexOfNothing) {
  const test::TempFolder folder;
  AudienceWriter writer(folder.path() / "public", "Library", kPublic, vocabularies(), false);
  const auto manifest = writer.finish();
  EXPECT_EQ(manifest.records, 0u);
  EXPECT_EQ(manifest.updated, "");
  EXPECT_EQ(schema::BlobFile(schema::AudienceFiles(folder.path() / "public").records).size(), 0u);
}

TEST(AudienceWriter, TakesRecordsInTheOrderOfTheirIdsOnly) {
  const test::TempFolder folder;
  AudienceWriter writer(folder.path() / "public", "Library", kPublic, vocabularies(), false);
  writer.add({record_of("pe-b"), {}});
  EXPECT_THROW(writer.add({record_of("pe-b"), {}}), std::logic_error);
  EXPECT_THROW(writer.add({record_of("pe-a"), {}}), std::logic_error);
}

TEST(AudienceWriter, GivesTheSameForTheSameRecords) {
  std::vector<std::vector<std::string>> dumps;
  std::vector<std::string> hashes;
  const test::TempFolder folder;
  for (const auto* name : {"one", "two"}) {
    AudienceWriter writer(folder.path() / name, "Library", kPublic, vocabularies(), true);
    for (const auto* id : {"pe-a", "pe-b", "pe-c"}) writer.add({record_of(id, "theme: cse\n", "Some text.\n"), {}});
    hashes.push_back(writer.finish().content_hash);
    dumps.push_back(test::dump_audience(folder.path() / name));
  }
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(dumps[0], dumps[1]);
}

TEST(ContentHash, ChangesWithEverythingThatAnAudienceCanSee) {
  const auto hash = [](const std::string& library, const std::string& vocabulary, std::initializer_list<const char*> records) {
    indexer::ContentHash sum(library, vocabulary);
    for (const auto* record : records) sum.add(record);
    return sum.finish();
  };
  const auto one = hash("L", "[]", {"a", "b"});
  EXPECT_EQ(one, hash("L", "[]", {"a", "b"}));
  EXPECT_EQ(one.size(), 16u);
  for (const auto& other : {hash("M", "[]", {"a", "b"}), hash("L", "[1]", {"a", "b"}), hash("L", "[]", {"b", "a"}), hash("L", "[]", {"a"}), hash("L", "[]", {"ab"})}) EXPECT_NE(one, other);
}

TEST(AudienceWriter, SaysThatItCannotWrite) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "file", "");
  EXPECT_THROW(AudienceWriter(folder.path() / "file" / "public", "Library", kPublic, vocabularies(), false), std::system_error);
}

}  // namespace
