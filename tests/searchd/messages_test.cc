#include <gmock/gmock.h>

#include <set>

#include "schema/fields.h"
#include "searchd/templates.h"
#include "tests/searchd/html.h"
#include "tests/support/temp_folder.h"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path kWeb = HUB_SOURCE "/web";

std::string refusal(const std::filesystem::path& web) {
  try {
    const searchd::Templates templates(web);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

/// A copy of the messages of the pages, with the templates beside them.
class Messages : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::copy(kWeb / "templates", folder_.path() / "templates", std::filesystem::copy_options::recursive);
    std::filesystem::copy(kWeb / "messages", folder_.path() / "messages");
  }

  /// The messages of `language` with `from` in place of `to`.
  void replace(const std::string& language, const std::string& from, const std::string& to) {
    const auto file = folder_.path() / "messages" / (language + ".json");
    std::string text = test::read_bytes(file);
    ASSERT_NE(text.find(from), std::string::npos);
    text.replace(text.find(from), from.size(), to);
    test::write_bytes(file, text);
  }

  test::TempFolder folder_;
};

TEST_F(Messages, OfThePagesAreComplete) { EXPECT_EQ(refusal(folder_.path()), ""); }

TEST_F(Messages, AreOfAVersionThatChangesWithThem) {
  const auto version = [&] { return searchd::Templates(folder_.path()).version(); };
  const auto before = version();
  EXPECT_EQ(version(), before);
  replace("cy", "\"model.and\": \"a\"", "\"model.and\": \"ac\"");
  EXPECT_NE(version(), before);
}

TEST_F(Messages, ThatOneLanguageLacksAreNamed) {
  replace("cy", "\"search.title\"", "\"search.titel\"");
  EXPECT_THAT(refusal(folder_.path()), AllOf(HasSubstr("'search.title' in cy.json"), HasSubstr("'search.titel' in en.json")));
}

TEST_F(Messages, ThatATemplateUsesAndNoLanguageHasAreNamed) {
  replace("cy", "\"search.title\"", "\"model.anything\"");
  replace("en", "\"search.title\"", "\"model.anything\"");
  EXPECT_THAT(refusal(folder_.path()), AllOf(HasSubstr("'search.title'"), HasSubstr("search.mustache")));
}

TEST_F(Messages, ThatNoTemplateUsesAreNamed) {
  for (const auto* language : {"en", "cy"}) replace(language, "\"search.title\"", "\"nobody.asks\": \"x\", \"search.title\"");
  EXPECT_THAT(refusal(folder_.path()), HasSubstr("no template uses these messages: 'nobody.asks'"));
}

TEST_F(Messages, ThatCannotBeReadNameTheFile) {
  test::write_bytes(folder_.path() / "messages/cy.json", "{");
  EXPECT_THAT(refusal(folder_.path()), HasSubstr("cy.json"));
  std::filesystem::remove(folder_.path() / "messages/cy.json");
  EXPECT_THAT(refusal(folder_.path()), HasSubstr("cy.json"));
}

/// Keys, and beginnings of keys that end with '.' or '_', which view models of searchd ask for.
std::set<std::string> keys_in_sources() {
  std::set<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(HUB_SOURCE "/searchd"))
    if (entry.path().extension() == ".cc" || entry.path().extension() == ".h")
      for (const auto& key : test::all_matches(test::read_bytes(entry.path()), "\"(model\\.[a-z_.]+)\"")) out.insert(key);
  return out;
}

/// Of pages that searchd does not make yet.
bool is_of_a_page_to_come(const std::string& key) {
  return key.starts_with("model.figure.") || key.starts_with("model.map.") || key.starts_with("model.matrix.");
}

TEST(MessagesOfModels, AreAllThereAndAllUsed) {
  const auto messages = searchd::read_messages(kWeb / "messages").at("en");
  const auto asked = keys_in_sources();
  std::vector<std::string> missing;
  std::vector<std::string> unused;
  for (const auto& key : asked) {
    const bool beginning = key.ends_with('.') || key.ends_with('_');
    const auto found = messages.texts().lower_bound(key);
    if (found == messages.texts().end() || (beginning ? !found->first.starts_with(key) : found->first != key)) missing.push_back(key);
  }
  for (const auto& [key, text] : messages.texts()) {
    const auto asks = [&, &name = key](const std::string& other) { return other == name || ((other.ends_with('.') || other.ends_with('_')) && name.starts_with(other)); };
    if (key.starts_with("model.") && !is_of_a_page_to_come(key) && std::none_of(asked.begin(), asked.end(), asks)) unused.push_back(key);
  }
  EXPECT_THAT(missing, IsEmpty());
  EXPECT_THAT(unused, IsEmpty());
}

TEST(MessagesOfModels, NameEveryFieldAndNothingElse) {
  const auto messages = searchd::read_messages(kWeb / "messages").at("en");
  const std::set<std::string_view> elsewhere = {"review_due", "originator", "licence", "source_url", "source_reviews", "related", "illustrative"};
  for (const auto& field : schema::all_fields())
    EXPECT_EQ(messages.find("model.field." + std::string(field.name)) == nullptr, elsewhere.contains(field.name)) << field.name;
  for (const auto& [key, text] : messages.texts()) {
    const bool of_field = key.starts_with("model.field.");
    EXPECT_TRUE(!of_field || schema::find_field(key.substr(12)) != nullptr) << key;
  }
}

TEST(MessagesOfModels, FillInWhatIsNamed) {
  const searchd::Messages messages({{"a", "from {from} to {to}"}, {"b", "plain"}});
  EXPECT_EQ(messages.filled("a", {{"to", "{from}"}, {"from", "1"}}), "from 1 to {from}");
  EXPECT_EQ(messages.filled("b", {{"x", "1"}}), "plain");
  EXPECT_THROW(messages.at("c"), std::out_of_range);
}

TEST(PageLanguage, SaysDatesNumbersAndListsAsPeopleDo) {
  const searchd::Templates templates(kWeb);
  const auto english = templates.language("en");
  const auto welsh = templates.language("cy");
  EXPECT_EQ(english.date({2019, 0, 0}), "2019");
  EXPECT_EQ(english.date({2019, 11, 0}), "November 2019");
  EXPECT_EQ(english.date({2019, 11, 4}), "4 November 2019");
  EXPECT_EQ(welsh.date({2019, 11, 0}), "Tachwedd 2019");
  EXPECT_EQ(welsh.date({2026, 1, 31}), "31 Ionawr 2026");
  EXPECT_EQ(welsh.date({1900, 1, 1}), "1 Ionawr 1900");
  for (const auto& language : {english, welsh}) EXPECT_EQ(language.number(1'342'000), "1,342,000");
  EXPECT_EQ(english.number(0), "0");
  EXPECT_EQ(english.all_of({"A", "B", "C"}), "A, B and C");
  EXPECT_EQ(welsh.all_of({"A", "B", "C"}), "A, B a C");
  EXPECT_EQ(english.any_of({"A", "B"}), "A or B");
  EXPECT_EQ(english.all_of({}), "");
}

TEST(PageLanguage, KeepsItselfInAddresses) {
  const searchd::Templates templates(kWeb);
  EXPECT_EQ(templates.language("en").address("/search", {{"q", "a b"}}), "/search?q=a%20b");
  EXPECT_EQ(templates.language("cy").address("/search", {{"q", "a b"}}), "/search?q=a%20b&lang=cy");
  EXPECT_EQ(templates.language("cy").address("/help"), "/help?lang=cy");
  EXPECT_EQ(templates.language("fr").code(), "en");
}

}  // namespace
