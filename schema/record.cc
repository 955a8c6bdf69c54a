#include "schema/record.h"

#include <nlohmann/json.hpp>

namespace schema {
namespace {

template <typename T>
void put(nlohmann::json& json, const char* key, const T& value) {
  if (!value.empty()) json[key] = value;
}

template <typename T>
void take(const nlohmann::json& json, const char* key, T& value) {
  if (const auto found = json.find(key); found != json.end()) value = found->get<T>();
}

}  // namespace

NLOHMANN_JSON_SERIALIZE_ENUM(Block::Kind, {{Block::Kind::kParagraph, "paragraph"},
                                           {Block::Kind::kHeading, "heading"},
                                           {Block::Kind::kBullet, "bullet"},
                                           {Block::Kind::kNumbered, "numbered"},
                                           {Block::Kind::kQuote, "quote"},
                                           {Block::Kind::kCode, "code"},
                                           {Block::Kind::kTableHead, "table_head"},
                                           {Block::Kind::kTableRow, "table_row"},
                                           {Block::Kind::kRemoved, "removed"}})

void to_json(nlohmann::json& json, const Block& block) {
  json = {{"kind", block.kind}};
  put(json, "text", block.text);
  put(json, "cells", block.cells);
  if (block.level != 0) json["level"] = block.level;
  if (block.page != 0) json["page"] = block.page;
}

void from_json(const nlohmann::json& json, Block& block) {
  json.at("kind").get_to(block.kind);
  take(json, "text", block.text);
  take(json, "cells", block.cells);
  take(json, "level", block.level);
  take(json, "page", block.page);
}

static void to_json(nlohmann::json& json, const Section& section) {
  json = nlohmann::json::object();
  put(json, "heading", section.heading);
  put(json, "kind", section.kind);
  json["blocks"] = section.blocks;
}

static void from_json(const nlohmann::json& json, Section& section) {
  take(json, "heading", section.heading);
  take(json, "kind", section.kind);
  json.at("blocks").get_to(section.blocks);
}

void to_json(nlohmann::json& json, const Recommendation& r) {
  json = {{"number", r.number}, {"text", r.text}};
  put(json, "agency", r.agency);
  put(json, "scope", r.scope);
  put(json, "status", r.status);
  if (r.page != 0) json["page"] = r.page;
  if (r.removed) json["removed"] = true;
}

void from_json(const nlohmann::json& json, Recommendation& r) {
  json.at("number").get_to(r.number);
  json.at("text").get_to(r.text);
  take(json, "agency", r.agency);
  take(json, "scope", r.scope);
  take(json, "status", r.status);
  take(json, "page", r.page);
  take(json, "removed", r.removed);
}

static void to_json(nlohmann::json& json, const Attachment& a) {
  json = nlohmann::json::object();
  put(json, "title", a.title);
  put(json, "kind", a.kind);
  put(json, "file_name", a.file_name);
  put(json, "media_type", a.media_type);
  put(json, "marking", a.marking);
  put(json, "sha256", a.sha256);
  if (!a.removed && a.served) json["size_bytes"] = a.size_bytes;
  if (a.original) json["original"] = true;
  if (!a.served) json["served"] = false;
  if (a.removed) json["removed"] = true;
  put(json, "reason", a.reason);
  put(json, "sections", a.sections);
}

static void from_json(const nlohmann::json& json, Attachment& a) {
  take(json, "title", a.title);
  take(json, "kind", a.kind);
  take(json, "file_name", a.file_name);
  take(json, "media_type", a.media_type);
  take(json, "marking", a.marking);
  take(json, "sha256", a.sha256);
  take(json, "size_bytes", a.size_bytes);
  take(json, "original", a.original);
  take(json, "served", a.served);
  take(json, "removed", a.removed);
  take(json, "reason", a.reason);
  take(json, "sections", a.sections);
}

static void to_json(nlohmann::json& json, const ThemeSuggestion& s) {
  json = {{"theme", s.theme}, {"evidence", s.evidence}};
}

static void from_json(const nlohmann::json& json, ThemeSuggestion& s) {
  json.at("theme").get_to(s.theme);
  json.at("evidence").get_to(s.evidence);
}

void to_json(nlohmann::json& json, const Record& record) {
  json = {{"id", record.id}, {"title", record.title}};
  put(json, "summary", record.summary);
  put(json, "marking", record.marking);
  if (record.illustrative) json["illustrative"] = true;
  put(json, "terms", record.terms);
  put(json, "labels", record.labels);
  for (const auto& [field, date] : record.dates) json["dates"][field] = date.iso();
  put(json, "texts", record.texts);
  put(json, "ids", record.ids);
  put(json, "sections", record.sections);
  put(json, "recommendations", record.recommendations);
  put(json, "attachments", record.attachments);
  put(json, "suggested_themes", record.suggested_themes);
}

void from_json(const nlohmann::json& json, Record& record) {
  json.at("id").get_to(record.id);
  json.at("title").get_to(record.title);
  take(json, "summary", record.summary);
  take(json, "marking", record.marking);
  take(json, "illustrative", record.illustrative);
  take(json, "terms", record.terms);
  take(json, "labels", record.labels);
  if (const auto dates = json.find("dates"); dates != json.end())
    for (const auto& [field, iso] : dates->items())
      if (const auto date = parse_date(iso.get<std::string>())) record.dates[field] = *date;
  take(json, "texts", record.texts);
  take(json, "ids", record.ids);
  take(json, "sections", record.sections);
  take(json, "recommendations", record.recommendations);
  take(json, "attachments", record.attachments);
  take(json, "suggested_themes", record.suggested_themes);
}

std::string first_term(const Record& record, const std::string& field) {
  const auto& values = terms_of(record, field);
  return values.empty() ? std::string() : values.front();
}

const std::vector<std::string>& terms_of(const Record& record, const std::string& field) {
  static const std::vector<std::string> none;
  const auto found = record.terms.find(field);
  return found == record.terms.end() ? none : found->second;
}

std::size_t original_number(const Record& record) {
  for (std::size_t i = 0; i < record.attachments.size(); ++i)
    if (record.attachments[i].original && record.attachments[i].served && !record.attachments[i].removed) return i + 1;
  return 0;
}

Record card_of(const Record& record) {
  Record card = record;
  card.sections.clear();
  card.recommendations.clear();
  card.suggested_themes.clear();
  card.texts.clear();
  for (auto& attachment : card.attachments) attachment.sections.clear();
  return card;
}

}  // namespace schema
