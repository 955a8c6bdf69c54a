#include "searchd/messages.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace searchd {
namespace {

Messages::Texts read_texts(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("cannot read the messages {}", file.string()));
  try {
    return nlohmann::json::parse(in).get<Messages::Texts>();
  } catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(fmt::format("the messages {} are not an object of texts: {}", file.string(), error.what()));
  }
}

}  // namespace

const std::string* Messages::find(std::string_view key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? nullptr : &found->second;
}

const std::string& Messages::at(std::string_view key) const {
  if (const auto* text = find(key)) return *text;
  throw std::out_of_range(fmt::format("there is no message '{}'", key));
}

std::string Messages::filled(std::string_view key, Fillings fillings) const {
  std::string out = at(key);
  for (const auto& [name, value] : fillings) {
    const std::string place = fmt::format("{{{}}}", name);
    if (const auto at = out.find(place); at != std::string::npos) out.replace(at, place.size(), value);
  }
  return out;
}

std::map<std::string, Messages, std::less<>> read_messages(const std::filesystem::path& folder) {
  std::map<std::string, Messages, std::less<>> out;
  std::set<std::string> keys;
  for (const auto language : kLanguages) {
    auto texts = read_texts(folder / (std::string(language) + ".json"));
    for (const auto& [key, text] : texts) keys.insert(key);
    out.emplace(language, Messages(std::move(texts)));
  }
  std::string lacking;
  for (const auto& [language, messages] : out)
    for (const auto& key : keys)
      if (messages.find(key) == nullptr) lacking += fmt::format("{}'{}' in {}.json", lacking.empty() ? "" : ", ", key, language);
  if (!lacking.empty()) throw std::runtime_error(fmt::format("the messages in {} lack {}", folder.string(), lacking));
  return out;
}

}  // namespace searchd
