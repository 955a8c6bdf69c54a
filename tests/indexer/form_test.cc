#include "indexer/form.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "indexer/child_reader.h"
#include "indexer/library_config.h"
#include "indexer/vocabulary_yaml.h"
#include "tests/support/small_library.h"

namespace {

using schema::Block;
using testing::ElementsAre;
using testing::HasSubstr;

/// The vocabularies of the sample library: its form is the one that people are sent.
const schema::Vocabularies& vocabularies() {
  static const schema::Vocabularies loaded = [] {
    std::vector<indexer::Problem> problems;
    const std::filesystem::path corpus = HUB_SOURCE_DIR "/corpus";
    const auto config = indexer::load_library_config(corpus / "library.yaml", problems);
    auto out = indexer::load_vocabularies(corpus / "vocabulary", config, problems);
    EXPECT_EQ(test::text_of(problems), "");
    return out;
  }();
  return loaded;
}

indexer::FormAnswer answer(std::string question, const std::vector<std::string>& paragraphs) {
  indexer::FormAnswer out;
  out.question = std::move(question);
  for (const auto& text : paragraphs) out.blocks.emplace_back().text = {{text, {}}};
  return out;
}

indexer::FormAnswer boxes(std::string question, std::vector<std::string> ticked) {
  indexer::FormAnswer out;
  out.question = std::move(question);
  out.has_boxes = true;
  out.ticked = std::move(ticked);
  return out;
}

/// "name=value" or "name=a+b" for each field, "## heading [kind]" and "text" for each block.
std::vector<std::string> read(indexer::ExtractedText text, std::vector<indexer::Problem>* problems = nullptr) {
  std::vector<indexer::Problem> found;
  indexer::apply_form(text, "forms/a.docx", vocabularies(), problems == nullptr ? found : *problems);
  std::vector<std::string> out;
  for (const auto& [name, value] : text.fields) {
    std::string line = name + "=" + value.text;
    for (std::size_t i = 0; i < value.items.size(); ++i) line += (i > 0 ? "+" : "") + value.items[i].text;
    out.push_back(std::move(line));
  }
  for (const auto& block : text.blocks) {
    const auto plain = indexer::unredacted(block.text);
    out.push_back(block.kind == Block::Kind::kHeading ? "## " + plain + " [" + block.section_kind + "]" : plain);
  }
  return out;
}

indexer::ExtractedText form(std::vector<indexer::FormAnswer> answers) {
  indexer::ExtractedText text;
  text.answers = std::move(answers);
  return text;
}

TEST(FormQuestions, AreKnownUnderTheWordingsThatPeopleGiveThem) {
  struct Case {
    const char* question;
    const char* id;  ///< empty: not known
  };
  const Case cases[] = {
      {"Title of the practice", "title"},
      {"1. Title of the practice:", "title"},
      {"NAME OF INITIATIVE", "title"},
      {"Q3 Force or organisation (lead)", "force"},
      {"Summary (no more than 100 words)", "summary"},
      {"What was the problem?", "problem"},
      {"What problem were you trying to solve?", "problem"},
      {"Aims of the project?", "aims"},
      {"What did you do? Please describe the practice", "description"},
      {"Please tell us what you learned", "learning"},
      {"(4) Outcomes", "outcomes"},
      {"Could other forces use it", "transferability"},
      {"Type of intervention (tick all that apply)", "intervention-type"},
      {"Protective marking", "marking"},
      {"Favourite colour", ""},
      {"", ""},
  };
  const auto& questions = *vocabularies().find("form_question");
  for (const auto& one : cases) {
    const auto* found = indexer::find_question(questions, one.question);
    EXPECT_EQ(found == nullptr ? "" : found->id, one.id) << one.question;
  }
}

TEST(Form, PutsEachAnswerIntoItsField) {
  EXPECT_THAT(read(form({answer("Title of the practice", {"Night walks"}), answer("Force", {"GMP and Cheshire"}), boxes("Type of intervention", {"Prevention", "Location"}),
                         answer("Themes", {"knife crime, county lines; robbery"}), answer("When did it start, and when did it end?", {"May 2019 to March 2021"}),
                         answer("What was the problem?", {"One.", "Two."}), answer("Protective marking and handling", {"OFFICIAL [FOR PUBLIC RELEASE]"})})),
              ElementsAre("collection=practice", "title=Night walks", "force=greater-manchester+cheshire", "intervention_type=Prevention+Location", "theme=knife crime+county lines+robbery",
                          "start_date=May 2019", "end_date=March 2021", "marking=OFFICIAL [FOR PUBLIC RELEASE]", "## Problem [problem]", "One.", "Two."));
}

TEST(Form, ReadsDatesAsTheyAreWritten) {
  struct Case {
    const char* written;
    std::vector<std::string> fields;
  };
  const Case cases[] = {
      {"2019", {"start_date=2019"}},
      {"2019 - 2021", {"start_date=2019", "end_date=2021"}},
      {"Started in May 2019; ended March 2021", {"start_date=May 2019", "end_date=March 2021"}},
      {"From September 2018 until now", {"start_date=September 2018"}},
      {"4 November 2022 – ongoing", {"start_date=4 November 2022"}},
      {"Jan 2022. No end date.", {"start_date=Jan 2022"}},
      {"January 2020. Stopped March to July that year. Still going", {"start_date=January 2020"}},
  };
  for (const auto& one : cases) {
    auto fields = read(form({answer("Dates", {one.written})}));
    ASSERT_FALSE(fields.empty());
    fields.erase(fields.begin());
    EXPECT_EQ(fields, one.fields) << one.written;
  }
}

TEST(Form, KeepsPartnersThatNoVocabularyKnowsAsText) {
  EXPECT_THAT(read(form({answer("Partners involved", {"Probation service, Lanternfold Mentors CIC"})})),
              ElementsAre("collection=practice", "agency=Probation service", "## Partners [partners]", "Probation service, Lanternfold Mentors CIC"));
}

TEST(Form, ReportsAQuestionThatIsNotKnownAndLosesNothing) {
  std::vector<indexer::Problem> problems;
  EXPECT_THAT(read(form({answer("7. Favourite colour?", {"Blue."})}), &problems), ElementsAre("collection=practice", "## Favourite colour []", "Blue."));
  EXPECT_THAT(test::text_of(problems), HasSubstr("'7. Favourite colour?' is not known"));
}

TEST(Form, DoesNotKeepNamesOfPeople) {
  auto text = form({answer("Contact name", {"Zorbquilt"}), answer("Phone number", {"01"})});
  std::vector<indexer::Problem> problems;
  indexer::apply_form(text, "a.docx", vocabularies(), problems);
  EXPECT_TRUE(text.holds_contacts);
  EXPECT_TRUE(text.blocks.empty());
  EXPECT_EQ(text.fields.size(), 1u);
}

TEST(Form, LetsTheSidecarSpeakFirst) {
  auto text = form({answer("Title", {"From the form"})});
  indexer::FieldValue title;
  title.text = "From the sidecar";
  text.fields.emplace_back("title", title);
  EXPECT_THAT(read(std::move(text)), ElementsAre("title=From the sidecar", "collection=practice"));
}

TEST(ApplyForm, LeavesOutWhatTheFormItselfPrints) {
  indexer::ExtractedText form;
  form.answers = {answer("What did you learn?", {"Ask early.", "Leave a box empty if you do not know. Do not add or delete rows."})};
  for (const char* text : {"Write as you would explain it to a colleague in another force.  Short is fine", "Ours."}) {
    auto& block = form.blocks.emplace_back();
    block.kind = Block::Kind::kBullet;
    block.text = {{text, {}}};
  }
  EXPECT_THAT(read(form), ElementsAre("collection=practice", "## Learning [learning]", "Ask early.", "Ours."));
}

/// The vocabulary and the form that is sent out say the same.
TEST(ApplyForm, FindsNothingInTheBlankForm) {
  std::ifstream file(HUB_SOURCE_DIR "/corpus/templates/call-for-practice-form.docx", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const auto extraction = indexer::ChildReader(HUB_EXTRACT, {}, {}).read({"form.docx", bytes, "", ""});
  ASSERT_EQ(extraction.texts.size(), 1U);
  EXPECT_THAT(read(extraction.texts.front()), ElementsAre("collection=practice"));
}

}  // namespace
