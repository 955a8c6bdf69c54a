#include "searchd/named_filters.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/searchd/officers_library.h"

namespace {

/// "field=value,value" of each filter, then "| rest".
std::string understood(const std::string& q, const std::vector<std::string>& as_words = {}) {
  const auto found = searchd::filters_in_words(q, test::officers().open.index(), as_words);
  std::string out;
  for (const auto& filter : found.filters) out += fmt::format("{}={} ", filter.field, fmt::join(filter.values, ","));
  return out + "| " + fmt::format("{}", fmt::join(found.rest, " ... "));
}

TEST(NamedFilters, AreFoundInWords) {
  struct Case {
    const char* q;
    const char* understood;
  };
  const Case cases[] = {
      {"knife crime", "| knife crime"},
      {"Kent cuckooing", "force=kent | cuckooing"},
      {"Essex or Kent knives", "force=essex,kent | or ... knives"},
      {"knife crime 2019", "year=2019 | knife crime"},
      {"violence between 2018 and 2021", "year=2018,2019,2020,2021 | violence"},
      {"violence 2020-2021", "year=2020,2021 | violence"},
      {"violence since 2021", "year=2021,2022 | violence"},
      {"started since 2020", "start_date=from:2020 | "},
      {"patrols published 2021", "published=from:2021,to:2021 | patrols"},
      {"published before 2013", "published=to:2012 | "},
      // Nothing here is of that year, or such a thing: the words stay words.
      {"violence 1987", "| violence 1987"},
      {"published after 2090", "| published after 2090"},
      {"Northumbria violence", "| Northumbria violence"},
      // A law's name, a number, a section.
      {"Care Act 2019", "| Care Act 2019"},
      {"20191 violence", "| 20191 violence"},
      {"", "| "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.q);
    EXPECT_EQ(understood(c.q), c.understood);
  }
  EXPECT_EQ(understood("Kent 2019", {"force"}), "year=2019 | Kent");
  EXPECT_EQ(understood("Kent 2019", {"force", "year"}), "| Kent 2019");
}

TEST(NamedFilters, AreOfWhatTheAudienceMaySee) {
  EXPECT_EQ(understood("Dyfed-Powys Police knives"), "| Dyfed-Powys Police knives");
  const auto police = searchd::filters_in_words("Dyfed-Powys Police knives", test::officers().police.index(), {});
  ASSERT_EQ(police.filters.size(), 1u);
  EXPECT_THAT(police.filters[0].values, testing::ElementsAre("dyfed-powys"));
}

TEST(NamedFilters, ComeFirstWhereTheyAreFewAndAreNotSilent) {
  const auto results = test::officers().open.search("q=Kent+knife");
  ASSERT_EQ(results.query.named.size(), 1u);
  EXPECT_FALSE(results.narrowed);
  ASSERT_GT(results.first_count, 0u);
  ASSERT_GT(results.total, results.first_count);
  for (std::size_t i = 0; i < results.first_count; ++i) EXPECT_THAT(results.hits[i].card.terms.at("force"), testing::Contains("kent"));
  EXPECT_EQ(test::officers().open.json("/api/v1/search?q=Kent+knife").at("query").at("filters").at(0).at("values").at(0).at("label"), "Kent Police");

  const auto alone = test::officers().open.search("q=Kent");
  const auto words = test::officers().open.search("q=Kent&as_words=force");
  EXPECT_TRUE(words.query.named.empty());
  EXPECT_EQ(alone.query.named.size(), 1u);
  EXPECT_TRUE(test::officers().open.search("q=Kent+knife&exact=1").query.named.empty());
}

TEST(NamedFilters, NarrowWhereTheyLeaveEnough) {
  test::TempIndex index{{"practice/essex.md", test::practice("pe-essex", "Patrols of Kent Road", "force: [essex]\n", "Night patrols.\n")}};
  for (int i = 0; i < 12; ++i)
    index.add_file(fmt::format("practice/{}.md", i), test::practice(fmt::format("pe-kent{}", i), "Patrols", "force: [kent]\n", "Night patrols.\n"));
  index.reindex();
  const test::Site site(index.data());
  const auto results = site.search("q=Kent+patrols");
  EXPECT_TRUE(results.narrowed);
  EXPECT_EQ(results.total, 12u);
  EXPECT_EQ(site.search("q=Kent+patrols&as_words=force").total, 13u);
  EXPECT_THAT(site.get("/search?q=Kent+patrols").body, testing::HasSubstr("as_words=force")) << "a tag takes it back";
}

}  // namespace
