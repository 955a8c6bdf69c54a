#include "searchd/query_parser.h"

#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include "tests/searchd/officers_library.h"
#include "tests/searchd/printed_query.h"

namespace {

using searchd::parse_query;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

searchd::ParsedQuery parsed(std::string_view typed, bool exact = false) { return parse_query(typed, test::officers().open.index(), {exact}); }

std::string ids_of(const std::vector<searchd::ConceptFound>& concepts) {
  std::vector<std::string> out;
  for (const auto& found : concepts) out.push_back(found.vocabulary + "/" + found.id);
  return fmt::format("{}", fmt::join(out, " "));
}

struct Case {
  std::string typed;
  std::string tree;
  std::string notes = "";
  std::string ignored = "";
  std::string concepts = "";
};

void check(const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    SCOPED_TRACE("typed: " + c.typed);
    const auto query = parsed(c.typed);
    EXPECT_EQ(test::printed(query), c.tree);
    EXPECT_EQ(fmt::format("{}", fmt::join(query.notes, " ")), c.notes);
    EXPECT_EQ(fmt::format("{}", fmt::join(query.ignored, " ")), c.ignored);
    EXPECT_EQ(ids_of(query.concepts), c.concepts);
  }
}

TEST(QueryParser, UnderstandsWordsPhrasesAndConcepts) {
  check({
      {"", ""},
      {"   \t\n ", ""},
      {"lessons violence", "lessons violence"},
      {"Lessons, violence!", "lessons violence"},
      {"the lessons of violence", "lessons violence ~the ~of"},
      {"what is the", "what is the"},
      {"\"foot patrols\"", "\"foot patrols\""},
      {"\"foot patrols\" violence", "\"foot patrols\" violence"},
      {"\u201Cfoot patrols\u201D", "\"foot patrols\""},
      {"\u00ABfoot patrols\u00BB", "\"foot patrols\""},
      {"victim\u2019s lessons", "victim lessons"},
      {"violence -lessons", "violence -lessons"},
      {"violence -\"foot patrols\"", "violence -\"foot patrols\""},
      {"-lessons", "-lessons"},
      {"violence +lessons", "violence lessons"},
      {"CSE", "<theme/cse|cse>", "", "", "theme/cse"},
      {"cse hotels", "<theme/cse|cse> hotels", "", "", "theme/cse"},
      {"child sexual exploitation", "<theme/cse|child sexual exploitation>", "", "", "theme/cse"},
      {"\"child sexual exploitation\"", "(\"child sexual exploitation\" OR <theme/cse|>)", "", "", "theme/cse"},
      // Older and newer names find each other.
      {"SCR", "<review_type/scr,review_type/lcspr|scr>", "", "", "review_type/scr"},
      {"lcspr", "<review_type/lcspr,review_type/scr|lcspr>", "", "", "review_type/lcspr"},
      // A form that is never recognised, and one that is in capitals only.
      {"going country", "going country"},
      {"ace", "ace"},
      {"ACE", "<theme/aces|ace>", "", "", "theme/aces"},
      {"A&E", "<agency/health|a&e>", "", "", "agency/health"},
      {"s.136 detentions", "s136 detentions"},
      {"anti-social", "(antisocial OR \"anti social\")"},
      {"antisocial", "antisocial"},
      {"t\u0177 diogel", "ty diogel"},
      {"Camfanteisio\u2019n rhywiol ar blant", "<theme/cse|camfanteision rhywiol blant>", "", "", "theme/cse"},
      {"Heddlu Dyfed-Powys", "<force/dyfed-powys|heddlu dyfed powys>", "", "", "force/dyfed-powys"},
  });
}

TEST(QueryParser, UnderstandsOperatorsFieldsAndWildcards) {
  check({
      {"lessons AND violence", "+(lessons AND violence)"},
      {"lessons OR violence", "+(lessons OR violence)"},
      {"lessons violence OR patrols", "+((lessons AND violence) OR patrols)"},
      {"lessons AND NOT violence", "+(lessons AND NOT violence)"},
      {"lessons NOT violence", "+(lessons AND NOT violence)"},
      {"lessons OR violence -patrols", "+(lessons OR (violence AND NOT patrols))"},
      {"(lessons OR violence) AND (patrols OR tenants)", "+((lessons OR violence) AND (patrols OR tenants))"},
      {"((lessons))", "+lessons"},
      {"lessons AND (violence OR (patrols AND tenants))", "+(lessons AND (violence OR (patrols AND tenants)))"},
      {"CSE OR county lines", "+(<theme/cse|cse> OR <theme/county-lines|county lines>)", "", "", "theme/cse theme/county-lines"},
      {"foot NEAR patrols", "+NEAR(foot patrol)"},
      {"lessons and violence", "lessons violence ~and"},
      {"force:essex lessons", "lessons +[XFO:essex]"},
      {"force:Essex", "+[XFO:essex]"},
      {"force:\"Essex Police\"", "+[XFO:essex]"},
      {"force:nowhere", "+[XFO:nowhere]"},
      {"-force:kent lessons", "lessons -[XFO:kent]"},
      {"type:prevention", "+[XIT:prevention]"},
      {"review:SCR", "+[XRT:scr]"},
      {"evidence:evaluated", "+[XES:evaluated]"},
      {"year:2019", "+[Y:2019]"},
      {"year:2019..2021", "+[Y:2019,Y:2020,Y:2021]"},
      {"title:lessons", "+title:lessons"},
      {"title:\"knife lessons\"", "+(title:knife AND title:lessons)"},
      {"force:essex OR force:kent", "+([XFO:essex] OR [XFO:kent])"},
      {"lesso*", "lesso*(lessons)"},
      {"pupils lesso*", "pupils lesso*(lessons)"},
      // The words before the last were dropped.
      {"foot-patr*", "foot patr*(patrol,patrols)"},
      {"nosuchstem*", "nosuchstem*()"},
  });
}

TEST(QueryParser, SearchesAsWordsWhatIsNoExpression) {
  check({
      {"\"foot patrols", "foot patrols"},
      {"violence \"foot patrols", "violence foot patrols"},
      {"\"", ""},
      {"\"\"", ""},
      {"\"...\"", "", "", "\"...\""},
      {"theft AND/OR violence", "theft violence ~and ~or"},
      {"lessons OR", "lessons ~or", "operators_as_words"},
      {"OR lessons", "lessons ~or", "operators_as_words"},
      {"lessons AND", "lessons ~and", "operators_as_words"},
      {"lessons OR OR violence", "lessons violence ~or ~or", "operators_as_words"},
      {"NOT lessons", "lessons ~not", "operators_as_words"},
      {"AND", "and", "operators_as_words"},
      {"(lessons OR violence", "lessons violence ~or", "operators_as_words"},
      {"lessons)", "lessons", "operators_as_words"},
      {")(", "", "operators_as_words"},
      {"()", "", "operators_as_words"},
      {"lessons NEAR", "lessons near", "operators_as_words"},
      {"w*", "w", "wildcard_too_short"},
      {"*", ""},
      {"**", ""},
      {"*!*", "", "", "*!*"},
      {"le*sons", "le sons"},
      {"->", "", "", "->"},
      {"tenants -> housing", "tenants housing"},
      {"- lessons", "lessons"},
      {"--lessons", "lessons"},
      {"colour:red", "colour red"},
      {"force:", "force"},
      {"http://example.org/", "http example.org"},
  });
}

// What broke: an operand of stop words or symbols alone matched nothing, and with it the whole expression.
TEST(QueryParser, LeavesOutOperandsThatHoldNoWord) {
  check({
      {"lessons AND the", "+lessons"},
      {"the AND lessons", "+lessons"},
      {"lessons AND *", "+lessons"},
      {"lessons AND (the OR of)", "+lessons"},
      {"lessons NOT the", "+lessons"},
      {"the OR of", "the or of", "operators_as_words"},
  });
}

TEST(QueryParser, NeverFailsOnBytes) {
  const std::string nul("lessons\0violence", 16);
  EXPECT_EQ(test::printed(parsed(nul)), "lessons violence");
  EXPECT_EQ(test::printed(parsed("lessons\xFF\xFEviolence")), "lessons violence");
  EXPECT_EQ(test::printed(parsed("\xC3")), "");
  EXPECT_EQ(test::printed(parsed("\xED\xA0\x80 lessons")), "lessons");
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = std::string("lessons ") + static_cast<char>(byte) + " violence";
    EXPECT_NO_THROW(parsed(text)) << byte;
  }
}

TEST(QueryParser, CutsWhatIsTooLongAndSaysSo) {
  std::string words;
  for (int i = 0; i < 2'000; ++i) words += "word" + std::to_string(i) + " ";
  const auto many = parsed(words);
  EXPECT_LE(many.clauses.size(), searchd::kMaxQueryWords);
  EXPECT_EQ(many.applied.size(), searchd::kMaxQueryBytes);
  EXPECT_FALSE(many.ignored.empty());

  const auto bytes = parsed(std::string(10'240, 'a'));
  ASSERT_EQ(bytes.clauses.size(), 1u);
  EXPECT_LE(bytes.clauses[0].word.size(), 64u);
  EXPECT_EQ(bytes.ignored.size(), 1u);

  // Cut between characters, not within one.
  std::string accents = "x";
  for (int i = 0; i < 1'000; ++i) accents += "\u0177";
  EXPECT_EQ(parsed(accents).applied.size() % 2, 1u);

  std::string short_words;
  for (int i = 0; i < 70; ++i) short_words += "w" + std::to_string(i) + " ";
  const auto sixty_four = parsed(short_words);
  EXPECT_EQ(sixty_four.clauses.size(), searchd::kMaxQueryWords);
  EXPECT_THAT(sixty_four.ignored, ElementsAre("w64", "w65", "w66", "w67", "w68", "w69"));
}

// What broke: where words named a filter the count began again, and the next run of words was taken whole.
TEST(QueryParser, CountsTheWordsOfAllRunsWhereSomeNameAFilter) {
  std::string run;
  for (int i = 0; i < 40; ++i) run += " w" + std::to_string(i);
  const auto query = parsed("Kent" + run + " \"county lines\"" + run);
  ASSERT_EQ(query.named.size(), 1u);
  const auto words = std::count_if(query.clauses.begin(), query.clauses.end(), [](const auto& node) { return node.kind == searchd::QueryNode::Kind::kWord; });
  EXPECT_LT(static_cast<std::size_t>(words), searchd::kMaxQueryWords);
  EXPECT_THAT(query.ignored, testing::SizeIs(17)) << "of 81";
  EXPECT_EQ(query.unnamed.size(), query.clauses.size() - 1) << "all but Kent";
}

// What broke: words counted in the attempt to read an expression were counted again as words.
TEST(QueryParser, CountsWordsOnceWhereAnExpressionIsBroken) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "w" + std::to_string(i) + " ";
  const auto query = parsed(words + "OR");
  EXPECT_EQ(query.clauses.size(), 60u);
  EXPECT_THAT(query.ignored, IsEmpty());
  EXPECT_THAT(query.notes, ElementsAre("operators_as_words"));
}

TEST(QueryParser, SurvivesDeepBrackets) {
  const auto query = parsed(std::string(500, '(') + "lessons" + std::string(500, ')'));
  EXPECT_EQ(test::printed(query), "lessons");
  EXPECT_THAT(query.notes, ElementsAre("operators_as_words"));
  EXPECT_EQ(test::printed(parsed("(((((lessons OR violence)))))")), "+(lessons OR violence)");
}

TEST(QueryParser, ExpandsAWildcardToAHundredWordsAtMost) {
  std::string body;
  for (int i = 0; i < 130; ++i) body += "zzz" + std::string(1, static_cast<char>('a' + i / 26)) + static_cast<char>('a' + i % 26) + " ";
  const test::TempIndex index{{"practice/a.md", test::practice("pe-many", "Many", "", body)}};
  const test::Site site(index.data());
  const auto query = parse_query("zzz*", site.index());
  ASSERT_EQ(query.clauses.size(), 1u);
  EXPECT_EQ(query.clauses[0].words.size(), searchd::kMaxWildcardWords);
  EXPECT_THAT(query.notes, ElementsAre("wildcard_cut"));
}

TEST(QueryParser, TypedExactlyKnowsNoConcepts) {
  EXPECT_EQ(test::printed(parsed("CSE hotels", true)), "cse hotels");
  EXPECT_EQ(test::printed(parsed("\"county lines\"", true)), "\"county lines\"");
  EXPECT_TRUE(parsed("CSE", true).concepts.empty());
}

TEST(QueryNode, KeysDifferWhereMeaningsDo) {
  const std::vector<std::string> typed = {"lessons",       "title:lessons", "\"lessons\"",      "lesso*",       "\"foot patrols\"", "foot NEAR patrols", "cse",
                                          "\"cse\"",       "force:essex",   "-lessons violence", "lessons OR violence", "lessons AND violence", "lessons AND NOT violence", "year:2019"};
  std::set<std::string> keys;
  for (const auto& one : typed) {
    const auto query = parsed(one);
    std::string key;
    for (const auto* nodes : {&query.clauses, &query.required})
      for (const auto& node : *nodes) key += node.key();
    EXPECT_TRUE(keys.insert(key).second) << one;
  }
}

}  // namespace
