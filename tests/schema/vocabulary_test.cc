#include "schema/vocabulary.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace {

using schema::SurfaceForm;
using schema::Vocabularies;
using schema::Vocabulary;
using schema::VocabularyValue;
using testing::ElementsAre;
using testing::IsEmpty;

VocabularyValue value(std::string id, std::string label, std::string parent = "", std::vector<std::string> forms = {}) {
  VocabularyValue out;
  out.id = std::move(id);
  out.label = std::move(label);
  out.parent = std::move(parent);
  for (auto& form : forms) out.forms.push_back({std::move(form), SurfaceForm::When::kAlways, false, "en", ""});
  return out;
}

Vocabulary themes() {
  Vocabulary vocabulary;
  vocabulary.name = "theme";
  vocabulary.label = "Theme";
  vocabulary.add(value("vulnerability", "Vulnerability"));
  vocabulary.add(value("csa", "Child sexual abuse", "vulnerability", {"CSA", "abuse"}));
  auto cse = value("cse", "Child sexual exploitation", "csa", {"CSE", "exploitation"});
  cse.label_cy = "Camfanteisio’n rhywiol ar blant";
  vocabulary.add(std::move(cse));
  vocabulary.add(value("cce", "Child criminal exploitation", "vulnerability", {"exploitation", "Child sexual abuse"}));
  vocabulary.add(value("health", "A&E and health"));
  return vocabulary;
}

TEST(Vocabulary, ResolvesWhatAPersonMeant) {
  struct Case {
    const char* written;
    const char* id;  ///< empty: nothing
  };
  const Case cases[] = {
      {"cse", "cse"},
      {"CSE", "cse"},
      {"Child sexual exploitation", "cse"},
      {"child  SEXUAL-exploitation", "cse"},
      {"Camfanteisio'n rhywiol ar blant", "cse"},
      {"csa", "csa"},
      {"abuse", "csa"},
      {"Child sexual abuse", "csa"},  // a label outranks another value's other name
      {"exploitation", ""},           // two values share it
      {"a&e and health", "health"},
      {"nothing", ""},
      {"", ""},
      {"***", ""},
  };
  const auto vocabulary = themes();
  for (const auto& c : cases) {
    SCOPED_TRACE(c.written);
    const auto* found = vocabulary.resolve(c.written);
    EXPECT_EQ(found == nullptr ? "" : found->id, c.id);
  }
}

TEST(Vocabulary, TakesAnIdOnce) {
  auto vocabulary = themes();
  EXPECT_FALSE(vocabulary.add(value("cse", "Another")));
  EXPECT_EQ(vocabulary.values().size(), 5u);
  EXPECT_EQ(vocabulary.find("cse")->label, "Child sexual exploitation");
  EXPECT_EQ(vocabulary.find("CSE"), nullptr) << "find takes ids only";
}

TEST(Vocabulary, LabelsInTheLanguageAskedForElseInEnglish) {
  const auto vocabulary = themes();
  EXPECT_EQ(vocabulary.label_of("cse"), "Child sexual exploitation");
  EXPECT_EQ(vocabulary.label_of("cse", "cy"), "Camfanteisio’n rhywiol ar blant");
  EXPECT_EQ(vocabulary.label_of("csa", "cy"), "Child sexual abuse");
  EXPECT_EQ(vocabulary.label_of("unknown"), "unknown");
}

TEST(Vocabulary, ListsAncestorsFromTheNearestAndEndsAtACycle) {
  auto vocabulary = themes();
  vocabulary.add(value("a", "A", "b"));
  vocabulary.add(value("b", "B", "c"));
  vocabulary.add(value("c", "C", "a"));
  vocabulary.add(value("self", "Self", "self"));
  vocabulary.add(value("below", "Below", "a"));
  vocabulary.add(value("orphan", "Orphan", "nowhere"));
  EXPECT_THAT(vocabulary.ancestors("cse"), ElementsAre("csa", "vulnerability"));
  EXPECT_THAT(vocabulary.ancestors("vulnerability"), IsEmpty());
  EXPECT_THAT(vocabulary.ancestors("unknown"), IsEmpty());
  EXPECT_THAT(vocabulary.ancestors("a"), ElementsAre("b", "c"));
  EXPECT_THAT(vocabulary.ancestors("self"), IsEmpty());
  EXPECT_THAT(vocabulary.ancestors("below"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(vocabulary.ancestors("orphan"), ElementsAre("nowhere"));
}

Vocabularies with_forms() {
  Vocabulary vocabulary;
  vocabulary.name = "theme";
  vocabulary.label = "Theme";
  vocabulary.label_cy = "Thema";
  vocabulary.ordered = true;
  auto one = value("one", "One", "two");
  one.label_cy = "Un";
  one.definition = "The first.";
  one.related = {"two"};
  one.replaces = {"two"};
  one.tags = {"strand13"};
  one.extra = {{"region", "eastern"}};
  one.forms = {{"always", SurfaceForm::When::kAlways, false, "en", ""},
               {"ACE", SurfaceForm::When::kCapitals, true, "en", ""},
               {"cutting", SurfaceForm::When::kNever, false, "cy", ""},
               {"for police", SurfaceForm::When::kAlways, false, "en", "police"},
               {"for sensitive", SurfaceForm::When::kAlways, false, "en", "sensitive"}};
  vocabulary.add(std::move(one));
  auto two = value("two", "Two");
  two.replaced_by = {"one"};
  vocabulary.add(std::move(two));
  Vocabularies out;
  out.add(std::move(vocabulary));
  return out;
}

TEST(VocabularyJson, ReadsBackAsItWasWritten) {
  const auto json = schema::vocabularies_to_json(with_forms(), {"public", "police", "sensitive"});
  const auto again = schema::vocabularies_from_json(nlohmann::json::parse(json.dump()));
  EXPECT_EQ(schema::vocabularies_to_json(again, {}), json);
  const auto* vocabulary = again.find("theme");
  ASSERT_NE(vocabulary, nullptr);
  EXPECT_EQ(vocabulary->label_cy, "Thema");
  EXPECT_TRUE(vocabulary->ordered);
  const auto* one = vocabulary->find("one");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->label_cy, "Un");
  EXPECT_EQ(one->parent, "two");
  EXPECT_EQ(one->extra.at("region"), "eastern");
  EXPECT_THAT(one->tags, ElementsAre("strand13"));
  ASSERT_EQ(one->forms.size(), 5u);
  EXPECT_EQ(one->forms[1].when, SurfaceForm::When::kCapitals);
  EXPECT_TRUE(one->forms[1].abbreviation);
  EXPECT_EQ(one->forms[2].when, SurfaceForm::When::kNever);
  EXPECT_EQ(one->forms[2].language, "cy");
  EXPECT_THAT(vocabulary->find("two")->replaced_by, ElementsAre("one"));
}

TEST(VocabularyJson, HoldsOnlyTheFormsThatTheAudienceMayKnow) {
  struct Case {
    std::vector<std::string> known;
    std::vector<std::string> forms;
  };
  const Case cases[] = {
      {{}, {"always", "ACE", "cutting"}},
      {{"public"}, {"always", "ACE", "cutting"}},
      {{"public", "police"}, {"always", "ACE", "cutting", "for police"}},
      {{"public", "police", "sensitive"}, {"always", "ACE", "cutting", "for police", "for sensitive"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.known.size());
    std::vector<std::string> forms;
    const auto json = schema::vocabularies_to_json(with_forms(), c.known);
    for (const auto& form : json[0]["values"][0]["forms"]) forms.push_back(form["text"]);
    EXPECT_EQ(forms, c.forms);
    EXPECT_EQ(json.dump().find("audience"), std::string::npos);
  }
}

TEST(VocabularyJson, OfAnotherShapeIsRefused) {
  for (const auto* text : {R"([{}])", R"([{"name":"theme"}])", R"([{"name":"theme","label":"x","values":[{"id":"y"}]}])", R"([1])"}) {
    SCOPED_TRACE(text);
    EXPECT_THROW(schema::vocabularies_from_json(nlohmann::json::parse(text)), nlohmann::json::exception);
  }
}

}  // namespace
