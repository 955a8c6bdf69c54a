#include <gmock/gmock.h>

#include <chrono>

#include "indexer/extract/html/html_hidden_text.h"
#include "indexer/extract/readers.h"
#include "tests/indexer/extract/shown_text.h"

namespace {

using indexer::Severity;
using testing::HasSubstr;
using testing::Not;

indexer::Extraction extract(const std::string& bytes, const std::string& path = "practice/test.html") {
  return indexer::html::extract_html({path, bytes, "", ""});
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

/// `words` words of prose, with commas.
std::string prose(int words) {
  std::string out = "Prose";
  for (int i = 1; i < words; ++i) out += i % 9 == 0 ? ", which" : " goes on";
  return out + ".";
}

std::string all_text(const indexer::Extraction& extraction) {
  std::string out;
  for (const auto& line : shown(extraction)) out += line + "\n";
  for (const auto& text : extraction.texts)
    for (const auto& problem : text.problems) out += problem.message + "\n";
  return out;
}

TEST(HtmlBlocks, AreWhatAReaderSees) {
  struct Case {
    const char* html;
    std::vector<std::string> shown;
  };
  const Case cases[] = {
      // Paragraphs
      {"<p>One</p><p>Two", {"p: One", "p: Two"}},
      {"<p>  white\n\tspace  <b>is </b> one </p>", {"p: white space is one"}},
      {"<p>no&nbsp;break soft&shy;hyphen zero&#8203;width", {"p: no break softhyphen zerowidth"}},
      {"<p>line<br>break", {"p: line\nbreak"}},
      {"<div>one<br><br>two<br> <br/>three</div>", {"p: one", "p: two", "p: three"}},
      {"text in body<div>in div<p>in p</p>after</div>",
       {"p: text in body", "p: in div", "p: in p", "p: after"}},
      {"<p></p><p> &nbsp; </p><hr><p>x", {"p: x"}},
      {"<p>a&lt;b &amp; c &#65 &unknown; &#146;", {"p: a<b & c A &unknown; \u2019"}},
      {"<details><summary>More</summary>text</details>", {"p: More", "p: text"}},
      {"<blockquote><p>One<p>Two</blockquote>three", {">: One", ">: Two", "p: three"}},
      {"<blockquote>bare</blockquote>", {">: bare"}},
      {"<pre>\n  a\n    b\n</pre>", {"code:   a\n    b"}},
      {"<p>Use <code>x</code> now", {"p: Use x now"}},
      {"<article><p>a</p><footer>by me</footer></article>", {"p: a", "p: by me"}},
      // Lists
      {"<ul><li>a<li>b<ul><li>c<ol><li>d</ol></ul></ul>", {"*: a", "*: b", "*1: c", "1.2: d"}},
      {"<ul><li>a</li><ul><li>b</li></ul></ul>", {"*: a", "*1: b"}},
      {"<ol><li><p>a</p><p>b</p></li><li>c</ol>", {"1.: a", "p: b", "1.: c"}},
      {"<li>stray", {"*: stray"}},
      {"<ul>text<li>a</ul>", {"p: text", "*: a"}},
      {"<dl><dt>Hot spot<dd>A place<dt>Cold<dt>Chill<dd><p>One<p>Two</dl>",
       {"*: Hot spot: A place", "*: Cold, Chill: One", "p: Two"}},
      {"<dl><dt>Term:<dd>x<dd>y<dt>alone</dl>", {"*: Term: x", "*: y", "*: alone"}},
      {"<dl><div><dt>a</dt><dd>b</dd></div></dl>", {"*: a: b"}},
      {"<dl><dt>a<dd><pre>code</pre></dl>", {"*: a", "code: code"}},
      // Headings
      {"<h1>T</h1><h2>a</h2>x<h3>b</h3>y", {"title: T", "h2: a", "p: x", "h3: b", "p: y"}},
      {"<h1>T</h1><h3>a</h3>x<h5>b</h5>y", {"title: T", "h2: a", "p: x", "h3: b", "p: y"}},
      {"<h1>T</h1>x<h1>a</h1>y<h2>b</h2>z", {"title: T", "p: x", "h2: a", "p: y", "h3: b", "p: z"}},
      {"<h2>a</h2>x<h1>T</h1>y", {"title: T", "h2: a", "p: x", "p: y"}},
      {"<h2>a</h2>x<h1>b</h1>y<h1>c</h1>z", {"h3: a", "p: x", "h2: b", "p: y", "h2: c", "p: z"}},
      {"<h1>a <br>b <a href='https://x.example/'>c</a></h1>x", {"title: a b c", "p: x"}},
      {"<h2><button>Open</button></h2><button>Send</button>x", {"h2: Open", "p: x"}},
      {"<div role=heading aria-level=3>a</div>x", {"h2: a", "p: x"}},
      {"<h2></h2>x", {"p: x"}},
      // Links
      {"<p>See <a href='https://x.example/a'>the page</a>.", {"p: See the page (https://x.example/a)."}},
      {"<p><a href='https://x.example/'>x.example</a>", {"p: x.example"}},
      {"<p><a href='http://www.x.example/a'>https://x.example/a</a>", {"p: https://x.example/a"}},
      {"<p><a href='/a'>a</a> <a href='#b'>b</a> <a href='mailto:c@x.example'>c</a> <a "
       "href='javascript:alert(1)'>d</a> <a href='data:text/html,x'>e</a>",
       {"p: a b c d e"}},
      {"<p><a href='https://x.example/a'></a>x", {"p: x"}},
      {"<base href='https://evil.example/'><p><a href='a'>b</a>", {"p: b"}},
      // Footnotes and small things
      {"<p>Text<sup><a href='#fn1'>1</a></sup>.", {"p: Text[1]."}},
      {"<p>Text<sup><a href='#fn1'>[1]</a></sup> m<sup>2</sup>", {"p: Text[1] m2"}},
      {"<p>Note <a href='#ref1'>\u21A9</a><a class='footnote-backref' href='#x'>back</a>", {"p: Note"}},
      {"<h2>Part<a class=headerlink href='#part'>\u00B6</a></h2>x", {"h2: Part", "p: x"}},
      // Images
      {"<p>Text <img alt='a chart'>", {"p: Text"}},
      {"<p><img alt='A chart of burglaries'></p>x", {"p: A chart of burglaries", "p: x"}},
      {"<h1><img alt='Logo of the force'></h1>x", {"title: Logo of the force", "p: x"}},
      {"<figure><img alt='z'><figcaption>Figure 1</figcaption></figure>", {"p: Figure 1"}},
      // Never text
      {"<p>x<script>var "
       "a='CANARY'</script><style>.CANARY{}</style><noscript>CANARY</noscript><svg><text>CANARY</text></"
       "svg><iframe>CANARY</iframe>",
       {"p: x"}},
      {"<p>x<form><input "
       "value=CANARY><select><option>CANARY</select><textarea>CANARY</textarea><button>CANARY</button></"
       "form>",
       {"p: x"}},
      {"<form><p>All of a page in a form</p></form>", {"p: All of a page in a form"}},
      {"<meta http-equiv=refresh content='0;url=https://evil.example/'><p>x", {"p: x"}},
      {"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>a&x;", {"p: ]>", "p: a&x;"}},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(extract(c.html)), c.shown) << c.html;
}

TEST(HtmlTables, AreDataOrLayout) {
  const std::string text = "<p>" + prose(120) + "</p>";
  struct Case {
    std::string html;
    std::vector<std::string> shown;
  };
  const Case cases[] = {
      {"<table><tr><th>a<th>b<tr><td>1<td>2</table>", {"th: a | b", "tr: 1 | 2"}},
      {"<table><caption>Rates</caption><thead><tr><td>a<td>b<tbody><tr><td>1<td>2</table>",
       {"p: Rates", "th: a | b", "tr: 1 | 2"}},
      {"<table><tr><td>a<td>b<tr><th>1<td>2</table>", {"tr: a | b", "tr: 1 | 2"}},
      {"<table><tr><th colspan=2>a<th>b<tr><td>1<td>2<td>3</table>", {"th: a |  | b", "tr: 1 | 2 | 3"}},
      {"<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>",
       {"tr: a | b", "tr:  | c", "tr: d | e"}},
      {"<table><tr><td colspan=99999999>a<td rowspan=-1>b</table>x",
       {"tr: a" + repeated(" | ", 99) + " | b", "p: x"}},
      {"<table><tr><td> <td></table>x", {"p: x"}},
      {"<table><tr><td>a<br>b<td><p>c<p>d</table>", {"tr: a\nb | c\nd"}},
      {"<table><tr><td><a href='https://x.example/a'>a</a><td>b</table>",
       {"tr: a (https://x.example/a) | b"}},
      {"<table><tr><td>one<tr><td>column</table>", {"p: one", "p: column"}},
      {"<table role=presentation><tr><td>a<td>b</table>", {"p: a", "p: b"}},
      {"<table><tr><td>menu<td><table><tr><td>1<td>2</table></table>", {"p: menu", "tr: 1 | 2"}},
      {"<table><tr><td>a<td><h2>b</h2>c</table>", {"p: a", "h2: b", "p: c"}},
      {"<table><tr><td>a<td>" + text + text + "</table>", {"p: a", "p: " + prose(120), "p: " + prose(120)}},
      {"<table><tr><th>a<th>b<tr><td>1<td><table><tr><td>x<td>y</table></table>",
       {"th: a | b", "tr: 1 | x\ny"}},
      {"x<table>foster<tr><td>a<td>b</table>", {"p: xfoster", "tr: a | b"}},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(extract(c.html)), c.shown) << c.html;
}

TEST(HtmlMainContent, IsFoundAndTheSiteLeftOut) {
  const std::string p = "<p>" + prose(40) + "</p>";
  const std::string text = "p: " + prose(40);
  const std::string nav = repeated("<li><a href='/x'>CANARY section</a>", 8);
  struct Case {
    const char* what;
    std::string html;
    std::vector<std::string> shown;
  };
  const Case cases[] = {
      {"<main>", "<div>CANARY</div><main><h1>T</h1>" + p + "</main><div>CANARY</div>", {"title: T", text}},
      {"role=main", "<div>CANARY</div><div role=main>" + p + "</div>", {text}},
      {"the only <article>", "<div>CANARY</div><article>" + p + "</article>", {text}},
      {"two articles are the body's",
       "<div>kept</div><article>" + p + "</article><article>" + p + "</article>",
       {"p: kept", text, text}},
      {"itemprop", "<div>CANARY</div><div itemprop=articleBody>" + p + "</div>", {text}},
      {"an empty <main> is not the content", "<main></main>" + p, {text}},
      {"a small <main> is not the content", "<main>x</main>" + p, {"p: x", text}},
      {"furniture by tag",
       "<nav>CANARY</nav><header>CANARY</header>" + p +
           "<aside>CANARY</aside><footer>CANARY</footer><dialog>CANARY</dialog>",
       {text}},
      {"furniture by role",
       p + "<div role=navigation>CANARY</div><div role=banner>CANARY</div><div "
           "role=contentinfo>CANARY</div><div role=search>CANARY</div><div role=complementary>CANARY</div><i "
           "aria-hidden=true>CANARY</i>",
       {text}},
      {"the header of an article is kept",
       "<article><header><h1>T</h1>by me</header>" + p + "</article>",
       {"title: T", "p: by me", text}},
      {"a header with the only h1 as text is kept", "<header><h1>T</h1></header>" + p, {"title: T", text}},
      {"skip links", "<a href='#c'>Skip to main content</a>" + p, {text}},
      {"cookie banner", "<div id='cookie-banner'>We use CANARY cookies. Accept?</div>" + p, {text}},
      {"breadcrumb", "<div class='gem-c-breadcrumbs'><a href='/'>CANARY</a></div>" + p, {text}},
      {"menus, side bars, footers by name",
       "<ul class='mainMenu'>" + nav + "</ul>" + p + "<div id=sidebar><h2>CANARY</h2><ul>" + nav +
           "</ul></div><div class='site-footer'>" + nav + "</div>",
       {text}},
      {"share and related links",
       p + "<div class='share-buttons'>Share <a href='/t'>CANARY</a></div><div class=related>" + nav +
           "</div>",
       {text}},
      {"a list of links without a name beside much text", "<div><ul>" + nav + "</ul></div>" + repeated(p, 12),
       std::vector<std::string>(12, text)},
      {"an intranet's page without a name for anything",
       "<div><div>Browse</div><div>Page</div><div>Share</div><div>Follow</div></div><div><div>CANARY "
       "intranet</div><div>" +
           repeated("<div><a href='#'>CANARY</a></div>", 6) +
           "</div><div>Signed in as CANARY</div></div><div><div><a href='#'>CANARY</a> &gt; <a href='#'>Good "
           "ideas</a></div>"
           "<div><div>In this section</div><div><a href='#'>CANARY "
           "pages</a></div></div><div><div><h1>T</h1><div>Posted in May</div><div>" +
           p + "<ul><li>Short</ul>" + p + "<table><tr><th>a<th>b<tr><td>1<td>2</table>" +
           "</div></div></div><div><h2>Most read</h2><div><a href='#'>CANARY, and how to book "
           "it</a></div></div></div><div>For staff. <a href='#'>CANARY</a></div>",
       {"title: T", "p: Posted in May", text, "*: Short", text, "th: a | b", "tr: 1 | 2"}},
      {"what stands around the prose is kept where there are no menus",
       "<div>Force: Kent</div><div><div>Started in May</div><div>" + p + "</div></div>",
       {"p: Force: Kent", "p: Started in May", text}},
      {"lists and tables beside the prose are kept, though there are menus",
       "<div>" + repeated("<div><a href='#'>CANARY</a></div>", 6) + "</div><div>" + p +
           "</div><ul><li>Short</ul><table><tr><td>a<td>b</table><div><h2>Contact</h2>The desk</div>",
       {text, "*: Short", "tr: a | b", "h2: Contact", "p: The desk"}},
      {"an index with a sentence of introduction keeps its links",
       "<div><h1>T</h1>" + p + "</div><div>" +
           repeated("<div><a href='/x'>A chapter on burglary</a></div>", 12) + "</div>",
       [&] {
         std::vector<std::string> all = {"title: T", text};
         all.insert(all.end(), 12, "p: A chapter on burglary");
         return all;
       }()},
      {"a page of links keeps them",
       "<h1>T</h1><ul><li><a href='/a'>Knife crime</a><li><a href='/b'>Burglary</a></ul>",
       {"title: T", "*: Knife crime", "*: Burglary"}},
      {"a contents page keeps its contents",
       "<h1>T</h1><div class=toc><ul>" + repeated("<li><a href='/x'>Chapter on burglary</a>", 3) +
           "</ul></div>",
       {"title: T", "*: Chapter on burglary", "*: Chapter on burglary", "*: Chapter on burglary"}},
      {"text in what is called a side bar is kept", "<div class='sidebar'>" + p + "</div>" + p, {text, text}},
      {"all of the text in furniture by name is kept",
       "<div class='cookie-policy menu'>" + p + "</div>",
       {text}},
      {"half a page of text in a menu is kept", "<div class=menu>" + p + "</div>" + p, {text, text}},
      {"MediaWiki",
       "<h1 id=firstHeading>T</h1><div id=mw-content-text>" + p +
           "<h2>Part<span class=mw-editsection>[<a href='/e'>CANARY</a>]</span></h2>" + p +
           "</div><div id=catlinks><a href='/c'>CANARY</a></div><div id=mw-navigation>" + nav +
           "</div><div id=footer><ul>" + nav + "</ul></div>",
       {"title: T", text, "h2: Part", text}},
      {"DocBook",
       "<div class=navheader><a href='/n'>CANARY</a></div><div class=chapter><h1 class=title>T</h1>" + p +
           "</div><div class=navfooter><a href='/n'>CANARY</a></div>",
       {"title: T", text}},
      {"GOV.UK",
       "<a class='govuk-skip-link' href='#content'>Skip to main content</a><header "
       "role=banner>CANARY</header><div class=govuk-width-container><main class='govuk-main-wrapper'><h1 "
       "class='gem-c-title__text'>T</h1><div class='govspeak'>" +
           p + "</div><nav>CANARY</nav></main></div><footer>CANARY</footer>",
       {"title: T", text}},
      {"WordPress",
       "<header class=site-header><h1><a href='/'>CANARY</a></h1></header><div id=content><article><header "
       "class=entry-header><h1>T</h1></header><div class=entry-content>" +
           p + "</div></article></div><div id=secondary class=widget-area><aside>CANARY</aside></div>",
       {"title: T", text}},
      {"Word",
       "<!--[if gte mso 9]><xml><w:View>Print the layout CANARY</w:View></xml><![endif]--><div "
       "class=WordSection1><p class=MsoTitle>T<o:p></o:p></p><p class=MsoNormal>One<o:p>&nbsp;</o:p></p><p "
       "class=MsoNormal style='mso-pagination:none'>Two</p></div>",
       {"p: T", "p: One", "p: Two"}},
      {"saved page", "<!-- saved from url=(0028)https://www.example.org/a/b/c -->\n<html><body>" + p, {text}},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(extract(c.html)), c.shown) << c.what;
}

TEST(HtmlFields, AreTitleAndLanguage) {
  struct Case {
    const char* html;
    std::vector<std::string> shown;
  };
  const Case cases[] = {
      {"<title>T | College</title><p>x", {"title: T", "p: x"}},
      {"<title>T - College</title><p>x", {"title: T - College", "p: x"}},
      {"<title>T - College</title><p>x<footer>College</footer>", {"title: T", "p: x"}},
      {"<title>College - T</title><header><h1><a href=/>T</a></h1></header><p>x", {"title: T", "p: x"}},
      {"<title>T – College</title><meta property='og:site_name' content='College'><p>x",
       {"title: T", "p: x"}},
      {"<title>T</title><h1>Heading</h1><p>x", {"title: Heading", "p: x"}},
      {"<title> </title><p>x", {"p: x"}},
      {"<html lang=en-GB><p>x", {"language: en", "p: x"}},
      {"<html lang=CY><p>x", {"language: cy", "p: x"}},
      {"<html lang=en><main lang=cy><p>x</main>", {"language: cy", "p: x"}},
      {"<html lang=fr><p>x", {"p: x"}},
      {"<html xml:lang=en><p>x", {"language: en", "p: x"}},
      {"<h1>OFFICIAL-SENSITIVE</h1><h1>T</h1><p>x<p>OFFICIAL",
       {"marking: OFFICIAL-SENSITIVE", "marking: OFFICIAL", "title: T", "p: x"}},
      {"<header>OFFICIAL</header><p>x", {"marking: OFFICIAL", "p: x"}},
      {"<nav><a href=/>Restricted</a></nav><p>x", {"p: x"}},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(extract(c.html)), c.shown) << c.html;
}

TEST(HtmlHiddenText, IsCountedAndLeftOut) {
  struct Case {
    const char* html;
    const char* hidden;  ///< empty: none
  };
  const Case cases[] = {
      {"<!-- The CANARY informant lives here -->", "1 comment"},
      {"<!-- CANARY who is this --><!-- <p>The CANARY name</p> -->", "2 comments"},
      {"<!-- End of CANARY content -->", ""},
      {"<!-- CANARY -->", ""},
      {"<!--[if lt IE 9]><p>Old browsers are CANARY not supported</p><![endif]-->", ""},
      {"<!-- function () { return 'the CANARY of code'; } -->", ""},
      {"<p><del>CANARY</del></p>", "deleted text (1 place)"},
      {"<s>CANARY</s><strike>CANARY</strike><span style='text-decoration: line-through'>CANARY</span>",
       "deleted text (3 places)"},
      {"<ins>CANARY new</ins>", "tracked changes (1 insertion)"},
      {"<del></del>", ""},
      {"<div style='DISPLAY : none'>one two CANARY</div>", "text that is not shown (1 place)"},
      {"<p hidden>one two CANARY</p><p style='visibility:hidden;'>one two CANARY</p>",
       "text that is not shown (2 places)"},
      {"<span style='color:red;mso-hide:all'>one two CANARY</span>", "text that is not shown (1 place)"},
      {"<span style='font-size:0'>one two CANARY</span>", "text that is not shown (1 place)"},
      {"<template>one two CANARY</template>", "text that is not shown (1 place)"},
      {"<nav><div style='display:none'>one two CANARY</div></nav>", "text that is not shown (1 place)"},
      {"<p hidden>CANARY</p>", ""},
      {"<div hidden><!-- a name of CANARY --></div>", "1 comment"},
      {"<div style='mso-element:comment-list'><div style='mso-element:comment'>CANARY</div></div>",
       "1 comment"},
      {"<span class=MsoCommentReference>CANARY</span>", "1 comment"},
      {"<pre>x<del>CANARY</del></pre><table><tr><td>a<td>b<del>CANARY</del></table>",
       "deleted text (2 places)"},
      {"<h2>x<del>CANARY</del></h2>", "deleted text (1 place)"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.html);
    const auto extraction = extract("<body><p>Shown.</p>" + std::string(c.html));
    ASSERT_EQ(extraction.texts.size(), 1u);
    const auto& text = extraction.texts[0];
    EXPECT_THAT(all_text(extraction), Not(HasSubstr("CANARY")));
    EXPECT_EQ(text.hidden,
              *c.hidden == '\0' ? std::vector<std::string>{} : std::vector<std::string>{c.hidden});
    ASSERT_EQ(text.problems.size(), text.hidden.size());
    if (text.hidden.empty()) continue;
    EXPECT_EQ(text.problems[0].severity, Severity::kWarning);
    EXPECT_THAT(text.problems[0].message, HasSubstr(c.hidden));
    EXPECT_THAT(text.problems[0].message, HasSubstr("not offered for download"));
  }
}

TEST(HtmlHiddenText, IsNamedInOneProblem) {
  const auto extraction =
      extract("<p>Shown<!-- who wrote this part --><del>x</del><ins>y</ins><b hidden>one two three</b>");
  EXPECT_EQ(extraction.texts[0].hidden.size(), 4u);
  EXPECT_EQ(extraction.texts[0].problems.size(), 1u);
}

TEST(HtmlReader, RejectsWhatHoldsNoText) {
  struct Case {
    std::string bytes;
    const char* message;
  };
  const Case cases[] = {
      {"", "is empty"},
      {" \n", "holds no text"},
      {"<html><body></body></html>", "holds no text; check"},
      {"<frameset><frame src=a><noframes>Use frames</noframes></frameset>",
       "holds no text; it only shows other pages"},
      {"<div id=root></div><script src=app.js></script><noscript>Enable JavaScript</noscript>",
       "holds no text; scripts make it"},
      {"<!-- never closed <p>All of the page</p>", "begins in line 1 is not closed"},
      {"%PDF-1.7 x", "is not text: looks like a PDF; rename it to .pdf"},
      {"\x89PNG\r\n\x1a\n", "is not text: looks like a PNG image"},
      {repeated("<br>", 1'010'000), "elements, more than any page has"},
  };
  for (const auto& c : cases) {
    const auto extraction = extract(c.bytes);
    EXPECT_TRUE(extraction.texts.empty());
    ASSERT_EQ(extraction.problems.size(), 1u) << c.message;
    EXPECT_EQ(extraction.problems[0].severity, Severity::kError);
    EXPECT_THAT(extraction.problems[0].message, HasSubstr(c.message));
  }
}

TEST(HtmlReader, ReadsEncodingsAndSaysWhatIsWrong) {
  EXPECT_THAT(shown(extract("<meta charset=latin1><p>it\x92s")), testing::ElementsAre("p: it\u2019s"));
  const auto contradicted = extract("<meta charset=utf-8><p>it\x92s");
  EXPECT_THAT(shown(contradicted), testing::ElementsAre("p: it\u2019s"));
  EXPECT_EQ(contradicted.texts[0].problems[0].severity, Severity::kWarning);
  EXPECT_THAT(shown(extract(std::string("<p>a\0b and so on, as long as this", 33))),
              testing::ElementsAre("p: ab and so on, as long as this"));
  EXPECT_THAT(
      shown(extract("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script "
                    "src='x'/></head><body><p>x</p></body></html>",
                    "a/b.xhtml")),
      testing::ElementsAre("p: x"));
}

TEST(HtmlReader, WarnsOfACommentThatSwallowsThePage) {
  const auto extraction = extract("<p>One\n<!-- note\n<p>two three CANARY four");
  EXPECT_THAT(all_text(extraction), Not(HasSubstr("CANARY")));
  EXPECT_EQ(extraction.texts[0].hidden, std::vector<std::string>{"1 comment"});
  EXPECT_THAT(all_text(extraction), HasSubstr("begun in line 2, that is not closed"));
}

TEST(HtmlReader, FlattensWhatNestsTooDeep) {
  for (const std::string tag :
       {"div", "b", "blockquote", "ul><li", "table><tr><td", "span style='x'", "dl><dd", "x-y"}) {
    const auto extraction = extract(repeated("<" + tag + ">", tag.size() < 4 ? 100'000 : 10'000) + "deep");
    ASSERT_EQ(extraction.texts.size(), 1u) << tag;
    EXPECT_THAT(all_text(extraction), HasSubstr("deep")) << tag;
    EXPECT_THAT(all_text(extraction), HasSubstr("nests more than")) << tag;
  }
}

TEST(HtmlReader, IsNotExhaustedByHostilePages) {
  for (const std::string piece : {"<a>",
                                  "<p>",
                                  "<a href='https://x.example'>b",
                                  "&amp",
                                  "&",
                                  "&#",
                                  "<",
                                  "</",
                                  "<!--",
                                  "<![CDATA[",
                                  "<table>",
                                  "<td>",
                                  "<b id=1><p>",
                                  "<svg><p>",
                                  "<select>",
                                  "<!-- a b c -->",
                                  "<nobr>",
                                  "<form>",
                                  "<h1>",
                                  "<dt>",
                                  "\xF0\x9F",
                                  "<li>x",
                                  "<textarea>",
                                  "<a x='"}) {
    const auto start = std::chrono::steady_clock::now();
    const auto extraction = extract("<p>Start</p>" + repeated(piece, 10'000));
    EXPECT_LE(extraction.texts.size(), 1u);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << piece;
  }
}

TEST(HtmlReader, GivesTheLinesOfTheFile) {
  const auto extraction = extract(
      "<h1>T</h1>\r\n<p>one</p>\n\n<ul>\n<li>two\n</ul><table><tr><td>a</td>\n<td>b</td></"
      "tr>\n<tr><td>c<td>d</table>");
  std::vector<int> lines;
  for (const auto& block : extraction.texts[0].blocks) lines.push_back(block.line);
  EXPECT_THAT(lines, testing::ElementsAre(2, 5, 6, 8));
}

}  // namespace
