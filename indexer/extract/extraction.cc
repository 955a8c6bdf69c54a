#include "indexer/extract/extraction.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/text_analysis.h"

namespace indexer {

const FieldValue* FieldValue::member(std::string_view name) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == name; });
  return found == members.end() ? nullptr : &found->second;
}

static const std::vector<Format>& formats() {
  static const std::vector<Format> table = {
      {"markdown", 3, Companion::kNone, "hub-extract", false, {".md", ".markdown"}},
      {"jsonl", 3, Companion::kManifest, "hub-extract", false, {".jsonl"}},
      {"docx", 2, Companion::kSidecar, "hub-extract", true, {".docx"}},
      {"odt", 2, Companion::kSidecar, "hub-extract", true, {".odt"}},
      {"pdf", 2, Companion::kSidecar, "hub-extract-pdf", true, {".pdf"}},
      {"html", 2, Companion::kSidecar, "hub-extract", true, {".html", ".htm", ".xhtml"}},
      {"text", 2, Companion::kSidecar, "hub-extract", true, {".txt"}},
  };
  return table;
}

const Format* format_of(std::string_view path) {
  const std::string folded = schema::fold(path);
  for (const auto& format : formats())
    for (const auto ending : format.endings)
      if (folded.ends_with(ending)) return &format;
  return nullptr;
}

const Format* format_named(std::string_view name) {
  for (const auto& format : formats())
    if (format.name == name) return &format;
  return nullptr;
}

// Between child and parent, and in the cache: short keys, nothing that equals its default.

static void to_json(nlohmann::json& json, const Restriction& r) {
  json = {{"part", r.part}, {"audience", r.audience}, {"stub", r.stub}, {"reason", r.reason}};
}
static void from_json(const nlohmann::json& json, Restriction& r) {
  json.at("part").get_to(r.part);
  json.at("audience").get_to(r.audience);
  json.at("stub").get_to(r.stub);
  json.at("reason").get_to(r.reason);
}

static void to_json(nlohmann::json& json, const Span& span) {
  json = {{"t", span.text}};
  if (!span.restrictions.empty()) json["r"] = span.restrictions;
}
static void from_json(const nlohmann::json& json, Span& span) {
  json.at("t").get_to(span.text);
  if (json.contains("r")) json.at("r").get_to(span.restrictions);
}

static void to_json(nlohmann::json& json, const FieldValue& value) {
  json = {{"l", value.line}};
  if (!value.text.empty()) json["t"] = value.text;
  for (const auto& item : value.items) {
    nlohmann::json one;
    to_json(one, item);
    json["i"].push_back(std::move(one));
  }
  for (const auto& [name, member] : value.members) {
    nlohmann::json one;
    to_json(one, member);
    json["m"].push_back({name, std::move(one)});
  }
}
static void from_json(const nlohmann::json& json, FieldValue& value) {
  json.at("l").get_to(value.line);
  value.text = json.value("t", "");
  if (json.contains("i"))
    for (const auto& one : json.at("i")) from_json(one, value.items.emplace_back());
  if (json.contains("m"))
    for (const auto& one : json.at("m")) {
      auto& member = value.members.emplace_back();
      one.at(0).get_to(member.first);
      from_json(one.at(1), member.second);
    }
}

static void to_json(nlohmann::json& json, const ExtractedBlock& block) {
  // As a number by hand: the codec of the enumeration is record.cc's own, and a second instance of it here would take its place.
  json = {{"k", static_cast<int>(block.kind)}, {"l", block.line}};
  if (block.level != 0) json["v"] = block.level;
  if (block.page != 0) json["p"] = block.page;
  if (!block.section_kind.empty()) json["s"] = block.section_kind;
  if (!block.text.empty()) json["t"] = block.text;
  if (!block.cells.empty()) json["c"] = block.cells;
}
static void from_json(const nlohmann::json& json, ExtractedBlock& block) {
  block.kind = static_cast<schema::Block::Kind>(json.at("k").get<int>());
  json.at("l").get_to(block.line);
  block.level = json.value("v", 0);
  block.page = json.value("p", 0);
  block.section_kind = json.value("s", "");
  if (json.contains("t")) json.at("t").get_to(block.text);
  if (json.contains("c")) json.at("c").get_to(block.cells);
}

static void to_json(nlohmann::json& json, const Problem& p) {
  json = {{"severity", static_cast<int>(p.severity)}, {"file", p.file}, {"line", p.line}, {"message", p.message}};
}
static void from_json(const nlohmann::json& json, Problem& p) {
  p.severity = static_cast<Severity>(json.at("severity").get<int>());
  json.at("file").get_to(p.file);
  json.at("line").get_to(p.line);
  json.at("message").get_to(p.message);
}

static void to_json(nlohmann::json& json, const FormAnswer& answer) {
  json = {{"q", answer.question}, {"b", answer.blocks}};
  if (answer.has_boxes) json["x"] = answer.ticked;
}
static void from_json(const nlohmann::json& json, FormAnswer& answer) {
  json.at("q").get_to(answer.question);
  json.at("b").get_to(answer.blocks);
  answer.has_boxes = json.contains("x");
  if (answer.has_boxes) json.at("x").get_to(answer.ticked);
}

static void to_json(nlohmann::json& json, const ExtractedText& text) {
  json = {{"key", text.key}, {"line", text.line}, {"fields", text.fields}, {"blocks", text.blocks}, {"problems", text.problems}};
  if (!text.line_file.empty()) json["line_file"] = text.line_file;
  if (!text.answers.empty()) json["answers"] = text.answers;
  if (!text.printed_markings.empty()) json["printed_markings"] = text.printed_markings;
  if (!text.hidden.empty()) json["hidden"] = text.hidden;
}
static void from_json(const nlohmann::json& json, ExtractedText& text) {
  json.at("key").get_to(text.key);
  json.at("line").get_to(text.line);
  text.line_file = json.value("line_file", "");
  json.at("fields").get_to(text.fields);
  if (json.contains("answers")) json.at("answers").get_to(text.answers);
  json.at("blocks").get_to(text.blocks);
  if (json.contains("printed_markings")) json.at("printed_markings").get_to(text.printed_markings);
  if (json.contains("hidden")) json.at("hidden").get_to(text.hidden);
  json.at("problems").get_to(text.problems);
}

void to_json(nlohmann::json& json, const Extraction& extraction) {
  json = {{"texts", extraction.texts}, {"problems", extraction.problems}};
  if (extraction.reader_failed) json["reader_failed"] = true;
}
void from_json(const nlohmann::json& json, Extraction& extraction) {
  json.at("texts").get_to(extraction.texts);
  json.at("problems").get_to(extraction.problems);
  extraction.reader_failed = json.value("reader_failed", false);
}

}  // namespace indexer
