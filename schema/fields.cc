#include "schema/fields.h"

#include <algorithm>
#include <vector>

#include "schema/sha256.h"

namespace schema {
namespace {

constexpr std::size_t kMaxTermBytes = 245;

constexpr Field terms(std::string_view name, std::string_view label, std::string_view prefix) {
  return {name, label, FieldKind::kTerms, name, prefix};
}
constexpr Field facet(std::string_view name, std::string_view label, std::string_view prefix) {
  return {name, label, FieldKind::kTerms, name, prefix, true, false, false, true};
}
constexpr Field demographic(std::string_view name, std::string_view label, std::string_view prefix) {
  return {name, label, FieldKind::kTerms, name, prefix, true, false, true, false};
}
constexpr Field text(std::string_view name, std::string_view label) { return {name, label, FieldKind::kText, "", ""}; }
constexpr Field date(std::string_view name, std::string_view label) { return {name, label, FieldKind::kDate, "", ""}; }

// Prefixes follow omega's convention: X and capitals are an application's own.
constexpr Field kFields[] = {
    facet("collection", "Collection", "XTY"),
    facet("force", "Police force", "XFO"),
    facet("region", "Region", "XRG"),
    {"area", "Area", FieldKind::kTerms, "", "XAR", true, true, false, true},
    terms("scale", "Scale", "XSC"),
    facet("theme", "Theme", "XTH"),
    facet("intervention_type", "Type of intervention", "XIT"),
    facet("review_type", "Type of review", "XRT"),
    terms("briefing_kind", "Kind of briefing", "XBK"),
    terms("activity_kind", "Kind of activity", "XAK"),
    facet("target_group", "Who it is for", "XTG"),
    terms("age_band", "Age band", "XAB"),
    terms("setting", "Setting", "XSE"),
    terms("location_type", "Type of location", "XLT"),
    facet("agency", "Agencies and partners", "XAG"),
    {"commissioning_body", "Commissioned by", FieldKind::kText, "", "", false, false, false, true},
    facet("evidence_stage", "Strength of evidence", "XES"),
    facet("works_rating", "Did it work?", "XWR"),
    {"recipient", "Sent to", FieldKind::kText, "", "", false, false, false, true},
    text("evaluator", "Evaluated by"),
    date("start_date", "Started"),
    date("end_date", "Ended"),
    facet("delivery_status", "Status", "XDS"),
    facet("cost_band", "Cost", "XCB"),
    text("funding", "Funding"),
    {"year", "Year", FieldKind::kTerms, "", "Y", true, true, false, false},
    {"event_year", "Year of the events", FieldKind::kTerms, "", "XEY", false, true, false, false},
    date("published", "Published"),
    date("verified", "Last verified"),
    date("review_due", "Review due"),
    date("document_available_until", "Document available until"),
    demographic("subject_age_band", "Age of the subject", "XSA"),
    demographic("subject_sex", "Sex of the subject", "XSX"),
    demographic("subject_ethnicity_group", "Ethnic group of the subject", "XSG"),
    terms("subject_characteristic", "Circumstances of the subject", "XSH"),
    terms("perpetrator_relationship", "Relationship of the perpetrator", "XPR"),
    terms("harm_type", "Type of harm", "XHT"),
    terms("outcome", "Outcome", "XOU"),
    terms("context_flag", "Context", "XCF"),
    terms("police_involvement", "Police involvement", "XPI"),
    terms("national_priority", "National priority", "XNP"),
    terms("recognised", "Recognised by", "XRC"),
    facet("attachment_kind", "Supporting materials", "XAT"),
    facet("language", "Language", "XLA"),
    text("contact_role", "Contact"),
    text("contact_team", "Contact team"),
    text("contact_email", "Contact e-mail"),
    text("originator", "Originator"),
    text("licence", "Licence"),
    text("source_url", "Source"),
    {"source_reviews", "Source reviews", FieldKind::kIds, "", ""},
    {"related", "Related records", FieldKind::kIds, "", ""},
    {"illustrative", "Illustrative", FieldKind::kFlag, "", ""},
};

// The order in which a person narrows down; the first twelve are counted without being asked for.
constexpr std::string_view kFacetOrder[] = {
    "theme",    "collection",  "force",         "region",    "intervention_type", "review_type",      "evidence_stage", "works_rating",
    "target_group", "agency",  "year",          "delivery_status", "area",        "cost_band",        "attachment_kind", "language",
    "subject_age_band", "subject_sex", "subject_ethnicity_group"};

}  // namespace

std::span<const Field> all_fields() { return kFields; }

const Field* find_field(std::string_view name) {
  const auto found = std::find_if(std::begin(kFields), std::end(kFields), [&](const Field& f) { return f.name == name; });
  return found == std::end(kFields) ? nullptr : found;
}

std::span<const Field* const> facet_fields() {
  static const std::vector<const Field*> facets = [] {
    std::vector<const Field*> out;
    for (const auto name : kFacetOrder) out.push_back(find_field(name));
    return out;
  }();
  return facets;
}

std::string bounded_term(std::string_view prefix, std::string_view text) {
  std::string term{prefix};
  term += text;
  if (term.size() <= kMaxTermBytes) return term;
  const std::string digest = sha256_hex(term).substr(0, 32);
  term.resize(kMaxTermBytes - digest.size());
  return term + digest;
}

std::string facet_term(const Field& field, std::string_view value) {
  return bounded_term(std::string(field.prefix) + ':', value);
}

std::string concept_term(std::string_view vocabulary, std::string_view id) {
  std::string text{vocabulary};
  text += '/';
  text += id;
  return bounded_term(std::string(prefix::kConcept) + ':', text);
}

std::string id_term(std::string_view record_id) { return bounded_term(prefix::kId, record_id); }

std::string missing_term(std::string_view field) { return bounded_term(std::string(prefix::kMissing) + ':', field); }

}  // namespace schema
