#include "searchd/record_details.h"

#include <array>
#include <set>
#include <string_view>

#include "schema/fields.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr const char* kOpenGovernmentLicence = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/// A row of the key details: one field, or several that are read together.
struct DetailRow {
  const char* message;
  std::vector<std::string_view> fields;
};

const std::vector<DetailRow>& practice_rows() {
  static const std::vector<DetailRow> rows = {
      {"model.detail.works_rating", {"works_rating"}},
      {"model.detail.evidence_stage", {"evidence_stage"}},
      {"model.detail.delivery_status", {"delivery_status"}},
      {"model.detail.intervention_type", {"intervention_type"}},
      {"model.detail.topic", {"theme"}},
      {"model.detail.organisation", {"force"}},
      {"model.detail.contact", {"contact_role", "contact_team", "contact_email"}},
      {"model.detail.region", {"region"}},
      {"model.detail.partners", {"agency"}},
      {"model.detail.funding", {"funding"}},
      {"model.detail.cost", {"cost_band"}},
      {"model.detail.start_date", {"start_date"}},
      {"model.detail.end_date", {"end_date"}},
      {"model.detail.scale", {"scale"}},
      {"model.detail.target_group", {"target_group"}},
  };
  return rows;
}

const std::vector<DetailRow>& review_rows() {
  static const std::vector<DetailRow> rows = {
      {"model.detail.briefing_kind", {"briefing_kind"}},
      {"model.detail.review_type", {"review_type"}},
      {"model.detail.commissioning_body", {"commissioning_body"}},
      {"model.detail.area", {"area"}},
      {"model.detail.event_year", {"event_year"}},
      {"model.detail.themes", {"theme"}},
      {"model.detail.person", {"subject_age_band", "subject_sex", "subject_ethnicity_group", "subject_characteristic"}},
      {"model.detail.harm", {"harm_type"}},
      {"model.detail.outcome", {"outcome"}},
      {"model.detail.agencies", {"agency"}},
      {"model.detail.police_involvement", {"police_involvement"}},
      {"model.detail.available_until", {"document_available_until"}},
      {"model.detail.contact", {"contact_role", "contact_team", "contact_email"}},
  };
  return rows;
}

/// Fields that stand elsewhere on the page, or that were derived from others.
constexpr std::array<std::string_view, 10> kNotDetails = {"collection", "language",   "published", "verified", "review_due",
                                                          "originator", "licence",    "source_url", "year",    "attachment_kind"};

bool is_web_address(const std::string& text) { return text.starts_with("https://") || text.starts_with("http://"); }

json licence_values(const schema::Record& record, const PageContext& context) {
  json values = values_model(record, "licence", context);
  for (auto& value : values)
    if (value.contains("text") && value["text"].get<std::string>().find("Open Government Licence") != std::string::npos) value["value_url"] = kOpenGovernmentLicence;
  return values;
}

}  // namespace

std::vector<Detail> key_details(const schema::Record& record, const PageContext& context) {
  std::vector<Detail> out;
  std::set<std::string_view> shown(kNotDetails.begin(), kNotDetails.end());
  const bool practice = schema::first_term(record, "collection") == "practice";
  for (const auto& row : practice ? practice_rows() : review_rows()) {
    Detail detail{context.language.say(row.message), json::array()};
    for (const auto field : row.fields) {
      for (auto& value : values_model(record, std::string(field), context)) detail.values.push_back(std::move(value));
      shown.insert(field);
    }
    out.push_back(std::move(detail));
  }
  for (const auto& field : schema::all_fields()) {
    const bool row = field.kind != schema::FieldKind::kIds && field.kind != schema::FieldKind::kFlag && !shown.contains(field.name);
    if (row) out.push_back({field_label(std::string(field.name), context.language), values_model(record, std::string(field.name), context)});
  }
  return out;
}

std::vector<Detail> about_record(const schema::Record& record, const PageContext& context) {
  std::vector<Detail> out;
  for (const auto* field : {"published", "verified", "review_due", "originator", "language"})
    out.push_back({context.language.say(std::string("model.about.") + field), values_model(record, field, context)});
  out.push_back({context.language.say("model.about.licence"), licence_values(record, context)});
  if (const auto source = record.texts.find("source_url"); source != record.texts.end() && is_web_address(source->second))
    out.push_back({context.language.say("model.about.source"), json::array({{{"text", source->second}, {"value_url", source->second}}})});
  out.push_back({context.language.say("model.about.record"), json::array({{{"text", record.id}}})});
  return out;
}

json rows_model(std::vector<Detail> details) {
  json rows = json::array();
  for (auto& detail : details)
    if (!detail.values.empty()) rows.push_back({{"label", std::move(detail.label)}, {"values", std::move(detail.values)}});
  return {{"rows", std::move(rows)}};
}

}  // namespace searchd
