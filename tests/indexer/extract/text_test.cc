#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "tests/indexer/extract/shown_text.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

indexer::Extraction extract(const std::string& bytes) {
  return indexer::extract_text({"practice/test.txt", bytes, "", ""});
}

TEST(TextReader, FindsTheLayoutOfPlainText) {
  struct Case {
    std::string text;
    std::vector<std::string> shown;
  };
  const Case cases[] = {
      {"One.\n\nTwo.", {"p: One.", "p: Two."}},
      {"This line of a paragraph was wrapped by hand at about\nseventy characters, and goes on here.",
       {"p: This line of a paragraph was wrapped by hand at about seventy characters, and goes on here."}},
      {"  Indented   and \t spaced.  ", {"p: Indented and spaced."}},
      {"A title\n\nText.", {"title: A title", "p: Text."}},
      {"A title\n=======\n\nText.\n\nPart\n----\nMore.",
       {"title: A title", "p: Text.", "h2: Part", "p: More."}},
      {"A title\n\nPart\n----\n\nSmaller\n~~~~~~~\nMore.",
       {"title: A title", "h2: Part", "h3: Smaller", "p: More."}},
      {"Intro.\n\nSUMMARY OF FINDINGS\n\nText.", {"p: Intro.", "h2: SUMMARY OF FINDINGS", "p: Text."}},
      {"Intro.\n\nTHIS IS A SHOUTED SENTENCE.\n\nText.",
       {"p: Intro.", "p: THIS IS A SHOUTED SENTENCE.", "p: Text."}},
      {"Intro.\n\n1. Findings\n\nText.\n\n1.1 Method\n\nText.",
       {"p: Intro.", "h2: 1. Findings", "p: Text.", "h3: 1.1 Method", "p: Text."}},
      {"Intro.\n\n1. First\n\n2. Second\n\nText.", {"p: Intro.", "1.: First", "1.: Second", "p: Text."}},
      {"Intro.\n\n2024 was a year.\n\nText.", {"p: Intro.", "p: 2024 was a year.", "p: Text."}},
      {"Needs:\n- one\n- two goes\n  on here\n  * deeper\n- three",
       {"p: Needs:", "*: one", "*: two goes on here", "*1: deeper", "*: three"}},
      {"Intro.\n\n\u2022 one\n\u2022\ttwo", {"p: Intro.", "*: one", "*: two"}},
      {"Intro.\n\n1) one\n2) two\n(a) three", {"p: Intro.", "1.: one", "1.: two", "1.: three"}},
      {"J. Smith wrote this.\nA. Jones too.", {"p: J. Smith wrote this.\nA. Jones too."}},
      {"-- \nsignature.", {"p: --\nsignature."}},
      {"Rates.\n\nForce      2023   2024\nHumberside   10     12\nKent          9      8",
       {"p: Rates.", "p: Force 2023 2024\nHumberside 10 12\nKent 9 8"}},
      {"Address.\n\nCollege of Policing\nRyton-on-Dunsmore\nCoventry",
       {"p: Address.", "p: College of Policing\nRyton-on-Dunsmore\nCoventry"}},
      {"One.\f\fThree.", {"p@1: One.", "p@3: Three."}},
      {"One.\n\f", {"p: One."}},
      {"OFFICIAL-SENSITIVE\nA title\n\nText.", {"marking: OFFICIAL-SENSITIVE", "title: A title", "p: Text."}},
      {"The access to this folder of the force is certainly\nrestricted",
       {"p: The access to this folder of the force is certainly restricted"}},
      {"soft\u00ADhyphen, zero\u200Bwidth and no\u00A0break.", {"p: softhyphen, zerowidth and no break."}},
      {"=====\n\n-----\n\nText.", {"p: Text."}},
      {std::string("Text\0 and so on, as long as this.", 33), {"p: Text and so on, as long as this."}},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(extract(c.text)), c.shown) << c.text;
}

TEST(TextReader, RejectsWhatHoldsNoText) {
  struct Case {
    std::string bytes;
    const char* message;
  };
  const Case cases[] = {{"", "is empty"},
                        {" \n\f\n", "holds no text"},
                        {"\xEF\xBB\xBF", "holds no text"},
                        {"%PDF-1.4", "is not text: looks like a PDF"},
                        {"-----\n", "holds no text"}};
  for (const auto& c : cases) {
    const auto extraction = extract(c.bytes);
    EXPECT_TRUE(extraction.texts.empty());
    ASSERT_EQ(extraction.problems.size(), 1u) << c.message;
    EXPECT_EQ(extraction.problems[0].severity, indexer::Severity::kError);
    EXPECT_THAT(extraction.problems[0].message, HasSubstr(c.message));
  }
}

TEST(TextReader, KeepsTheLinesOfTheFile) {
  const auto extraction = extract("Intro.\r\n\r\nText\r\nmore.\n\f\nPART TWO\n\nEnd.");
  std::vector<int> lines;
  for (const auto& block : extraction.texts[0].blocks) lines.push_back(block.line);
  EXPECT_THAT(lines, ElementsAre(1, 3, 6, 8));
}

TEST(TextReader, IsNotExhaustedByHostileText) {
  for (const std::string piece : {"- ", "\n\n1. A\n", "(a) (a) ", "=\n", "\f", "A\n===\n", "\xFF", "\t"}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    EXPECT_NO_THROW(extract(text)) << piece;
  }
}

}  // namespace
