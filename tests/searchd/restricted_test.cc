// What one may not see must not be noticed: not in an answer, a count, a score, an order, a correction or a vocabulary.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "schema/fields.h"
#include "schema/text_analysis.h"
#include "tests/searchd/officers_library.h"

namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::string> search_queries() {
  std::vector<std::string> out = {"",
                                  "q=violence",
                                  "q=knife+patrols",
                                  "q=police",
                                  "q=covert+knife+operation",
                                  "q=CSE+OR+violence&explain=1",
                                  "q=violence&order=title",
                                  "q=patrols&filter_theme=knife-crime",
                                  "filter_force=essex&facet_force=100&facet_theme=100",
                                  "filter_force=dyfed-powys",
                                  "filter_theme=aces",
                                  "filter_theme=_MISSING&filter_year=2019",
                                  "q=domestic+abuse",
                                  "q=pat*+vio*",
                                  "filter_attachment_kind=form",
                                  "facet_attachment_kind=10&facet_year=100,order:value",
                                  "filter_published=from:2025-01",
                                  "filter_year=2025",
                                  "q=meet+every+day",
                                  "q=%22patrols+of+the+station%22"};
  for (const auto& word : test::restricted_words()) {
    out.push_back("q=" + word);
    out.push_back("q=" + word + "+violence");
    out.push_back("q=%22" + word + "%22");
    out.push_back("q=" + word.substr(0, 4) + "*");
    out.push_back("q=" + word.substr(0, word.size() - 1));            // the spelling would correct it
    out.push_back("q=" + word.substr(0, 2) + word.substr(3));
    out.push_back("q=title:" + word);
    out.push_back("q=violence&facet_theme=100,prefix:" + word.substr(0, 3) + "&facet_force=100,prefix:dyf");
  }
  return out;
}

std::vector<std::string> addresses() {
  std::vector<std::string> out = {"/api/v1/themes", "/api/v1/themes?lang=cy", "/", "/?lang=cy", "/help", "/accessibility", "/search?within_force=dyf", "/search?year_from=2025", "/search?q=knife&year_from=2019&year_to=2025", "/records/pe-parts/citation.bib", "/records/pe-finch/citation.ris", "/records/pe-parts/files/1", "/records/pe-parts/files/2", "/records/pe-finch", "/api/v1/records/pe-finch"};
  for (const auto& query : search_queries()) {
    for (const auto* path : {"/api/v1/search", "/api/v1/search.atom", "/api/v1/search.csv", "/api/v1/recommendations", "/search", "/embed"}) out.push_back(std::string(path) + "?" + query);
    const auto end = query.find('&');
    const auto q = query.substr(0, std::min(end, query.size()));
    for (const auto* path : {"/api/v1/matrix", "/api/v1/trends"})
      if (query.find("facet_") == std::string::npos && query.find("order=") == std::string::npos && query.find("explain=") == std::string::npos)
        out.push_back(std::string(path) + "?" + query);
    for (const auto* path : {"/records/pe-parts", "/api/v1/records/pe-parts/passages"}) out.push_back(std::string(path) + "?" + (q.starts_with("q=") ? q : ""));
  }
  for (const auto& word : test::restricted_words())
    for (const auto& typed : {word.substr(0, 1), word.substr(0, 3), word.substr(0, word.size() - 1), word.substr(0, 2) + word.substr(3), word, "covert " + word.substr(0, 2)})
      out.push_back("/api/v1/suggest?q=" + typed);
  for (const auto* typed : {"adverse", "ace", "dyf", "powys", "covert", "patrols", "pangolin+teams"}) out.push_back(std::string("/api/v1/suggest?count=20&q=") + typed);
  for (const auto* field : schema::facet_fields()) out.push_back("/api/v1/facets/" + std::string(field->name));
  for (const auto& field : schema::all_fields()) out.push_back("/api/v1/vocabulary/" + std::string(field.name));
  for (const auto& record : test::officers().index->records("police")) {
    out.push_back("/records/" + record.id);
    out.push_back("/records/" + record.id + "?lang=cy");
    for (const auto* more : {"", "/similar?count=20", "/links"}) out.push_back("/api/v1/records/" + record.id + more);
  }
  return out;
}

/// A body without the words that the caller typed: an answer repeats them.
bool repeats_query(const std::string& address, const std::string& word) { return address.find(word) != std::string::npos; }

TEST(Restricted, WordsAreInNoAnswerForTheWidestAudience) {
  for (const auto& address : addresses()) {
    const auto reply = test::officers().open.get(address);
    EXPECT_NE(reply.status, 500) << address;
    std::string text = schema::fold(reply.body);
    if (!reply.file.empty()) text += schema::fold(test::read_bytes(reply.file));
    for (const auto& [name, value] : reply.headers) text += schema::fold(name + value);
    for (const auto& word : test::restricted_words())
      EXPECT_TRUE(repeats_query(address, word) || text.find(word) == std::string::npos) << word << " in " << address;
    EXPECT_THAT(text, Not(HasSubstr("pe-finch"))) << address;
  }
}

TEST(Restricted, WordsAreThereForThePolice) {
  const auto& police = test::officers().police;
  EXPECT_EQ(police.search("q=zebrafinch&exact=1").total, 1u);
  EXPECT_EQ(police.search("q=quetzal").total, 1u);
  EXPECT_EQ(police.search("q=ocelot").total, 1u);
  EXPECT_EQ(police.get("/records/pe-finch").status, 200);
  EXPECT_EQ(police.get("/records/pe-parts/files/1").status, 200);
  EXPECT_THAT(police.get("/api/v1/themes").body, HasSubstr("silverbirch"));
  EXPECT_THAT(police.get("/api/v1/recommendations?q=teams+day").body, HasSubstr("Pangolin"));
}

/// The strongest form: whoever may not see it cannot tell a library that holds it from one that does not.
TEST(Restricted, PartsChangeNothingInAnyAnswerForTheWidestAudience) {
  const auto without = test::make_officers_library(false);
  const test::Site plain(without->data());
  const auto& site = test::officers().open;
  ASSERT_EQ(site.index().manifest().records, plain.index().manifest().records);
  for (const auto& address : addresses()) {
    const auto with_parts = site.get(address);
    const auto with_none = plain.get(address);
    EXPECT_EQ(with_parts.status, with_none.status) << address;
    EXPECT_EQ(with_parts.body, with_none.body) << address;
    EXPECT_EQ(with_parts.headers, with_none.headers) << address;
    EXPECT_EQ(with_parts.etag, with_none.etag) << address;
    if (HasFailure()) return;
  }
  for (const auto& query : search_queries()) {
    const auto a = site.search(query + "&count=100");
    const auto b = plain.search(query + "&count=100");
    ASSERT_EQ(a.hits.size(), b.hits.size()) << query;
    for (std::size_t i = 0; i < a.hits.size(); ++i) {
      EXPECT_EQ(a.hits[i].card.id, b.hits[i].card.id) << query;
      EXPECT_EQ(a.hits[i].score, b.hits[i].score) << query;
    }
  }
}

}  // namespace
