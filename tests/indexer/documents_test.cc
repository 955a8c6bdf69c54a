// Documents through the whole run: form, sidecar, original, attachments, pages.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "schema/blob_file.h"
#include "schema/passage_file.h"
#include "tests/support/index_dump.h"
#include "tests/support/pdf_files.h"
#include "tests/support/small_library.h"
#include "tests/support/temp_index.h"
#include "tests/support/word_files.h"

namespace {

using testing::HasSubstr;
using testing::Not;

/// The first line of all that an audience's files say that holds `word`; empty: none does.
std::string line_with(const std::string& audience, const test::TempIndex& index, const std::string& word) {
  for (const auto& line : test::dump_audience(index.generation() / audience))
    if (line.find(word) != std::string::npos) return line;
  return {};
}

std::string lines_of(const indexer::Report& report) {
  std::string lines;
  for (const auto& problem : report.problems) lines += indexer::problem_line(problem);
  return lines;
}

constexpr const char* kQuestions = R"(vocabulary: form_question
label: Question
values:
  - {id: title, label: Title of the practice}
  - {id: force, label: Force}
  - {id: problem, label: "What was the problem?"}
  - {id: marking, label: Protective marking}
  - {id: contact-email, label: "Contact: e-mail", field: contact_email}
  - {id: contact-name, label: "Contact: name", field: none}
)";

std::string form(const std::string& more_rows = "") {
  namespace docx = test::docx;
  docx::File file;
  file.body = docx::paragraph("Call for practice", "Title") +
              docx::table({docx::text_row({"Title of the practice", "Evening walks"}), docx::text_row({"Force", "Essex Police"}), docx::text_row({"What was the problem?", "Robberies near the park."}),
                           docx::text_row({"Protective marking", "OFFICIAL [FOR PUBLIC RELEASE]"})}) +
              more_rows;
  return file.bytes();
}

test::PdfFile review() {
  test::PdfFile pdf;
  pdf.page().text(72, 100, "Review of the case of Adult Q", {22, true}).lines(72, 150, {"The panel met five times and read the records of four agencies.", "It spoke to the family."});
  pdf.page().text(72, 100, "Recommendations", {16, true});
  pdf.lines(72, 130, {"Recommendation 1: Essex Police should tell the safeguarding board of every", "missing episode within a day of the person coming home."});
  return pdf;
}

constexpr const char* kReviewSidecar = "id: rv-adult-q\ncollection: review\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\npublished: 2021-03\n";

TEST(Documents, AFormBecomesARecordWithItsOriginal) {
  test::TempIndex index{{"vocabulary/form-question.yaml", kQuestions}, {"practice/walks.docx", form()}, {"practice/walks.docx.meta.yaml", "id: pe-walks\nillustrative: true\n"}};
  const auto record = index.record("public", "pe-walks");
  EXPECT_EQ(record.title, "Evening walks");
  EXPECT_TRUE(record.illustrative);
  EXPECT_EQ(schema::first_term(record, "collection"), "practice");
  EXPECT_EQ(schema::first_term(record, "force"), "essex");
  ASSERT_EQ(record.sections.size(), 1u);
  EXPECT_EQ(record.sections[0].blocks[0].text, "Robberies near the park.");
  ASSERT_EQ(record.attachments.size(), 1u);
  EXPECT_TRUE(record.attachments[0].original);
  EXPECT_EQ(record.attachments[0].file_name, "walks.docx");
  EXPECT_EQ(test::read_bytes(index.audience("public").originals / record.attachments[0].sha256), test::read_bytes(index.corpus() / "practice/walks.docx"));
}

TEST(Documents, AnOriginalThatNamesItsContactIsForThoseWhoMaySeeContacts) {
  namespace docx = test::docx;
  test::TempIndex index{{"vocabulary/form-question.yaml", kQuestions},
                        {"practice/walks.docx", form(docx::table({docx::text_row({"Contact: name", "Zorbquilt"}), docx::text_row({"Contact: e-mail", "zorbquilt@example.com"})}))},
                        {"practice/walks.meta.yaml", "id: pe-walks\n"}};
  EXPECT_TRUE(index.record("public", "pe-walks").attachments.empty());
  EXPECT_FALSE(index.record("public", "pe-walks").texts.contains("contact_email"));
  const auto police = index.record("police", "pe-walks");
  ASSERT_EQ(police.attachments.size(), 1u);
  EXPECT_EQ(police.texts.at("contact_email"), "zorbquilt@example.com");
  EXPECT_EQ(line_with("public", index, "orbquilt"), "");
}

TEST(Documents, WhatIsDeletedCommentedOrHiddenIsNowhereAndKeepsTheOriginalBack) {
  namespace docx = test::docx;
  test::TempIndex index{{"vocabulary/form-question.yaml", kQuestions},
                        {"practice/walks.docx", form(docx::paragraph_of(docx::deleted("grumblefex ")) + docx::paragraph_of(docx::inserted(docx::run("quibblonk"))) +
                                                     docx::paragraph_of(docx::run("wimblethrop", "<w:vanish/>")))},
                        {"practice/walks.meta.yaml", "id: pe-walks\n"}};
  EXPECT_THAT(test::text_of(index.report().problems), HasSubstr("tracked changes"));
  for (const auto* audience : {"public", "police", "sensitive"}) {
    EXPECT_TRUE(index.record(audience, "pe-walks").attachments.empty());
    for (const auto* canary : {"grumblefex", "quibblonk", "wimblethrop"}) EXPECT_EQ(line_with(audience, index, canary), "") << canary;
  }
}

TEST(Documents, APdfKeepsItsPagesAndItsRecommendations) {
  test::TempIndex index{{"reviews/q.pdf", review().bytes()}, {"reviews/q.pdf.meta.yaml", kReviewSidecar}};
  const auto record = index.record("public", "rv-adult-q");
  EXPECT_EQ(record.title, "Review of the case of Adult Q");
  ASSERT_EQ(record.recommendations.size(), 1u);
  EXPECT_EQ(record.recommendations[0].page, 2);
  EXPECT_THAT(record.recommendations[0].text, HasSubstr("every missing episode"));
  const schema::BlobFile blobs(index.audience("public").passages);
  const schema::PassageView passages(blobs.at(0));
  ASSERT_GE(passages.size(), 2u);
  EXPECT_EQ(passages.page(0), 1u);
  EXPECT_EQ(passages.file(0), 1u);
  EXPECT_EQ(passages.page(passages.size() - 1), 2u);
  EXPECT_EQ(passages.anchor(passages.size() - 1), "r1");
}

TEST(Documents, ADocumentWithoutASidecarSaysWhatIsMissing) {
  test::TempIndex index{{"practice/good.md", test::practice("pe-good", "Good")}, {"reviews/q.pdf", review().bytes()}};
  EXPECT_THAT(test::text_of(index.report().problems), HasSubstr("'collection'"));
}

TEST(Documents, ProblemsOfASidecarNameItAndItsLine) {
  test::TempIndex index{{"practice/good.md", test::practice("pe-good", "Good")}, {"reviews/q.pdf", review().bytes()},
                        {"reviews/q.pdf.meta.yaml", std::string(kReviewSidecar) + "force: nowhere\n"}};
  bool found = false;
  for (const auto& problem : index.report().problems) found = found || (problem.file == "reviews/q.pdf.meta.yaml" && problem.line == 5);
  EXPECT_TRUE(found) << test::text_of(index.report().problems);
}

TEST(Documents, ASidecarThatWasNotUnderstoodKeepsTheRecordOut) {
  // A quotation mark that was not closed took the marking into the title, and the form's own, wider marking won.
  for (const auto* sidecar : {"title: \"Walks\nmarking: OFFICIAL-SENSITIVE\nsummary: x\"\n", "just text\n", "[a, b]\n", "markng: OFFICIAL-SENSITIVE\n"}) {
    test::TempIndex index{{"vocabulary/form-question.yaml", kQuestions}, {"practice/good.md", test::practice("pe-good", "Good")}, {"practice/walks.docx", form()}, {"practice/walks.meta.yaml", sidecar}};
    EXPECT_EQ(index.records("public").size(), 1u) << sidecar;
    EXPECT_THAT(lines_of(index.report()), HasSubstr("walks.meta.yaml")) << sidecar;
  }
}

TEST(Documents, TwoSidecarsAreOneTooMany) {
  test::TempIndex index{{"practice/good.md", test::practice("pe-good", "Good")}, {"reviews/q.pdf", review().bytes()}, {"reviews/q.pdf.meta.yaml", kReviewSidecar},
                        {"reviews/q.meta.yaml", kReviewSidecar}};
  EXPECT_THAT(test::text_of(index.report().problems), HasSubstr("two sidecars"));
}

TEST(Documents, AMarkingOnThePagesThatIsNarrowerThanTheSidecarsKeepsTheRecordOut) {
  auto pdf = review();
  pdf.text(250, 40, "OFFICIAL-SENSITIVE", {10, true});
  test::TempIndex index{{"practice/good.md", test::practice("pe-good", "Good")}, {"reviews/q.pdf", pdf.bytes()}, {"reviews/q.pdf.meta.yaml", kReviewSidecar}};
  EXPECT_THAT(test::text_of(index.report().problems), HasSubstr("OFFICIAL-SENSITIVE"));
  EXPECT_EQ(index.records("sensitive").size(), 1u);
}

TEST(Attachments, AreSearchedAsPartOfTheRecordByThoseWhoMayHaveThem) {
  test::TempIndex index{{"attachments/q.pdf", review().bytes()},
                        {"practice/a.md", test::practice("pe-one", "One", "attachments:\n  - {file: ../attachments/q.pdf, title: Evaluation, kind: evaluation, marking: OFFICIAL}\n")}};
  EXPECT_EQ(index.report().attachments_read, 1u);
  EXPECT_TRUE(index.record("public", "pe-one").attachments.empty());
  EXPECT_EQ(line_with("public", index, "safeguarding board"), "");
  const auto police = index.record("police", "pe-one");
  ASSERT_EQ(police.attachments.size(), 1u);
  ASSERT_FALSE(police.attachments[0].sections.empty());
  const schema::BlobFile blobs(index.audience("police").passages);
  const schema::PassageView passages(blobs.at(0));
  const auto last = passages.size() - 1;
  EXPECT_EQ(passages.file(last), 1u);
  EXPECT_EQ(passages.page(last), 2u);
  EXPECT_THAT(std::string(passages.anchor(last)), HasSubstr("f1-b"));
  EXPECT_THAT(std::string(passages.text(last)), HasSubstr("missing episode"));
}

TEST(Attachments, ThatCannotBeReadAreReportedAndNotOffered) {
  test::TempIndex index{{"attachments/q.pdf", "not a PDF"}, {"attachments/figures.xlsx", "x"}, {"attachments/forgotten.txt", "x"},
                        {"practice/a.md", test::practice("pe-one", "One", "attachments: [{file: ../attachments/q.pdf}, {file: ../attachments/figures.xlsx}]\n")}};
  EXPECT_THAT(test::text_of(index.report().problems), HasSubstr("neither offered nor searched"));
  EXPECT_THAT(lines_of(index.report()), HasSubstr("forgotten.txt: note: belongs to no record"));
  const auto record = index.record("public", "pe-one");
  ASSERT_EQ(record.attachments.size(), 2u);
  EXPECT_FALSE(record.attachments[0].served);
  EXPECT_TRUE(record.attachments[1].served) << "of a format that is not read";
}

TEST(Attachments, WithHiddenTextAreNamedAndSearchedButNotOffered) {
  namespace docx = test::docx;
  docx::File file;
  file.body = docx::paragraph("The evaluation found fewer robberies.") + docx::paragraph_of(docx::deleted("grumblefex"));
  test::TempIndex index{{"attachments/e.docx", file.bytes()}, {"practice/a.md", test::practice("pe-one", "One", "attachments: [{file: ../attachments/e.docx}]\n")}};
  const auto record = index.record("public", "pe-one");
  ASSERT_EQ(record.attachments.size(), 1u);
  EXPECT_FALSE(record.attachments[0].served);
  EXPECT_EQ(record.attachments[0].sha256, "");
  EXPECT_EQ(record.attachments[0].sections.at(0).blocks.at(0).text, "The evaluation found fewer robberies.");
  EXPECT_EQ(line_with("sensitive", index, "grumblefex"), "");
}

TEST(Attachments, OnWhosePagesANarrowerMarkingStandsKeepTheirRecordOut) {
  auto pdf = review();
  pdf.text(250, 40, "SECRET", {10, true});
  test::TempIndex index{{"practice/good.md", test::practice("pe-good", "Good")}, {"attachments/q.pdf", pdf.bytes()},
                        {"practice/a.md", test::practice("pe-one", "One", "attachments: [{file: ../attachments/q.pdf}]\n")}};
  EXPECT_THAT(test::text_of(index.report().problems), HasSubstr("'SECRET'"));
  EXPECT_EQ(index.records("sensitive").size(), 1u);
}

}  // namespace
