#include "schema/text_analysis.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace {

using schema::TextAnalyser;
using testing::ElementsAre;

std::vector<std::string> words(std::string_view text) {
  TextAnalyser analyser;
  std::vector<std::string> out;
  for (const auto& token : analyser.tokens(text)) out.push_back(token.word);
  return out;
}

TEST(Fold, MakesOneFormOfWhatPeopleReadAsOneWord) {
  struct Case {
    const char* text;
    const char* folded;
  };
  const Case cases[] = {
      {"STRASSE", "strasse"},
      {"straße", "strasse"},
      {"tŷ", "ty"},
      {"Tŷ Gwyn", "ty gwyn"},
      {"Dŵr Â Ô", "dwr a o"},
      {"ﬁle", "file"},          // ligature
      {"Ｐｏｌｉｃｅ", "police"},  // full width
      {"Clare’s", "clare's"},
      {"caf\u0065\u0301", "cafe"},
      {"", ""},
      {"A&E", "a&e"},
      {"\xFFx", "\uFFFDx"},  // invalid byte
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(schema::fold(c.text), c.folded);
  }
}

TEST(ValidUtf8, ReplacesInvalidBytesAndControlCharacters) {
  struct Case {
    std::string text;
    const char* clean;
  };
  const Case cases[] = {
      {"plain", "plain"},
      {"tŷ", "tŷ"},
      {"a\tb\nc", "a\tb\nc"},
      {std::string("a\0b", 3), "a b"},
      {"a\rb\x7F", "a b "},
      {"a\xC3", "a\uFFFD"},
      {"a\xE2\x82z", "a\uFFFDz"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},  // a lone surrogate
      {"\xC0\xAF", "\uFFFD\uFFFD"},            // an overlong slash
      {"", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.text));
    EXPECT_EQ(schema::valid_utf8(c.text), c.clean);
  }
}

TEST(Tokens, AreTheWordsThatAPersonWouldSearch) {
  struct Case {
    std::string text;
    std::vector<std::string> words;
  };
  const Case cases[] = {
      {"The police were called.", {"the", "police", "were", "called"}},
      {"A&E", {"a&e"}},
      {"at A&E, Hull", {"at", "a&e", "hull"}},
      {"Q & A", {"q", "a"}},
      {"fish&chips", {"fish", "chips"}},
      {"s.136", {"s136"}},
      {"S.136 MHA", {"s136", "mha"}},
      {"s136", {"s136"}},
      {"he left as. 136 others", {"he", "left", "as", "136", "others"}},
      {"Clare's Law", {"clare", "law"}},
      {"Clare’s Law", {"clare", "law"}},
      {"CLARE'S LAW", {"clare", "law"}},
      {"children's services", {"children", "services"}},
      {"officers’ notes", {"officers", "notes"}},
      {"O’Brien didn't", {"obrien", "didnt"}},
      {"anti-social", {"anti", "social"}},
      {"tŷ dŵr llŷn", {"ty", "dwr", "llyn"}},
      {"cam-drin", {"cam", "drin"}},
      {"£10,000", {"10,000"}},
      {"COVID-19", {"covid", "19"}},
      {"— … !!! ***", {}},
      {"", {}},
      {"   \n\t ", {}},
      {std::string("knife\0crime", 11), {"knife", "crime"}},
      {"bad\xFF\xFEword", {"bad", "word"}},
      {"\xC3", {}},
      {"e-mail: a@example.org", {"e", "mail", "a@example.org"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.text));
    EXPECT_EQ(words(c.text), c.words);
  }
}

TEST(Tokens, StandWhereTheirBytesAreInTheTextAsGiven) {
  TextAnalyser analyser;
  const std::string text = "Tŷ’s A&E\xFF s.136, Clare’s anti-social";
  std::vector<std::string> pieces;
  for (const auto& token : analyser.tokens(text)) {
    ASSERT_LE(token.begin, token.end);
    ASSERT_LE(token.end, text.size());
    pieces.push_back(text.substr(token.begin, token.end - token.begin));
  }
  EXPECT_THAT(pieces, ElementsAre("Tŷ’s", "A&E", "s.136", "Clare’s", "anti", "social"));
}

TEST(Tokens, CarryTheCompoundOfAHyphenatedPairOnTheFirst) {
  struct Case {
    const char* text;
    std::vector<std::string> compounds;
  };
  const Case cases[] = {
      {"anti-social behaviour", {"antisocial", "", ""}},
      {"anti\u2010social", {"antisocial", ""}},
      {"anti\u2011social", {"antisocial", ""}},
      {"anti - social", {"", ""}},
      {"anti—social", {"", ""}},
      {"COVID-19", {"", ""}},
      {"face-to-face", {"faceto", "toface", ""}},
  };
  TextAnalyser analyser;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    std::vector<std::string> compounds;
    for (const auto& token : analyser.tokens(c.text)) compounds.push_back(token.compound);
    EXPECT_EQ(compounds, c.compounds);
  }
}

TEST(Tokens, KnowWhetherTheyAreWrittenInCapitals) {
  struct Case {
    const char* word;
    bool capitals;
  };
  const Case cases[] = {{"CSE", true}, {"CSEs", true}, {"cse", false}, {"Cse", false}, {"A", false},  {"A&E", true}, {"a&e", false},
                        {"S136", false}, {"MI5", true}, {"As", false}, {"ED", true},  {"EDs", true}, {"GPs", true}, {"Its", false}, {"ŴŶ", true}};
  TextAnalyser analyser;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.word);
    const auto tokens = analyser.tokens(c.word);
    ASSERT_EQ(tokens.size(), 1u);
    EXPECT_EQ(tokens[0].capitals, c.capitals);
  }
}

TEST(Tokens, OfEndlessWordsAreCutAtACharacter) {
  TextAnalyser analyser;
  const std::string letters(100'000, 'x');
  std::string accents;
  for (int i = 0; i < 200; ++i) accents += "я";
  for (const auto& text : {letters, accents, "a" + accents}) {
    const auto tokens = analyser.tokens(text);
    ASSERT_EQ(tokens.size(), 1u);
    EXPECT_LE(tokens[0].word.size(), 64u);
    EXPECT_GE(tokens[0].word.size(), 61u);
    EXPECT_EQ(schema::valid_utf8(tokens[0].word), tokens[0].word);
    EXPECT_EQ(tokens[0].end, text.size());
  }
}

TEST(Stems, JoinTheFormsOfAWordAndKeepOthersApart) {
  TextAnalyser analyser;
  const std::vector<std::vector<const char*>> joined = {
      {"knife", "knives", "knife's"},
      {"child", "children", "children's", "childrens"},
      {"woman", "women", "women's"},
      {"organised", "organized", "organise", "organizing"},
      {"organisation", "organization", "organisations"},
      {"analyse", "analyze", "analysed", "analyzed"},
      {"honour", "honor", "honours", "honors"},
      {"behaviour", "behavior", "behaviours", "behaviors"},
      {"neighbourhood", "neighborhood", "neighbourhoods"},
      {"focused", "focussed", "focus"},
      {"exploitation", "exploited", "exploit"},
      {"programme", "program", "programmes"},
      {"offence", "offense", "offences", "offenses"},
      {"inquiry", "enquiry", "inquiries", "enquiries"},
      {"stalking", "stalked", "stalks"},
      {"person", "people", "persons"},
  };
  const auto stem = [&](const std::string& word) {
    const auto tokens = analyser.tokens(word);
    return tokens.size() == 1 ? tokens[0].stem : std::string("not one word");
  };
  for (const auto& group : joined)
    for (const auto* word : group) {
      SCOPED_TRACE(word);
      EXPECT_EQ(stem(word), stem(group.front()));
    }
  const std::vector<std::pair<const char*, const char*>> apart = {
      {"police", "policy"}, {"prize", "price"}, {"size", "sis"}, {"seize", "seise"}, {"honour", "honest"}, {"s136", "s137"}, {"citizen", "citisen"}, {"color", "colon"},
  };
  for (const auto& [one, other] : apart) {
    SCOPED_TRACE(one);
    EXPECT_NE(stem(one), stem(other));
  }
}

TEST(Stems, OfWordsWithDigitsOrSymbolsAreTheWords) {
  TextAnalyser analyser;
  for (const auto* word : {"s136", "a&e", "example.org", "10,000"}) EXPECT_EQ(analyser.stem(word), word);
}

TEST(Stems, AreTheSameHoweverManyWereAskedForBefore) {
  TextAnalyser analyser;
  const std::string first = analyser.stem("knives");
  for (int i = 0; i < 60'000; ++i) {
    std::string word = "w";
    for (int n = i; n > 0; n /= 26) word += static_cast<char>('a' + n % 26);
    analyser.stem(word);
  }
  EXPECT_EQ(analyser.stem("knives"), first);
}

TEST(Sentences, AreWholeTrimmedAndNeverEmpty) {
  struct Case {
    std::string text;
    std::vector<std::string> sentences;
  };
  const Case cases[] = {
      {"One. Two!  Three?", {"One.", "Two!", "Three?"}},
      {"  Padded.  \n ", {"Padded."}},
      {"It cost £1.50 on 3.4.2019. Then it ended.", {"It cost £1.50 on 3.4.2019.", "Then it ended."}},
      {"", {}},
      {" \n\t", {}},
      {"no end", {"no end"}},
      {"Tŷ Gwyn. Dŵr.", {"Tŷ Gwyn.", "Dŵr."}},
  };
  TextAnalyser analyser;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    std::vector<std::string> sentences;
    for (const auto& [begin, end] : analyser.sentences(c.text)) sentences.push_back(c.text.substr(begin, end - begin));
    EXPECT_EQ(sentences, c.sentences);
  }
}

TEST(Slug, IsLowerCaseWordsJoinedByHyphens) {
  struct Case {
    const char* text;
    const char* slug;
  };
  const Case cases[] = {
      {"A&E, Hull", "a-and-e-hull"},
      {"Tŷ Gwyn", "ty-gwyn"},
      {"Children's social care", "childrens-social-care"},
      {"Children’s social care", "childrens-social-care"},
      {"  -- Kent --  ", "kent"},
      {"£10,000 to £50,000", "10-000-to-50-000"},
      {"& Co", "and-co"},
      {"2019/20", "2019-20"},
      {"", ""},
      {"***", ""},
      {"county-lines", "county-lines"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(schema::slug(c.text), c.slug);
    EXPECT_EQ(schema::slug(c.slug), c.slug) << "a slug is its own slug";
  }
}

TEST(CollationKey, SortsTitlesAsPeopleExpect) {
  std::vector<std::string> titles = {"Zebra patrols", "12 - Think Family", "the Alpha scheme", "A beta scheme", "Éclair", "“Delta”", "an Epsilon", "2. Gamma", "Y Drws", "zebra crossings",
                                     "999 calls"};
  std::sort(titles.begin(), titles.end(), [](const auto& a, const auto& b) { return schema::collation_key(a) < schema::collation_key(b); });
  EXPECT_THAT(titles, ElementsAre("999 calls", "the Alpha scheme", "A beta scheme", "“Delta”", "Y Drws", "Éclair", "an Epsilon", "2. Gamma", "12 - Think Family", "zebra crossings",
                                  "Zebra patrols"));
}

TEST(CollationKey, IgnoresCasePunctuationOrdinalsAndArticles) {
  struct Case {
    const char* one;
    const char* other;
  };
  const Case cases[] = {
      {"The knock", "Knock"},     {"A knock", "knock"},     {"An hour", "Hour"},       {"3) Knock", "Knock"},      {"10: The knock", "KNOCK"},
      {"Tŷ Gwyn", "tŷ gwyn"},     {"Anti-social", "Antisocial"}, {"  Knock", "Knock"}, {"Yr Ysgol", "Ysgol"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.one);
    EXPECT_EQ(schema::collation_key(c.one), schema::collation_key(c.other));
  }
  EXPECT_LT(schema::collation_key("Ty gwyn"), schema::collation_key("Tŷ gwyn"));
  EXPECT_LT(schema::collation_key("Tŷ gwyn"), schema::collation_key("Ty haf"));
  EXPECT_NE(schema::collation_key("Theft"), schema::collation_key("ft")) << "an article is a whole word";
  EXPECT_NE(schema::collation_key("999 calls"), schema::collation_key("calls")) << "a number that belongs to the title stays";
}

}  // namespace
