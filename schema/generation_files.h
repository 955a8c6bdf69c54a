#pragma once
// Every name on disk, in one place.
//
//   DATA/CURRENT                       id of the served generation, one line
//   DATA/generations/ID/manifest.json  what is in it (GenerationManifest)
//   DATA/generations/ID/SHA256SUMS     of every other file in it, as sha256sum -c reads it
//   DATA/generations/ID/AUDIENCE/      one complete index (AudienceFiles)
//   DATA/building-*/                   a build that is under way, or was cut off
//   DATA/private/                      extracts, reports, lock and id key: for the indexer alone

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace schema {

/// Of one audience's index.
struct AudienceFiles {
  explicit AudienceFiles(const std::filesystem::path& folder);
  std::filesystem::path folder;
  std::filesystem::path records_index;          ///< Xapian, single file
  std::filesystem::path recommendations_index;  ///< Xapian, single file
  std::filesystem::path records;                ///< BlobFile: Record as JSON, by document
  std::filesystem::path passages;               ///< BlobFile: encode_passages, by document
  std::filesystem::path vocabulary;             ///< vocabularies_to_json
  std::filesystem::path labels;                 ///< JSON object: "field/value" of open fields -> as published
  std::filesystem::path curation;               ///< JSON: Curation
  std::filesystem::path words;                  ///< exact words with the number of records that hold them, a line each, sorted
  std::filesystem::path originals;              ///< folder of original files, named by SHA-256
};

std::filesystem::path current_file(const std::filesystem::path& data);
std::filesystem::path generations_folder(const std::filesystem::path& data);
std::filesystem::path generation_folder(const std::filesystem::path& data, const std::string& id);
std::filesystem::path manifest_file(const std::filesystem::path& generation);
std::filesystem::path checksums_file(const std::filesystem::path& generation);
std::filesystem::path private_folder(const std::filesystem::path& data);

/// True for what generation ids look like: "20261123T081502Z-1f2e3d4c".
bool is_generation_id(std::string_view text);

/// The id in DATA/CURRENT; nothing if the file is missing or does not hold one.
std::optional<std::string> read_current(const std::filesystem::path& data);

/// What a generation says of itself. Part of each manifest.json.
struct AudienceManifest {
  std::string name;
  std::string marking;  ///< the highest that its renditions may bear
  std::uint64_t records = 0;
  std::uint64_t recommendations = 0;
  std::uint64_t illustrative = 0;  ///< records that say they are
  std::string content_hash;  ///< of everything that this audience can see
  std::string updated;       ///< ISO date of its newest record; empty if none has one
};

struct GenerationManifest {
  std::string id;
  int schema_version = 0;
  std::string library;       ///< name of the library
  std::string created;       ///< UTC, "2026-11-23T08:15:02Z"
  std::string inputs_hash;   ///< of all that went in: the same inputs need no new generation
  std::vector<AudienceManifest> audiences;  ///< from the widest to the narrowest
  std::uint64_t files_failed = 0;
};

void to_json(nlohmann::json& json, const GenerationManifest& manifest);
void from_json(const nlohmann::json& json, GenerationManifest& manifest);

/// DATA/LAST_SUCCESS: when the indexer last ended with success, whether or not anything had changed, as "2026-11-25T07:04:20Z".
std::filesystem::path last_success_file(const std::filesystem::path& data);
/// Empty where there is none.
std::string read_last_success(const std::filesystem::path& data);

/// Throws std::runtime_error, naming the file and what to do, when it is missing, broken or of another schema version.
GenerationManifest read_manifest(const std::filesystem::path& generation);

}  // namespace schema
