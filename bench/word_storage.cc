#include "bench/word_storage.h"

#include <chrono>
#include <ctime>
#include <string>

#include "schema/fields.h"

namespace bench {
namespace fs = std::filesystem;
namespace {

/// As in indexer/generation_writer.cc.
constexpr std::size_t kFlushEvery = 1'000;

bool is_exact_word(const std::string& term) { return term[0] < 'A' || term[0] > 'Z'; }
bool is_stem(const std::string& term) { return term.starts_with(schema::prefix::kStem); }

}  // namespace

std::string_view name_of(WordStorage storage) {
  switch (storage) {
    case WordStorage::kBothWithPositions: return "words_and_stems_with_positions";
    case WordStorage::kStemsOnly: return "stems_with_positions";
    case WordStorage::kPositionsOfWordsOnly: return "words_with_positions_stems_without";
  }
  return "?";
}

Xapian::Document restored(const Xapian::Document& document, WordStorage storage) {
  Xapian::Document out;
  out.set_data(document.get_data());
  for (auto value = document.values_begin(); value != document.values_end(); ++value) out.add_value(value.get_valueno(), *value);
  for (auto it = document.termlist_begin(); it != document.termlist_end(); ++it) {
    const std::string term = *it;
    if (storage == WordStorage::kStemsOnly && is_exact_word(term)) continue;
    const bool positions = !(storage == WordStorage::kPositionsOfWordsOnly && is_stem(term));
    out.add_term(term, it.get_wdf());
    if (!positions) continue;
    for (auto position = it.positionlist_begin(); position != it.positionlist_end(); ++position) out.add_posting(term, *position, 0);
  }
  return out;
}

Written write_index(const std::vector<Xapian::Document>& documents, const fs::path& folder) {
  fs::create_directories(folder);
  const fs::path aside = folder / "index.build";
  const fs::path target = folder / "index";
  const auto begin = std::chrono::steady_clock::now();
  const std::clock_t processor_begin = std::clock();
  {
    Xapian::WritableDatabase database(aside.string(), Xapian::DB_CREATE_OR_OVERWRITE);
    std::size_t added = 0;
    for (const auto& document : documents) {
      database.add_document(document);
      if (++added % kFlushEvery == 0) database.commit();
    }
    database.commit();
    database.compact(target.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER);
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  const double processor = static_cast<double>(std::clock() - processor_begin) / CLOCKS_PER_SEC;
  fs::remove_all(aside);
  return {taken.count(), processor, fs::file_size(target)};
}

}  // namespace bench
