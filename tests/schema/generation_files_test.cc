#include "schema/generation_files.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "schema/fields.h"
#include "tests/support/temp_folder.h"

namespace {

constexpr const char* kId = "20261123T081502Z-1f2e3d4c";

TEST(ReadCurrent, TakesAGenerationIdAndNothingElse) {
  struct Case {
    std::string bytes;
    bool good;
  };
  const Case cases[] = {
      {std::string(kId) + "\n", true},
      {kId, true},
      {std::string(kId) + "\nmore lines\n", true},
      {"", false},
      {"\n", false},
      {std::string(kId) + " \n", false},
      {std::string(kId) + "\r\n", false},
      {" " + std::string(kId), false},
      {"../../etc", false},
      {"20261123T081502Z-1f2e3d4", false},
      {"20261123T081502Z-1F2E3D4C", false},
      {"20261123T081502Z-1f2e3d4c/..", false},
      {std::string("20261123T081502Z\0-1f2e3d4c", 26), false},
      {std::string(1'000'000, '7'), false},
      {"\xFF\xFE", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.bytes.substr(0, 40)));
    const test::TempFolder data;
    test::write_bytes(schema::current_file(data.path()), c.bytes);
    const auto id = schema::read_current(data.path());
    ASSERT_EQ(id.has_value(), c.good);
    if (id) {
      EXPECT_EQ(*id, kId);
    }
    EXPECT_EQ(c.good && c.bytes == kId, schema::is_generation_id(c.bytes));
  }
}

TEST(ReadCurrent, GivesNothingWhereThereIsNoFile) {
  const test::TempFolder data;
  EXPECT_EQ(schema::read_current(data.path()), std::nullopt);
  EXPECT_EQ(schema::read_current(data.path() / "nowhere"), std::nullopt);
  std::filesystem::create_directory(schema::current_file(data.path()));
  EXPECT_EQ(schema::read_current(data.path()), std::nullopt) << "a folder of that name";
}

schema::GenerationManifest some_manifest() {
  schema::GenerationManifest manifest;
  manifest.id = kId;
  manifest.schema_version = schema::kSchemaVersion;
  manifest.library = "Library";
  manifest.created = "2026-11-23T08:15:02Z";
  manifest.inputs_hash = "abc";
  auto& wide = manifest.audiences.emplace_back();
  wide.name = "public";
  wide.records = 3;
  wide.recommendations = 1;
  wide.illustrative = 2;
  wide.content_hash = "0123456789abcdef";
  wide.updated = "2026-11";
  manifest.audiences.emplace_back().name = "police";
  manifest.files_failed = 2;
  return manifest;
}

TEST(Manifest, ReadsBackAsItWasWritten) {
  const test::TempFolder generation;
  const auto written = some_manifest();
  test::write_bytes(schema::manifest_file(generation.path()), nlohmann::json(written).dump());
  const auto read = schema::read_manifest(generation.path());
  EXPECT_EQ(nlohmann::json(read), nlohmann::json(written));
  ASSERT_EQ(read.audiences.size(), 2u);
  EXPECT_EQ(read.audiences[1].name, "police");
  EXPECT_EQ(read.audiences[0].records, 3u);
  EXPECT_EQ(read.audiences[0].illustrative, 2u);
  EXPECT_EQ(read.files_failed, 2u);
}

TEST(Manifest, ThatCannotBeUsedSaysWhichFileAndWhatToDo) {
  auto other_version = nlohmann::json(some_manifest());
  other_version["schema_version"] = schema::kSchemaVersion + 1;
  auto no_audiences = nlohmann::json(some_manifest());
  no_audiences.erase("audiences");
  auto wrong_type = nlohmann::json(some_manifest());
  wrong_type["files_failed"] = "two";
  struct Case {
    const char* what;
    std::string bytes;
    std::string message;
  };
  const Case cases[] = {
      {"another schema version", other_version.dump(), "schema version " + std::to_string(schema::kSchemaVersion + 1) + ", this program reads " + std::to_string(schema::kSchemaVersion)},
      {"a missing part", no_audiences.dump(), "audiences"},
      {"a part of another type", wrong_type.dump(), "type"},
      {"an empty file", "", "parse error"},
      {"half a file", other_version.dump().substr(0, 40), "parse error"},
      {"another kind of JSON", "[]", "type"},
      {"no JSON", "\xFF", "parse error"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const test::TempFolder generation;
    test::write_bytes(schema::manifest_file(generation.path()), c.bytes);
    try {
      schema::read_manifest(generation.path());
      ADD_FAILURE() << "was read";
    } catch (const std::runtime_error& error) {
      const std::string message = error.what();
      EXPECT_NE(message.find("manifest.json"), std::string::npos) << message;
      EXPECT_NE(message.find(c.message), std::string::npos) << message;
      EXPECT_NE(message.find("run hub-indexer reindex"), std::string::npos) << message;
    }
  }
  const test::TempFolder nothing;
  EXPECT_THROW(schema::read_manifest(nothing.path()), std::runtime_error);
}

}  // namespace
