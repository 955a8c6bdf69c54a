#include "indexer/library_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "indexer/extract/yaml_values.h"
#include "indexer/source.h"
#include "schema/text_analysis.h"

namespace indexer {
namespace {

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string squeezed(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::string> list_of(const FieldValue& value) {
  std::vector<std::string> out;
  if (!value.text.empty()) out.push_back(value.text);
  for (const auto& item : value.items) out.push_back(item.text);
  return out;
}

std::string text_of(const FieldValue& map, std::string_view key) {
  const auto* value = map.member(key);
  return value == nullptr ? std::string() : value->text;
}

/// A whole number of at least 1 under `key`; leaves `out` where there is none.
template <typename Number, typename Error>
void take_number(const FieldValue& map, std::string_view key, Number& out, Error error) {
  const auto* value = map.member(key);
  if (value == nullptr) return;
  Number number = 0;
  const auto* end = value->text.data() + value->text.size();
  const auto [rest, failure] = std::from_chars(value->text.data(), end, number);
  if (failure != std::errc() || rest != end || number == 0) error(value->line, fmt::format("reading: '{}' is a whole number from 1", key));
  else out = number;
}

template <typename Error>
void fill_reading(LibraryConfig& config, const FieldValue& yaml, Error error) {
  static constexpr std::string_view known[] = {"seconds", "processor_seconds", "memory_mb", "ocr"};
  for (const auto& [key, value] : yaml.members)
    if (std::find(std::begin(known), std::end(known), key) == std::end(known))
      error(value.line, fmt::format("reading: '{}' is not known (seconds, processor_seconds, memory_mb, ocr)", key));
  std::uint64_t memory_mb = config.reading.memory_bytes >> 20;
  take_number(yaml, "seconds", config.reading.seconds, error);
  take_number(yaml, "processor_seconds", config.reading.processor_seconds, error);
  take_number(yaml, "memory_mb", memory_mb, error);
  config.reading.memory_bytes = memory_mb << 20;
  config.reading_options.ocr_languages = text_of(yaml, "ocr");
}

/// Fills the configuration from the tree; every problem goes to `error`.
template <typename Error>
void fill(LibraryConfig& config, const FieldValue& yaml, Error error) {
  for (const auto& [key, value] : yaml.members) {
    if (key == "name") {
      config.name = value.text;
    } else if (key == "audiences") {
      for (const auto& item : value.items) {
        LibraryConfig::Audience audience{text_of(item, "name"), text_of(item, "marking")};
        if (audience.name.empty()) error(item.line, "audiences: each needs a 'name'");
        else if (audience.name != schema::slug(audience.name))  // it becomes the name of a folder
          error(item.line, fmt::format("audience '{}' must be lower-case words joined by hyphens", audience.name));
        if (config.rank_of(audience.name)) error(item.line, fmt::format("audience '{}' is listed twice", audience.name));
        config.audiences.push_back(std::move(audience));
      }
    } else if (key == "refused") {
      config.refused = list_of(value);
    } else if (key == "legacy") {
      config.legacy = list_of(value);
    } else if (key == "default_marking") {
      config.default_marking = parse_marking(value.text);
    } else if (key == "reading") {
      fill_reading(config, value, error);
    } else if (key != "markings" && key != "demographic_facets_from" && key != "contacts_from") {
      error(value.line, fmt::format("'{}' is not a key of the library configuration", key));
    }
  }
  if (config.audiences.empty()) return error(yaml.line, "'audiences' is missing; list them from the widest to the narrowest");
  if (const auto* markings = yaml.member("markings"))
    for (const auto& item : markings->items) {
      const auto audience = config.rank_of(text_of(item, "audience"));
      if (!audience) error(item.line, fmt::format("markings: '{}' is not an audience", text_of(item, "audience")));
      else config.markings.push_back({parse_marking(text_of(item, "marking")), *audience});
    }
  for (const auto& [key, rank] : {std::pair{"demographic_facets_from", &config.demographic_from}, {"contacts_from", &config.contacts_from}}) {
    *rank = std::min<AudienceRank>(1, config.highest());
    const auto* from = yaml.member(key);
    if (from == nullptr) continue;
    if (const auto known = config.rank_of(from->text)) *rank = *known;
    else error(from->line, fmt::format("{}: '{}' is not an audience", key, from->text));
  }
  if (config.default_marking) {
    const auto decision = config.decide(config.default_marking);
    if (!decision.audience) error(yaml.member("default_marking")->line, "default_marking: " + decision.refusal);
  }
}

}  // namespace

std::string Marking::display() const {
  std::string out = classification;
  for (const auto& instruction : handling) out += " [" + instruction + "]";
  return out;
}

Marking parse_marking(const std::string& text) {
  Marking marking;
  std::string outside;
  std::size_t at = 0;
  for (auto open = text.find('['); open != std::string::npos; open = text.find('[', at)) {
    const auto close = std::min(text.find(']', open), text.size());
    outside += text.substr(at, open - at) + ' ';
    marking.handling.push_back(squeezed(upper(text.substr(open + 1, close - open - 1))));
    at = std::min(close + 1, text.size());
  }
  marking.classification = squeezed(upper(outside + text.substr(at)));
  std::sort(marking.handling.begin(), marking.handling.end());
  return marking;
}

std::optional<AudienceRank> LibraryConfig::rank_of(const std::string& audience) const {
  for (std::size_t i = 0; i < audiences.size(); ++i)
    if (audiences[i].name == audience) return i;
  return std::nullopt;
}

MarkingDecision LibraryConfig::decide(const std::optional<Marking>& given) const {
  const auto& marking = given ? given : default_marking;
  if (!marking) return {highest(), {}};
  const std::string shown = marking->display();
  const auto is = [&](const std::string& written) {
    const std::string word = upper(written);
    return marking->classification == word || marking->classification.starts_with(word + " ");
  };
  if (std::any_of(refused.begin(), refused.end(), is))
    return {std::nullopt, fmt::format("marking '{}' must not be held here: remove the file and report it by your security procedure", shown)};
  if (std::any_of(legacy.begin(), legacy.end(), is))
    return {std::nullopt, fmt::format("marking '{}' is from before 2014 and has no equivalent today: ask its originator for a marking", shown)};
  for (const auto& rule : markings)
    if (rule.marking == *marking) return {rule.audience, {}};
  return {std::nullopt, fmt::format("marking '{}' is not in the library's table of markings: correct it, or add it to library.yaml", shown)};
}

LibraryConfig load_library_config(const std::filesystem::path& file, std::vector<Problem>& problems) {
  LibraryConfig config;
  const auto error = [&](int line, std::string message) { problems.push_back({Severity::kError, file.string(), line, std::move(message)}); };
  try {
    fill(config, parse_yaml(read_file(file)), error);
  } catch (const YamlError& yaml) {
    error(yaml.line, yaml.what());
  } catch (const std::runtime_error& unreadable) {
    problems.push_back({Severity::kError, file.string(), 0, std::string(unreadable.what()) + "; name it with --config"});
  }
  return config;
}

}  // namespace indexer
