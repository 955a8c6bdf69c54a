#include "searchd/widget_files.h"

#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace searchd {
namespace {

using Version = std::array<unsigned, 3>;

/// Nothing for what is not three numbers with dots.
std::optional<Version> parse_version(const std::string& text) {
  Version version{};
  const char* at = text.data();
  const char* end = at + text.size();
  for (std::size_t i = 0; i < version.size(); ++i) {
    if (i > 0 && (at == end || *at++ != '.')) return std::nullopt;
    const auto [rest, error] = std::from_chars(at, end, version[i]);
    if (error != std::errc()) return std::nullopt;
    at = rest;
  }
  return at == end ? std::optional(version) : std::nullopt;
}

}  // namespace

WidgetFiles::WidgetFiles(const std::filesystem::path& folder) {
  std::ifstream in(folder / "versions.json");
  if (!in) return;
  const auto versions = nlohmann::json::parse(in);
  folder_.emplace(folder);
  std::map<Version, std::string> in_order;
  for (const auto& [text, entry] : versions.items()) {
    const auto version = parse_version(text);
    if (!version) continue;
    const auto& files = by_version_.emplace(text, StaticFiles(folder / text)).first->second;
    const auto name = entry.at("file").get<std::string>();
    if (files.find(name) == nullptr) throw std::runtime_error((folder / text / name).string() + ": is not there, though versions.json names it; build the widget again");
    in_order.emplace(*version, text);
  }
  for (const auto& [version, text] : in_order) newest_["v" + std::to_string(version[0])] = text;
}

const StaticFile* WidgetFiles::versions() const { return folder_ ? folder_->find("versions.json") : nullptr; }

WidgetFile WidgetFiles::find(const std::string& version, const std::string& name) const {
  const auto newest = newest_.find(version);
  const auto files = by_version_.find(newest == newest_.end() ? version : newest->second);
  if (files == by_version_.end()) return {};
  return {files->second.find(name), newest == newest_.end()};
}

}  // namespace searchd
