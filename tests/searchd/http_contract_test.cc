// The contract over real sockets, request by request.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>

#include "tests/searchd/officers_library.h"
#include "tests/support/http_client.h"

namespace {

using nlohmann::json;
using test::HttpAnswer;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kHtml = "text/html; charset=utf-8";
constexpr const char* kJson = "application/json";
constexpr const char* kProblem = "application/problem+json";

/// Files of one record, for ranges: "0123456789".
struct Served {
  test::TempIndex library{{"practice/a.md", test::practice("pe-files", "A record with files", "force: [essex]\ntheme: [cse]\npublished: 2020-01\n"
                                                           "attachments:\n  - {file: ../attachments/digits.txt, title: Digits, kind: form, marking: \"OFFICIAL [FOR PUBLIC RELEASE]\"}\n",
                                                           "## Problem\n\nViolence at night.\n")},
                          {"practice/b.md", test::practice("pe-second", "A second record", "theme: [cse]\n", "## Problem\n\nViolence by day. Patrols.\n")},
                          {"attachments/digits.txt", "0123456789"}};
  test::Site site{library.data()};
  test::TestServer server{site};
};

Served& served() {
  static Served one;
  return one;
}

HttpAnswer get(const std::string& target, const std::vector<std::string>& headers = {}) { return test::request(served().server.port(), "GET", target, headers); }

struct Case {
  std::string method;
  std::string target;
  std::vector<std::string> sent;
  int status;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< "*": any value; "": not there
  std::vector<std::pair<std::string, json>> body = {};            ///< JSON pointer -> value
};

const std::vector<Case>& contract() {
  static const std::string version = served().site.assets().version();
  static const std::vector<Case> cases = {
      {"GET", "/", {}, 200, kHtml, {{"ETag", "*"}, {"X-Robots-Tag", ""}, {"Cache-Control", "public, no-cache"}}},
      {"GET", "/search?q=violence", {}, 200, kHtml, {{"X-Robots-Tag", "noindex"}, {"Server-Timing", "*"}}},
      {"GET", "/search?q=violence&colour=red&count=none", {}, 200, kHtml},
      {"GET", "/records/pe-files", {}, 200, kHtml},
      {"GET", "/records/pe-files?q=violence", {}, 200, kHtml, {{"X-Robots-Tag", "noindex"}}},
      {"GET", "/records/nowhere", {}, 404, kHtml},
      {"GET", "/nowhere", {}, 404, kHtml},
      {"GET", "/records/", {}, 404, kHtml},
      {"GET", "/search/", {}, 404, kHtml},
      {"GET", "/..%2F..%2Fetc%2Fpasswd", {}, 404, kHtml},
      {"GET", "/api/v1/search?q=violence", {}, 200, kJson, {{"ETag", "*"}, {"Server-Timing", "*"}, {"X-Request-Id", "*"}}, {{"/total", 2}, {"/query/matching", "all"}, {"/start", 0}, {"/index/records", 2}}},
      {"GET", "/api/v1/search?q=violence&count=1", {}, 200, kJson, {}, {{"/total", 2}, {"/count", 1}}},
      {"GET", "/api/v1/search?q=violence&start=1", {}, 200, kJson, {}, {{"/total", 2}, {"/count", 1}}},
      {"GET", "/api/v1/search?count=0", {}, 200, kJson, {}, {{"/total", 2}, {"/results", json::array()}}},
      {"GET", "/api/v1/search?filter_force=essex&filter_force=kent", {}, 200, kJson, {}, {{"/total", 1}, {"/results/0/id", "pe-files"}, {"/results/0/forces/0/label", "Essex Police"}}},
      {"GET", "/api/v1/search?count=500&order=up&colour=red", {}, 422, kProblem, {}, {{"/code", "bad_request"}, {"/status", 422}, {"/errors/2/parameter", "order"}, {"/errors/0/parameter", "colour"}, {"/errors/1/code", "out_of_range"}}},
      {"GET", "/api/v1/search?filter_subject_sex=female", {}, 422, kProblem, {}, {{"/errors/0/code", "not_available"}}},
      {"GET", "/api/v1/search.atom?q=violence", {}, 200, "application/atom+xml; charset=utf-8", {{"ETag", "*"}}},
      {"GET", "/api/v1/search.csv", {}, 200, "text/csv; charset=utf-8; header=present", {{"Content-Disposition", "attachment; filename=\"practice-hub.csv\""}}},
      {"GET", "/api/v1/recommendations", {}, 200, kJson, {}, {{"/total", 0}}},
      {"GET", "/api/v1/records/pe-files", {}, 200, kJson, {}, {{"/id", "pe-files"}, {"/attachments/0/url", "/records/pe-files/files/1"}}},
      {"GET", "/api/v1/records/nowhere", {}, 404, kProblem, {}, {{"/code", "not_found"}, {"/status", 404}}},
      {"GET", "/api/v1/records/pe-files/passages?q=violence", {}, 200, kJson, {}, {{"/passages/0/heading", "Problem"}}},
      {"GET", "/api/v1/facets/theme?prefix=child", {}, 200, kJson, {}, {{"/field", "theme"}}},
      {"GET", "/api/v1/facets/colour", {}, 404, kProblem},
      {"GET", "/api/v1/themes", {}, 200, kJson, {}, {{"/vocabulary", "theme"}}},
      {"GET", "/api/v1/vocabulary/force", {}, 200, kJson, {}, {{"/values/0/value", "essex"}, {"/values/0/count", 1}}},
      {"GET", "/api/v1/vocabulary/colour", {}, 404, kProblem},
      {"GET", "/api/v1/suggest?q=cse", {}, 200, kJson, {{"ETag", "*"}, {"Vary", "Origin"}}, {{"/q", "cse"}, {"/groups/0/kind", "themes"}, {"/groups/0/suggestions/0/count", 2},
                                                       {"/groups/0/suggestions/0/url", "/search?filter_theme=cse"}, {"/groups/0/suggestions/0/filter/value", "cse"}, {"/groups/1", json()}}},
      {"GET", "/api/v1/suggest", {}, 200, kJson, {}, {{"/groups", json::array()}}},
      {"GET", "/api/v1/suggest?count=x&colour=red", {}, 422, kProblem, {}, {{"/errors/0/parameter", "count"}, {"/errors/1/parameter", "colour"}}},
      {"GET", "/api/v1/records/pe-files/similar", {}, 200, kJson, {{"ETag", "*"}}, {{"/similar/0/id", "pe-second"}, {"/similar/0/explanation", "Shares child sexual exploitation"}}},
      {"GET", "/api/v1/records/nowhere/similar", {}, 404, kProblem},
      {"GET", "/api/v1/records/pe-files/links", {}, 200, kJson, {{"ETag", "*"}}, {{"/learning_behind", json::array()}, {"/practice_for_learning", json::array()}}},
      {"GET", "/api/v1/records/nowhere/links", {}, 404, kProblem},
      {"GET", "/api/v1/matrix?empty=false", {}, 200, kJson, {{"ETag", "*"}, {"Vary", ""}}, {{"/total", 2}, {"/rows/values/3/value", "cse"}, {"/rows/values/3/counts", {1}}, {"/cols/values/0/value", "essex"}, {"/cols/missing", 1}}},
      {"GET", "/api/v1/matrix?rows=colour", {}, 422, kProblem, {}, {{"/errors/0/parameter", "rows"}}},
      {"GET", "/api/v1/trends?field=force", {}, 200, kJson, {{"ETag", "*"}}, {{"/years", {"2020"}}, {"/total/missing", 1}, {"/values/0/counts", {1}}, {"/without_value", 1}}},
      {"GET", "/widget/v1/practice-search.js", {}, 404, kHtml},
      {"OPTIONS", "/api/v1/search", {"Origin: https://intranet.example", "Access-Control-Request-Method: GET"}, 403, kProblem, {{"Access-Control-Allow-Origin", ""}}, {{"/code", "origin_not_allowed"}}},
      {"GET", "/api/v1/nowhere", {}, 404, kProblem, {}, {{"/code", "not_found"}}},
      {"GET", "/openapi.json", {}, 200, kJson},
      {"GET", "/opensearch.xml", {}, 200, "application/opensearchdescription+xml; charset=utf-8"},
      {"GET", "/robots.txt", {}, 200, "text/plain; charset=utf-8"},
      // Assets: for ever under the version, compressed for those who take it.
      {"GET", "/assets/" + version + "/hub.css", {}, 200, "text/css; charset=utf-8", {{"Cache-Control", "public, max-age=31536000, immutable"}, {"Vary", "Accept-Encoding"}, {"Content-Encoding", ""}}},
      {"GET", "/assets/" + version + "/hub.css", {"Accept-Encoding: gzip, br"}, 200, "text/css; charset=utf-8", {{"Content-Encoding", "gzip"}, {"Vary", "Accept-Encoding"}}},
      {"GET", "/assets/" + version + "/favicon.svg", {}, 200, "image/svg+xml"},
      {"GET", "/assets/older/hub.css", {}, 200, "text/css; charset=utf-8", {{"Cache-Control", "public, no-cache"}}},
      {"GET", "/assets/" + version + "/..%2Fhub.css", {}, 404, kHtml},
      {"GET", "/assets/" + version + "/nowhere.css", {}, 404, kHtml},
      // Other methods.
      {"POST", "/search", {"Content-Length: 0"}, 405, kProblem, {{"Allow", "GET, HEAD"}}, {{"/code", "method_not_allowed"}}},
      {"PUT", "/api/v1/search", {"Content-Length: 0"}, 405, kProblem, {{"Allow", "GET, HEAD"}}},
      {"DELETE", "/records/pe-files", {}, 405, kProblem, {{"Allow", "GET, HEAD"}}},
      {"OPTIONS", "/", {}, 405, kProblem, {{"Allow", "GET, HEAD"}}},
      {"PATCH", "/", {"Content-Length: 0"}, 405, kProblem, {{"Allow", "GET, HEAD"}}},
      {"POST", "/api/v1/search", {"Content-Length: 999999999"}, 405, kProblem},
      // HEAD: the headers of GET and no body.
      {"HEAD", "/", {}, 200, kHtml, {{"ETag", "*"}, {"Content-Length", "*"}}},
      {"HEAD", "/api/v1/search?q=violence", {}, 200, kJson, {{"ETag", "*"}}},
      {"HEAD", "/records/pe-files/files/1", {}, 200, "text/plain; charset=utf-8", {{"Content-Length", "10"}}},
      {"HEAD", "/nowhere", {}, 404, kHtml},
      // Files and ranges.
      {"GET", "/records/pe-files/files/1", {}, 200, "text/plain; charset=utf-8", {{"Accept-Ranges", "bytes"}, {"Content-Disposition", "inline; filename*=UTF-8''digits.txt"}, {"Content-Length", "10"}}},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=2-4"}, 206, "text/plain; charset=utf-8", {{"Content-Range", "bytes 2-4/10"}, {"Content-Length", "3"}}},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=7-"}, 206, "text/plain; charset=utf-8", {{"Content-Range", "bytes 7-9/10"}}},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=-3"}, 206, "text/plain; charset=utf-8", {{"Content-Range", "bytes 7-9/10"}}},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=-100"}, 206, "text/plain; charset=utf-8", {{"Content-Range", "bytes 0-9/10"}}},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=5-100"}, 206, "text/plain; charset=utf-8", {{"Content-Range", "bytes 5-9/10"}}},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=10-"}, 416, kProblem, {{"Content-Range", "bytes */10"}}},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=-0"}, 416, kProblem},
      {"GET", "/records/pe-files/files/1", {"Range: bytes=0-1,3-4"}, 416, kProblem},
      {"GET", "/records/pe-files/files/2", {}, 404, kHtml},
      {"GET", "/records/pe-files/files/0", {}, 404, kHtml},
      {"GET", "/records/pe-files/files/1x", {}, 404, kHtml},
      // What is refused before anything of a body is read.
      {"GET", "/", {"Transfer-Encoding: chunked"}, 411, kProblem, {}, {{"/code", "transfer_encoding"}}},
      {"POST", "/search", {"Transfer-Encoding: chunked"}, 411, kProblem},
      {"GET", "/", {"Content-Encoding: gzip"}, 415, kProblem, {}, {{"/code", "content_encoding"}}},
      {"POST", "/search", {"Content-Encoding: br", "Content-Length: 5"}, 415, kProblem},
      {"GET", "/", {"Host: other.example"}, 400, kProblem, {}, {{"/code", "bad_host"}}},
      {"GET", "/search?q=" + std::string(9'000, 'a'), {}, 414, kProblem},
  };
  return cases;
}

void check_security_headers(const HttpAnswer& answer) {
  const auto policy = answer.header("Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  const bool of_a_record = policy.starts_with("sandbox");  // such a file runs nothing
  EXPECT_EQ(policy.find("script-src") == std::string::npos, of_a_record) << policy;
  EXPECT_TRUE(of_a_record || policy.find("; script-src 'self'; connect-src 'self';") != std::string::npos) << policy;
  EXPECT_TRUE(of_a_record || policy.find("unsafe") == std::string::npos) << policy;
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Referrer-Policy"), "same-origin");
  EXPECT_EQ(answer.header("Server"), "");
  EXPECT_EQ(answer.header("Set-Cookie"), "");
}

TEST(HttpContract, IsKept) {
  for (const auto& c : contract()) {
    SCOPED_TRACE(fmt::format("{} {} {}", c.method, c.target.substr(0, 100), c.sent.empty() ? "" : c.sent.front()));
    const auto answer = test::request(served().server.port(), c.method, c.target, c.sent);
    EXPECT_EQ(answer.status, c.status);
    EXPECT_EQ(answer.header("Content-Type"), c.content_type);
    check_security_headers(answer);
    for (const auto& [name, value] : c.headers) {
      EXPECT_TRUE(value == "*" ? !answer.header(name).empty() : answer.header(name) == value) << name << ": " << answer.header(name);
    }
    const std::string length = c.method == "HEAD" ? "0" : answer.header("Content-Length");
    EXPECT_EQ(std::to_string(answer.body.size()), length);
    if (c.content_type == kProblem) {
      const auto problem = json::parse(answer.body, nullptr, false);
      EXPECT_TRUE(problem.is_object()) << answer.body;
      EXPECT_EQ(problem.value("status", 0), c.status);
      EXPECT_NE(problem.value("code", ""), "");
    }
    if (c.body.empty()) continue;
    const auto body = json::parse(answer.body, nullptr, false);
    for (const auto& [pointer, value] : c.body) {
      const json::json_pointer at(pointer);
      EXPECT_EQ(body.contains(at) ? body.at(at) : json(), value) << pointer << " in " << answer.body;
    }
  }
}

TEST(HttpContract, SendsTheRangeThatWasAskedFor) {
  EXPECT_EQ(get("/records/pe-files/files/1").body, "0123456789");
  EXPECT_EQ(get("/records/pe-files/files/1", {"Range: bytes=2-4"}).body, "234");
  EXPECT_EQ(get("/records/pe-files/files/1", {"Range: bytes=-3"}).body, "789");
  EXPECT_EQ(get("/records/pe-files/files/1", {"Range: bytes=0-0"}).body, "0");
  // Pages have no ranges.
  EXPECT_EQ(get("/api/v1/themes", {"Range: bytes=0-10"}).status, 200);
}

TEST(HttpContract, AnswersNotModifiedToThoseWhoHaveIt) {
  const std::vector<std::string> targets = {"/",
                                            "/search?q=violence",
                                            "/records/pe-files",
                                            "/api/v1/search?q=violence",
                                            "/api/v1/search.atom",
                                            "/api/v1/search.csv",
                                            "/api/v1/recommendations",
                                            "/api/v1/records/pe-files",
                                            "/api/v1/records/pe-files/passages?q=violence",
                                            "/api/v1/facets/theme",
                                            "/api/v1/themes",
                                            "/api/v1/suggest?q=cs",
                                            "/api/v1/records/pe-files/similar",
                                            "/api/v1/records/pe-files/links",
                                            "/api/v1/matrix",
                                            "/api/v1/trends",
                                            "/records/pe-files/files/1",
                                            "/assets/" + served().site.assets().version() + "/hub.css"};
  std::set<std::string> etags;
  for (const auto& target : targets) {
    SCOPED_TRACE(target);
    const auto first = get(target);
    ASSERT_EQ(first.status, 200);
    const auto etag = first.header("ETag");
    EXPECT_TRUE(etags.insert(etag).second) << "two addresses share an ETag";
    for (const auto& condition : {etag, "\"other\", " + etag, "W/" + etag}) {
      const auto again = get(target, {"If-None-Match: " + condition});
      EXPECT_EQ(again.status, 304) << condition;
      EXPECT_EQ(again.body, "");
      EXPECT_EQ(again.header("ETag"), etag);
      EXPECT_EQ(again.header("Cache-Control"), first.header("Cache-Control"));
      check_security_headers(again);
    }
    EXPECT_EQ(get(target, {"If-None-Match: \"other\""}).status, 200);
  }
  // The same search written otherwise is the same answer.
  EXPECT_EQ(get("/api/v1/search?q=violence&count=10").header("ETag"), get("/api/v1/search?order=relevance&q=violence").header("ETag"));
}

TEST(HttpContract, RefusesWhatIsNoRequest) {
  const int port = served().server.port();
  for (const auto& bytes : {std::string("\r\n\r\n"), std::string("GET\r\n\r\n"), std::string("GET / HTTP/9.9\r\n\r\n"), std::string("hello there\r\n\r\n"), std::string("\x16\x03\x01\x00\r\n\r\n", 8),
                            "GET / HTTP/1.1\r\nX: " + std::string(9'000, 'a') + "\r\n\r\n"}) {
    const auto answer = test::send_bytes(port, bytes);
    EXPECT_TRUE(answer.status == 0 || (answer.status >= 400 && answer.status < 500)) << answer.status << " for " << bytes.substr(0, 40);
    if (answer.status != 0) check_security_headers(answer);
  }
  EXPECT_EQ(get("/").status, 200) << "it goes on answering";
}

TEST(HttpContract, KeepsAHarmlessRequestIdAndReplacesOthers) {
  EXPECT_EQ(get("/", {"X-Request-Id: abcdef-0123456789"}).header("X-Request-Id"), "abcdef-0123456789");
  for (const auto* id : {"short", "with spaces in it", "<script>alert(1)</script>", "0123456789012345678901234567890123456789012345678901234567890123456789"}) {
    const auto given = get("/", {std::string("X-Request-Id: ") + id}).header("X-Request-Id");
    EXPECT_NE(given, id);
    EXPECT_EQ(given.size(), 16u);
  }
}

TEST(HttpContract, CompressedAssetsAreTheSameBytes) {
  const std::string target = "/assets/" + served().site.assets().version() + "/hub.css";
  const auto plain = get(target);
  const auto packed = get(target, {"Accept-Encoding: gzip"});
  EXPECT_LT(packed.body.size(), plain.body.size());
  EXPECT_EQ(packed.body, searchd::gzip(plain.body, 9));
  EXPECT_EQ(packed.body.substr(0, 2), "\x1F\x8B");
}

TEST(HttpContract, AdminPortAnswersOperatorsAlone) {
  const int port = served().server.admin_port();
  const auto ask = [&](const std::string& method, const std::string& path) { return test::request(port, method, path); };
  EXPECT_EQ(ask("GET", "/healthz").body, "ok\n");
  EXPECT_EQ(ask("GET", "/readyz").body, "ready\n");
  const auto version = json::parse(ask("GET", "/version").body);
  EXPECT_EQ(version["version"], HUB_VERSION);
  EXPECT_EQ(version["audience"], "public");
  EXPECT_EQ(version["generation"], served().library.current());
  get("/api/v1/search?q=secretword");
  const auto metrics = ask("GET", "/metrics");
  EXPECT_EQ(metrics.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  for (const auto* name : {"hub_http_requests_total{", "hub_http_request_duration_seconds_bucket{", "hub_http_inflight_requests", "hub_search_total{outcome=", "hub_search_phase_seconds_bucket{",
                           "hub_index_records{audience=\"public\"} 2", "hub_index_generation_timestamp_seconds ", "hub_index_last_success_timestamp_seconds ", "hub_index_files_failed 0", "hub_build_info{",
                           "route=\"/api/v1/search\""})
    EXPECT_THAT(metrics.body, HasSubstr(name));
  EXPECT_THAT(metrics.body, Not(HasSubstr("secretword")));
  EXPECT_EQ(ask("GET", "/search").status, 404);
  EXPECT_EQ(ask("GET", "/").status, 404);
  EXPECT_EQ(ask("POST", "/healthz").status, 405);
  EXPECT_EQ(ask("POST", "/healthz").header("Allow"), "GET, HEAD");
  EXPECT_EQ(ask("HEAD", "/healthz").status, 200);
  // And the officers' port knows nothing of theirs.
  for (const auto* path : {"/healthz", "/readyz", "/metrics", "/version"}) EXPECT_EQ(get(path).status, 404) << path;
}

TEST(HttpContract, AdminPortSaysWhenThereIsNoIndexYet) {
  const test::TempFolder nothing;
  const test::Site site(nothing.path());
  const test::TestServer server(site);
  EXPECT_EQ(test::request(server.admin_port(), "GET", "/healthz").status, 200);
  EXPECT_EQ(test::request(server.admin_port(), "GET", "/readyz").status, 503);
  const auto answer = test::request(server.port(), "GET", "/api/v1/search");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "30");
}

TEST(HttpContractThreads, IsBusyBeyondWhatMayRunAtOnce) {
  searchd::ServerConfig config;
  config.max_inflight = 1;
  const test::Site site(served().library.data(), "public", config);
  const test::TestServer server(site);
  std::vector<std::future<std::vector<HttpAnswer>>> clients;
  for (int c = 0; c < 8; ++c)
    clients.push_back(std::async(std::launch::async, [&] {
      std::vector<HttpAnswer> answers;
      for (int i = 0; i < 15; ++i) answers.push_back(test::request(server.port(), "GET", fmt::format("/search?q=violence+x{}", i)));
      return answers;
    }));
  int busy = 0;
  for (auto& client : clients)
    for (const auto& answer : client.get()) {
      EXPECT_TRUE(answer.status == 200 || answer.status == 503) << answer.status;
      if (answer.status != 503) continue;
      ++busy;
      EXPECT_EQ(answer.header("Retry-After"), "1");
      EXPECT_EQ(json::parse(answer.body)["code"], "busy");
      check_security_headers(answer);
    }
  EXPECT_GT(busy, 0);
  EXPECT_EQ(test::request(server.port(), "GET", "/").status, 200) << "places are given back";
}

TEST(HttpContract, LogsNothingOfWhatWasSearched) {
  served();
  testing::internal::CaptureStderr();
  get("/search?q=secretword&filter_theme=secretvalue");
  get("/api/v1/search?q=secretword&colour=secretvalue");
  get("/api/v1/facets/theme?prefix=secretword");
  get("/records/secretword?q=secretvalue", {"Referer: http://127.0.0.1/search?q=secretword"});
  get("/secretword");
  const auto log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, Not(HasSubstr("secret")));
  std::istringstream lines(log);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto event = json::parse(line, nullptr, false);
    ASSERT_TRUE(event.is_object()) << line;
    EXPECT_EQ(event["event"], "request");
    for (const auto* key : {"time", "level", "request_id", "route", "method", "status", "ms", "bytes", "audience"}) EXPECT_TRUE(event.contains(key)) << key;
  }
  EXPECT_EQ(count, 5) << "one line a request";
}

}  // namespace
