#include "schema/word_forms.h"

#include <gtest/gtest.h>

namespace {

TEST(JoinedForm, IsBritishAndSingularWhereItKnowsTheWordAndElseTheWord) {
  struct Case {
    const char* word;
    const char* form;
  };
  const Case cases[] = {
      {"knives", "knife"},       {"children", "child"},     {"organized", "organised"},     {"organization", "organisation"},
      {"analyzing", "analysing"}, {"behaviors", "behaviours"}, {"neighborhood", "neighbourhood"}, {"honor", "honour"},
      {"size", "size"},          {"sizes", "sizes"},        {"resized", "resized"},         {"prized", "prized"},
      {"seized", "seized"},      {"citizen", "citizen"},    {"pizza", "pizza"},             {"zebra", "zebra"},
      {"police", "police"},      {"", ""},                  {"rapport", "rapport"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.word);
    EXPECT_EQ(schema::joined_form(c.word), c.form);
  }
}

TEST(StopWords, CarryNoSubject) {
  for (const auto* word : {"the", "of", "and", "what", "yn"}) EXPECT_TRUE(schema::is_stop_word(word)) << word;
  for (const auto* word : {"police", "knife", "", "missing", "home"}) EXPECT_FALSE(schema::is_stop_word(word)) << word;
}

}  // namespace
