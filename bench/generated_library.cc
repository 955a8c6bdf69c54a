#include "bench/generated_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/generated_text.h"
#include "indexer/library_config.h"
#include "indexer/reindex.h"
#include "indexer/vocabulary_yaml.h"
#include "schema/fields.h"
#include "schema/generation_files.h"

namespace bench {
namespace fs = std::filesystem;
namespace {

/// Part of a library's folder name: raise it when the same options would give other records.
constexpr int kGeneratorVersion = 1;
/// Of the sections; title, summary, recommendations and names of several words make a record of 350 words of it.
constexpr double kMedianWords = 270;
constexpr std::size_t kMaxWords = 8'000;

constexpr std::string_view kPracticeImport = R"(source: records.jsonl
collection: practice
id: ref
id_prefix: gp
title: "{title}"
constants: {illustrative: true}
fields: {marking: marking, summary: summary, theme: theme, force: force, area: area, intervention_type: intervention_type, target_group: target_group, agency: agency, evidence_stage: evidence_stage, works_rating: works_rating, delivery_status: delivery_status, cost_band: cost_band, language: language, start_date: start_date, published: published, verified: verified}
sections:
  - {field: problem, heading: The problem, kind: problem}
  - {field: description, heading: What we do, kind: description}
  - {field: evaluation, heading: Evaluation, kind: evaluation}
  - {field: learning, heading: What we learned, kind: learning}
)";

constexpr std::string_view kReviewImport = R"(source: records.jsonl
collection: review
id: ref
id_prefix: gr
title: "{title}"
constants: {illustrative: true}
fields: {marking: marking, summary: summary, theme: theme, force: force, area: area, review_type: review_type, agency: agency, language: language, published: published, subject_age_band: subject_age_band, subject_sex: subject_sex, recommendations: recommendations}
sections:
  - {field: circumstances, heading: Circumstances, kind: circumstances}
  - {field: analysis, heading: Analysis, kind: key_learning}
  - {field: good_practice, heading: Good practice, kind: good_practice}
)";

/// Makes the records one after another, each from a seed of its own.
class RecordMaker {
 public:
  RecordMaker(const schema::Vocabularies& vocabularies, std::uint64_t seed) : vocabularies_(vocabularies), text_(vocabularies), seed_(seed) {}

  bool is_review(std::size_t number) const { return number % 3 == 0; }

  nlohmann::json make(std::size_t number) {
    Random random(seed_ * 0x100000001b3u + number);
    about_.clear();
    nlohmann::json row = {{"ref", fmt::format("{:06}", number)}};
    set_values(row, "theme", 1 + random.below(3), 0.05, random);
    set_values(row, "force", 1, 0.1, random);
    set_values(row, "agency", 1 + random.below(4), 0.15, random);
    set_values(row, "language", 1, 0.2, random);
    row["area"] = fmt::format("Area {}", random.ranked(400) + 1);
    const double of_marking = random.unit();
    row["marking"] = of_marking < 0.55 ? "OFFICIAL [FOR PUBLIC RELEASE]" : of_marking < 0.9 ? "OFFICIAL" : "OFFICIAL-SENSITIVE";
    row["published"] = date(random);
    const std::size_t words = length(is_review(number), random);
    row["title"] = title(random);
    row["summary"] = text_.sentences(25 + random.below(20), about_, random);
    if (is_review(number)) fill_review(row, words, random);
    else fill_practice(row, words, random);
    return row;
  }

 private:
  static std::size_t length(bool review, Random& random) {
    double words = random.log_normal(kMedianWords, 0.55);
    if (review && random.chance(1.0 / 12)) words = random.log_normal(3'500, 0.5);
    return std::clamp<std::size_t>(static_cast<std::size_t>(words), 60, kMaxWords);
  }

  static std::string date(Random& random) {
    const std::size_t year = 2025 - random.ranked(14);
    if (random.chance(0.2)) return fmt::format("{}", year);
    if (random.chance(0.3)) return fmt::format("{}-{:02}", year, 1 + random.below(12));
    return fmt::format("{}-{:02}-{:02}", year, 1 + random.below(12), 1 + random.below(28));
  }

  std::string title(Random& random) const {
    std::string out = text_.name_of(*about_.front(), random);
    const std::size_t words = 3 + random.below(6);
    for (std::size_t i = 0; i < words; ++i) out += " " + text_.word(random);
    return out;
  }

  /// Up to `count` values of the field's vocabulary; none at all with probability `missing`, except themes.
  void set_values(nlohmann::json& row, const char* field, std::size_t count, double missing, Random& random) {
    const auto* vocabulary = vocabularies_.find(schema::find_field(field)->vocabulary);
    if (vocabulary == nullptr || vocabulary->values().empty()) throw std::runtime_error(fmt::format("the vocabulary '{}' is missing", field));
    nlohmann::json ids = nlohmann::json::array();
    for (std::size_t i = 0; i < count; ++i) {
      const auto& value = vocabulary->values()[random.ranked(vocabulary->values().size())];
      if (std::find(ids.begin(), ids.end(), value.id) != ids.end()) continue;
      ids.push_back(value.id);
      about_.push_back(&value);
    }
    if (!random.chance(missing)) row[field] = std::move(ids);
  }

  /// As above, for values that nobody writes about.
  void set_facts(nlohmann::json& row, std::initializer_list<const char*> fields, Random& random) {
    const auto about = about_;
    for (const auto* field : fields) set_values(row, field, 1, 0.2, random);
    about_ = about;
  }

  void fill_practice(nlohmann::json& row, std::size_t words, Random& random) {
    set_facts(row, {"intervention_type", "target_group", "evidence_stage", "works_rating", "delivery_status", "cost_band"}, random);
    row["start_date"] = date(random);
    if (random.chance(0.6)) row["verified"] = date(random);
    row["problem"] = text_.paragraphs(words / 5, about_, random);
    row["description"] = text_.paragraphs(words / 2, about_, random);
    row["evaluation"] = text_.paragraphs(words / 6, about_, random);
    row["learning"] = text_.paragraphs(words / 8, about_, random);
  }

  void fill_review(nlohmann::json& row, std::size_t words, Random& random) {
    set_facts(row, {"review_type", "subject_age_band", "subject_sex"}, random);
    row["circumstances"] = text_.paragraphs(words / 3, about_, random);
    row["analysis"] = text_.paragraphs(words / 2, about_, random);
    row["good_practice"] = text_.paragraphs(words / 10, about_, random);
    nlohmann::json recommendations = nlohmann::json::array();
    for (std::size_t left = 1 + random.below(8); left > 0; --left) recommendations.push_back(text_.sentences(20 + random.below(25), about_, random));
    row["recommendations"] = std::move(recommendations);
  }

  const schema::Vocabularies& vocabularies_;
  GeneratedText text_;
  std::uint64_t seed_;
  std::vector<const schema::VocabularyValue*> about_;  ///< what the record at hand writes about; the first is a theme
};

std::ofstream opened(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  if (!out) throw std::runtime_error(path.string() + ": cannot be written; set HUB_BENCH_DATA to a folder that can");
  return out;
}

void write_corpus(const LibraryOptions& options, const fs::path& corpus) {
  const fs::path sample = fs::path(HUB_SOURCE_DIR) / "corpus";
  fs::create_directories(corpus);
  fs::copy_file(sample / "library.yaml", corpus / "library.yaml", fs::copy_options::overwrite_existing);
  fs::copy(sample / "vocabulary", corpus / "vocabulary", fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  std::vector<indexer::Problem> problems;
  const auto config = indexer::load_library_config(corpus / "library.yaml", problems);
  const auto vocabularies = indexer::load_vocabularies(corpus / "vocabulary", config, problems);
  if (!problems.empty()) throw std::runtime_error("the sample library cannot be used: " + indexer::problem_line(problems.front()));
  opened(corpus / "import/practice/import.yaml") << kPracticeImport;
  opened(corpus / "import/reviews/import.yaml") << kReviewImport;
  auto practice = opened(corpus / "import/practice/records.jsonl");
  auto reviews = opened(corpus / "import/reviews/records.jsonl");
  RecordMaker maker(vocabularies, options.seed);
  for (std::size_t number = 0; number < options.records; ++number) (maker.is_review(number) ? reviews : practice) << maker.make(number).dump() << '\n';
  practice.close();
  reviews.close();
  if (!practice || !reviews) throw std::runtime_error(corpus.string() + ": was not written whole; is the disk full?");
}

void index_corpus(const LibraryOptions& options, const GeneratedLibrary& library) {
  indexer::Progress progress(false);
  indexer::ReindexOptions run;
  run.reader = HUB_EXTRACT;
  run.corpus = library.corpus;
  run.data = library.data;
  const auto report = indexer::reindex(run, progress);
  std::uint64_t indexed = 0;
  for (const auto& file : report.files) indexed += file.records;
  if (indexed == options.records && report.problems.empty()) return;
  const std::string first = report.problems.empty() ? "" : "; " + indexer::problem_line(report.problems.front());
  throw std::runtime_error(fmt::format("{} of {} generated records were indexed, with {} problems{}", indexed, options.records, report.problems.size(), first));
}

}  // namespace

LibraryOptions options_from_environment(std::size_t default_records) {
  LibraryOptions options;
  options.records = default_records;
  const char* folder = std::getenv("HUB_BENCH_DATA");
  options.folder = folder != nullptr ? fs::path(folder) : fs::temp_directory_path() / "hub-bench";
  if (const char* records = std::getenv("HUB_BENCH_RECORDS")) {
    char* end = nullptr;
    options.records = std::strtoull(records, &end, 10);
    if (*end != '\0' || options.records < 100 || options.records > 999'999)
      throw std::runtime_error(fmt::format("HUB_BENCH_RECORDS is '{}'; give a number from 100 to 999999", records));
  }
  return options;
}

GeneratedLibrary generated_corpus(const LibraryOptions& options) {
  const auto folder =
      options.folder / fmt::format("library-{}-seed{}-schema{}-v{}", options.records, options.seed, schema::kSchemaVersion, kGeneratorVersion);
  GeneratedLibrary library{folder / "corpus", folder / "data"};
  if (!fs::exists(library.corpus)) {
    // Aside and renamed: a run that was cut off leaves no half corpus behind.
    const fs::path aside = folder / "corpus.part";
    fs::remove_all(aside);
    write_corpus(options, aside);
    fs::rename(aside, library.corpus);
  }
  for (const auto* part : {"practice", "reviews"}) library.corpus_bytes += fs::file_size(library.corpus / "import" / part / "records.jsonl");
  return library;
}

GeneratedLibrary generated_library(const LibraryOptions& options) {
  auto library = generated_corpus(options);
  if (!schema::read_current(library.data)) index_corpus(options, library);
  return library;
}

}  // namespace bench
