#include "schema/concept_matcher.h"

#include <gtest/gtest.h>

namespace {

using schema::ConceptMatcher;
using schema::SurfaceForm;
using schema::TextAnalyser;
using schema::Vocabularies;
using schema::Vocabulary;
using schema::VocabularyValue;

VocabularyValue value(std::string id, std::string label, std::vector<SurfaceForm> forms = {}) {
  VocabularyValue out;
  out.id = std::move(id);
  out.label = std::move(label);
  out.forms = std::move(forms);
  return out;
}
SurfaceForm alt(const char* text, SurfaceForm::When when = SurfaceForm::When::kAlways) { return {text, when, false, "en", ""}; }
SurfaceForm abbr(const char* text, SurfaceForm::When when = SurfaceForm::When::kAlways) { return {text, when, true, "en", ""}; }

Vocabularies vocabularies() {
  Vocabularies out;
  Vocabulary theme;
  theme.name = "theme";
  auto cse = value("cse", "Child sexual exploitation", {abbr("CSE"), alt("sexual exploitation of children")});
  cse.label_cy = "Camfanteisio’n rhywiol ar blant";
  theme.add(std::move(cse));
  theme.add(value("exploitation", "Exploitation"));
  theme.add(value("county-lines", "County lines", {alt("going country", SurfaceForm::When::kNever)}));
  theme.add(value("aces", "Adverse childhood experiences", {abbr("ACE", SurfaceForm::When::kCapitals)}));
  theme.add(value("missing", "Missing people", {abbr("MISPER"), alt("misper")}));
  theme.add(value("domestic-homicide", "Domestic homicide", {abbr("DHR")}));
  theme.add(value("asb", "Anti-social behaviour", {abbr("ASB")}));
  theme.add(value("s136", "Section 136", {alt("s.136")}));
  out.add(std::move(theme));
  Vocabulary review;
  review.name = "review_type";
  review.add(value("dhr", "Domestic homicide review", {abbr("DHR")}));
  out.add(std::move(review));
  Vocabulary agency;
  agency.name = "agency";
  agency.add(value("health", "NHS and health", {abbr("A&E"), abbr("ED", SurfaceForm::When::kCapitals)}));
  out.add(std::move(agency));
  Vocabulary other;  // not among kConceptVocabularies
  other.name = "setting";
  other.add(value("hospital", "Hospital"));
  out.add(std::move(other));
  return out;
}

/// "theme/cse@3+1" for each match.
std::vector<std::string> found(const char* text, ConceptMatcher::Text kind) {
  TextAnalyser analyser;
  const ConceptMatcher matcher(vocabularies(), analyser);
  std::vector<std::string> out;
  for (const auto& match : matcher.find(analyser.tokens(text), kind))
    out.push_back(match.field + "/" + match.id + "@" + std::to_string(match.first) + "+" + std::to_string(match.count));
  return out;
}

TEST(ConceptMatcher, FindsTheConceptsOfATextUnderAnyName) {
  using Found = std::vector<std::string>;
  struct Case {
    const char* text;
    Found in_document;
    Found in_query;
  };
  const Case cases[] = {
      {"about child sexual exploitation in Hull", {"theme/cse@1+3"}, {"theme/cse@1+3"}},
      {"children sexually exploited", {"theme/cse@0+3"}, {"theme/cse@0+3"}},  // by stem
      {"EDs", {"agency/health@0+1"}, {"agency/health@0+1"}},
      {"cses", {}, {"theme/cse@0+1"}},
      {"CHILD SEXUAL EXPLOITATIONS", {"theme/cse@0+3"}, {"theme/cse@0+3"}},
      {"sexual exploitation of children", {"theme/cse@0+4"}, {"theme/cse@0+4"}},
      {"sexual exploitation", {"theme/exploitation@1+1"}, {"theme/exploitation@1+1"}},  // the longest that is there
      {"camfanteisio'n rhywiol ar blant", {"theme/cse@0+4"}, {"theme/cse@0+4"}},
      {"ar gamfanteisio'n rhywiol ar blant", {"theme/cse@1+4"}, {"theme/cse@1+4"}},  // mutated
      {"countylines", {"theme/county-lines@0+1"}, {"theme/county-lines@0+1"}},      // run together
      {"CSE and CSE", {"theme/cse@0+1", "theme/cse@2+1"}, {"theme/cse@0+1", "theme/cse@2+1"}},
      {"the CSEs", {"theme/cse@1+1"}, {"theme/cse@1+1"}},
      {"cse", {}, {"theme/cse@0+1"}},  // an abbreviation in documents is written in capitals
      {"Cse", {}, {"theme/cse@0+1"}},
      {"ACE", {"theme/aces@0+1"}, {"theme/aces@0+1"}},
      {"ace", {}, {}},  // when: capitals
      {"an ace idea", {}, {}},
      {"going country", {}, {}},  // when: never
      {"county lines", {"theme/county-lines@0+2"}, {"theme/county-lines@0+2"}},
      {"misper", {"theme/missing@0+1"}, {"theme/missing@0+1"}},  // the freer of two rules for one form
      {"DHR", {"theme/domestic-homicide@0+1", "review_type/dhr@0+1"}, {"theme/domestic-homicide@0+1", "review_type/dhr@0+1"}},
      {"domestic homicide review", {"review_type/dhr@0+3"}, {"review_type/dhr@0+3"}},
      {"domestic homicide", {"theme/domestic-homicide@0+2"}, {"theme/domestic-homicide@0+2"}},
      {"anti-social behavior", {"theme/asb@0+3"}, {"theme/asb@0+3"}},
      {"A&E", {"agency/health@0+1"}, {"agency/health@0+1"}},
      {"a&e", {}, {"agency/health@0+1"}},
      {"ed", {}, {}},
      {"ED", {"agency/health@0+1"}, {"agency/health@0+1"}},
      {"s136 and s.136", {"theme/s136@0+1", "theme/s136@2+1"}, {"theme/s136@0+1", "theme/s136@2+1"}},
      {"hospital", {}, {}},
      {"", {}, {}},
      {"child sexual", {}, {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(found(c.text, ConceptMatcher::Text::kDocument), c.in_document) << "in a document";
    EXPECT_EQ(found(c.text, ConceptMatcher::Text::kQuery), c.in_query) << "in a query";
  }
}

TEST(ConceptMatcher, WithoutVocabulariesFindsNothing) {
  TextAnalyser analyser;
  const ConceptMatcher matcher(Vocabularies{}, analyser);
  EXPECT_TRUE(matcher.find(analyser.tokens("child sexual exploitation"), ConceptMatcher::Text::kDocument).empty());
}

}  // namespace
