#include "indexer/extract/restricted_text.h"

#include <gtest/gtest.h>

namespace {

using indexer::parse_attributes;
using indexer::parse_restricted;
using indexer::RestrictedText;

/// "open <police|shown> <police+sensitive|…>": each restricted span with its audiences from the outermost.
std::string shown(const RestrictedText& text) {
  std::string out;
  for (const auto& span : text) {
    if (span.restrictions.empty()) {
      out += span.text;
      continue;
    }
    out += "<";
    for (std::size_t i = 0; i < span.restrictions.size(); ++i) out += (i > 0 ? "+" : "") + span.restrictions[i].audience;
    out += "|" + span.text + ">";
  }
  return out;
}

TEST(ParseAttributes, ReadsAMarkOrSaysWhatIsWrongWithIt) {
  struct Case {
    const char* attributes;
    const char* audience;  ///< empty: restricts nothing
    bool stub = false;
    const char* reason = "";
    bool error = false;
  };
  const Case cases[] = {
      {"audience=police", "police"},
      {" audience=police ", "police"},
      {"audience=\"police\"", "police"},
      {"audience='police'", "police"},
      {"audience=police stub=yes", "police", true},
      {"audience=police stub=no", "police", false},
      {"stub=yes audience=police", "police", true},
      {"audience=police stub=yes reason=\"covert tactic\"", "police", true, "covert tactic"},
      {"audience=police reason='it''s'", "", false, "", true},
      {".note", ""},
      {"#anchor .note .other", ""},
      {".note audience=police #x", "police"},
      {"", ""},
      {"  ", ""},
      {"audence=police", "", false, "", true},
      {"Audience=police", "", false, "", true},
      {"AUDIENCE=police", "", false, "", true},
      {"audience:police", "", false, "", true},
      {"audience", "", false, "", true},
      {"audience=", "", false, "", true},
      {"audience=\"\"", "", false, "", true},
      {"audience = police", "", false, "", true},
      {"audience=police audience=sensitive", "", false, "", true},
      {"audience=police stub", "", false, "", true},
      {"audience=police stub=maybe", "", false, "", true},
      {"audience=police stub=Yes", "", false, "", true},
      {"audience=police reason=\"not closed", "", false, "", true},
      {"audience=police reasn=\"x\"", "", false, "", true},
      {"audience=police,stub=yes", "police,stub=yes"},  // no audience of that name: rejected by validate()
      {"stub=yes", "", false, "", true},
      {"reason=x", "", false, "", true},
      {"audience=“police”", "“police”"},  // likewise
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.attributes);
    const auto result = parse_attributes(c.attributes);
    EXPECT_EQ(!result.error.empty(), c.error) << result.error;
    if (!result.error.empty() || c.error) continue;
    EXPECT_EQ(result.restricted, *c.audience != '\0');
    EXPECT_EQ(result.restriction.audience, c.audience);
    EXPECT_EQ(result.restriction.stub, c.stub);
    EXPECT_EQ(result.restriction.reason, c.reason);
  }
}

TEST(RestrictedText, IsReadFromMarksAndWhatLooksLikeOneIsAnError) {
  struct Case {
    const char* text;
    const char* shown;  ///< null: an error
  };
  const Case cases[] = {
      {"nothing special", "nothing special"},
      {"", ""},
      {"an [aside] and a [link](http://example.org/)", "an [aside] and a [link](http://example.org/)"},
      {"a [word]{audience=police} here", "a <police|word> here"},
      {"[all]{audience=sensitive stub=yes}", "<sensitive|all>"},
      {"[a]{audience=police}[b]{audience=sensitive}", "<police|a><sensitive|b>"},
      {"[out [in]{audience=sensitive} side]{audience=police}", "<police|out ><police+sensitive|in><police| side>"},
      {"[[[deep]{audience=sensitive}]{audience=police}]{audience=public}", "<public+police+sensitive|deep>"},
      {"[a [link](x) inside]{audience=police}", "<police|a [link](x) inside>"},
      {"[an [aside] inside]{audience=police}", "<police|an [aside] inside>"},
      {"[escaped \\] bracket]{audience=police}", "<police|escaped \\] bracket>"},
      {"[escaped \\[ bracket]{audience=police}", "<police|escaped \\[ bracket>"},
      {"[]{audience=police}", ""},
      {"[two\nlines]{audience=police}", "<police|two\nlines>"},
      {"a [note]{.note} with a class", "a [note]{.note} with a class"},
      {"a [note]{#x} with an id", "a [note]{#x} with an id"},
      {"a note [x]{} without any", "a note [x]{} without any"},
      {"braces {x=1} without brackets", "braces {x=1} without brackets"},
      // What must not be passed over:
      {"[word]{police}", nullptr},
      {"[word]{police", nullptr},
      {"[word]{ stub }", nullptr},
      {"[word]{audence=police}", nullptr},
      {"[word]{audience:police}", nullptr},
      {"[word]{Audience=police}", nullptr},
      {"[word]{audience police}", nullptr},
      {"[word]{audience=police", nullptr},
      {"[word]{audience=police\nstub=yes}", nullptr},
      {"[word]{audience=police reason=\"a}", nullptr},
      {"[word]{stub=yes}", nullptr},
      {"[word]{audience=}", nullptr},
      {"word]{audience=police}", nullptr},
      {"[word] {audience=police}", nullptr},
      {"[word](audience=police) and {audience=police}", nullptr},
      {"(word){audience=police}", nullptr},
      {"::: {audience=police}\nword\n:::", nullptr},
      {"text :::{.x}", nullptr},
      {"[one\n\ntwo]{audience=police}", nullptr},
      // Which bracket opens it cannot be told: the reader, or Pandoc, might hide less than the author meant.
      {"[hide `a[` this]{audience=police}", nullptr},
      {"[hide a[ this]{audience=police}", nullptr},
      {"see [1 and [hide]{audience=police}", nullptr},
      {"[hide]{audience=police} see 2]", nullptr},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    int next_part = 1;
    std::vector<indexer::MarkError> errors;
    const auto text = parse_restricted(c.text, next_part, errors);
    if (c.shown == nullptr) {
      EXPECT_FALSE(errors.empty()) << shown(text);
    } else {
      EXPECT_TRUE(errors.empty()) << errors.front().message;
      EXPECT_EQ(shown(text), c.shown);
    }
  }
}

TEST(RestrictedText, ReplacesPrivateUseCharactersOfTheSourceSoThatTheyCannotForgeAMark) {
  struct Case {
    const char* text;
    const char* shown;
  };
  const Case cases[] = {
      {"a \uE000\uE100 b \uE001 c", "a \uFFFD\uFFFD b \uFFFD c"},
      {"[secret \uE001 more]{audience=police} end", "<police|secret \uFFFD more> end"},
      {"\uE000", "\uFFFD"},
      {"\uF8FF and \uE0FF", "\uFFFD and \uFFFD"},
      {"\xEE\x80", "\xEE\x80"},  // cut short
      {"not private: \uF900 \uD7FF \U000F0000", "not private: \uF900 \uD7FF \U000F0000"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    int next_part = 1;
    std::vector<indexer::MarkError> errors;
    EXPECT_EQ(shown(parse_restricted(c.text, next_part, errors)), c.shown);
    EXPECT_TRUE(errors.empty());
  }
}

TEST(RestrictedText, NumbersItsPartsOverASource) {
  int next_part = 7;
  std::vector<indexer::MarkError> errors;
  const auto first = parse_restricted("[a]{audience=police} [b]{audience=police}", next_part, errors);
  const auto second = parse_restricted("[c]{audience=police}", next_part, errors);
  ASSERT_EQ(first.size(), 3u);
  EXPECT_EQ(first[0].restrictions[0].part, 7);
  EXPECT_EQ(first[2].restrictions[0].part, 8);
  EXPECT_EQ(second[0].restrictions[0].part, 9);
  EXPECT_EQ(next_part, 10);
}

TEST(RestrictedText, SaysOnWhichLineAMarkIsWrong) {
  int next_part = 1;
  std::vector<indexer::MarkError> errors;
  parse_restricted("one\n[two]{audence=police}\nthree\n[four]{audience}", next_part, errors);
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[0].line, 1);
  EXPECT_EQ(errors[1].line, 3);
  EXPECT_NE(errors[0].message.find("audence"), std::string::npos);
}

TEST(RestrictedText, OfEndlessLinesIsReadWithoutRunningOutOfStack) {
  for (const auto& text : {"[x]{" + std::string(100'000, 'a'), "[x]{audience=" + std::string(100'000, 'a') + "}", "{" + std::string(100'000, ' ') + "audience",
                           "[x]{reason=\"" + std::string(100'000, 'a') + "\"}"}) {
    int next_part = 1;
    std::vector<indexer::MarkError> errors;
    parse_restricted(text, next_part, errors);
  }
}

TEST(SpanMarks, ThatDoNotPairInWhatCameOutOfTheParserAreRefused) {
  indexer::SpanMarks marks;
  int next_part = 1;
  std::vector<indexer::MarkError> errors;
  const std::string encoded = marks.encode("[a]{audience=police} b [c]{audience=sensitive}", next_part, errors);
  const std::string open = "\uE000\uE100";
  const std::string close = "\uE001";
  ASSERT_EQ(encoded, open + "a" + close + " b \uE000\uE101c" + close);
  const std::vector<indexer::Restriction> outer = {{99, "police", false, ""}};
  RestrictedText good;
  EXPECT_TRUE(marks.decode(encoded, outer, good));
  EXPECT_EQ(shown(good), "<police+police|a><police| b ><police+sensitive|c>");
  for (const auto& broken : {open + "a", "a" + close, close + open, open + "a" + close + close, std::string("\uE000"), std::string("\uE000x"), std::string("\uE000\uE1FFx\uE001"),
                             std::string("\uE000\uE000x\uE001"), std::string("\uE000\xEE")}) {
    SCOPED_TRACE(testing::PrintToString(broken));
    RestrictedText out;
    EXPECT_FALSE(marks.decode(broken, {}, out));
  }
}

}  // namespace
