#pragma once
// What the index holds of one record, for the person who asks why it is found, or not.

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace indexer {

/// The record as each audience has it in the current generation: terms by prefix, values, passages. Audiences that do not
/// have it are listed with "present": false. Throws std::runtime_error if there is no generation, or no audience has `id`.
nlohmann::json inspect_record(const std::filesystem::path& data, const std::string& id);

/// The same for people.
std::string inspect_text(const nlohmann::json& inspected);

}  // namespace indexer
