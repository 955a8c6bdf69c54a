#include "searchd/feeds.h"

#include <gmock/gmock.h>

#include "tests/searchd/officers_library.h"
#include "tests/support/child_process.h"

namespace {

using testing::HasSubstr;
using testing::Not;

TEST(CsvCell, QuotesWhatCsvAndSpreadsheetsMisread) {
  struct Case {
    std::string text;
    std::string cell;
  };
  const Case cases[] = {{"", ""},
                        {"plain", "plain"},
                        {"a,b", "\"a,b\""},
                        {"a\"b", "\"a\"\"b\""},
                        {"a\nb", "\"a\nb\""},
                        {"a\rb", "\"a\rb\""},
                        {"=1+1", "\"'=1+1\""},
                        {"+44", "\"'+44\""},
                        {"-1", "\"'-1\""},
                        {"@sum", "\"'@sum\""},
                        {"\tx", "\"'\tx\""},
                        {"\rx", "\"'\rx\""},
                        {"=\"a\"", "\"'=\"\"a\"\"\""},
                        {"a=1", "a=1"},
                        {"t\u0177", "t\u0177"}};
  for (const auto& c : cases) EXPECT_EQ(searchd::csv_cell(c.text), c.cell) << c.text;
}

TEST(XmlEscape, LeavesNothingThatXmlForbids) {
  EXPECT_EQ(searchd::xml_escape("<a href=\"x\" title='y'>&amp;</a>"), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  EXPECT_EQ(searchd::xml_escape(std::string("a\0b\x01\x1F\t\n\r\x7F", 9)), std::string("ab\t\n\r\x7F"));
  EXPECT_EQ(searchd::xml_escape("t\u0177"), "t\u0177");
  // Forbidden though they are valid UTF-8.
  EXPECT_EQ(searchd::xml_escape("a\uFFFE\uFFFFb"), "ab");
}

void check_with_xmllint(const std::string& xml) {
  if (!std::filesystem::exists("/usr/bin/xmllint")) return;
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "feed.xml", xml);
  EXPECT_EQ(test::run({"/usr/bin/xmllint", "--noout", (folder.path() / "feed.xml").string()}, {{}, folder.path() / "said"}), 0) << test::read_bytes(folder.path() / "said") << xml;
}

TEST(Atom, IsWellFormedWhateverIsSearchedAndFound) {
  for (const auto* query : {"", "?q=violence", "?q=%3Cscript%3E%26%22%27%00%01%FF%EF%BF%BE", "?q=script", "?filter_force=essex&order=title&count=3", "?q=nothing+at+all+xyzzy", "?q=%5D%5D%3E"}) {
    SCOPED_TRACE(query);
    const auto reply = test::officers().open.get(std::string("/api/v1/search.atom") + query);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.content_type, "application/atom+xml; charset=utf-8");
    check_with_xmllint(reply.body);
  }
  check_with_xmllint(test::officers().open.get("/opensearch.xml").body);
}

TEST(Atom, HasStableIdsAndTheRecordsOwnDates) {
  const auto body = test::officers().open.get("/api/v1/search.atom?q=cuckooing").body;
  EXPECT_THAT(body, HasSubstr("<id>tag:practice-hub.example,2026:record:pe-cuckoo</id>"));
  EXPECT_THAT(body, HasSubstr("<published>2020-02-21T00:00:00Z</published>"));
  EXPECT_EQ(body, test::officers().open.get("/api/v1/search.atom?q=cuckooing").body) << "nothing in it depends on the time";
}

/// The cells of an RFC 4180 text.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 3; i < text.size(); ++i) {
    auto& cell = rows.back().back();
    if (quoted) {
      if (text[i] != '"') cell += text[i];
      else if (i + 1 < text.size() && text[i + 1] == '"') cell += text[++i];
      else quoted = false;
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == ',') {
      rows.back().emplace_back();
    } else if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      rows.push_back({""});
      ++i;
    } else {
      cell += text[i];
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Csv, IsTheOrderOfTheScreenWithoutFormulas) {
  const auto body = test::officers().open.get("/api/v1/search.csv?order=title").body;
  ASSERT_TRUE(body.starts_with("\xEF\xBB\xBFid,title,"));
  const auto rows = read_csv(body);
  const auto ids = test::all_hits(test::officers().open, "order=title");
  ASSERT_EQ(rows.size(), ids.size() + 1);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(rows[i + 1].size(), rows[0].size());
    EXPECT_EQ(rows[i + 1][0], ids[i]);
    for (const auto& cell : rows[i + 1]) EXPECT_TRUE(cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos) << cell;
  }
}

TEST(Csv, SaysWhereItWasCut) {
  searchd::ServerConfig config;
  config.max_csv_rows = 2;
  const test::Site site(test::officers().index->data(), "public", config);
  const auto rows = read_csv(site.get("/api/v1/search.csv").body);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[3][0], "The first 2 of 16 records; narrow the search to get the others");
}

}  // namespace
