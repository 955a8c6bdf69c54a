// The page of a record.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "schema/fields.h"
#include "schema/text_analysis.h"
#include "searchd/block_models.h"
#include "searchd/page_layout.h"
#include "searchd/query_compiler.h"
#include "searchd/query_parser.h"
#include "searchd/response.h"
#include "searchd/url.h"

namespace searchd {
namespace {

using nlohmann::json;
using schema::Block;

constexpr std::size_t kPassagesOnPage = 5;
constexpr const char* kOpenGovernmentLicence = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/// A row of the key details: one field, or several that are read together.
struct DetailRow {
  const char* label;
  std::vector<std::string_view> fields;
};

const std::vector<DetailRow>& practice_rows() {
  static const std::vector<DetailRow> rows = {
      {"Does it work?", {"works_rating"}},
      {"Stage of practice", {"evidence_stage"}},
      {"Status", {"delivery_status"}},
      {"Focus", {"intervention_type"}},
      {"Topic", {"theme"}},
      {"Organisation", {"force"}},
      {"Contact", {"contact_role", "contact_team", "contact_email"}},
      {"Region", {"region"}},
      {"Partners", {"agency"}},
      {"Funding", {"funding"}},
      {"Cost", {"cost_band"}},
      {"Start date", {"start_date"}},
      {"Completion date", {"end_date"}},
      {"Scale", {"scale"}},
      {"Target group", {"target_group"}},
  };
  return rows;
}

const std::vector<DetailRow>& review_rows() {
  static const std::vector<DetailRow> rows = {
      {"Kind of briefing", {"briefing_kind"}},
      {"Type of review", {"review_type"}},
      {"Commissioned by", {"commissioning_body"}},
      {"Area", {"area"}},
      {"Year of the events", {"event_year"}},
      {"Themes", {"theme"}},
      {"Person", {"subject_age_band", "subject_sex", "subject_ethnicity_group", "subject_characteristic"}},
      {"Harm", {"harm_type"}},
      {"Outcome", {"outcome"}},
      {"Agencies involved", {"agency"}},
      {"Police involvement", {"police_involvement"}},
      {"Report available until", {"document_available_until"}},
      {"Contact", {"contact_role", "contact_team", "contact_email"}},
  };
  return rows;
}

/// Fields that stand elsewhere on the page, or that were derived from others.
constexpr std::array<std::string_view, 12> kNotDetails = {"collection", "language",   "published", "verified",       "review_due", "originator",
                                                          "licence",    "source_url", "year",      "attachment_kind", "source_reviews", "related"};

bool is_web_address(const std::string& text) { return text.starts_with("https://") || text.starts_with("http://"); }

bool is_mail_address(const std::string& text) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("@.-_+'").find(static_cast<char>(c)) != std::string_view::npos; };
  return std::count(text.begin(), text.end(), '@') == 1 && !text.starts_with('@') && !text.ends_with('@') && std::all_of(text.begin(), text.end(), plain);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

schema::DayNumber today() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return static_cast<int>(day.year()) * 10'000 + static_cast<int>(static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day()));
}

std::string size_text(std::uint64_t bytes) {
  if (bytes >= 1'000'000) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
  if (bytes >= 1'000) return fmt::format("{} KB", (bytes + 500) / 1'000);
  return fmt::format("{} bytes", bytes);
}

std::string format_text(const std::string& file_name) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 16> formats = {{
      {".pdf", "PDF"},
      {".csv", "CSV"},
      {".txt", "Text"},
      {".md", "Text"},
      {".docx", "Word"},
      {".doc", "Word"},
      {".xlsx", "Excel"},
      {".xls", "Excel"},
      {".pptx", "PowerPoint"},
      {".odt", "OpenDocument text"},
      {".ods", "OpenDocument spreadsheet"},
      {".html", "Web page"},
      {".png", "Image"},
      {".jpg", "Image"},
      {".json", "JSON"},
      {".zip", "ZIP"},
  }};
  const std::string extension = schema::fold(std::filesystem::path(file_name).extension().string());
  for (const auto& [known, text] : formats)
    if (known == extension) return text;
  return "File";
}

/// Builds the model of one page.
class RecordModel {
 public:
  RecordModel(const schema::Record& record, const std::string& q, const std::string& back, const PageContext& context)
      : record_(record), back_(back), context_(context), index_(*context.index) {
    if (!q.empty()) query_ = parse_query(q, index_);
    if (query_.empty()) return;
    q_ = q;
    marks_ = highlight_terms(query_);
  }

  json run() {
    json model = layout_model(context_);
    model["title"] = record_.title;
    model["marking"] = record_.marking;
    model["content_lang"] = schema::first_term(record_, "language") == "cy" ? "cy" : "en";
    if (!context_.base_url.empty()) model["canonical_url"] = context_.base_url + record_url(record_.id, {});
    if (back_ == "/search" || back_.starts_with("/search?")) model["back_url"] = back_;
    add_facts(model, record_, index_);
    if (!record_.summary.empty()) model["lead"] = {{"segments", segments(record_.summary)}};
    add_notices(model);
    add_matches(model);
    model["details"] = {{"rows", details()}};
    add_items(model, "recommendations", recommendations());
    model["sections"] = sections();
    add_items(model, "attachments", attachments());
    add_items(model, "source_reviews", record_links("source_reviews"));
    add_items(model, "related", record_links("related"));
    add_items(model, "suggested_themes", suggested_themes());
    model["about"] = {{"rows", about()}};
    return model;
  }

 private:
  static void add_items(json& model, const char* key, json items) {
    if (!items.empty()) model[key] = {{"items", std::move(items)}};
  }

  json segments(const std::string& text) const {
    if (marks_.empty()) return segments_model({{text, false}});
    return segments_model(highlight(text, marks_, index_));
  }

  void add_notices(json& model) const {
    const auto& ratings = schema::terms_of(record_, "works_rating");
    model["did_not_work"] = std::find(ratings.begin(), ratings.end(), "did-not-work") != ratings.end();
    model["ended"] = schema::first_term(record_, "delivery_status") == "ended";
    const auto due = record_.dates.find("review_due");
    if (due != record_.dates.end() && due->second.last_day() < today()) model["review_overdue"] = due->second.display();
  }

  void add_matches(json& model) const {
    model["q"] = q_;
    model["has_query"] = !q_.empty();
    if (q_.empty()) return;
    model["noindex"] = true;
    const Xapian::Database database = index_.records().open();
    const std::string term = schema::id_term(record_.id);
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return;
    const auto passages = select_passages(*posting, query_, index_, database, kPassagesOnPage);
    if (!passages.empty()) model["matches"] = {{"passages", passages_model(passages, record_, {})}};
  }

  // Key details and what the record says of itself.

  /// The values of one field; none where the record has none.
  json values_of(const std::string& field) const {
    json out = json::array();
    for (const auto& value : schema::terms_of(record_, field)) {
      json model = {{"text", label_in(record_, field, value, index_)}};
      if (can_filter(field, value, index_)) model["value_url"] = filter_url(field, value);
      out.push_back(std::move(model));
    }
    if (const auto text = record_.texts.find(field); text != record_.texts.end()) out = segments_model({{text->second, false}});
    if (const auto date = record_.dates.find(field); date != record_.dates.end()) out.push_back({{"text", date->second.display()}});
    if (field == "contact_email" && out.size() == 1 && out[0].contains("text"))
      if (const auto address = out[0]["text"].get<std::string>(); is_mail_address(address)) out[0]["value_url"] = "mailto:" + address;
    return out;
  }

  static void add_row(json& rows, std::string_view label, json values) {
    if (!values.empty()) rows.push_back({{"label", std::string(label)}, {"values", std::move(values)}});
  }

  json details() const {
    json rows = json::array();
    std::set<std::string_view> shown(kNotDetails.begin(), kNotDetails.end());
    const bool practice = schema::first_term(record_, "collection") == "practice";
    for (const auto& row : practice ? practice_rows() : review_rows()) {
      json values = json::array();
      for (const auto field : row.fields) {
        for (auto& value : values_of(std::string(field))) values.push_back(std::move(value));
        shown.insert(field);
      }
      add_row(rows, row.label, std::move(values));
    }
    for (const auto& field : schema::all_fields())
      if (field.kind != schema::FieldKind::kIds && !shown.contains(field.name)) add_row(rows, field.label, values_of(std::string(field.name)));
    return rows;
  }

  json about() const {
    json rows = json::array();
    add_row(rows, "Published", values_of("published"));
    add_row(rows, "Last verified", values_of("verified"));
    add_row(rows, "Due for review", values_of("review_due"));
    add_row(rows, "Originator", values_of("originator"));
    add_row(rows, "Language", values_of("language"));
    json licence = values_of("licence");
    for (auto& value : licence)
      if (value.contains("text") && value["text"].get<std::string>().find("Open Government Licence") != std::string::npos)
        value["value_url"] = kOpenGovernmentLicence;
    add_row(rows, "Licence", std::move(licence));
    if (const auto source = record_.texts.find("source_url"); source != record_.texts.end() && is_web_address(source->second))
      add_row(rows, "Source", json::array({{{"text", source->second}, {"value_url", source->second}}}));
    add_row(rows, "Record", json::array({{{"text", record_.id}}}));
    return rows;
  }

  // The text.

  json sections() const {
    BlockModels blocks([this](const std::string& text) { return segments(text); }, "b", "page-");
    std::map<std::string, int> used;
    json out = json::array();
    for (const auto& section : record_.sections) {
      // A heading in another script has an empty slug.
      std::string anchor = "s-" + schema::slug(section.heading);
      if (anchor == "s-" || anchor.ends_with("-heading") || anchor.ends_with("-hint")) anchor += "-text";
      if (const int again = used[anchor]++; again > 0) anchor += "--" + std::to_string(again + 1);
      out.push_back({{"anchor", anchor},
                     {"heading", section.heading.empty() ? "Introduction" : section.heading},
                     {"blocks", blocks.run(section.blocks)}});
    }
    return out;
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
        item["segments"] = segments(recommendation.text);
        for (const auto& agency : recommendation.agency) item["agencies"].push_back({{"label", index_.label_of("agency", agency)}});
        set_if_any(item, "scope_label", capitalised(recommendation.scope));
        set_if_any(item, "recommendation_status", capitalised(recommendation.status));
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
                   {"format", format_text(attachment.file_name)},
                   {"kind_label", attachment.kind.empty() ? "File" : index_.label_of("attachment_kind", attachment.kind)},
                   {"file_marking", attachment.marking},
                   {"file_anchor", "f" + std::to_string(number)}};
      if (attachment.served) item["file_url"] = file_url(record_.id, number);
      if (attachment.size_bytes > 0) item["size"] = size_text(attachment.size_bytes);
      if (!attachment.sections.empty()) item["file_text"] = {{"file_sections", attachment_text(attachment, number)}};
      out.push_back(std::move(item));
    }
    return out;
  }

  json attachment_text(const schema::Attachment& attachment, std::size_t number) const {
    const std::string prefix = "f" + std::to_string(number) + "-";
    BlockModels blocks([this](const std::string& text) { return segments(text); }, prefix + "b", prefix + "page-");
    json out = json::array();
    for (const auto& section : attachment.sections) {
      json model = {{"blocks", blocks.run(section.blocks)}};
      set_if_any(model, "file_heading", section.heading);
      out.push_back(std::move(model));
    }
    return out;
  }

  // What leads elsewhere.

  /// Records of the field's ids, and citations as they are. An id of nothing that this audience has is left out.
  json record_links(const std::string& field) const {
    json out = json::array();
    const auto ids = record_.ids.find(field);
    if (ids == record_.ids.end()) return out;
    for (const auto& id : ids->second) {
      if (const auto other = index_.find_record(id)) {
        json item = {{"label", other->title}, {"url", record_url(other->id, {})}};
        set_if_any(item, "collection_name", collection_label(*other, index_));
        if (const auto date = other->dates.find("published"); date != other->dates.end()) item["published"] = date->second.display();
        out.push_back(std::move(item));
      } else if (id.find(' ') != std::string::npos) {
        out.push_back({{"label", id}});
      }
    }
    return out;
  }

  json suggested_themes() const {
    json out = json::array();
    for (const auto& suggestion : record_.suggested_themes) {
      std::string words;
      for (const auto& evidence : suggestion.evidence) words += (words.empty() ? "‘" : ", ‘") + evidence + "’";
      if (words.empty()) continue;
      out.push_back({{"label", index_.label_of("theme", suggestion.theme)}, {"url", filter_url("theme", suggestion.theme)}, {"evidence_words", words}});
    }
    return out;
  }

  const schema::Record& record_;
  const std::string& back_;
  const PageContext& context_;
  const AudienceIndex& index_;
  std::string q_;  ///< empty: nothing is marked
  ParsedQuery query_;
  HighlightTerms marks_;
};

}  // namespace

std::string record_page(const schema::Record& record, const std::string& q, const std::string& back, const PageContext& context,
                        const Templates& templates) {
  return templates.render("record", RecordModel(record, q, back, context).run());
}

}  // namespace searchd
