#include "indexer/reindex.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "indexer/generation_store.h"
#include "tests/support/index_dump.h"
#include "tests/support/temp_index.h"

namespace {

namespace fs = std::filesystem;
using indexer::Outcome;
using test::practice;
using test::TempIndex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const auto kFull = [](indexer::ReindexOptions& options) { options.full = true; };
const auto kDryRun = [](indexer::ReindexOptions& options) { options.dry_run = true; };

std::vector<std::string> ids_of(const TempIndex& index, const char* audience) {
  std::vector<std::string> ids;
  for (const auto& record : index.records(audience)) ids.push_back(record.id);
  return ids;
}

/// "practice/a.md indexed 1+0" for each file.
std::vector<std::string> outcomes(const indexer::Report& report) {
  std::vector<std::string> out;
  const auto json = indexer::report_to_json(report);
  for (const auto& file : json["outcomes"])
    out.push_back(file["path"].get<std::string>() + " " + file["outcome"].get<std::string>() + " " + file["records"].dump() + "+" + file["rejected"].dump());
  return out;
}

std::string problems_of(const indexer::Report& report) {
  std::string out;
  for (const auto& problem : report.problems) out += indexer::problem_line(problem);
  return out;
}

TEST(Reindex, MakesAnIndexForEachAudience) {
  const TempIndex index{
      {"practice/open.md", practice("pe-open", "Open", "", "Some text.\n")},
      {"practice/police.md", test::markdown("id: pe-police\ntitle: Police\ncollection: practice\nmarking: OFFICIAL\n")},
      {"reviews/unmarked.md", test::markdown("id: rv-unmarked\ntitle: Unmarked\ncollection: review\n")},
  };
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("pe-open"));
  EXPECT_THAT(ids_of(index, "police"), ElementsAre("pe-open", "pe-police"));
  EXPECT_THAT(ids_of(index, "sensitive"), ElementsAre("pe-open", "pe-police", "rv-unmarked"));
  const auto& report = index.report();
  EXPECT_TRUE(report.published);
  EXPECT_EQ(report.generation, index.current());
  EXPECT_EQ(report.count(Outcome::kIndexed), 3u);
  EXPECT_EQ(problems_of(report), "");
  const auto manifest = schema::read_manifest(index.generation());
  EXPECT_EQ(manifest.id, index.current());
  EXPECT_EQ(manifest.library, "Test library");
  ASSERT_EQ(manifest.audiences.size(), 3u);
  EXPECT_EQ(manifest.audiences[1].name, "police");
  EXPECT_EQ(manifest.audiences[1].records, 2u);
  ASSERT_EQ(report.changes.size(), 3u);
  EXPECT_THAT(report.changes[1].added, ElementsAre("pe-open", "pe-police"));
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
}

TEST(Reindex, StoresBlocksByTheNamesOfTheirKinds) {
  // A second instance of the enumeration's codec, with numbers, had taken its place in the linked program: readers took every block for a paragraph.
  const TempIndex index{{"practice/a.md", practice("pe-one", "One", "", "* item\n\n```\ncode\n```\n")}};
  const auto record = index.record("public", "pe-one");
  ASSERT_EQ(record.sections.at(0).blocks.size(), 2u);
  EXPECT_EQ(record.sections[0].blocks[0].kind, schema::Block::Kind::kBullet);
  EXPECT_THAT(test::read_bytes(index.audience("public").records), HasSubstr(R"("kind":"bullet")"));
  EXPECT_THAT(test::read_bytes(index.audience("public").records), HasSubstr(R"("kind":"code")"));
}

TEST(Reindex, OfAnUnchangedCorpusPublishesAndReadsNothing) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}, {"practice/b.md", practice("pe-two", "Two")}};
  const auto first = index.current();
  const auto before = test::tree_of(index.data() / "generations");
  const auto report = index.reindex();
  EXPECT_FALSE(report.published);
  EXPECT_EQ(report.generation, first);
  EXPECT_EQ(index.current(), first);
  EXPECT_THAT(outcomes(report), ElementsAre("practice/a.md unchanged 1+0", "practice/b.md unchanged 1+0"));
  EXPECT_EQ(test::tree_of(index.data() / "generations"), before);
  ASSERT_EQ(report.audiences.size(), 3u);
  EXPECT_EQ(report.audiences[0].records, 2u);
}

TEST(Reindex, ReadsOnlyWhatChanged) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}, {"practice/b.md", practice("pe-two", "Two")}, {"practice/c.md", practice("pe-three", "Three")}};
  index.add_file("practice/b.md", practice("pe-two", "Two and more"));
  index.add_file("practice/d.md", practice("pe-four", "Four"));
  index.remove_file("practice/c.md");
  const auto report = index.reindex();
  EXPECT_TRUE(report.published);
  EXPECT_THAT(outcomes(report), ElementsAre("practice/a.md unchanged 1+0", "practice/b.md indexed 1+0", "practice/d.md indexed 1+0"));
  EXPECT_THAT(report.changes[0].added, ElementsAre("pe-four"));
  EXPECT_THAT(report.changes[0].changed, ElementsAre("pe-two"));
  EXPECT_THAT(report.changes[0].removed, ElementsAre("pe-three"));
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("pe-four", "pe-one", "pe-two"));
}

TEST(Reindex, PublishesWhenAnythingChangedThatAReaderCouldSee) {
  struct Case {
    const char* what;
    const char* file;
    std::string bytes;
  };
  const Case cases[] = {
      {"a source", "practice/a.md", practice("pe-one", "Changed", "attachments: [{file: a.txt}]\n")},
      {"an attachment", "practice/a.txt", "changed"},
      {"the library's name", "library.yaml", ""},
      {"a vocabulary", "vocabulary/works_rating.yaml", "vocabulary: works_rating\nlabel: Changed\nvalues:\n  - {id: worked, label: Worked}\n"},
      // A form that is for a narrower audience from now on has to leave the wider one's vocabulary.
      {"the audience of a form", "vocabulary/works_rating.yaml", "vocabulary: works_rating\nlabel: W\nvalues:\n  - {id: worked, label: Worked, alt: [{form: did well, audience: police}]}\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    TempIndex index{{"practice/a.md", practice("pe-one", "One", "attachments: [{file: a.txt}]\n")},
                    {"practice/a.txt", "original"},
                    {"vocabulary/works_rating.yaml", "vocabulary: works_rating\nlabel: W\nvalues:\n  - {id: worked, label: Worked, alt: [did well]}\n"}};
    const auto before = index.current();
    auto bytes = c.bytes;
    if (bytes.empty()) bytes = "name: Another\n" + test::read_bytes(index.corpus() / "library.yaml").substr(std::string("name: Test library\n").size());
    index.add_file(c.file, bytes);
    EXPECT_TRUE(index.reindex().published);
    EXPECT_GT(index.current(), before);
    EXPECT_FALSE(index.reindex().published);
  }
}

TEST(Reindex, InFullReadsEverythingAndPublishes) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  const auto first = index.current();
  const auto dump = test::dump_audience(index.audience("public").folder);
  const auto report = index.reindex(kFull);
  EXPECT_TRUE(report.published);
  EXPECT_THAT(outcomes(report), ElementsAre("practice/a.md indexed 1+0"));
  EXPECT_NE(index.current(), first);
  EXPECT_EQ(test::dump_audience(index.audience("public").folder), dump);
  EXPECT_THAT(report.changes[0].changed, IsEmpty());
}

TEST(Reindex, DryRunSaysWhatWouldChangeAndWritesNothingAtAll) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  index.add_file("practice/b.md", practice("pe-two", "Two", "recommendations: [Do it.]\n"));
  index.add_file("practice/broken.md", "no front matter");
  const auto data = test::tree_of(index.data());
  const auto corpus = test::tree_of(index.corpus());
  const auto report = index.reindex(kDryRun);
  EXPECT_EQ(test::tree_of(index.data()), data);
  EXPECT_EQ(test::tree_of(index.corpus()), corpus);
  EXPECT_TRUE(report.dry_run);
  EXPECT_FALSE(report.published);
  EXPECT_THAT(report.changes[0].added, ElementsAre("pe-two"));
  EXPECT_EQ(report.audiences[0].records, 2u);
  EXPECT_EQ(report.audiences[0].recommendations, 1u);
  EXPECT_EQ(report.count(Outcome::kFailed), 1u);

  indexer::ReindexOptions fresh;
  fresh.reader = HUB_EXTRACT;
  fresh.corpus = index.corpus();
  fresh.data = index.data().parent_path() / "other";
  fresh.dry_run = true;
  indexer::Progress quiet(true);
  EXPECT_EQ(indexer::reindex(fresh, quiet).changes[0].added.size(), 2u);
  EXPECT_FALSE(fs::exists(fresh.data)) << "not even the folder";
}

TEST(Reindex, DryRunWorksBesideAnotherIndexer) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  const indexer::GenerationStore other(index.data());
  EXPECT_NO_THROW(index.reindex(kDryRun));
  EXPECT_THROW(index.reindex(), indexer::StoreLocked);
}

TEST(ReindexOnly, TakesInChangesBelowOnePathAlone) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}, {"reviews/b.md", practice("pe-two", "Two")}};
  index.add_file("practice/a.md", practice("pe-one", "One changed"));
  index.add_file("reviews/b.md", practice("pe-two", "Two changed"));
  index.add_file("reviews/c.md", practice("pe-three", "Three"));
  const auto report = index.reindex([](auto& options) { options.only = "practice/"; });
  EXPECT_THAT(outcomes(report), ElementsAre("practice/a.md indexed 1+0", "reviews/b.md unchanged 1+0", "reviews/c.md skipped 0+0"));
  EXPECT_EQ(index.record("public", "pe-one").title, "One changed");
  EXPECT_EQ(index.record("public", "pe-two").title, "Two");
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("pe-one", "pe-two"));
  EXPECT_THAT(problems_of(report), HasSubstr("reviews/c.md: note: was not indexed before and lies outside --only"));
  index.reindex();
  EXPECT_EQ(index.record("public", "pe-two").title, "Two changed");
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("pe-one", "pe-three", "pe-two"));
}

TEST(ReindexOnly, KnowsAPathFromOneThatBeginsAlike) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}, {"practice-old/b.md", practice("pe-two", "Two")}};
  index.add_file("practice/a.md", practice("pe-one", "One changed"));
  index.add_file("practice-old/b.md", practice("pe-two", "Two changed"));
  index.reindex([](auto& options) { options.only = "practice"; });
  EXPECT_EQ(index.record("public", "pe-one").title, "One changed");
  EXPECT_EQ(index.record("public", "pe-two").title, "Two");
  index.reindex([](auto& options) { options.only = "practice-old/b.md"; });
  EXPECT_EQ(index.record("public", "pe-two").title, "Two changed");
}

TEST(Reindex, MakesOneBadFileALineInTheReport) {
  TempIndex index{
      {"practice/good.md", practice("pe-good", "Good")},
      {"practice/bad.md", "---\ntitle: [\n---\n"},
      {"practice/secret.md", test::markdown("title: x\ncollection: practice\nmarking: SECRET\n")},
      {"practice/mark.md", practice("pe-mark", "x", "", "[a]{audence=police}\n")},
      {"practice/scan.doc", "%PDF"},
      {"import/n/import.yaml", "source: rows.jsonl\ncollection: review\ndefault_marking: OFFICIAL [FOR PUBLIC RELEASE]\nid: ref\ntitle: ref\n"},
      {"import/n/rows.jsonl", "{\"ref\": \"one\"}\nbroken\n{\"ref\": \"two\"}\n"},
  };
  const auto& report = index.report();
  EXPECT_TRUE(report.published);
  EXPECT_THAT(outcomes(report), ElementsAre("import/n/rows.jsonl indexed 2+1", "practice/bad.md failed 0+0", "practice/good.md indexed 1+0", "practice/mark.md failed 0+1", "practice/scan.doc failed 0+0",
                                            "practice/secret.md failed 0+1"));
  const auto problems = problems_of(report);
  for (const auto* line : {"import/n/rows.jsonl:2: error: ", "practice/bad.md:3: error: the front matter ", "practice/mark.md:8: error: ", "practice/scan.doc: error: is of a format that is not read",
                           "practice/secret.md:1: error: marking 'SECRET' must not be held here"})
    EXPECT_THAT(problems, HasSubstr(line));
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("imp-one", "imp-two", "pe-good"));
  EXPECT_EQ(schema::read_manifest(index.generation()).files_failed, 4u);
  // The problems are said again by a run that takes the extractions from the cache.
  const auto again = index.reindex();
  EXPECT_EQ(problems_of(again), problems);
  EXPECT_FALSE(again.published);
}

TEST(Reindex, GoesOnWhereNamesOrTextsAreNotUtf8) {
  TempIndex index{
      {"practice/good.md", practice("pe-good", "Good caf\xE9", "area: \"H\xFFull\"\n", "text \xC3\n")},
      {"practice/caf\xE9.md", practice("pe-bad", "Bad")},
      {"import/n/import.yaml", "source: rows.jsonl\ncollection: review\ndefault_marking: OFFICIAL [FOR PUBLIC RELEASE]\nid: ref\ntitle: \"Caf\xE9 {ref}\"\n"},
      {"import/n/rows.jsonl", "{\"ref\": \"one\"}\n"},
      {"vocabulary/works_rating.yaml", "vocabulary: works_rating\nlabel: \"W\xFF\"\nvalues:\n  - {id: worked, label: Worked}\n"},
  };
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("imp-one", "pe-good"));
  EXPECT_EQ(index.record("public", "pe-good").title, "Good caf\uFFFD");
  EXPECT_EQ(index.record("public", "imp-one").title, "Caf\uFFFD one");
  EXPECT_THAT(problems_of(index.report()), HasSubstr("practice/caf\uFFFD.md: error: has a name that is not UTF-8"));
}

TEST(Reindex, LeavesOutTheLaterOfTwoRecordsWithOneId) {
  TempIndex index{{"practice/a.md", practice("pe-same", "First")}, {"practice/b.md", practice("pe-same", "Second")}};
  EXPECT_EQ(index.record("public", "pe-same").title, "First");
  EXPECT_THAT(outcomes(index.report()), ElementsAre("practice/a.md indexed 1+0", "practice/b.md failed 0+1"));
  EXPECT_THAT(problems_of(index.report()), HasSubstr("practice/b.md:1: error: id 'pe-same' is already that of a record in practice/a.md"));
}

TEST(Reindex, KeepsWithdrawnRecordsOutOfEveryIndex) {
  TempIndex index{{"practice/a.md", practice("pe-gone", "Gone", "withdrawn: asked by the force\n")}, {"practice/b.md", practice("pe-here", "Here", "related: [pe-gone]\n")}};
  for (const auto* audience : {"public", "police", "sensitive"}) EXPECT_THAT(ids_of(index, audience), ElementsAre("pe-here"));
  EXPECT_THAT(outcomes(index.report()), ElementsAre("practice/a.md skipped 0+0", "practice/b.md indexed 1+0"));
  EXPECT_THAT(problems_of(index.report()), HasSubstr("practice/a.md: note: record pe-gone is withdrawn (asked by the force) and is in no index"));
  EXPECT_TRUE(index.record("sensitive", "pe-here").ids.empty());
}

TEST(Reindex, HidesReferencesToRecordsThatAnAudienceDoesNotHave) {
  const TempIndex index{
      {"practice/a.md", practice("pe-here", "Here", "related: [pe-police, pe-titled, pe-open, pe-nowhere]\n")},
      {"practice/b.md", test::markdown("id: pe-police\ntitle: x\ncollection: practice\nmarking: OFFICIAL\n")},
      // A public record whose title is hidden from the public: it has no rendition for them.
      {"practice/c.md", practice("pe-titled", "{value: x, audience: police}")},
      {"practice/d.md", practice("pe-open", "x")},
  };
  EXPECT_THAT(index.record("public", "pe-here").ids.at("related"), ElementsAre("pe-open"));
  EXPECT_THAT(index.record("police", "pe-here").ids.at("related"), ElementsAre("pe-police", "pe-titled", "pe-open"));
}

TEST(Reindex, UsesForEachAudienceTheVocabularyThatItKnows) {
  // "silverbirch" is a name of domestic abuse that only police know; agencies are read from what recommendations begin with.
  const TempIndex index{
      {"vocabulary/agency.yaml", "vocabulary: agency\nlabel: A\nvalues:\n  - {id: police, label: Police, alt: [{form: Blackthorn, audience: police}]}\n"},
      {"practice/a.md", practice("pe-one", "Silverbirch work", "", "## Recommendations\n\n1. Blackthorn: review it\n")},
  };
  const auto wide = index.record("public", "pe-one");
  const auto narrow = index.record("police", "pe-one");
  EXPECT_THAT(wide.suggested_themes, IsEmpty());
  ASSERT_EQ(narrow.suggested_themes.size(), 1u);
  EXPECT_EQ(narrow.suggested_themes[0].theme, "domestic-abuse");
  EXPECT_THAT(wide.recommendations.at(0).agency, IsEmpty());
  EXPECT_THAT(narrow.recommendations.at(0).agency, ElementsAre("police"));
  EXPECT_THAT(test::terms_of_record(index.audience("public").records_index, "pe-one"), Not(testing::Contains("XCO:theme/domestic-abuse")));
  EXPECT_THAT(test::terms_of_record(index.audience("police").records_index, "pe-one"), testing::Contains("XCO:theme/domestic-abuse"));
}

TEST(Reindex, FromScratchGivesTheSameContentHashesAndRecords) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One", "theme: cse\nattachments: [{file: a.txt}]\n", "Some [hidden]{audience=police} text.\n")},
                  {"practice/a.txt", "original"},
                  {"practice/b.md", test::markdown("title: No id\ncollection: practice\nmarking: OFFICIAL\n")}};
  index.add_file("practice/c.md", practice("pe-three", "Three"));
  index.reindex();
  index.add_file("practice/a.md", practice("pe-one", "One", "theme: county-lines\nattachments: [{file: a.txt}]\n", "Other [hidden]{audience=police} text.\n"));
  index.remove_file("practice/c.md");
  index.reindex();

  const test::TempFolder folder;
  indexer::ReindexOptions options;
  options.reader = HUB_EXTRACT;
  options.corpus = index.corpus();
  options.data = folder.path() / "data";
  // Ids of sources without one come from the key.
  test::write_bytes(options.data / "private/id-key", test::read_bytes(index.data() / "private/id-key"));
  indexer::Progress quiet(true);
  const auto report = indexer::reindex(options, quiet);
  const auto scratch = schema::generation_folder(options.data, report.generation);
  const auto one = schema::read_manifest(index.generation());
  const auto other = schema::read_manifest(scratch);
  EXPECT_EQ(nlohmann::json(one)["audiences"], nlohmann::json(other)["audiences"]);
  EXPECT_EQ(one.inputs_hash, other.inputs_hash);
  for (const auto* audience : {"public", "police", "sensitive"}) {
    SCOPED_TRACE(audience);
    EXPECT_EQ(test::dump_audience(index.generation() / audience), test::dump_audience(scratch / audience));
  }
}

TEST(Reindex, GivesOtherIdsForOtherKeys) {
  const std::string source = test::markdown("title: No id\ncollection: practice\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\n");
  const TempIndex one{{"practice/a.md", source}};
  const TempIndex other{{"practice/a.md", source}};
  EXPECT_NE(ids_of(one, "public"), ids_of(other, "public"));
}

TEST(Reindex, OfAnEmptyCorpusMakesAnEmptyGeneration) {
  const TempIndex index{};
  EXPECT_TRUE(index.report().published);
  EXPECT_THAT(index.records("public"), IsEmpty());
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
}

TEST(ReindexFailure, OfTheLibraryLeavesEverythingAsItWas) {
  struct Case {
    const char* file;
    const char* bytes;
    const char* problem;
  };
  const Case cases[] = {
      {"library.yaml", "audiences: [\n", "not valid YAML"},
      {"library.yaml", "name: x\n", "'audiences' is missing"},
      {"vocabulary/theme.yaml", "vocabulary: theme\nlabel: T\nvalues:\n  - {id: a, label: A, parent: b}\n", "parent 'b' of 'a' does not exist"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.problem);
    TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
    const auto before = test::tree_of(index.data() / "generations");
    const auto current = index.current();
    index.add_file(c.file, c.bytes);
    try {
      index.reindex();
      ADD_FAILURE() << "was indexed";
    } catch (const indexer::LibraryUnusable& error) {
      ASSERT_FALSE(error.problems.empty());
      EXPECT_THAT(error.problems[0].message, HasSubstr(c.problem));
    }
    EXPECT_EQ(test::tree_of(index.data() / "generations"), before);
    EXPECT_EQ(index.current(), current);
  }
}

TEST(ReindexFailure, OfAMissingCorpusOrAFolderThatCannotBeWritten) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  EXPECT_THROW(index.reindex([](auto& options) { options.corpus = "/nowhere"; }), std::runtime_error);
  test::write_bytes(index.data() / "file", "");
  EXPECT_THROW(index.reindex([&](auto& options) { options.data = index.data() / "file" / "data"; }), std::system_error);
}

TEST(ReindexFailure, OfADiskThatTakesNoExtractEndsTheRun) {
  // The file that could not be cached was reported as failed, and a generation without it published.
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  const auto current = index.current();
  index.add_file("practice/b.md", practice("pe-two", "Two"));
  fs::remove_all(index.data() / "private/extracts");
  test::write_bytes(index.data() / "private/extracts", "a file in the way");
  EXPECT_THROW(index.reindex(), std::system_error);
  EXPECT_EQ(index.current(), current);
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("pe-one"));
  fs::remove(index.data() / "private/extracts");
  index.reindex();
  EXPECT_THAT(ids_of(index, "public"), ElementsAre("pe-one", "pe-two"));
}

TEST(ReindexFailure, OfTheCurrentGenerationIsMendedByTheNextRun) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One")}};
  const auto broken = index.current();
  test::write_bytes(schema::manifest_file(index.generation()), "{");
  EXPECT_TRUE(index.reindex().published);
  EXPECT_NE(index.current(), broken);
  test::write_bytes(schema::current_file(index.data()), "rubbish\n");
  EXPECT_TRUE(index.reindex().published);
  fs::remove_all(index.generation());
  EXPECT_TRUE(index.reindex().published);
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
}

TEST(ReindexCheck, ReportsEveryProblemAndWritesNothing) {
  TempIndex index{{"practice/a.md", practice("pe-one", "One", "theme: nonsense\n")}, {"practice/b.md", "nothing"}, {"reviews/c.md", "nothing"}};
  const auto data = test::tree_of(index.data());
  indexer::ReindexOptions options;
  options.reader = HUB_EXTRACT;
  options.corpus = index.corpus();
  options.data = index.data();
  indexer::Progress quiet(true);
  const auto all = indexer::check(options, quiet);
  EXPECT_EQ(all.files.size(), 3u);
  EXPECT_EQ(all.errors(), 2u);
  EXPECT_EQ(all.problems.size(), 3u);
  options.only = "practice";
  const auto some = indexer::check(options, quiet);
  EXPECT_EQ(some.files.size(), 2u);
  EXPECT_EQ(some.errors(), 1u);
  EXPECT_EQ(test::tree_of(index.data()), data);
  options.data = index.data().parent_path() / "other";
  indexer::check(options, quiet);
  EXPECT_FALSE(fs::exists(options.data));
}

TEST(ReindexThreads, KeepTheirWordWhileReadersLookOn) {
  // Records, attachments and every audience at once; the sanitizers watch.
  TempIndex index{};
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    index.add_file("practice/" + n + ".txt", "original " + n);
    index.add_file("practice/" + n + ".md", practice("pe-" + n + "-x", "Title " + n, "theme: cse\nattachments: [{file: " + n + ".txt}]\n", "Text [hidden]{audience=police} about knives.\n"));
  }
  index.reindex();
  for (const auto* audience : {"public", "police", "sensitive"}) EXPECT_EQ(index.records(audience).size(), 40u);
  EXPECT_THAT(indexer::verify_generation(index.generation()), IsEmpty());
}

}  // namespace
