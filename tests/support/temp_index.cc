#include "tests/support/temp_index.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "schema/blob_file.h"

namespace test {

TempIndex::TempIndex(Files files) : TempIndex(std::vector(files)) {}

TempIndex::TempIndex(const std::vector<std::pair<std::string, std::string>>& files) : corpus_(files) { reindex(); }

indexer::Report TempIndex::reindex(const std::function<void(indexer::ReindexOptions&)>& change) {
  indexer::ReindexOptions options;
  options.corpus = corpus_.path();
  options.data = data_;
  options.reader = HUB_EXTRACT;
  if (change) change(options);
  indexer::Progress quiet(true);
  report_ = indexer::reindex(options, quiet);
  return report_;
}

std::string TempIndex::current() const {
  const auto id = schema::read_current(data_);
  if (!id) throw std::runtime_error("no generation is current");
  return *id;
}

std::vector<schema::Record> TempIndex::records(const std::string& name) const {
  const schema::BlobFile blobs(audience(name).records);
  std::vector<schema::Record> records;
  for (std::size_t i = 0; i < blobs.size(); ++i) records.push_back(nlohmann::json::parse(blobs.at(i)).get<schema::Record>());
  return records;
}

schema::Record TempIndex::record(const std::string& name, const std::string& id) const {
  for (auto& record : records(name))
    if (record.id == id) return record;
  throw std::runtime_error("audience " + name + " has no record " + id);
}

}  // namespace test
