#include "indexer/extract_cache.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "indexer/generation_store.h"
#include "schema/sha256.h"

namespace indexer {
namespace fs = std::filesystem;

ExtractCache::ExtractCache(fs::path folder) : folder_(std::move(folder)) {}

std::string ExtractCache::key(const SourceFile& source, const Format& format, const ReadingOptions& options) {
  // The path is part of the key because problems and lines in an extraction name it.
  schema::Sha256 hash;
  hash.add(source.path);
  hash.add(source.sha256);
  hash.add(options.ocr_languages);
  return hash.finish() + "-" + std::string(format.name) + "-" + std::to_string(format.version);
}

std::optional<Extraction> ExtractCache::find(const std::string& key) const {
  std::ifstream in(folder_ / (key + ".json"), std::ios::binary);
  if (!in) return std::nullopt;
  try {
    return nlohmann::json::parse(in).get<Extraction>();
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

void ExtractCache::store(const std::string& key, const Extraction& extraction) const {
  fs::create_directories(folder_);
  write_whole(folder_ / (key + ".json"), nlohmann::json(extraction).dump());
}

void ExtractCache::prune(const std::vector<std::string>& used) const {
  if (!fs::exists(folder_)) return;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    std::string name = entry.path().filename().string();
    const bool entry_file = name.ends_with(".json");
    if (entry_file) name.resize(name.size() - 5);
    if (!entry_file || !std::binary_search(used.begin(), used.end(), name)) fs::remove(entry.path());
  }
}

}  // namespace indexer
