#include "searchd/request.h"

#include <gmock/gmock.h>

#include <random>

#include "schema/fields.h"
#include "searchd/server_config.h"
#include "tests/searchd/site.h"

namespace {

using searchd::BadRequest;
using searchd::parse_search_request;
using searchd::Unknown;

std::vector<std::string> problems_of(const std::string& query) {
  try {
    parse_search_request(test::parameters_in(query), Unknown::kReject);
  } catch (const BadRequest& error) {
    std::vector<std::string> out;
    for (const auto& problem : error.problems) {
      EXPECT_FALSE(problem.detail.empty());
      out.push_back(problem.parameter + " " + problem.code);
    }
    return out;
  }
  return {};
}

TEST(Request, NamesEveryBadParameter) {
  struct Case {
    const char* query;
    const char* problem;  ///< "" for a good request
  };
  const Case cases[] = {
      {"", ""},
      {"q=knife", ""},
      {"q=", ""},
      {"count=0", ""},
      {"count=100", ""},
      {"count=101", "count out_of_range"},
      {"count=-1", "count bad_value"},
      {"count=ten", "count bad_value"},
      {"count=", "count bad_value"},
      {"count=1.5", "count bad_value"},
      {"count=99999999999999999999", "count bad_value"},
      {"start=9990", ""},
      {"start=9991", "start out_of_range"},
      {"start=9901&count=100", "start out_of_range"},
      {"start=10001", "start out_of_range"},
      {"start=x", "start bad_value"},
      {"order=title", ""},
      {"order=upwards", "order bad_value"},
      {"order=", "order bad_value"},
      {"exact=1", ""},
      {"exact=yes", "exact bad_value"},
      {"explain=2", "explain bad_value"},
      {"lang=cy", ""},
      {"lang=fr", "lang bad_value"},
      {"generation=whatever", ""},
      {"fields=title,url", ""},
      {"colour=red", "colour unknown_parameter"},
      {"Q=knife", "Q unknown_parameter"},
      {"filter_=x", "filter_ unknown_parameter"},
      {"filter_colour=x", "filter_colour unknown_parameter"},
      {"filter_setting=x", "filter_setting unknown_parameter"},
      {"filter_theme=", "filter_theme bad_value"},
      {"filter_theme=nowhere", ""},
      {"filter_theme=_MISSING", ""},
      {"filter_all_theme=", "filter_all_theme bad_value"},
      {"reject_colour=x", "reject_colour unknown_parameter"},
      {"reject_theme=", "reject_theme bad_value"},
      {"filter_published=from:2019-01-01,to:2020-02-21", ""},
      {"filter_published=from:2019", ""},
      {"filter_published=to:February+2020", ""},
      {"filter_published=2019", "filter_published bad_value"},
      {"filter_published=", "filter_published bad_value"},
      {"filter_published=from:", "filter_published bad_value"},
      {"filter_published=from:2019-02-30", "filter_published bad_value"},
      {"filter_published=from:2020,to:2019", "filter_published bad_value"},
      {"filter_published=from:2019,until:2020", "filter_published bad_value"},
      {"filter_verified=from:2019", ""},
      {"filter_start_date=from:x", "filter_start_date bad_value"},
      {"reject_published=from:2019", "reject_published unknown_parameter"},
      {"facet_theme=20,order:-count,prefix:kni,scope:exclude_field_filter", ""},
      {"facet_theme=20,scope:all_filters", ""},
      {"facet_theme=1001", "facet_theme out_of_range"},
      {"facet_theme=many", "facet_theme bad_value"},
      {"facet_theme=10,order:size", "facet_theme bad_value"},
      {"facet_theme=10,scope:none", "facet_theme bad_value"},
      {"facet_colour=10", "facet_colour unknown_parameter"},
      {"facet_published=10", "facet_published unknown_parameter"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.query);
    const auto problems = problems_of(c.query);
    EXPECT_EQ(problems.empty() ? "" : problems.front(), std::string(c.problem));
    EXPECT_LE(problems.size(), 1u);
    // A page takes what it understands.
    EXPECT_NO_THROW(parse_search_request(test::parameters_in(c.query), Unknown::kIgnore));
  }
}

TEST(Request, NamesAllProblemsAtOnce) {
  EXPECT_THAT(problems_of("count=500&order=up&colour=red&filter_theme=&facet_theme=x,y&lang=fr&start=-1"),
              testing::UnorderedElementsAre("count out_of_range", "order bad_value", "colour unknown_parameter", "filter_theme bad_value", "facet_theme bad_value",
                                            "facet_theme bad_value", "lang bad_value", "start bad_value"));
}

TEST(Request, BoundsWhatOneFilterMayHold) {
  std::string query;
  for (int i = 0; i < 201; ++i) query += "&filter_theme=t" + std::to_string(i);
  EXPECT_THAT(problems_of(query), testing::ElementsAre("filter_theme out_of_range"));
}

TEST(Request, IsTheSameAfterARoundTrip) {
  std::mt19937 random(5);
  const auto any = [&](const std::vector<std::string>& values) { return values[random() % values.size()]; };
  const auto maybe = [&] { return random() % 2 == 0; };
  static const std::vector<std::string> values = {"essex", "a b&c=d", "t\u0177", "_MISSING", "100%", "x,y", "+", "\"quoted\""};
  for (int i = 0; i < 500; ++i) {
    searchd::Parameters given;
    if (maybe()) given.emplace_back("q", any({"knife", "a&b", "t\u0177 \"foot patrols\"", "50% + 1", "#?/"}));
    if (maybe()) given.emplace_back("exact", any({"0", "1"}));
    if (maybe()) given.emplace_back("count", any({"0", "1", "10", "100"}));
    if (maybe()) given.emplace_back("start", any({"0", "10", "9900"}));
    if (maybe()) given.emplace_back("order", any({"relevance", "-published", "published", "title", "-title", "-verified", "-evidence_stage"}));
    if (maybe()) given.emplace_back("lang", any({"en", "cy"}));
    if (maybe()) given.emplace_back("explain", any({"0", "1"}));
    if (maybe()) given.emplace_back("generation", "abc");
    if (maybe()) given.emplace_back("fields", any({"title", "title,url", ",,"}));
    for (const auto* part : {"filter_", "filter_all_", "reject_"})
      for (const auto* field : {"force", "theme"})
        if (maybe()) given.emplace_back(std::string(part) + field, any(values));
    if (maybe()) given.emplace_back("filter_published", any({"from:2019", "to:2020-02", "from:2019-01-01,to:2020", "from:4 November 2019"}));
    for (const auto* field : {"facet_force", "facet_theme", "facet_year"})
      if (maybe()) given.emplace_back(field, any({"", "5", "0,order:value", "20,order:-count,prefix:kn i", "order:count,scope:all_filters", "order:-value"}));
    std::shuffle(given.begin(), given.end(), random);

    const auto request = parse_search_request(given, Unknown::kReject);
    const auto canonical = searchd::parameters_of(request);
    SCOPED_TRACE(searchd::query_string(given));
    // Through the encoding too: it is what links are made of.
    const auto again = parse_search_request(test::parameters_in(searchd::query_string(canonical)), Unknown::kReject);
    EXPECT_EQ(searchd::parameters_of(again), canonical);
    EXPECT_EQ(again.q, request.q);
    EXPECT_EQ(again.exact, request.exact);
    EXPECT_EQ(again.start, request.start);
    EXPECT_EQ(again.count, request.count);
    EXPECT_EQ(again.order, request.order);
    EXPECT_EQ(again.fields, request.fields);
    EXPECT_EQ(again.language, request.language);
    EXPECT_EQ(again.explain, request.explain);
    EXPECT_EQ(again.generation, request.generation);
    ASSERT_EQ(again.filters.size(), request.filters.size());
    for (const auto& [field, filter] : request.filters) {
      EXPECT_EQ(again.filters.at(field).any, filter.any);
      EXPECT_EQ(again.filters.at(field).all, filter.all);
      EXPECT_EQ(again.filters.at(field).reject, filter.reject);
    }
    ASSERT_EQ(again.dates.size(), request.dates.size());
    for (const auto& [field, dates] : request.dates) {
      EXPECT_EQ(again.dates.at(field).from, dates.from);
      EXPECT_EQ(again.dates.at(field).to, dates.to);
    }
    ASSERT_EQ(again.facets.size(), request.facets.size());
    for (std::size_t f = 0; f < request.facets.size(); ++f) {
      EXPECT_EQ(again.facets[f].field, request.facets[f].field);
      EXPECT_EQ(again.facets[f].count, request.facets[f].count);
      EXPECT_EQ(again.facets[f].sort, request.facets[f].sort);
      EXPECT_EQ(again.facets[f].prefix, request.facets[f].prefix);
      EXPECT_EQ(again.facets[f].all_filters, request.facets[f].all_filters);
    }
    if (HasFailure()) return;
  }
}

TEST(Url, EncodesEverythingButUnreservedCharacters) {
  EXPECT_EQ(searchd::encode_component("a b&c"), "a%20b%26c");
  EXPECT_EQ(searchd::encode_component("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(searchd::encode_component("t\u0177/?#[]@!$'()*+,;=%\"<>\n"), "t%C5%B7%2F%3F%23%5B%5D%40%21%24%27%28%29%2A%2B%2C%3B%3D%25%22%3C%3E%0A");
  EXPECT_EQ(searchd::query_string({{"a", "1"}, {"b", ""}, {"a", "&"}}), "a=1&b=&a=%26");
  EXPECT_EQ(searchd::url_with("/search", {}), "/search");
  EXPECT_EQ(searchd::url_with("/search", {{"q", "x y"}}), "/search?q=x%20y");
}

TEST(ServerConfig, IsCheckedAsAWhole) {
  const test::TempFolder empty;
  searchd::ServerConfig config;
  config.web = HUB_SOURCE "/web/nowhere";
  config.port = 70'000;
  config.admin_port = -2;
  config.audience = "";
  config.threads = 1;
  config.max_inflight = 0;
  config.base_url = "hub.example/";
  const auto wrong = config.check();
  for (const auto* option : {"--port", "--admin-port", "--web", "--audience", "--threads", "--max-inflight", "--base-url"})
    EXPECT_TRUE(std::any_of(wrong.begin(), wrong.end(), [&](const auto& line) { return line.starts_with(option); })) << option;
}

}  // namespace
