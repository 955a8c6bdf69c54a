// JSON Lines for bulk import: one record a line, mapped by an import.yaml beside the file.

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "indexer/extract/readers.h"
#include "indexer/extract/yaml_values.h"
#include "schema/fields.h"
#include "schema/text_analysis.h"

namespace indexer {
namespace {

using schema::Block;

constexpr std::size_t kWordsOfTitle = 12;

/// Where one field of a record comes from.
struct FieldRule {
  std::string field;
  std::string from;
  std::string split;  ///< separator of several values in one text; empty: one value
};

struct SectionRule {
  std::string field;
  std::string heading;
  std::string kind;
};

struct ImportManifest {
  std::string source;
  std::string id_field;
  std::string id_prefix = "imp";
  std::string title;
  std::vector<FieldRule> fields;
  std::vector<SectionRule> sections;
  std::vector<std::pair<std::string, FieldValue>> constants;
};

std::string scalar(const FieldValue& map, std::string_view key) {
  const auto* value = map.member(key);
  return value == nullptr ? std::string() : value->text;
}

[[noreturn]] void fail(int line, const std::string& message) { throw YamlError(line, message); }

ImportManifest parse_manifest(const FieldValue& yaml) {
  static const std::set<std::string> known = {"source", "collection", "default_marking", "id", "id_prefix", "title", "fields", "constants", "sections"};
  for (const auto& [key, value] : yaml.members)
    if (!known.contains(key)) fail(value.line, fmt::format("'{}' is not a key of import.yaml", key));
  ImportManifest manifest;
  manifest.source = scalar(yaml, "source");
  manifest.id_field = scalar(yaml, "id");
  manifest.title = scalar(yaml, "title");
  if (!scalar(yaml, "id_prefix").empty()) manifest.id_prefix = scalar(yaml, "id_prefix");
  for (const auto* key : {"source", "collection", "id", "title"})
    if (scalar(yaml, key).empty()) fail(yaml.line, fmt::format("'{}' is missing", key));
  manifest.constants.emplace_back("collection", *yaml.member("collection"));
  const auto* constants = yaml.member("constants");
  // A marking of the constants' or the row's own takes the default's place: handling instructions of both would add up.
  if (const auto* marking = yaml.member("default_marking"); marking != nullptr && (constants == nullptr || constants->member("marking") == nullptr))
    manifest.constants.emplace_back("marking", *marking);
  if (constants != nullptr)
    for (const auto& constant : constants->members) manifest.constants.push_back(constant);
  if (const auto* fields = yaml.member("fields"))
    for (const auto& [name, rule] : fields->members) {
      FieldRule out{name, rule.members.empty() ? rule.text : scalar(rule, "from"), scalar(rule, "split")};
      if (out.from.empty()) fail(rule.line, fmt::format("fields: '{}' needs the name of a source field", name));
      manifest.fields.push_back(std::move(out));
    }
  if (const auto* sections = yaml.member("sections"))
    for (const auto& rule : sections->items) {
      SectionRule out{scalar(rule, "field"), scalar(rule, "heading"), scalar(rule, "kind")};
      if (out.field.empty() || out.heading.empty()) fail(rule.line, "sections: each needs 'field' and 'heading'");
      manifest.sections.push_back(std::move(out));
    }
  return manifest;
}

std::string text_of(const nlohmann::json& value) {
  if (value.is_string()) return schema::valid_utf8(value.get<std::string>());
  if (value.is_null()) return {};
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1));
}

/// "Report {id}: {area}" with the row's values; one word names a field; other words stand for themselves.
std::string filled(const std::string& form, const nlohmann::json& row) {
  if (row.contains(form)) return trimmed(text_of(row.at(form)));
  if (form.find_first_of("{ ") == std::string::npos) return {};
  std::string out;
  for (std::size_t i = 0; i < form.size();) {
    const std::size_t close = form[i] == '{' ? form.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      out += form[i++];
      continue;
    }
    const std::string name = form.substr(i + 1, close - i - 1);
    if (row.contains(name)) out += text_of(row.at(name));
    i = close + 1;
  }
  return trimmed(out);
}

/// In text from elsewhere brackets and braces stand for many things, "\\sqrt[3]{x}" among them: redaction marks are looked for only where one of them
/// holds the word that every mark has, or a slip of it.
bool holds_marks(const std::string& text) {
  static const RE2 mark(R"((?i)(?:\{|:::)[^}\n]*(?:aud|dien|dian))");
  return RE2::PartialMatch(text, mark);
}

/// The text, so that what parses marks later finds none.
std::string without_marks(std::string text) {
  if (holds_marks(text)) return text;
  for (std::size_t at = text.find("]{"); at != std::string::npos; at = text.find("]{", at)) text.insert(at + 1, " ");
  for (std::size_t at = text.find(":::"); at != std::string::npos; at = text.find(":::", at)) text.insert(at + 1, " ");
  return text;
}

FieldValue value_of(const nlohmann::json& json, const std::string& split, int line) {
  FieldValue value;
  value.line = line;
  const auto add = [&](const std::string& text) {
    if (text.empty()) return;
    FieldValue item;
    item.text = without_marks(text);
    item.line = line;
    value.items.push_back(std::move(item));
  };
  if (json.is_array()) {
    for (const auto& item : json) add(trimmed(text_of(item)));
  } else if (!split.empty()) {
    std::string rest = text_of(json);
    for (std::size_t at = rest.find(split); at != std::string::npos; at = rest.find(split)) {
      add(trimmed(rest.substr(0, at)));
      rest.erase(0, at + split.size());
    }
    add(trimmed(rest));
  } else {
    value.text = without_marks(trimmed(text_of(json)));
  }
  return value;
}

/// Paragraphs and bullets of plain text: a line break ends a paragraph. A source's own numbers, "(1)", stay in the text: they
/// are cited.
void add_blocks(const std::string& text, int line, int& next_part, ExtractedText& out, const std::string& file) {
  static const RE2 bullet("(?:\xE2\x80\xA2|\xC2\xB7|\xEF\x82\xB7|[-*o])\\s+");
  const bool marked = holds_marks(text);
  std::istringstream lines(text);
  for (std::string one; std::getline(lines, one);) {
    one = trimmed(one);
    if (one.empty()) continue;
    ExtractedBlock block;
    block.line = line;
    if (re2::StringPiece rest(one); RE2::Consume(&rest, bullet)) {
      block.kind = Block::Kind::kBullet;
      one = std::string(rest);
    }
    std::vector<MarkError> errors;
    if (marked) block.text = parse_restricted(one, next_part, errors);
    else block.text = {{one, {}}};
    for (const auto& error : errors) out.problems.push_back({Severity::kError, file, line, error.message});
    if (!block.text.empty()) out.blocks.push_back(std::move(block));
  }
}

/// What the manifest says; where the row has none of it, the first words of its first section.
std::string title_of(const ImportManifest& manifest, const nlohmann::json& row) {
  std::string title = filled(manifest.title, row);
  for (const auto& section : manifest.sections) {
    if (!title.empty()) break;
    if (!row.contains(section.field)) continue;
    std::istringstream words(text_of(row.at(section.field)));
    std::string word;
    for (std::size_t n = 0; n < kWordsOfTitle && words >> word; ++n) title += (n > 0 ? " " : "") + word;
    if (words >> word) title += "\xE2\x80\xA6";
  }
  return without_marks(std::move(title));
}

ExtractedText text_of_row(const ImportManifest& manifest, const std::string& bytes, int line, const std::string& file) {
  ExtractedText text;
  text.line = line;
  const auto row = nlohmann::json::parse(bytes, nullptr, false);
  const auto error = [&](std::string message) { text.problems.push_back({Severity::kError, file, line, std::move(message)}); };
  if (row.is_discarded() || !row.is_object()) {
    error("is not a JSON object; each line is one record");
    return text;
  }
  text.key = row.contains(manifest.id_field) ? text_of(row.at(manifest.id_field)) : std::string();
  if (text.key.empty()) {
    error(fmt::format("has no '{}', which import.yaml names as its id", manifest.id_field));
    return text;
  }
  const auto add = [&](const std::string& name, FieldValue value) { text.fields.emplace_back(name, std::move(value)); };
  const auto plain = [&](std::string value) {
    FieldValue out;
    out.text = std::move(value);
    out.line = line;
    return out;
  };
  add("id", plain(manifest.id_prefix + "-" + schema::slug(text.key)));
  add("title", plain(title_of(manifest, row)));
  const auto gives = [&](const FieldRule& rule, const char* field) { return rule.field == field && row.contains(rule.from) && !row.at(rule.from).is_null(); };
  const bool own_marking = std::any_of(manifest.fields.begin(), manifest.fields.end(), [&](const auto& rule) { return gives(rule, "marking"); });
  for (auto constant : manifest.constants) {
    if (constant.first == "marking" && own_marking) continue;
    constant.second.line = line;
    add(constant.first, std::move(constant.second));
  }
  for (const auto& rule : manifest.fields)
    if (row.contains(rule.from) && !row.at(rule.from).is_null()) add(rule.field, value_of(row.at(rule.from), rule.split, line));
  int next_part = 1;
  for (const auto& section : manifest.sections) {
    if (!row.contains(section.field)) continue;
    ExtractedBlock heading;
    heading.kind = Block::Kind::kHeading;
    heading.level = 2;
    heading.line = line;
    heading.section_kind = section.kind;
    heading.text = {{section.heading, {}}};
    text.blocks.push_back(std::move(heading));
    add_blocks(text_of(row.at(section.field)), line, next_part, text, file);
  }
  return text;
}

}  // namespace

Extraction extract_jsonl(const SourceContent& source) {
  Extraction extraction;
  const auto& manifest_name = source.companion_path;
  if (manifest_name.empty()) {
    extraction.problems.push_back({Severity::kError, source.path, 0, "has no import.yaml beside it; see the corpus README"});
    return extraction;
  }
  ImportManifest manifest;
  try {
    manifest = parse_manifest(parse_yaml(source.companion));
  } catch (const YamlError& error) {
    extraction.problems.push_back({Severity::kError, manifest_name, error.line, error.what()});
    return extraction;
  }
  if (manifest.source != std::filesystem::path(source.path).filename().string()) {
    extraction.problems.push_back({Severity::kError, source.path, 0, fmt::format("is not the source that {} names ('{}')", manifest_name, manifest.source)});
    return extraction;
  }
  std::istringstream lines(source.bytes);
  int line = 0;
  for (std::string one; std::getline(lines, one);) {
    ++line;
    if (trimmed(one).empty()) continue;
    extraction.texts.push_back(text_of_row(manifest, one, line, source.path));
  }
  if (extraction.texts.empty()) extraction.problems.push_back({Severity::kError, source.path, 0, "holds no records"});
  return extraction;
}

}  // namespace indexer
