#include "indexer/document.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "schema/fields.h"
#include "tests/support/small_library.h"

namespace {

using testing::AllOf;
using testing::Contains;
using testing::Not;

struct Made {
  Xapian::Document document;
  std::vector<schema::Passage> passages;
  schema::Record record;
  std::vector<std::string> terms() const {
    std::vector<std::string> out;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) out.push_back(*term);
    return out;
  }
  std::vector<Xapian::termpos> positions(const std::string& wanted) const {
    std::vector<Xapian::termpos> out;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
      if (*term == wanted)
        for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) out.push_back(*position);
    return out;
  }
};

Made make(const std::string& source, bool demographic = false, const char* audience = "public") {
  test::SmallLibrary library;
  schema::TextAnalyser analyser;
  const schema::ConceptMatcher matcher(library.vocabularies(), analyser);
  Made made;
  made.record = *library.rendition(source, audience);
  made.passages = indexer::passages_of(made.record, analyser);
  made.document = indexer::make_document(made.record, made.passages, {library.vocabularies(), matcher, analyser, demographic});
  return made;
}

TEST(Document, HoldsATermForEachValueAndForEachFacetWithoutOne) {
  const auto terms = make(test::practice("pe-test", "Title words", "theme: cse\nforce: [essex, kent]\narea: Hull & Goole\npublished: 2019-11\nevidence_stage: monitored\n")).terms();
  for (const auto* term : {"Qpe-test", "XTY:practice", "XTH:cse", "XTH:csa", "XTH:child-protection", "XTH:vulnerability", "XFO:essex", "XFO:kent", "XRG:eastern", "XRG:south-east",
                           "XAR:hull-and-goole", "Y:2019", "XES:monitored", "XLA:en", "XCO:theme/cse", "XCO:force/essex", "XMI:review_type", "XMI:agency", "XMI:attachment_kind"})
    EXPECT_THAT(terms, Contains(term));
  for (const auto* term : {"XMI:theme", "XMI:force", "XMI:area", "XMI:year", "XCO:theme/csa", "XTH:county-lines"}) EXPECT_THAT(terms, Not(Contains(term)));
}

TEST(Document, HoldsLabelsOfValuesAsWordsWithoutAPlaceInTheText) {
  const auto made = make(test::practice("pe-test", "Title", "theme: cse\narea: Goole\n"));
  EXPECT_THAT(made.terms(), AllOf(Contains("exploitation"), Contains("Zexploit"), Contains("goole")));
  EXPECT_TRUE(made.positions("exploitation").empty());
}

TEST(Document, HoldsWordsStemsAndConceptsAtTheirPlaces) {
  const auto made = make(test::practice("pe-test", "Knives in Hull", "summary: County lines.\n", "Anti-social behaviour. CSE here.\n"));
  EXPECT_EQ(made.positions("knives"), made.positions("Zknife"));
  const auto first = made.positions("knives").at(0);
  EXPECT_EQ(made.positions("hull").at(0), first + 2);
  const auto county = made.positions("county").at(0);
  EXPECT_GE(county, first + 2 + 16) << "no phrase runs from the title into the text";
  EXPECT_EQ(made.positions("XCO:theme/county-lines").at(0), county);
  EXPECT_EQ(made.positions("lines").at(0), county + 1);
  EXPECT_EQ(made.positions("antisocial").at(0), made.positions("anti").at(0));
  EXPECT_EQ(made.positions("social").at(0), made.positions("anti").at(0) + 1);
  EXPECT_EQ(made.positions("XCO:theme/cse"), made.positions("cse"));
  EXPECT_GE(made.positions("anti").at(0), county + 1 + 16) << "nor from one block into the next";
  ASSERT_EQ(made.passages.size(), 2u);
  EXPECT_EQ(made.passages[0].first_position, county);
  EXPECT_EQ(made.passages[1].first_position, made.positions("anti").at(0));
  EXPECT_THAT(made.terms(), AllOf(Contains("Sknife"), Contains("Shull"), Not(Contains("Scounti"))));
}

TEST(Document, HoldsHeadingsThatNotEveryRecordHasBeforeTheirText) {
  const auto made = make(test::practice("pe-test", "Title", "", "## Outcomes\n\nFewer.\n\n### The capacity to say no\n\nShe said so.\n\nTwice.\n"));
  ASSERT_EQ(made.positions("capacity").size(), 1u) << "once, whatever stands below it";
  EXPECT_TRUE(made.positions("outcomes").empty());
  const auto passage = std::find_if(made.passages.begin(), made.passages.end(), [](const auto& one) { return one.heading == "The capacity to say no"; });
  ASSERT_NE(passage, made.passages.end());
  EXPECT_EQ(passage->first_position, made.positions("capacity").at(0) - 1) << "a hit in the heading leads to what stands below it";
  EXPECT_GE(made.positions("she").at(0), made.positions("say").at(0) + 2 + 16);
}

TEST(Document, CountsTheTitleAndTheFirstFortyWordsAsLead) {
  std::string body;
  for (int i = 0; i < 60; ++i) body += "w" + std::to_string(i) + " ";
  const auto terms = make(test::practice("pe-test", "Title", "", body + "\n")).terms();
  EXPECT_THAT(terms, AllOf(Contains("XLDtitl"), Contains("XLDw0"), Contains("XLDw39"), Not(Contains("XLDw40")), Contains("Zw59")));
}

TEST(Document, HoldsTheValuesThatResultsAreSortedBy) {
  struct Case {
    const char* what;
    const char* front_matter;
    unsigned slot;
    const char* value;
  };
  namespace slot = schema::slot;
  const Case cases[] = {
      {"first day", "published: 2019-11\n", slot::kPublishedFirst, "20191101"},
      {"last day", "published: 2019-11\n", slot::kPublishedLast, "20191130"},
      {"no date", "", slot::kPublishedFirst, ""},
      {"start", "start_date: 2018\n", slot::kStartFirst, "20180101"},
      {"start, last", "start_date: 2018\n", slot::kStartLast, "20181231"},
      {"verified", "verified: 2020-02-21\n", slot::kVerifiedLast, "20200221"},
      {"rank of the evidence", "evidence_stage: monitored\n", slot::kEvidence, "02"},
      {"a higher rank", "evidence_stage: evaluated\n", slot::kEvidence, "03"},
      {"no evidence", "", slot::kEvidence, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(make(test::practice("pe-test", "x", c.front_matter)).document.get_value(c.slot), c.value);
  }
  EXPECT_EQ(make(test::practice("pe-test", "The title")).document.get_value(slot::kTitle), schema::collation_key("Title"));
  const auto tie = make(test::practice("pe-test", "x")).document.get_value(slot::kTieBreak);
  EXPECT_EQ(tie.size(), 16u);
  EXPECT_EQ(tie, make(test::practice("pe-test", "another title", "theme: cse\n", "text\n")).document.get_value(slot::kTieBreak)) << "of the id alone";
  EXPECT_NE(tie, make(test::practice("pe-tesu", "x")).document.get_value(slot::kTieBreak));
}

TEST(Document, HoldsDemographicTermsForAudiencesThatMayFilterByThemOnly) {
  const auto source = test::practice("pe-test", "x", "subject_sex: female\n");
  const auto wide = make(source, false).terms();
  const auto narrow = make(source, true).terms();
  for (const auto* term : {"XSX:female", "XMI:subject_age_band"}) {
    EXPECT_THAT(wide, Not(Contains(term)));
    EXPECT_THAT(narrow, Contains(term));
  }
  EXPECT_THAT(wide, Not(Contains("XMI:subject_sex")));
  for (const auto& terms : {wide, narrow}) EXPECT_THAT(terms, Not(Contains("female"))) << "the label is no word of the text";
}

TEST(Document, HoldsTheCardAsData) {
  const auto made = make(test::practice("pe-test", "x", "summary: s\ntheme: cse\n", "body\n"));
  EXPECT_EQ(nlohmann::json::parse(made.document.get_data()), nlohmann::json(schema::card_of(made.record)));
}

TEST(Document, OfEndlessWordsKeepsTermsWithinXapiansLimit) {
  const auto made = make(test::practice("pe-test", "x", "area: " + std::string(300, 'a') + "\n", std::string(1'000, 'b') + "\n"));
  for (const auto& term : made.terms()) EXPECT_LE(term.size(), 245u);
}

TEST(RecommendationDocument, HoldsItsOwnTextAndAgenciesAndItsRecordsValues) {
  test::SmallLibrary library;
  schema::TextAnalyser analyser;
  const schema::ConceptMatcher matcher(library.vocabularies(), analyser);
  const auto record = library.rendition(
      test::practice("pe-test", "Title", "theme: cse\nagency: csc\nrecommendations:\n  - {text: Review lockers., agency: police}\n  - {text: Share cupboards.}\n", "Body words.\n"), "public");
  const auto terms_of = [&](std::size_t i) {
    Made made;
    made.document = indexer::make_recommendation_document(*record, record->recommendations.at(i), {library.vocabularies(), matcher, analyser, false});
    return made;
  };
  const auto first = terms_of(0);
  for (const auto* term : {"Qpe-test#r1", "XPApe-test", "XTH:cse", "XTH:csa", "XAG:police", "lockers", "title", "Stitl"}) EXPECT_THAT(first.terms(), Contains(term));
  for (const auto* term : {"XAG:csc", "cupboards", "body", "Qpe-test", "XMI:agency"}) EXPECT_THAT(first.terms(), Not(Contains(term)));
  const auto second = terms_of(1);
  for (const auto* term : {"Qpe-test#r2", "XMI:agency", "cupboards"}) EXPECT_THAT(second.terms(), Contains(term));
  for (const auto* term : {"XAG:csc", "XAG:police", "lockers"}) EXPECT_THAT(second.terms(), Not(Contains(term)));
  const auto data = nlohmann::json::parse(second.document.get_data()).get<schema::Record>();
  ASSERT_EQ(data.recommendations.size(), 1u);
  EXPECT_EQ(data.recommendations[0].number, 2);
  EXPECT_EQ(data.id, "pe-test");
  EXPECT_NE(first.document.get_value(schema::slot::kTieBreak), second.document.get_value(schema::slot::kTieBreak));
}

}  // namespace
