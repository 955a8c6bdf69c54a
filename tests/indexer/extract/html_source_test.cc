#include "indexer/extract/html/html_source.h"

#include <gmock/gmock.h>

#include "indexer/extract/html/html_tree.h"

namespace {

using indexer::html::HtmlTree;
using indexer::html::prepare_html_source;

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(HtmlSource, LosesTheTagsThatNestTooDeepAndNoText) {
  struct Case {
    const char* text;
    bool xhtml;
    const char* prepared;
  };
  // Two open elements at most.
  const Case cases[] = {
      {"<div><b>x</b></div>", false, "<div><b>x</b></div>"},
      {"<div><div><div>x</div></div></div>y", false, "<div><div> x </div></div>y"},
      {"<div><div><b\nid=x>x</b></div></div><b>y</b>", false, "<div><div> \nx </div></div><b>y</b>"},
      {"<div><div><div>x</div><div>y", false, "<div><div> x  y"},
      {"<div><div></b><p>x<p>y<p>z</div>", false, "<div><div></b><p>x<p>y<p>z</div>"},
      {"<div><div><br><img src=x>x", false, "<div><div><br><img src=x>x"},
      {"<div><div><div title='>'>x", false, "<div><div> x"},
      {"<div><div><div title=\"a>b\" c=d>x", false, "<div><div> x"},
      {"<div><div><script>'<div>'</script><b>x</b>", false, "<div><div><script>'<div>'</script> x "},
      {"<div><div><!-- <div> --><style><b></style>x", false, "<div><div><!-- <div> --><style><b></style>x"},
      {"<div><div><b", false, "<div><div> "},
      {"a < b <3 </> <!doctype html>", false, "a < b <3 </> <!doctype html>"},
      {"<script>x", false, "<script>x"},
      {"<!-- never closed <div>", false, "<!-- never closed <div>"},
      {"<a id='x'/>y<br/><script src='z'/>z", true, "<a id='x'/></a>y<br/><script src='z'/></script>z"},
      {"<a id='x'/>y", false, "<a id='x'/>y"},
  };
  for (const auto& c : cases) EXPECT_EQ(prepare_html_source(c.text, c.xhtml, 2).text, c.prepared) << c.text;
}

TEST(HtmlSource, IsReadInLinearTime) {
  EXPECT_EQ(
      prepare_html_source(repeated("<div>", 200'000) + repeated("</p></b>", 200'000), false, 300).flattened,
      199'700u);
  EXPECT_EQ(
      prepare_html_source(repeated("<div>", 200'000) + repeated("</div>", 200'000), false, 300).flattened,
      199'700u);
  EXPECT_EQ(prepare_html_source(repeated("<", 1'000'000), false, 300).elements, 0u);
  EXPECT_EQ(prepare_html_source("<script>" + repeated("</", 500'000), false, 300).elements, 1u);
}

TEST(HtmlTree, StopsAtItsLimitOfMemory) {
  EXPECT_NO_THROW(HtmlTree("<p>x", 1'000'000));
  EXPECT_THROW(HtmlTree(repeated("<p>x", 100'000), 1'000'000), std::runtime_error);
}

}  // namespace
