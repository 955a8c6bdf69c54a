#include "schema/blob_file.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <system_error>

#include "tests/support/temp_folder.h"

namespace {

using schema::BlobFile;
using schema::BlobFileWriter;

std::filesystem::path written(const test::TempFolder& folder, const std::vector<std::string>& blobs) {
  const auto path = folder.path() / "some.blobs";
  BlobFileWriter writer(path);
  for (const auto& blob : blobs) writer.append(blob);
  writer.finish();
  return path;
}

TEST(BlobFile, GivesBackWhatWasWritten) {
  const std::vector<std::vector<std::string>> cases = {
      {}, {""}, {"one"}, {"one", "", "three"}, {std::string("\0\xFF\n", 3), std::string(100'000, 'x')}, {"HUBBLOB1"}};
  for (const auto& blobs : cases) {
    SCOPED_TRACE(blobs.size());
    const test::TempFolder folder;
    const BlobFile file(written(folder, blobs));
    ASSERT_EQ(file.size(), blobs.size());
    for (std::size_t i = 0; i < blobs.size(); ++i) EXPECT_EQ(file.at(i), blobs[i]);
    EXPECT_THROW(file.at(blobs.size()), std::out_of_range);
    EXPECT_THROW(file.at(SIZE_MAX), std::out_of_range);
  }
}

TEST(BlobFile, CutShortAtAnyByteIsRefusedNamingTheFile) {
  const test::TempFolder folder;
  // Many tiny blobs: offsets that were read as a count would be small enough to be believed.
  const auto path = written(folder, std::vector<std::string>(100, "x"));
  const std::string whole = test::read_bytes(path);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    test::write_bytes(path, whole.substr(0, length));
    try {
      const BlobFile file(path);
      FAIL() << length << " of " << whole.size() << " bytes were taken for a whole file";
    } catch (const std::runtime_error& error) {
      EXPECT_NE(std::string(error.what()).find("some.blobs"), std::string::npos) << error.what();
    }
  }
}

TEST(BlobFile, WithAByteChangedIsRefusedOrReadsWithinItself) {
  const test::TempFolder folder;
  const auto path = written(folder, {"one", "", "three"});
  const std::string whole = test::read_bytes(path);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int mask : {0x01, 0x80, 0xFF}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ mask);
      test::write_bytes(path, changed);
      try {
        const BlobFile file(path);
        std::size_t read = 0;
        for (std::size_t i = 0; i < file.size(); ++i) read += file.at(i).size();
        EXPECT_LE(read, whole.size() * file.size());
      } catch (const std::runtime_error&) {
      } catch (const std::out_of_range&) {
      }
    }
  }
}

TEST(BlobFile, ThatIsNoneIsRefused) {
  const test::TempFolder folder;
  for (const auto& bytes : {std::string(), std::string("HUBBLOB1"), std::string(1000, '\0'), std::string("not a blob file at all, but long enough")}) {
    SCOPED_TRACE(testing::PrintToString(bytes.substr(0, 20)));
    const auto path = folder.path() / "rubbish";
    test::write_bytes(path, bytes);
    EXPECT_THROW(BlobFile{path}, std::runtime_error);
  }
  EXPECT_THROW(BlobFile{folder.path() / "missing"}, std::runtime_error);
  EXPECT_THROW(BlobFile{folder.path()}, std::runtime_error) << "a folder";
}

TEST(BlobFile, ThatWasNotFinishedIsNone) {
  const test::TempFolder folder;
  const auto path = folder.path() / "some.blobs";
  {
    BlobFileWriter writer(path);
    for (int i = 0; i < 10'000; ++i) writer.append("a blob of some length");
  }
  EXPECT_THROW(BlobFile{path}, std::runtime_error);
}

TEST(BlobFileWriter, SaysWhatItCannotWrite) {
  const test::TempFolder folder;
  EXPECT_THROW(BlobFileWriter{folder.path() / "no" / "such.blobs"}, std::system_error);
}

}  // namespace
