// The call-for-practice form as people fill it.

#include <gmock/gmock.h>

#include "indexer/extract/readers.h"
#include "indexer/extract/word/tick_boxes.h"
#include "tests/support/shown_extraction.h"
#include "tests/support/word_files.h"

namespace {

using namespace test::docx;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;

using Lines = std::vector<std::string>;

indexer::ExtractedText extract(const File& file) {
  return indexer::word::extract_docx({"practice/form.docx", file.bytes(), "", ""}).texts.at(0);
}

indexer::ExtractedText extract_body(std::string body) {
  File file;
  file.body = std::move(body);
  return extract(file);
}

std::string question(std::string_view text) { return cell(paragraph_of(bold(text))); }
std::string asked(std::string_view text, std::string_view answer) {
  return row({question(text), cell(answer)});
}
std::string plain(std::string_view text, std::string_view answer) { return asked(text, paragraph(answer)); }
std::string full_width(std::string_view content) { return row({cell(content, "<w:gridSpan w:val=\"2\"/>")}); }

/// Two questions that make any table a form.
std::string form(std::initializer_list<std::string> rows) {
  std::string all = plain("Force", "Essex") + plain("What did you do?", "We met.");
  for (const auto& one : rows) all += one;
  return table({all});
}
const Lines kFirst = {"Force -> p Essex", "What did you do? -> p We met."};

TEST(DocxForm, GivesEachQuestionItsAnswer) {
  const std::string restart = "<w:vMerge w:val=\"restart\"/>";
  struct Case {
    const char* name;
    std::string rows;
    Lines answers;  ///< behind kFirst
  };
  const Case cases[] = {
      {"not answered", plain("Cost?", ""), {"Cost? ->"}},
      {"paragraphs and bullets",
       asked("Impact?", paragraph("Less:") + item("calls") + item("visits") + paragraph("And more.")),
       {"Impact? -> p Less:; * calls; * visits; p And more."}},
      {"headings in an answer",
       asked("Impact?", paragraph("Big", "Heading1") + paragraph("x")),
       {"Impact? -> h3 Big; p x"}},
      {"a question merged down over its answers",
       row({cell(paragraph_of(bold("Partners?")), restart), cell(paragraph("Fire"))}) +
           row({cell("", "<w:vMerge/>"), cell(paragraph("Council"))}),
       {"Partners? -> p Fire; p Council"}},
      {"an empty first cell goes on",
       plain("Partners?", "Fire") + row({cell(paragraph("")), cell(paragraph("Council"))}),
       {"Partners? -> p Fire; p Council"}},
      {"a row of one cell titles a section",
       full_width(paragraph_of(bold("Section B"))) + plain("Cost?", "None"),
       {"Cost? -> p None"}},
      {"a question of full width with its answer in the next row",
       full_width(paragraph_of(bold("What changed?"))) + full_width(paragraph("Less crime.")),
       {"What changed? -> p Less crime."}},
      {"question and answer in one cell",
       full_width(paragraph_of(bold("What changed?")) + paragraph("Less crime.") + item("and fear")),
       {"What changed? -> p Less crime.; * and fear"}},
      {"question and answer in one paragraph",
       full_width(paragraph_of(bold("What changed?") + run(" Less crime."))),
       {"What changed? -> p Less crime."}},
      {"an answer in the cell of its question",
       row({cell(paragraph_of(bold("Cost:")) + paragraph("About 3,000 pounds")), cell(paragraph(""))}),
       {"Cost: -> p About 3,000 pounds"}},
      {"guidance below the question",
       row({cell(paragraph_of(bold("Impact?")) + paragraph("Please describe what changed.") +
                 paragraph_of(run("Think of victims", "<w:i/>"))),
            cell(paragraph("Less crime."))}),
       {"Impact? -> p Less crime."}},
      {"guidance below a question that is not answered",
       row({cell(paragraph_of(bold("Impact?")) + paragraph("Please describe what changed.")),
            cell(paragraph(""))}),
       {"Impact? ->"}},
      {"guidance behind the question in italics",
       row({cell(paragraph_of(bold("Impact of the work") + run(" what changed", "<w:i/>"))),
            cell(paragraph("Less."))}),
       {"Impact of the work -> p Less."}},
      {"guidance in smaller letters",
       row({cell(paragraph_of(run("Impact of the work", "<w:sz w:val=\"24\"/>") +
                              run(" for victims", "<w:sz w:val=\"16\"/>"))),
            cell(paragraph("Less."))}),
       {"Impact of the work -> p Less."}},
      {"a limit of words stays",
       plain("Impact (max 300 words)", "Less."),
       {"Impact (max 300 words) -> p Less."}},
      {"a number before the question",
       plain("4. Impact?", "Less.") + plain("Q5) Cost?", "None"),
       {"Impact? -> p Less.", "Cost? -> p None"}},
      {"a question over two paragraphs",
       row({cell(paragraph_of(bold("What was")) + paragraph_of(bold("the problem?"))),
            cell(paragraph("Crime."))}),
       {"What was the problem? -> p Crime."}},
      {"a table in an answer",
       asked("Costs?", table({text_row({"Staff", "10"}), text_row({"Cars", "20"})})),
       {"Costs? -> tr Staff | 10; tr Cars | 20"}},
      {"two questions in a row",
       row({question("Start:"), cell(paragraph("May")), question("End:"), cell(paragraph("June"))}),
       {"Start: -> p May", "End: -> p June"}},
      {"an answer over two cells",
       row({question("Partners?"), cell(paragraph("Fire")), cell(paragraph("Council"))}),
       {"Partners? -> p Fire; p Council"}},
      {"an extra row of full width",
       plain("Impact?", "Less.") + full_width(paragraph("We also saw fewer repeat calls.")),
       {"Impact? -> p Less.; p We also saw fewer repeat calls."}},
      {"a placeholder",
       asked("Cost?", control("<w:showingPlcHdr/>", paragraph("Click here to enter text."))) +
           plain("Rank?", "Click or tap here to enter text."),
       {"Cost? ->", "Rank? ->"}},
      {"a choice",
       row({question("Region?"), cell(control("<w:dropDownList/>", paragraph("East")))}),
       {"Region? -> p East"}},
      {"a choice of Word 97",
       asked("Region?", paragraph_of("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result "
                                     "w:val=\"1\"/><w:listEntry w:val=\"North\"/><w:listEntry "
                                     "w:val=\"East\"/></w:ddList></w:ffData></w:fldChar></"
                                     "w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>")),
       {"Region? -> p East"}},
      {"a marking as an answer",
       plain("Protective marking", "OFFICIAL"),
       {"Protective marking -> p OFFICIAL"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto text = extract_body(form({c.rows}));
    Lines expected = kFirst;
    expected.insert(expected.end(), c.answers.begin(), c.answers.end());
    EXPECT_THAT(test::shown(text.answers), ElementsAreArray(expected));
    EXPECT_THAT(test::shown(text.blocks), IsEmpty());
    EXPECT_THAT(text.fields, IsEmpty());
    EXPECT_THAT(text.problems, IsEmpty());
  }
}

TEST(DocxForm, HasBoxesThatPeopleTick) {
  const auto legacy = [](const char* inside) {
    return std::string("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>") + inside +
           "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX "
           "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  };
  const auto symbol = [](const char* code) {
    return std::string("<w:r><w:sym w:font=\"Wingdings\" w:char=\"") + code + "\"/></w:r>";
  };
  struct Case {
    const char* name;
    std::string answer;  ///< cells
    const char* shown;
  };
  const Case cases[] = {
      {"content controls",
       cell(paragraph_of(check_box(true) + run(" Adults")) +
            paragraph_of(check_box(false) + run(" Children"))),
       "[x Adults]"},
      {"in one line",
       cell(paragraph_of(check_box(false) + run(" Adults  ") + check_box(true) + run(" Young people"))),
       "[x Young people]"},
      {"a control around the paragraph",
       cell(control("<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>", paragraph("☐")) +
            paragraph("Adults")),
       "[x Adults]"},
      {"boxes of Word 97",
       cell(paragraph_of(legacy("<w:checked/>") + run(" A ") + legacy("<w:checked w:val=\"0\"/>") +
                         run(" B ") + legacy("<w:default w:val=\"1\"/>") + run(" C ") + legacy("") +
                         run(" D"))),
       "[x A, C]"},
      {"glyphs", cell(paragraph("☒ A") + paragraph("☐ B") + paragraph("☑ C") + paragraph("□ D")), "[x A, C]"},
      {"ticks among empty boxes", cell(paragraph("✓ A ☐ B ✔ C ☐ D")), "[x A, C]"},
      {"a cross means yes where there is no tick", cell(paragraph("✗ A □ B")), "[x A]"},
      {"a cross means no beside a tick", cell(paragraph("✓ A ✘ B")), "[x A]"},
      {"a filled box", cell(paragraph("■ A □ B")), "[x A]"},
      {"Wingdings",
       cell(paragraph_of(symbol("F0FE") + run(" A ") + symbol("F0FD") + run(" B ") + symbol("F0FC") +
                         run(" C ") + symbol("F0A8") + run(" D ") + symbol("F06F") + run(" E"))),
       "[x A, B, C]"},
      {"brackets", cell(paragraph("[x] A [ ] B [X] C")), "[x A, C]"},
      {"labels before the boxes", cell(paragraph("Yes ☒ No ☐")), "[x Yes]"},
      {"text before the first box", cell(paragraph("One only: ☐ Yes ☒ No")), "[x No] p One only:"},
      {"text beside the boxes", cell(paragraph("☒ Other") + paragraph("We also worked with hospitals.")),
       "[x Other] p We also worked with hospitals."},
      {"none ticked", cell(paragraph("☐ Yes ☐ No")), "[x]"},
      {"a box alone says yes", cell(paragraph("☒")), "[x Yes]"},
      {"a box alone, not ticked", cell(paragraph("☐")), "[x]"},
      {"boxes in cells of their own",
       cell(paragraph("☒")) + cell(paragraph("Yes")) + cell(paragraph("☐")) + cell(paragraph("No")),
       "[x Yes]"},
      {"boxes in a table in the answer",
       cell(table({text_row({"☐", "Adults"}), text_row({"☒", "Children"})})), "[x Children]"},
      {"ticks as bullets of long texts",
       cell(paragraph("✓ We met every week with all of the partners that we have in the county")),
       "p ✓ We met every week with all of the partners that we have in the county"},
      {"crossed out as appropriate", cell(paragraph_of(run("Yes / ", "<w:strike/>") + run("No"))), "p No"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto text = extract_body(form({"<w:tr>" + question("Who?") + c.answer + "</w:tr>"}));
    ASSERT_EQ(text.answers.size(), 3u);
    EXPECT_THAT(test::shown(text.answers)[2], std::string("Who? -> ") + c.shown);
  }
}

TEST(DocxForm, IsKnownByItsTable) {
  struct Case {
    const char* name;
    std::string body;
    std::size_t answers;
  };
  std::string prose;
  for (int i = 0; i < 60; ++i)
    prose += paragraph("This is a report about what happened and what was learned from it.");
  const Case cases[] = {
      {"questions", table({text_row({"What did you do?", "x"}), text_row({"Why?", "y"})}), 2},
      {"labels with colons", table({text_row({"Force:", "x"}), text_row({"Lead officer:", "y"})}), 2},
      {"labels without",
       table({text_row({"Title", "x"}), text_row({"Force", "y"}), text_row({"Summary", "z"})}), 3},
      {"a head", table({text_row({"Question", "Answer"}), text_row({"Alpha", "x"})}), 1},
      {"a column of numbers", table({text_row({"1", "What did you do?", "x"}), text_row({"2", "Why?", "y"})}),
       2},
      {"a column of numbers by list",
       table({row({cell(item("", 2)), cell(paragraph("What did you do?")), cell(paragraph("x"))}),
              row({cell(item("", 2)), cell(paragraph("Why?")), cell(paragraph("y"))})}),
       2},
      {"one column",
       table(
           {text_row({"What did you do?"}), text_row({"We met."}), text_row({"Why?"}), text_row({"Crime."})}),
       2},
      {"several tables",
       table({text_row({"Force:", "x"}), text_row({"Lead:", "y"})}) + paragraph("Part 2", "Heading1") +
           table({text_row({"Outcome", "z"}), text_row({"Evaluation", "z"})}),
       4},
      {"a table of numbers",
       table({row({cell(paragraph_of(bold("Force"))), cell(paragraph_of(bold("Count")))}),
              text_row({"Essex", "3"}), text_row({"Kent", "4"})}),
       0},
      {"a table of three columns", table({text_row({"Essex", "3", "4"}), text_row({"Kent", "5", "6"})}), 0},
      {"a report with a small table of labels",
       table({text_row({"Author", "x"}), text_row({"Date", "y"})}) + prose, 0},
      {"no table", prose, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(extract_body(c.body).answers.size(), c.answers);
  }
}

TEST(DocxForm, TakesTextBelowTheTableThatRepeatsAQuestionForItsAnswer) {
  struct Case {
    const char* name;
    std::string rows, below;
    Lines answers, blocks;  ///< answers behind kFirst
  };
  const Case cases[] = {
      {"see below",
       plain("What changed?", "See below"),
       paragraph_of(bold("What changed?")) + paragraph("Less crime.") + item("and fear"),
       {"What changed? -> p Less crime.; * and fear"},
       {}},
      {"see overleaf under a heading",
       plain("What changed?", "Please see overleaf."),
       paragraph("What changed", "Heading2") + paragraph("Less.") + paragraph("More", "Heading3") +
           paragraph("x") + paragraph("Annex", "Heading2") + paragraph("Own text."),
       {"What changed? -> p Less.; h3 More; p x"},
       {"h2 Annex", "p Own text."}},
      {"more of an answer",
       plain("What changed?", "Less crime."),
       paragraph("4. What changed? (continued)") + paragraph("And fear."),
       {"What changed? -> p Less crime.; p And fear."},
       {}},
      {"more of an answer, said in words; of words that forms use, nothing is lost",
       plain("What changed?", "Less crime."),
       paragraph("Continued from 'What changed?'") + paragraph("And fear.") + paragraph("Nobody heard was used to it."),
       {"What changed? -> p Less crime.; p And fear.; p Nobody heard was used to it."},
       {}},
      {"what people write below the tables stays, whatever its words",
       "",
       paragraph("Please note that the search of the form was used to stop deadlines."),
       {},
       {"p Please note that the search of the form was used to stop deadlines."}},
      {"answers of two questions",
       plain("What changed?", "see below") + plain("Who helped?", "see below"),
       paragraph("Who helped?") + paragraph("Fire.") + paragraph("What changed?") + paragraph("Less."),
       {"What changed? -> p Less.", "Who helped? -> p Fire."},
       {}},
      {"a table in the text below",
       plain("What changed?", "see below"),
       paragraph("What changed?") + table({text_row({"a", "1", "2"})}),
       {"What changed? -> tr a | 1 | 2"},
       {}},
      {"other text stays, with its headings",
       "",
       paragraph("Background", "Heading1") + paragraph("Own text.") + item("point"),
       {},
       {"h1 Background", "p Own text.", "* point"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto text = extract_body(form({c.rows}) + c.below);
    Lines expected = kFirst;
    expected.insert(expected.end(), c.answers.begin(), c.answers.end());
    EXPECT_THAT(test::shown(text.answers), ElementsAreArray(expected));
    EXPECT_THAT(test::shown(text.blocks), ElementsAreArray(c.blocks));
    EXPECT_THAT(text.problems, IsEmpty());
  }
}

TEST(DocxForm, SaysWhereAnAnswerIsMissingBelowTheTable) {
  const auto text = extract_body(form({plain("What changed?", "See below")}) +
                                 paragraph("Our evaluation found less crime."));
  EXPECT_THAT(test::shown(text.blocks), ElementsAre("p Our evaluation found less crime."));
  ASSERT_EQ(text.problems.size(), 1u);
  EXPECT_EQ(text.problems[0].severity, indexer::Severity::kWarning);
  EXPECT_THAT(text.problems[0].message, HasSubstr("What changed?"));
}

TEST(DocxForm, LeavesOutWhatIsPrintedOnItAndKeepsWhatWasAdded) {
  const auto text = extract_body(
      paragraph("Call for practice", "Title") + paragraph("Share what works", "Heading1") +
      paragraph("Please complete all sections and return the form.") +
      paragraph("This came out of a review in Essex that three forces joined last year, and we thank them.") +
      form({}) + paragraph("Thank you for completing this form."));
  EXPECT_THAT(test::shown(text.answers), ElementsAreArray(kFirst));
  EXPECT_THAT(
      test::shown(text.blocks),
      ElementsAre(
          "p This came out of a review in Essex that three forces joined last year, and we thank them."));
  EXPECT_THAT(text.fields, IsEmpty()) << "the form's title is not the record's";
  ASSERT_EQ(text.problems.size(), 1u);
  EXPECT_EQ(text.problems[0].severity, indexer::Severity::kNote);
  EXPECT_THAT(text.problems[0].message,
              testing::AllOf(HasSubstr("“Please complete all sections and return the form.”"),
                             HasSubstr("Thank you")));
}

TEST(DocxForm, FilledAsPeopleDoItBecomesItsAnswers) {
  File file;
  const std::string shade = "<w:shd w:val=\"clear\" w:fill=\"D9E2F3\"/>";
  const auto label = [&](std::string_view text, std::string_view guidance = "") {
    return cell(paragraph_of(bold(text)) + (guidance.empty() ? "" : paragraph_of(run(guidance, "<w:i/>"))),
                shade);
  };
  file.headers = {paragraph("OFFICIAL-SENSITIVE")};
  file.comments = "<w:comment w:id=\"1\">" + paragraph("CANARY check with legal") + "</w:comment>";
  file.body =
      paragraph("Call for practice: vulnerability", "Title") +
      paragraph("Please complete every section. Return it by 1 May.") +
      table(
          {row({cell(paragraph_of(bold("Section A: about you")), "<w:gridSpan w:val=\"2\"/>" + shade)}),
           row({label("Title of the practice", "A short name"), cell(paragraph("Operation Lantern"))}),
           row({label("Force or organisation"),
                cell(control("<w:dropDownList/>", paragraph("Essex Police")))}),
           row({label("Contact e-mail"),
                cell(paragraph_of(run("a@example.org") + "<w:commentReference w:id=\"1\"/>"))}),
           row({label("Who is it for?", "Tick all that apply"),
                cell(paragraph_of(check_box(true) + run(" Adults")) +
                     paragraph_of(check_box(false) + run(" Children")) +
                     paragraph_of(check_box(true) + run(" Older people")))}),
           row({cell(paragraph_of(bold("What was the problem?")) +
                         paragraph_of(run("(max 300 words)", "<w:i/>")),
                     "<w:vMerge w:val=\"restart\"/>" + shade),
                cell(paragraph("Repeat calls from care homes."))}),
           row({cell("", "<w:vMerge/>" + shade), cell(item("no single contact") + item("no shared log"))}),
           row({label("What did you do?"),
                cell(paragraph_of(run("We named a contact") + deleted(" CANARY") + inserted(run(" CANARY")) +
                                  run(" in each home.")))}),
           row({label("Evidence of impact"), cell(paragraph("See below"))}),
           row({cell(paragraph("Anything we forgot to ask?")), cell(paragraph("Homes asked for training."))}),
           row({cell(paragraph("")), cell(paragraph("We gave it twice."))})}) +
      paragraph("Evidence of impact", "Heading2") + paragraph("Calls fell by a third.") +
      table({text_row({"Year", "Calls", "Homes"}), text_row({"2023", "90", "12"})}) +
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1\"/></w:sectPr>";
  const auto text = extract(file);
  EXPECT_THAT(
      test::shown(text.answers),
      ElementsAre(
          "Title of the practice -> p Operation Lantern", "Force or organisation -> p Essex Police",
          "Contact e-mail -> p a@example.org", "Who is it for? -> [x Adults, Older people]",
          "What was the problem? -> p Repeat calls from care homes.; * no single contact; * no shared log",
          "What did you do? -> p We named a contact in each home.",
          "Evidence of impact -> p Calls fell by a third.; tr Year | Calls | Homes; tr 2023 | 90 | 12",
          "Anything we forgot to ask? -> p Homes asked for training.; p We gave it twice."));
  EXPECT_THAT(text.blocks, IsEmpty());
  EXPECT_THAT(text.printed_markings, ElementsAre("OFFICIAL-SENSITIVE"));
  EXPECT_THAT(text.hidden, ElementsAre("tracked changes (1 insertion, 1 deletion)", "1 comment"));
  EXPECT_THAT(test::everything_in({{text}, {}, false}).find("\"CANARY"), std::string::npos);
}

}  // namespace
