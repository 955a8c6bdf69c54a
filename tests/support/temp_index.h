#pragma once
// A real data folder, made by the indexer from literals.

#include <functional>
#include <string>
#include <vector>

#include "indexer/reindex.h"
#include "schema/generation_files.h"
#include "schema/record.h"
#include "tests/support/temp_corpus.h"

namespace test {

/// A corpus (see TempCorpus) and the generations that indexer::reindex makes of it. Example:
///   TempIndex index{{"practice/a.md", practice("pe-one", "Checking in on tenants")}};
///   index.add_file("practice/b.md", …);
///   index.reindex();
class TempIndex {
 public:
  /// Makes the first generation.
  TempIndex(Files files);
  explicit TempIndex(const std::vector<std::pair<std::string, std::string>>& files);

  const std::filesystem::path& corpus() const { return corpus_.path(); }
  const std::filesystem::path& data() const { return data_; }
  void add_file(const std::string& path, std::string_view bytes) { corpus_.add_file(path, bytes); }
  void remove_file(const std::string& path) { corpus_.remove_file(path); }

  /// Runs the indexer; `change` may set options other than the folders. Throws what indexer::reindex throws.
  indexer::Report reindex(const std::function<void(indexer::ReindexOptions&)>& change = {});
  /// Of the last run that did not throw.
  const indexer::Report& report() const { return report_; }

  /// The id in CURRENT. Throws std::runtime_error if there is none.
  std::string current() const;
  std::filesystem::path generation() const { return schema::generation_folder(data_, current()); }
  schema::AudienceFiles audience(const std::string& name) const { return schema::AudienceFiles(generation() / name); }
  /// The records of an audience in the current generation, in the order of their ids.
  std::vector<schema::Record> records(const std::string& audience) const;
  /// The record of that id. Throws std::runtime_error if the audience does not have it.
  schema::Record record(const std::string& audience, const std::string& id) const;

 private:
  TempCorpus corpus_;
  TempFolder folder_;
  std::filesystem::path data_ = folder_.path() / "data";
  indexer::Report report_;
};

}  // namespace test
