#include "searchd/record_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "schema/text_analysis.h"
#include "searchd/block_models.h"
#include "searchd/page_layout.h"
#include "searchd/response.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr const char* kRecommendations = "recommendations";

/// By ending; one that is no message's key is the same in every language.
std::string format_text(const std::string& file_name, const PageLanguage& language) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 16> formats = {{
      {".pdf", "PDF"},
      {".csv", "CSV"},
      {".txt", "model.file.text"},
      {".md", "model.file.text"},
      {".docx", "Word"},
      {".doc", "Word"},
      {".xlsx", "Excel"},
      {".xls", "Excel"},
      {".pptx", "PowerPoint"},
      {".odt", "model.file.opendocument_text"},
      {".ods", "model.file.opendocument_sheet"},
      {".html", "model.file.web_page"},
      {".png", "model.file.image"},
      {".jpg", "model.file.image"},
      {".json", "JSON"},
      {".zip", "ZIP"},
  }};
  const std::string extension = schema::fold(std::filesystem::path(file_name).extension().string());
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto& format) { return format.first == extension; });
  const char* text = found == formats.end() ? "model.file.kind" : found->second;
  return language.say_or(text, text);
}

std::string size_text(std::uint64_t bytes, const PageLanguage& language) {
  if (bytes >= 1'000'000) return language.say("model.file.megabytes", {{"size", fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6)}});
  if (bytes >= 1'000) return language.say("model.file.kilobytes", {{"size", language.number((bytes + 500) / 1'000)}});
  return language.say("model.file.bytes", {{"size", std::to_string(bytes)}});
}

/// The message, else the words as they are given, with a capital.
std::string named(const std::string& kind, const std::string& given, const PageLanguage& language) {
  std::string key = schema::slug(given);
  std::replace(key.begin(), key.end(), '-', '_');
  std::string text = given;
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  std::replace(text.begin(), text.end(), '-', ' ');
  return language.say_or("model.recommendation." + kind + "." + key, text);
}

class RecordText {
 public:
  RecordText(const schema::Record& record, const std::function<json(const std::string&)>& segments, const PageContext& context)
      : record_(record), segments_(segments), context_(context) {}

  void add_to(json& model) const {
    set_items(model, kRecommendations, recommendations());
    set_items(model, "attachments", attachments());
    BlockModels blocks(segments_, "b", "page-");
    std::map<std::string, int> used;
    model["sections"] = json::array();
    for (const auto& section : record_.sections) {
      auto content = blocks.run(section.blocks, heading_of(section));
      // What a section says before its recommendations stands above them, not under the same heading again.
      const bool before = section.kind == kRecommendations && model.contains(kRecommendations) && !model[kRecommendations].contains("blocks");
      if (before) model[kRecommendations]["blocks"] = std::move(content);
      else if (!content.empty() || section.kind != kRecommendations) model["sections"].push_back(section_model(section, std::move(content), used));
    }
  }

 private:
  json section_model(const schema::Section& section, json blocks, std::map<std::string, int>& used) const {
    // A heading in another script has an empty slug.
    std::string anchor = "s-" + schema::slug(section.heading);
    if (anchor == "s-" || anchor.ends_with("-heading") || anchor.ends_with("-hint") || anchor.ends_with("-suggestions")) anchor += "-text";
    if (const int again = used[anchor]++; again > 0) anchor += "--" + std::to_string(again + 1);
    json model = {{"anchor", anchor}, {"heading", heading_of(section)}, {"blocks", std::move(blocks)}};
    // Where several are called the same, the list of contents says what each begins with.
    const bool again = std::count_if(record_.sections.begin(), record_.sections.end(), [&](const auto& other) { return other.heading == section.heading; }) > 1;
    if (again && !section.blocks.empty() && section.blocks.front().kind == schema::Block::Kind::kHeading) model["begins_with"] = section.blocks.front().text;
    return model;
  }

  std::string heading_of(const schema::Section& section) const {
    if (!section.heading.empty()) return section.heading;
    const auto introduction = context_.language.say("model.section.introduction");
    const bool has_one = std::any_of(record_.sections.begin(), record_.sections.end(), [&](const auto& other) { return other.heading.starts_with(introduction); });
    return has_one ? context_.language.say("model.section.opening") : introduction;
  }

  json recommendations() const {
    json out = json::array();
    for (const auto& recommendation : record_.recommendations) {
      const std::string number = std::to_string(recommendation.number);
      json item = {{"anchor", "r" + number}, {"number", number}, {"agencies", json::array()}};
      if (recommendation.removed) {
        json piece = {{"removed_inline", true}};
        set_if_any(piece, "removed_reason", recommendation.text);
        item["segments"] = json::array({std::move(piece)});
      } else {
        item["segments"] = segments_(recommendation.text);
        for (const auto& agency : recommendation.agency) item["agencies"].push_back({{"label", context_.label("agency", agency)}});
        set_if_any(item, "scope_label", named("scope", recommendation.scope, context_.language));
        set_if_any(item, "recommendation_status", named("status", recommendation.status, context_.language));
      }
      out.push_back(std::move(item));
    }
    return out;
  }

  json attachments() const {
    json out = json::array();
    std::size_t number = 0;
    for (const auto& attachment : record_.attachments) {
      ++number;
      if (attachment.removed) {
        json removed = json::object();
        set_if_any(removed, "removed_reason", attachment.reason);
        out.push_back({{"removed_file", std::move(removed)}});
        continue;
      }
      json item = {{"label", attachment.title.empty() ? attachment.file_name : attachment.title},
                   {"format", format_text(attachment.file_name, context_.language)},
                   {"kind_label", attachment.kind.empty() ? context_.language.say("model.file.kind") : context_.label("attachment_kind", attachment.kind)},
                   {"file_marking", attachment.marking},
                   {"file_anchor", "f" + std::to_string(number)}};
      if (attachment.served) item["file_url"] = file_url(record_.id, number);
      if (attachment.size_bytes > 0) item["size"] = size_text(attachment.size_bytes, context_.language);
      if (!attachment.sections.empty()) item["file_text"] = {{"file_sections", attachment_text(attachment, number)}};
      out.push_back(std::move(item));
    }
    return out;
  }

  json attachment_text(const schema::Attachment& attachment, std::size_t number) const {
    const std::string prefix = "f" + std::to_string(number) + "-";
    BlockModels blocks(segments_, prefix + "b", prefix + "page-");
    json out = json::array();
    for (const auto& section : attachment.sections) {
      json model = {{"blocks", blocks.run(section.blocks, section.heading.empty() ? attachment.title : section.heading)}};
      set_if_any(model, "file_heading", section.heading);
      out.push_back(std::move(model));
    }
    return out;
  }

  const schema::Record& record_;
  const std::function<json(const std::string&)>& segments_;
  const PageContext& context_;
};

}  // namespace

void add_record_text(json& model, const schema::Record& record, const std::function<json(const std::string&)>& segments, const PageContext& context) {
  RecordText(record, segments, context).add_to(model);
}

}  // namespace searchd
