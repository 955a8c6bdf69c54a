// Real documents: HUB_REAL_DOCUMENTS names a folder with reports.jsonl, reports to prevent future deaths as published.

#include <gmock/gmock.h>

#include <cstdlib>

#include "tests/end_to_end/programs.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kHere = HUB_SOURCE "/tests/end_to_end/reports";

std::uint64_t counted(const nlohmann::json& facet) {
  std::uint64_t out = facet.at("missing");
  for (const auto& option : facet.at("options")) out += option.at("count").get<std::uint64_t>();
  return out;
}

TEST(RealDocuments, AreImportedAndFoundWithTheirPassages) {
  const char* documents = std::getenv("HUB_REAL_DOCUMENTS");
  if (documents == nullptr) GTEST_SKIP() << "HUB_REAL_DOCUMENTS is not set: real documents were not imported";
  const test::TempFolder folder;
  const auto corpus = folder.path() / "corpus";
  const auto data = folder.path() / "data";
  fs::create_directories(corpus / "import/reports");
  fs::copy(HUB_SOURCE "/corpus/vocabulary", corpus / "vocabulary", fs::copy_options::recursive);
  fs::copy_file(fs::path(kHere) / "library.yaml", corpus / "library.yaml");
  fs::copy_file(fs::path(kHere) / "import.yaml", corpus / "import/reports/import.yaml");
  fs::copy_file(fs::path(documents) / "reports.jsonl", corpus / "import/reports/reports.jsonl");
  const auto lines = test::read_bytes(corpus / "import/reports/reports.jsonl");
  const auto expected = static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));

  const auto ran = test::run_indexer({"--corpus", corpus.string(), "--data", data.string(), "reindex", "--quiet"});
  ASSERT_EQ(ran.code, 0) << ran.output;
  test::RunningSearchd searchd(data);

  const auto all = searchd.json("/api/v1/search?facet_year=100&facet_area=1000");
  EXPECT_EQ(all["total"], expected);
  EXPECT_GT(all["facets"]["year"]["options"].size(), 3u);
  EXPECT_GT(all["facets"]["area"]["options"].size(), 10u);
  EXPECT_EQ(counted(all["facets"]["year"]), expected) << "each report has one year";
  EXPECT_EQ(counted(all["facets"]["area"]), expected) << "each report has one area";

  const auto police = searchd.json("/api/v1/search?q=police&count=20&facet_year=100&facet_area=1000");
  const auto total = police["total"].get<std::uint64_t>();
  EXPECT_GT(total, 10u);
  EXPECT_LT(total, expected);
  EXPECT_EQ(counted(police["facets"]["year"]), total);
  std::size_t passages = 0;
  for (const auto& hit : police["results"])
    for (const auto& passage : hit["highlights"]["passages"]) {
      ++passages;
      EXPECT_THAT(passage["heading"].get<std::string>(), testing::AnyOf("Circumstances of the death", "Coroner's concerns", "Introduction")) << hit["id"];
      EXPECT_TRUE(std::any_of(passage["segments"].begin(), passage["segments"].end(), [](const auto& s) { return s.value("hit", false); })) << passage;
    }
  EXPECT_GT(passages, police["results"].size() / 2);

  // A facet's count is what choosing it finds.
  for (const auto* field : {"year", "area"}) {
    const auto& option = police["facets"][field]["options"][0];
    const auto narrowed = searchd.json(std::string("/api/v1/search?q=police&filter_") + field + "=" + option["value"].get<std::string>());
    EXPECT_EQ(narrowed["total"], option["count"]) << field;
  }
  const auto& first = police["results"][0];
  const auto url = first["highlights"]["passages"][0]["url"].get<std::string>();
  const auto page = searchd.get(url.substr(0, url.find('#')));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, testing::HasSubstr("id=\"" + url.substr(url.find('#') + 1) + "\""));
}

}  // namespace
