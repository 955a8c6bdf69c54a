// Files that were made to break what reads them, through the whole run: each is one line in the report, with its reason and what to do,
// the run goes on, and the second run does not try again what broke its reader.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "indexer/source.h"
#include "tests/support/pdf_files.h"
#include "tests/support/small_library.h"
#include "tests/support/temp_index.h"
#include "tests/support/word_files.h"

namespace {

using testing::HasSubstr;

constexpr const char* kSidecar = "collection: practice\ntitle: Kept\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\n";

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string docx_with(const std::string& document_xml) {
  return test::zip_of({{"[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
                       {"_rels/.rels",
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
                        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
                       {"word/document.xml", document_xml}});
}

const std::string kWordNamespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A page tree whose only child is itself.
std::string cyclic_pdf() {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF\n";
}

struct Hostile {
  const char* file;
  std::string bytes;
  std::string line;  ///< what the report must say; empty: it may be read, but must not break anything
};

std::vector<Hostile> hostile_files() {
  return {
      {"a-empty.pdf", "", "is empty"},
      {"a-empty.docx", "", "is empty"},
      {"a-empty.html", "", "is empty"},
      {"b-not-a.pdf", "hello", ""},
      {"b-not-a.docx", "hello", "is not a word processor's file"},
      {"c-nuls.html", std::string(4096, '\0'), ""},
      {"c-nuls.pdf", std::string(4096, '\0'), ""},
      {"c-bytes.txt", std::string("\xFF\xFE\x00\xD8\x41", 5) + std::string(200, '\x01'), ""},
      {"d-zip-bomb.docx", docx_with("<w:document " + kWordNamespace + "><w:body><w:p><w:r><w:t>" + std::string(80u << 20, 'a') + "</w:t></w:r></w:p></w:body></w:document>"), "unpacks to more than is read"},
      {"e-deep.docx", docx_with("<w:document " + kWordNamespace + "><w:body>" + repeated("<w:p>", 50'000) + repeated("</w:p>", 50'000) + "</w:body></w:document>"), "nested"},
      {"e-deep.html", repeated("<div>", 100'000) + "text that is deep down, and is read all the same", ""},
      {"f-xxe.docx", docx_with("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document " + kWordNamespace + "><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"), "DOCTYPE"},
      {"f-xxe.html", "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><html><body><p>Entity &e; stays as it is.</p></body></html>", ""},
      {"g-climbing.docx", test::zip_of({{"../../../../etc/evil", "x"}, {"/tmp/evil", "x"}}), "Word document"},
      {"h-cyclic.pdf", cyclic_pdf(), ""},
      {"i-truncated.pdf", test::PdfFile().page().text(72, 100, "Cut off in the middle.").bytes().substr(0, 300), ""},
      {"j-huge-page.pdf", test::PdfFile().page(400'000'000, 400'000'000).text(72, 100, "A page of 400 million points is read as text alone.").bytes(), ""},
      {"k-encrypted.pdf", test::PdfFile().page().text(72, 100, "Secret.").encrypted("password"), "password"},
      {"k-encrypted.docx", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(2000, 'x'), "password"},
      {"l-no-text.pdf", test::PdfFile().page().box(10, 10, 100, 100).bytes(), "scan"},
  };
}

TEST(HostileFiles, AreALineInTheReportEachAndTheRunGoesOn) {
  std::vector<std::pair<std::string, std::string>> files = {{"practice/good.md", test::practice("pe-good", "Good")}};
  for (auto& hostile : hostile_files()) {
    files.emplace_back(std::string("practice/") + hostile.file, hostile.bytes);
    files.emplace_back(std::string("practice/") + hostile.file + ".meta.yaml", kSidecar);
  }
  test::TempIndex index(files);
  EXPECT_EQ(index.report().files.size(), hostile_files().size() + 1);
  EXPECT_TRUE(index.report().published);
  EXPECT_EQ(index.record("public", "pe-good").title, "Good");
  for (const auto& hostile : hostile_files()) {
    const std::string path = std::string("practice/") + hostile.file;
    std::string lines;
    for (const auto& problem : index.report().problems)
      if (problem.file == path && problem.severity == indexer::Severity::kError) lines += problem.message + "\n";
    for (const auto& file : index.report().files)
      if (file.path == path && file.records == 0) {
        EXPECT_NE(lines, "") << path << " was left out without a reason";
      }
    EXPECT_THAT(lines, HasSubstr(hostile.line)) << path;
    EXPECT_LE(std::count(lines.begin(), lines.end(), '\n'), 1) << path << ":\n" << lines;
  }
  for (const auto& record : index.records("sensitive"))
    for (const auto& section : record.sections)
      for (const auto& block : section.blocks) EXPECT_EQ(block.text.find("root:"), std::string::npos) << "a file of this machine was read through " << record.title;
  // Nothing has changed: nothing is read, and the answer is the same.
  const auto again = index.reindex();
  EXPECT_FALSE(again.published);
  EXPECT_EQ(again.count(indexer::Outcome::kIndexed), 0u);
}

TEST(HostileFiles, ThatBrokeTheirReaderAreTriedAgainOnlyWhenAsked) {
  test::TempIndex index{{"practice/good.md", test::practice("pe-good", "Good")}};
  const auto slow = index.corpus() / "slow-reader";
  test::write_bytes(slow, "#!/bin/sh\ncase \"$*\" in *bad*) kill -SEGV $$;; *) exec " HUB_EXTRACT " \"$@\";; esac\n");
  std::filesystem::permissions(slow, std::filesystem::perms::owner_all);
  std::filesystem::rename(slow, index.corpus() / ".reader");
  const auto with_reader = [&](indexer::ReindexOptions& options) { options.reader = index.corpus() / ".reader"; };
  index.add_file("practice/bad.md", test::practice("pe-bad", "Bad"));
  auto report = index.reindex(with_reader);
  EXPECT_EQ(report.count(indexer::Outcome::kFailed), 1u);
  EXPECT_THAT(test::text_of(report.problems), HasSubstr("broke its reader"));
  // The reader is mended, but neither it (by its version) nor the file has changed.
  report = index.reindex();
  EXPECT_EQ(report.count(indexer::Outcome::kFailed), 1u);
  EXPECT_THAT(test::text_of(report.problems), HasSubstr("--retry-failed"));
  report = index.reindex([](indexer::ReindexOptions& options) { options.retry_failed = true; });
  EXPECT_EQ(report.count(indexer::Outcome::kFailed), 0u);
  EXPECT_EQ(index.record("public", "pe-bad").title, "Bad");
}

TEST(HostileFiles, LinksFoldersAndNamesAreReported) {
  const test::TempFolder outside;
  test::write_bytes(outside.path() / "secret.pdf", "x");
  test::TempIndex index{{"practice/good.md", test::practice("pe-good", "Good")}, {"practice/folder.pdf/inside.md", test::practice("pe-inside", "Inside")},
                        {"practice/orphan.meta.yaml", kSidecar}};
  std::filesystem::create_symlink(outside.path() / "secret.pdf", index.corpus() / "practice/link.pdf");
  std::filesystem::create_symlink(outside.path(), index.corpus() / "practice/elsewhere");
  test::write_bytes(index.corpus() / "practice/not-\xFF-utf8.pdf", "x");
  ASSERT_EQ(mkfifo((index.corpus() / "practice/pipe.pdf").c_str(), 0600), 0);
  const auto report = index.reindex();
  std::string lines;
  for (const auto& problem : report.problems) lines += indexer::problem_line(problem);
  for (const auto* expected : {"link.pdf", "elsewhere", "folder.pdf", "not UTF-8", "pipe.pdf", "orphan.meta.yaml"}) EXPECT_THAT(lines, HasSubstr(expected));
  EXPECT_EQ(index.record("public", "pe-inside").title, "Inside");
}

TEST(ReadSource, SaysWhatIsWrongWithAFileThatIsNotOneWholeFile) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "a.md", "x");
  std::filesystem::create_symlink("a.md", folder.path() / "link.md");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "loop");
  const auto message_of = [&](const std::string& path, std::uintmax_t limit = 1000) {
    try {
      indexer::read_source(folder.path(), path, limit);
      return std::string();
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
  };
  EXPECT_EQ(message_of("a.md"), "");
  EXPECT_THAT(message_of("vanished.md"), HasSubstr("vanished"));
  EXPECT_THAT(message_of("link.md"), HasSubstr("symbolic link"));
  EXPECT_THAT(message_of("loop/a.md"), HasSubstr("symbolic link"));
  EXPECT_THAT(message_of("../etc/passwd"), HasSubstr("symbolic link"));
  EXPECT_THAT(message_of("a.md", 0), HasSubstr("larger"));
}

TEST(ReadSource, DoesNotTakeAFileThatIsBeingWritten) {
  const test::TempFolder folder;
  const auto path = folder.path() / "growing.pdf";
  test::write_bytes(path, "x");
  std::filesystem::resize_file(path, 300u << 20);
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    std::ofstream out(path, std::ios::binary | std::ios::in | std::ios::out);
    while (!stop) out.seekp(0).put('y').flush();
  });
  std::string message;
  try {
    indexer::read_source(folder.path(), "growing.pdf");
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  stop = true;
  writer.join();
  EXPECT_THAT(message, HasSubstr("changed while it was read"));
}

}  // namespace
