#include "searchd/highlight.h"

#include <gmock/gmock.h>

#include <random>

#include "searchd/query_parser.h"
#include "tests/searchd/officers_library.h"

namespace {

/// "a [b] c": what is marked in brackets.
std::string marked(const std::string& q, const std::string& text) {
  const auto& index = test::officers().open.index();
  const auto query = searchd::parse_query(q, index);
  std::string out;
  for (const auto& segment : searchd::highlight(text, searchd::highlight_terms(query), index)) out += segment.hit ? "[" + segment.text + "]" : segment.text;
  return out;
}

TEST(Highlight, MarksWordsPhrasesWildcardsAndConcepts) {
  struct Case {
    const char* q;
    const char* text;
    const char* marked;
  };
  const Case cases[] = {
      {"knife", "Knives and a knife.", "[Knives] and a [knife]."},
      {"the knife", "The knife is the one.", "The [knife] is the one."},
      {"foot patrols", "Foot patrols on foot", "[Foot patrols] on [foot]"},
      {"\"foot patrols\"", "foot patrols", "[foot patrols]"},
      {"lesso*", "A lesson, two lessons, less", "A lesson, two [lessons], less"},
      {"cse", "Signs of CSE and child sexual exploitation.", "Signs of [CSE] and [child sexual exploitation]."},
      {"child sexual exploitation", "CSE of a child", "[CSE] of a child"},
      {"A&E", "An A&E nurse", "An [A&E] nurse"},
      {"s.136", "Held under s.136, not s.13", "Held under [s.136], not s.13"},
      {"organised", "organized", "[organized]"},
      {"violence -knife", "knife violence", "knife [violence]"},
      {"violence AND NOT knife", "knife violence", "knife [violence]"},
      {"t\u0177", "Mae'r t\u0177", "Mae'r [t\u0177]"},
      {"violence", "", ""},
      {"", "text", "text"},
      {"the", "the text", "the text"},
      {"script", "<script>alert(1)</script>", "<[script]>alert(1)</[script]>"},
      {"alert", "\"onmouseover=alert(1) x='", "\"onmouseover=[alert](1) x='"},
      {"title:knife", "A knife", "A [knife]"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.q) + " in " + c.text);
    EXPECT_EQ(marked(c.q, c.text), c.marked);
  }
}

TEST(Highlight, SegmentsJoinedAreTheText) {
  const auto& index = test::officers().open.index();
  static const std::vector<std::string> pieces = {"knife",   " ", "  ", "-",     "\n",    "CSE",  "child sexual exploitation", "t\u0177", "\u2019s", "A&E",   "<b>", "&amp;", "s.136", "\xFF",  "\xC3",
                                                  "e\u0301", ".", ", ", "knife", "knives", "\u00A0", "(",                         ")",       "\U0001F600", "\"", "'",   "/",     "patrols", "Foot", "\t"};
  std::mt19937 random(11);
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (unsigned n = 0; n < random() % 14; ++n) text += pieces[random() % pieces.size()];
    for (const auto* q : {"knife", "cse", "foot patrols", "\"child sexual\" OR kni*", "a&e s.136"}) {
      const auto query = searchd::parse_query(q, index);
      std::string joined;
      bool last_hit = false;
      for (const auto& segment : searchd::highlight(text, searchd::highlight_terms(query), index)) {
        EXPECT_FALSE(segment.text.empty());
        EXPECT_FALSE(last_hit && segment.hit) << "two hits side by side: " << text;
        last_hit = segment.hit;
        joined += segment.text;
      }
      EXPECT_EQ(joined, text) << q;
    }
    if (HasFailure()) return;
  }
}

}  // namespace
