// Who may read answers from a page of another site, over real sockets.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/searchd/officers_library.h"
#include "tests/support/http_client.h"

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kIntranet = "https://intranet.example";
constexpr const char* kOther = "https://other.example:8443";
constexpr const char* kStranger = "https://evil.example";

/// A site with two versions of a widget, and some more.
struct Shared {
  explicit Shared(std::vector<std::string> origins, const std::string& audience = "public")
      : site(test::officers().index->data(), audience, configured(std::move(origins))), server(site) {}

  searchd::ServerConfig configured(std::vector<std::string> origins) {
    test::write_bytes(web.path() / "dist/widget/versions.json",
                      R"({"1.2.0": {"integrity": "sha384-a", "file": "practice-search.js"}, "1.10.0": {"integrity": "sha384-b", "file": "practice-search.js"},
                          "2.0.0": {"integrity": "sha384-c", "file": "practice-search.js"}, "newest": {"v1": "1.10.0"}})");
    for (const auto* version : {"1.2.0", "1.10.0", "2.0.0"}) test::write_bytes(web.path() / "dist/widget" / version / "practice-search.js", fmt::format("/* {} */{:2000}", version, ""));
    searchd::ServerConfig config;
    config.web = web.path();
    config.allow_origins = std::move(origins);
    return config;
  }

  test::HttpAnswer ask(const std::string& method, const std::string& target, const std::vector<std::string>& headers = {}) {
    return test::request(server.port(), method, target, headers);
  }

  test::TempFolder web;
  test::Site site;
  test::TestServer server;
};

Shared& listed() {
  static Shared one({kIntranet, kOther});
  return one;
}

const std::vector<std::string> kSharedPaths = {"/api/v1/search?q=violence", "/api/v1/search?colour=red", "/api/v1/suggest?q=kni", "/api/v1/facets/theme", "/api/v1/records/pe-knife",
                                               "/api/v1/records/nowhere", "/api/v1/records/pe-knife/similar", "/widget/1.2.0/practice-search.js", "/widget/9.9.9/practice-search.js"};

TEST(CrossOrigin, IsForListedOriginsOnSharedAddresses) {
  for (const auto& path : kSharedPaths) {
    SCOPED_TRACE(path);
    for (const auto* origin : {kIntranet, kOther}) {
      const auto answer = listed().ask("GET", path, {std::string("Origin: ") + origin});
      EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), origin);
      EXPECT_EQ(answer.header("Access-Control-Expose-Headers"), "ETag, X-Request-Id, Retry-After");
      EXPECT_EQ(answer.header("Access-Control-Allow-Credentials"), "");
      EXPECT_THAT(answer.header("Vary"), HasSubstr("Origin"));
    }
    for (const auto* origin : {kStranger, "https://intranet.example.evil.example", "https://intranet.example/", "http://intranet.example", "HTTPS://INTRANET.EXAMPLE", "null", "*"}) {
      const auto answer = listed().ask("GET", path, {std::string("Origin: ") + origin});
      EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "") << origin;
      EXPECT_EQ(answer.header("Access-Control-Expose-Headers"), "") << origin;
      EXPECT_THAT(answer.header("Vary"), HasSubstr("Origin")) << "a cache must not give it to those who may";
    }
    const auto answer = listed().ask("GET", path);
    EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "");
    EXPECT_THAT(answer.header("Vary"), HasSubstr("Origin"));
  }
}

TEST(CrossOrigin, IsNowhereElse) {
  for (const auto* path : {"/", "/search?q=violence", "/records/pe-knife", "/api/v1/search.csv", "/api/v1/search.atom", "/api/v1/recommendations", "/api/v1/themes", "/api/v1/matrix", "/openapi.json"}) {
    SCOPED_TRACE(path);
    const auto answer = listed().ask("GET", path, {std::string("Origin: ") + kIntranet});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "");
    EXPECT_THAT(answer.header("Vary"), Not(HasSubstr("Origin")));
    EXPECT_EQ(listed().ask("OPTIONS", path, {std::string("Origin: ") + kIntranet, "Access-Control-Request-Method: GET"}).status, 405);
  }
}

TEST(CrossOrigin, AnswersPreflights) {
  struct Case {
    std::vector<std::string> sent;
    int status;
  };
  const std::string intranet = std::string("Origin: ") + kIntranet;
  const std::string stranger = std::string("Origin: ") + kStranger;
  const std::string asks = "Access-Control-Request-Method: GET";
  const Case cases[] = {{{intranet, asks}, 204}, {{intranet, asks, "Access-Control-Request-Headers: if-none-match"}, 204}, {{stranger, asks}, 403}, {{asks}, 403}, {{intranet}, 405}, {{}, 405}};
  for (const auto& c : cases) {
    SCOPED_TRACE(fmt::format("{} headers, {}", c.sent.size(), c.status));
    const auto answer = listed().ask("OPTIONS", "/api/v1/search?q=violence", c.sent);
    EXPECT_EQ(answer.status, c.status);
    const bool allowed = c.status == 204;
    EXPECT_EQ(answer.header("Access-Control-Allow-Methods"), allowed ? "GET, HEAD" : "");
    EXPECT_EQ(answer.header("Access-Control-Allow-Headers"), allowed ? "If-None-Match, X-Request-Id" : "");
    EXPECT_EQ(answer.header("Access-Control-Max-Age"), allowed ? "7200" : "");
    if (c.status == 403) {
      EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "");
      EXPECT_THAT(answer.body, HasSubstr("origin_not_allowed"));
    }
    if (allowed) {
      EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), kIntranet);
      EXPECT_EQ(answer.body, "");
    }
    EXPECT_THAT(answer.header("Vary"), HasSubstr("Origin"));
  }
}

TEST(CrossOrigin, IsKeptOnAnswersWithoutABody) {
  const std::string origin = std::string("Origin: ") + kIntranet;
  const auto first = listed().ask("GET", "/api/v1/search?q=violence", {origin});
  const auto again = listed().ask("GET", "/api/v1/search?q=violence", {origin, "If-None-Match: " + first.header("ETag")});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("Access-Control-Allow-Origin"), kIntranet);
  EXPECT_EQ(listed().ask("HEAD", "/api/v1/search?q=violence", {origin}).header("Access-Control-Allow-Origin"), kIntranet);
}

TEST(CrossOrigin, IsNobodysUnlessConfigured) {
  Shared nobody({});
  const std::string origin = std::string("Origin: ") + kIntranet;
  EXPECT_EQ(nobody.ask("GET", "/api/v1/search", {origin}).header("Access-Control-Allow-Origin"), "");
  EXPECT_EQ(nobody.ask("OPTIONS", "/api/v1/search", {origin, "Access-Control-Request-Method: GET"}).status, 403);
  EXPECT_THAT(nobody.ask("GET", "/embed").header("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
}

TEST(CrossOrigin, OfEveryoneIsForThePublicAlone) {
  Shared everyone({"*"});
  EXPECT_EQ(everyone.ask("GET", "/api/v1/search", {std::string("Origin: ") + kStranger}).header("Access-Control-Allow-Origin"), "*");
  Shared police({"*"}, "police");
  EXPECT_EQ(police.ask("GET", "/api/v1/search", {std::string("Origin: ") + kStranger}).header("Access-Control-Allow-Origin"), "");
}

TEST(CrossOrigin, OfFramesIsForTheEmbeddedPageAlone) {
  EXPECT_THAT(listed().ask("GET", "/embed").header("Content-Security-Policy"), HasSubstr("frame-ancestors https://intranet.example https://other.example:8443"));
  for (const auto* path : {"/", "/search", "/embed/x", "/records/pe-knife", "/api/v1/search"})
    EXPECT_THAT(listed().ask("GET", path).header("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'")) << path;
}

TEST(CrossOrigin, ListIsChecked) {
  struct Case {
    const char* origin;
    const char* audience;
    bool good;
  };
  const Case cases[] = {{"https://intranet.example", "public", true}, {"http://localhost:3000", "police", true}, {"*", "public", true},      {"*", "police", false},
                        {"https://intranet.example/", "public", false}, {"intranet.example", "public", false},   {"https://", "public", false}, {"https://a.example/page", "public", false},
                        {"https://A.example", "public", false},         {"null", "public", false},               {"", "public", false},         {"https://a.example; script-src *", "public", false}};
  for (const auto& c : cases) {
    searchd::ServerConfig config;
    config.audience = c.audience;
    config.allow_origins = {c.origin};
    const auto wrong = config.check();
    EXPECT_EQ(std::none_of(wrong.begin(), wrong.end(), [](const auto& line) { return line.find("--allow-origins") != std::string::npos; }), c.good) << c.origin;
  }
}

TEST(WidgetFiles, AreNamedWithTheirIntegrity) {
  const auto answer = listed().ask("GET", "/widget/versions.json");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, testing::HasSubstr("sha384-b"));
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
  EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=300");
  EXPECT_EQ(test::officers().open.get("/widget/versions.json").status, 404) << "a site without a widget";
}

TEST(WidgetFiles, AreServedByVersion) {
  struct Case {
    const char* path;
    int status;
    const char* begins;
    const char* cache;
  };
  const Case cases[] = {
      {"/widget/1.2.0/practice-search.js", 200, "/* 1.2.0 */", "public, max-age=31536000, immutable"},
      {"/widget/1.10.0/practice-search.js", 200, "/* 1.10.0 */", "public, max-age=31536000, immutable"},
      {"/widget/v1/practice-search.js", 200, "/* 1.10.0 */", "public, max-age=300"},
      {"/widget/v2/practice-search.js", 200, "/* 2.0.0 */", "public, max-age=300"},
      {"/widget/v3/practice-search.js", 404, "", ""},
      {"/widget/1.3.0/practice-search.js", 404, "", ""},
      {"/widget/1.2.0/other.js", 404, "", ""},
      {"/widget/1.2.0/..%2F..%2Fversions.json", 404, "", ""},
      {"/widget/newest/practice-search.js", 404, "", ""},
      {"/widget/", 404, "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    const auto answer = listed().ask("GET", c.path);
    EXPECT_EQ(answer.status, c.status);
    EXPECT_EQ(answer.header("Cache-Control"), c.cache);
    if (c.status != 200) continue;
    EXPECT_TRUE(answer.body.starts_with(c.begins)) << answer.body.substr(0, 20);
    EXPECT_EQ(answer.header("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "cross-origin");
    EXPECT_EQ(answer.header("Vary"), "Accept-Encoding, Origin");
    EXPECT_EQ(listed().ask("GET", c.path, {"If-None-Match: " + answer.header("ETag")}).status, 304);
    EXPECT_EQ(listed().ask("GET", c.path, {"Accept-Encoding: gzip"}).body, searchd::gzip(answer.body, 9));
  }
  EXPECT_EQ(test::officers().open.get("/widget/v1/practice-search.js").status, 404) << "a site without a widget";
}

TEST(WidgetFiles, MustBeWhatTheirListSays) {
  const test::TempFolder folder;
  EXPECT_EQ(searchd::WidgetFiles(folder.path()).find("v1", "practice-search.js").file, nullptr);
  test::write_bytes(folder.path() / "versions.json", R"({"1.0.0": {"file": "practice-search.js"}})");
  test::write_bytes(folder.path() / "1.0.0/other.js", "x");
  EXPECT_THROW(searchd::WidgetFiles(folder.path()), std::runtime_error);
}

}  // namespace
