#include "schema/generation_files.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "schema/fields.h"

namespace schema {

AudienceFiles::AudienceFiles(const std::filesystem::path& in)
    : folder(in),
      records_index(in / "records.xapian"),
      recommendations_index(in / "recommendations.xapian"),
      records(in / "records.blobs"),
      passages(in / "passages.blobs"),
      vocabulary(in / "vocabulary.json"),
      labels(in / "labels.json"),
      curation(in / "curation.json"),
      words(in / "words.tsv"),
      originals(in / "files") {}

std::filesystem::path current_file(const std::filesystem::path& data) { return data / "CURRENT"; }
std::filesystem::path generations_folder(const std::filesystem::path& data) { return data / "generations"; }
std::filesystem::path generation_folder(const std::filesystem::path& data, const std::string& id) {
  return generations_folder(data) / id;
}
std::filesystem::path manifest_file(const std::filesystem::path& generation) { return generation / "manifest.json"; }
std::filesystem::path checksums_file(const std::filesystem::path& generation) { return generation / "SHA256SUMS"; }
std::filesystem::path private_folder(const std::filesystem::path& data) { return data / "private"; }

bool is_generation_id(std::string_view text) {
  static const RE2 form(R"(\d{8}T\d{6}Z-[0-9a-f]{8})");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

std::optional<std::string> read_current(const std::filesystem::path& data) {
  std::ifstream in(current_file(data));
  std::string id;
  if (!std::getline(in, id) || !is_generation_id(id)) return std::nullopt;
  return id;
}

static void to_json(nlohmann::json& json, const AudienceManifest& a) {
  json = {{"name", a.name},
          {"marking", a.marking},
          {"records", a.records},
          {"recommendations", a.recommendations},
          {"illustrative", a.illustrative},
          {"content_hash", a.content_hash},
          {"updated", a.updated}};
}

static void from_json(const nlohmann::json& json, AudienceManifest& a) {
  json.at("name").get_to(a.name);
  json.at("marking").get_to(a.marking);
  json.at("records").get_to(a.records);
  json.at("recommendations").get_to(a.recommendations);
  json.at("illustrative").get_to(a.illustrative);
  json.at("content_hash").get_to(a.content_hash);
  json.at("updated").get_to(a.updated);
}

void to_json(nlohmann::json& json, const GenerationManifest& m) {
  json = {{"id", m.id},           {"schema_version", m.schema_version}, {"library", m.library},
          {"created", m.created}, {"inputs_hash", m.inputs_hash},       {"audiences", m.audiences},
          {"files_failed", m.files_failed}};
}

void from_json(const nlohmann::json& json, GenerationManifest& m) {
  json.at("id").get_to(m.id);
  json.at("schema_version").get_to(m.schema_version);
  json.at("library").get_to(m.library);
  json.at("created").get_to(m.created);
  json.at("inputs_hash").get_to(m.inputs_hash);
  json.at("audiences").get_to(m.audiences);
  json.at("files_failed").get_to(m.files_failed);
}

GenerationManifest read_manifest(const std::filesystem::path& generation) {
  const auto path = manifest_file(generation);
  std::ifstream in(path);
  if (!in) throw std::runtime_error(fmt::format("{}: cannot be read; run hub-indexer reindex", path.string()));
  GenerationManifest manifest;
  try {
    manifest = nlohmann::json::parse(in).get<GenerationManifest>();
  } catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(fmt::format("{}: {}; run hub-indexer reindex", path.string(), error.what()));
  }
  if (manifest.schema_version != kSchemaVersion)
    throw std::runtime_error(fmt::format("{}: is of schema version {}, this program reads {}; run hub-indexer reindex",
                                         path.string(), manifest.schema_version, kSchemaVersion));
  return manifest;
}

std::filesystem::path last_success_file(const std::filesystem::path& data) { return data / "LAST_SUCCESS"; }

std::string read_last_success(const std::filesystem::path& data) {
  std::ifstream in(last_success_file(data));
  std::string text;
  std::getline(in, text);
  return text;
}

}  // namespace schema
