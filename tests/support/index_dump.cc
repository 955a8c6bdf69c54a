#include "tests/support/index_dump.h"

#include <fmt/format.h>
#include <xapian.h>

#include "schema/blob_file.h"
#include "schema/fields.h"
#include "schema/generation_files.h"
#include "schema/passage_file.h"
#include "tests/support/temp_folder.h"

namespace test {
namespace {

void dump_document(const Xapian::Database& database, Xapian::docid id, std::vector<std::string>& out) {
  const auto document = database.get_document(id);
  out.push_back(fmt::format("{} data {}", id, document.get_data()));
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    out.push_back(fmt::format("{} value {} {}", id, value.get_valueno(), *value));
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    std::string line = fmt::format("{} term {} x{} at", id, *term, term.get_wdf());
    for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) line += fmt::format(" {}", *position);
    out.push_back(std::move(line));
  }
}

}  // namespace

std::vector<std::string> dump_index(const std::filesystem::path& index) {
  const Xapian::Database database(index.string());
  std::vector<std::string> out;
  out.push_back(fmt::format("{} documents, last {}, mean length {}", database.get_doccount(), database.get_lastdocid(), database.get_avlength()));
  if (database.get_doccount() > 0)
    for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) dump_document(database, *posting, out);
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
    out.push_back(fmt::format("all {} in {}", *term, term.get_termfreq()));
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) out.push_back("spelling " + *word);
  for (auto word = database.synonym_keys_begin(); word != database.synonym_keys_end(); ++word) {
    out.push_back("synonym " + *word);
    for (auto other = database.synonyms_begin(*word); other != database.synonyms_end(*word); ++other) out.push_back("synonym " + *word + " " + *other);
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
    out.push_back("metadata " + *key + " " + database.get_metadata(*key));
  return out;
}

std::vector<std::string> dump_audience(const std::filesystem::path& folder) {
  const schema::AudienceFiles files(folder);
  std::vector<std::string> out;
  for (const auto* index : {&files.records_index, &files.recommendations_index})
    for (auto& line : dump_index(*index)) out.push_back(index->filename().string() + " " + line);
  const schema::BlobFile records(files.records);
  for (std::size_t i = 0; i < records.size(); ++i) out.push_back(fmt::format("record {} {}", i, records.at(i)));
  const schema::BlobFile passages(files.passages);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const schema::PassageView view(passages.at(i));
    for (std::size_t p = 0; p < view.size(); ++p)
      out.push_back(fmt::format("passage {} {} page {} #{} '{}' {} {}", i, view.first_position(p), view.page(p), view.anchor(p), view.heading(p),
                                view.kind(p), view.text(p)));
  }
  out.push_back("vocabulary " + read_bytes(files.vocabulary));
  out.push_back("words " + read_bytes(files.words));
  for (const auto& [name, bytes] : tree_of(files.originals)) out.push_back("file " + name + " " + bytes);
  return out;
}

std::vector<std::string> terms_of_record(const std::filesystem::path& index, const std::string& record_id) {
  const Xapian::Database database(index.string());
  const auto id = schema::id_term(record_id);
  std::vector<std::string> terms;
  const auto posting = database.postlist_begin(id);
  if (posting == database.postlist_end(id)) return terms;
  const auto document = database.get_document(*posting);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) terms.push_back(*term);
  return terms;
}

}  // namespace test
