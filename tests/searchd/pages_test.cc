#include <gmock/gmock.h>

#include "tests/searchd/officers_library.h"

namespace {

using testing::HasSubstr;
using testing::Not;

/// Every page of the library, in each of its states.
std::vector<std::string> addresses() {
  std::vector<std::string> out = {"/", "/?lang=cy", "/help", "/help?lang=cy", "/accessibility", "/accessibility?lang=cy", "/embed", "/embed?q=violence&lang=cy", "/embed?q=%3Cscript%3Ealert(9)%3C%2Fscript%3E", "/search", "/search?q=violence", "/search?q=violence&filter_force=essex&order=title", "/search?q=xyzzyx", "/search?q=%3Cscript%3Ealert(9)%3C%2Fscript%3E",
                                  "/search?q=script+bold", "/search?filter_area=%22%3E%3Cscript%3Ealert(9)%3C%2Fscript%3E", "/search?q=%7B%7Bq%7D%7D", "/search?q=cuckoing", "/search?q=%22%27%3E%3Cimg%20src=x%3E&filter_theme=nowhere",
                                  "/search?filter_published=from:2019&start=5&count=3", "/nowhere", "/records/nowhere", "/records/%3Cscript%3E", "/search?facet_theme=1000", "/search?lang=cy&q=cse",
                                  "/search?q=violence&year_from=2018&year_to=2020", "/search?q=violence&within_force=%22%3E%3Cscript%3E", "/search?year_from=1901&year_to=1902", "/search?q=violence&filter_all_theme=knife-crime&reject_force=kent", "/search?filter_subject_sex=female"};
  for (const auto& record : test::officers().index->records("public")) {
    out.push_back("/records/" + record.id);
    out.push_back("/records/" + record.id + "?lang=cy");
    out.push_back("/records/" + record.id + "?q=violence+script+knife");
    out.push_back("/records/" + record.id + "?q=%3Cscript%3Ealert(9)%3C%2Fscript%3E");
  }
  return out;
}

TEST(Pages, HoldNoMarkupOfDocumentsOrQueries) {
  for (const auto& address : addresses()) {
    SCOPED_TRACE(address);
    const auto reply = test::officers().open.get(address);
    EXPECT_EQ(reply.content_type, "text/html; charset=utf-8");
    // One script, of the site itself.
    const auto script = reply.body.find("<script type=\"module\" src=\"/assets/");
    EXPECT_NE(script, std::string::npos);
    EXPECT_EQ(reply.body.find("<script"), script);
    EXPECT_EQ(reply.body.rfind("<script"), script);
    for (const auto* markup : {"<img", "<svg onload", "<b>bold", "<i>Hull", "javascript:"}) EXPECT_THAT(reply.body, Not(HasSubstr(markup)));
    EXPECT_THAT(reply.body, HasSubstr("</html>"));
    EXPECT_THAT(reply.body, Not(HasSubstr(" style=\"")));
    EXPECT_THAT(reply.body, Not(HasSubstr("<style")));
  }
}

TEST(Pages, LeaveNoTemplateTagUnrendered) {
  for (const auto& address : addresses()) {
    if (address.find("script") != std::string::npos || address.find("%7B") != std::string::npos) continue;
    const auto body = test::officers().open.get(address).body;
    // Braces that a document wrote are the only ones there may be.
    std::string rest = body;
    for (const auto* written : {"{{{ q }}}", "{{q}} {{{q}}}", "{{&gt; layout}}"})
      for (auto at = rest.find(written); at != std::string::npos; at = rest.find(written)) rest.erase(at, std::string_view(written).size());
    EXPECT_THAT(rest, Not(HasSubstr("{{"))) << address;
    EXPECT_THAT(rest, Not(HasSubstr("}}"))) << address;
  }
}

TEST(Pages, ShowWhatADocumentWroteAsText) {
  const auto body = test::officers().open.get("/records/pe-script").body;
  EXPECT_THAT(body, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;"));
  EXPECT_THAT(body, HasSubstr("{{q}} {{{q}}}"));
  const auto search = test::officers().open.get("/search?q=alert").body;
  EXPECT_THAT(search, HasSubstr("&lt;script&gt;<mark class=\"hub-hit\">alert</mark>(1)"));
}

TEST(Pages, IgnoreUnknownParametersAndBadValues) {
  const auto reply = test::officers().open.get("/search?q=violence&colour=red&count=lots&order=up&utm_source=x");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, HasSubstr("results"));
}

TEST(Pages, LinkBackToTheSearchTheyWereOpenedFrom) {
  auto call = test::officers().open.call_for("/records/pe-knife?q=knife");
  struct Case {
    const char* referer;
    const char* back;  ///< "" for no link
  };
  const Case cases[] = {{"http://hub.example/search?q=knife&filter_force=essex", "/search?q=knife&amp;filter_force=essex"},
                        {"https://hub.example/search?q=knife#results", "/search?q=knife"},
                        {"https://hub.example/search", "/search"},
                        {"https://evil.example/search?q=knife", ""},
                        {"https://hub.example.evil.example/search?q=1", ""},
                        {"https://hub.example/records/pe-script", ""},
                        {"javascript:alert(1)", ""},
                        {"", ""}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.referer);
    call.referer = c.referer;
    const auto body = test::officers().open.answer(call).body;
    const bool linked = c.back[0] != '\0';
    EXPECT_EQ(body.find("govuk-back-link") != std::string::npos, linked);
    EXPECT_THAT(body, HasSubstr(linked ? std::string("<a href=\"") + c.back + "\" class=\"govuk-back-link\">" : std::string()));
  }
}

TEST(Pages, OfMissingAndForbiddenRecordsAreTheSame) {
  for (const auto* pattern : {"/records/%s", "/records/%s?q=knife", "/api/v1/records/%s", "/api/v1/records/%s/passages?q=knife", "/records/%s/files/1"}) {
    const auto of = [&](const std::string& id) {
      std::string address = pattern;
      address.replace(address.find("%s"), 2, id);
      return test::officers().open.get(address);
    };
    SCOPED_TRACE(pattern);
    const auto forbidden = of("pe-finch");
    const auto missing = of("pe-never");
    EXPECT_EQ(forbidden.status, 404);
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(forbidden.body, missing.body);
    EXPECT_EQ(forbidden.content_type, missing.content_type);
    EXPECT_EQ(forbidden.headers, missing.headers);
    EXPECT_EQ(forbidden.etag, missing.etag);
  }
}

// What broke: the answer was 304 before anyone looked whether there is such a record.
TEST(Pages, OfMissingRecordsAreNotFoundWhateverTheCallerHas) {
  for (const auto* address : {"/records/pe-never", "/api/v1/records/pe-never", "/api/v1/records/pe-never/passages?q=x"}) {
    auto call = test::officers().open.call_for(address);
    call.if_none_match = "*";
    EXPECT_EQ(test::officers().open.answer(call).status, 404) << address;
  }
}

TEST(Pages, AreSearchEngineCleanOnlyAtTheStart) {
  EXPECT_EQ(test::header_of(test::officers().open.get("/"), "X-Robots-Tag"), "");
  EXPECT_EQ(test::header_of(test::officers().open.get("/search?q=knife"), "X-Robots-Tag"), "noindex");
  EXPECT_EQ(test::header_of(test::officers().open.get("/search?filter_force=essex"), "X-Robots-Tag"), "noindex");
}

TEST(Pages, BeforeTheFirstGenerationSayWhenToComeBack) {
  const test::TempFolder nothing;
  const test::Site site(nothing.path());
  for (const auto* address : {"/", "/records/pe-knife", "/api/v1/search"}) {
    const auto reply = site.get(address);
    EXPECT_EQ(reply.status, 503) << address;
    EXPECT_EQ(test::header_of(reply, "Retry-After"), "30");
  }
  EXPECT_EQ(site.get("/robots.txt").status, 200);
}

/// A folder with every page's templates, all of them `text`, and a message that they use.
void write_templates(const std::filesystem::path& web, const std::string& text) {
  for (const auto* page : {"home", "search", "record", "themes", "theme", "map", "compare", "help", "accessibility", "embed", "error"})
    for (const auto* part : {"", "-title"}) test::write_bytes(web / "templates" / (std::string(page) + part + ".mustache"), text);
}

TEST(Templates, SayWhichFileIsWrong) {
  const auto message = [](const std::filesystem::path& web) -> std::string {
    try {
      const searchd::Templates templates(web);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  };
  const test::TempFolder folder;
  for (const auto* language : {"en", "cy"}) test::write_bytes(folder.path() / "messages" / (std::string(language) + ".json"), "{}");
  EXPECT_THAT(message(folder.path() / "nowhere"), HasSubstr("nowhere"));
  std::filesystem::create_directory(folder.path() / "templates");
  EXPECT_THAT(message(folder.path()), HasSubstr("layout.mustache"));
  test::write_bytes(folder.path() / "templates/layout.mustache", "{{> page_title}}{{> page_content}}");
  EXPECT_THAT(message(folder.path()), HasSubstr("home-title.mustache"));
  write_templates(folder.path(), "x");
  EXPECT_EQ(message(folder.path()), "");
  test::write_bytes(folder.path() / "templates/search.mustache", "{{#open}}never closed");
  EXPECT_THAT(message(folder.path()), HasSubstr("search"));
  test::write_bytes(folder.path() / "templates/search.mustache", "{{> search}}");
  EXPECT_THAT(message(folder.path()), HasSubstr("includes itself"));
}

TEST(Templates, EscapeEveryStringButThoseOfMessages) {
  const test::TempFolder folder;
  test::write_bytes(folder.path() / "messages/en.json", R"({"said": "{{text}} it is"})");
  test::write_bytes(folder.path() / "messages/cy.json", R"({"said": "dyma {{text}}"})");
  test::write_bytes(folder.path() / "templates/layout.mustache", "{{> page_content}}");
  test::write_bytes(folder.path() / "templates/embed-layout.mustache", "<main>{{> page_content}}</main>");
  write_templates(folder.path(), "<a title=\"{{text}}\">{{#list}}{{.}};{{/list}}</a>{{t:said}}");
  const searchd::Templates templates(folder.path());
  const nlohmann::json model = {{"text", "<&\"'>{{text}}"}, {"list", {"<b>"}}};
  const std::string escaped = "&lt;&amp;&quot;&apos;&gt;{{text}}";
  EXPECT_EQ(templates.render("search", "en", model), "<a title=\"" + escaped + "\">&lt;b&gt;;</a>" + escaped + " it is");
  EXPECT_EQ(templates.render("embed", "cy", model), "<main><a title=\"" + escaped + "\">&lt;b&gt;;</a>dyma " + escaped + "</main>");
  EXPECT_THROW(templates.render("nowhere", "en", nlohmann::json::object()), std::out_of_range);
  EXPECT_THROW(templates.render("search", "fr", nlohmann::json::object()), std::out_of_range);
}

}  // namespace
