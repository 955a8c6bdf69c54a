#include "indexer/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "schema/fields.h"
#include "schema/sha256.h"

namespace indexer {
namespace {

namespace prefix = schema::prefix;
namespace slot = schema::slot;

/// Between passages of different blocks, so that no phrase runs across them.
constexpr Xapian::termpos kGap = 16;

std::string with(std::string_view prefix, const std::string& text) { return schema::bounded_term(prefix, text); }

class DocumentMaker {
 public:
  explicit DocumentMaker(const DocumentContext& context) : context_(context) {}

  /// Title words count as words of the text too.
  void add_title(const std::string& title) {
    const auto tokens = add_text(title);
    std::size_t lead = 0;
    for (const auto& token : tokens) {
      document_.add_term(with(prefix::kTitle, token.stem));
      add_lead(token, lead);
    }
    position_ += kGap;
  }

  /// Gives the position of the text's first word.
  Xapian::termpos add_passage(const std::string& text, bool joined) {
    if (!joined) position_ += kGap;
    const Xapian::termpos first = position_;
    for (const auto& token : add_text(text)) add_lead(token, lead_words_);
    return first;
  }

  /// As a phrase of its own before the text below it. Names that every record has of its sections say nothing of this one.
  Xapian::termpos add_heading(const std::string& heading) {
    position_ += kGap;
    const Xapian::termpos first = position_;
    add_text(heading);
    return first;
  }

  void add_concept(std::string_view vocabulary, const std::string& id) { document_.add_term(schema::concept_term(vocabulary, id)); }

  /// Labels of values are found like words of the text, but stand nowhere in it.
  void add_label(const std::string& label) {
    const auto tokens = context_.analyser.tokens(label);
    for (const auto& token : tokens) {
      document_.add_term(with("", token.word));
      document_.add_term(with(prefix::kStem, token.stem));
    }
    for (const auto& match : context_.matcher.find(tokens, schema::ConceptMatcher::Text::kDocument)) add_concept(match.field, match.id);
  }

  void add_values(const schema::Record& record) {
    for (const auto& field : schema::all_fields()) {
      if (field.kind == schema::FieldKind::kText && field.searched)
        if (const auto text = record.texts.find(std::string(field.name)); text != record.texts.end()) add_label(text->second);
      if (field.kind != schema::FieldKind::kTerms) continue;
      if (field.demographic && !context_.demographic_terms) continue;
      add_terms(field, schema::terms_of(record, std::string(field.name)), record);
    }
  }

  void add_dates(const schema::Record& record) {
    add_date(record, "published", slot::kPublishedFirst, slot::kPublishedLast);
    add_date(record, "start_date", slot::kStartFirst, slot::kStartLast);
    add_date(record, "verified", slot::kVerifiedFirst, slot::kVerifiedLast);
  }

  void add_order(const schema::Record& record, const std::string& unique) {
    document_.add_value(slot::kTieBreak, schema::sha256_hex(unique).substr(0, 16));
    document_.add_value(slot::kTitle, schema::collation_key(record.title));
    const auto* stages = context_.vocabularies.find("evidence_stage");
    const std::string stage = schema::first_term(record, "evidence_stage");
    if (stages == nullptr || stage.empty()) return;
    const auto& values = stages->values();
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.id == stage; });
    if (found != values.end()) document_.add_value(slot::kEvidence, fmt::format("{:02}", found - values.begin() + 1));
  }

  Xapian::Document& document() { return document_; }

 private:
  std::vector<schema::Token> add_text(const std::string& text) {
    auto tokens = context_.analyser.tokens(text);
    const Xapian::termpos first = position_;
    for (const auto& token : tokens) {
      document_.add_posting(with("", token.word), position_);
      document_.add_posting(with(prefix::kStem, token.stem), position_);
      if (!token.compound.empty()) {
        document_.add_posting(with("", token.compound), position_);
        document_.add_posting(with(prefix::kStem, context_.analyser.stem(token.compound)), position_);
      }
      ++position_;
    }
    for (const auto& match : context_.matcher.find(tokens, schema::ConceptMatcher::Text::kDocument))
      document_.add_posting(schema::concept_term(match.field, match.id), first + static_cast<Xapian::termpos>(match.first));
    return tokens;
  }

  void add_lead(const schema::Token& token, std::size_t& words) {
    if (words++ < schema::kLeadWords) document_.add_term(with(prefix::kLead, token.stem));
  }

  void add_terms(const schema::Field& field, const std::vector<std::string>& values, const schema::Record& record) {
    if (field.facet && values.empty()) document_.add_boolean_term(schema::missing_term(field.name));
    if (field.prefix.empty()) return;
    const auto* vocabulary = context_.vocabularies.find(field.vocabulary);
    const auto named = std::find(schema::kConceptVocabularies.begin(), schema::kConceptVocabularies.end(), field.vocabulary);
    std::set<std::string> all(values.begin(), values.end());
    for (const auto& value : values) {
      if (vocabulary != nullptr)
        for (auto& ancestor : vocabulary->ancestors(value)) all.insert(std::move(ancestor));
      if (vocabulary != nullptr && named != schema::kConceptVocabularies.end()) add_concept(field.vocabulary, value);
      if (!field.searched) continue;
      if (vocabulary != nullptr) add_label(vocabulary->label_of(value));
      else if (const auto label = record.labels.find(fmt::format("{}/{}", field.name, value)); label != record.labels.end()) add_label(label->second);
    }
    for (const auto& value : all) document_.add_boolean_term(schema::facet_term(field, value));
  }

  void add_date(const schema::Record& record, const char* field, unsigned first, unsigned last) {
    const auto date = record.dates.find(field);
    if (date == record.dates.end()) return;
    document_.add_value(first, std::to_string(date->second.first_day()));
    document_.add_value(last, std::to_string(date->second.last_day()));
  }

  const DocumentContext& context_;
  Xapian::Document document_;
  Xapian::termpos position_ = 1;
  std::size_t lead_words_ = 0;
};

/// "Outcomes", "Recommendation 3": headings that many records have.
bool is_common_heading(const schema::Passage& passage, const schema::Vocabularies& vocabularies) {
  if (passage.heading.empty() || passage.kind == "recommendations") return true;
  const auto* sections = vocabularies.find("section");
  if (sections == nullptr) return false;
  const auto heading = schema::fold(passage.heading);
  const auto is_it = [&](const std::string& name) { return schema::fold(name) == heading; };
  return std::any_of(sections->values().begin(), sections->values().end(), [&](const auto& section) {
    return is_it(section.label) || is_it(section.label_cy) || std::any_of(section.forms.begin(), section.forms.end(), [&](const auto& form) { return is_it(form.text); });
  });
}

}  // namespace

Xapian::Document make_document(const schema::Record& record, std::vector<schema::Passage>& passages, const DocumentContext& context) {
  DocumentMaker maker(context);
  maker.add_title(record.title);
  std::string last_anchor, last_heading;
  for (auto& passage : passages) {
    const bool heads = passage.heading != last_heading && !is_common_heading(passage, context.vocabularies);
    const auto heading = heads ? maker.add_heading(passage.heading) : 0;
    const auto text = maker.add_passage(passage.text, !heads && passage.anchor == last_anchor);
    passage.first_position = heads ? heading : text;
    last_anchor = passage.anchor;
    last_heading = passage.heading;
  }
  maker.add_values(record);
  maker.add_dates(record);
  maker.add_order(record, record.id);
  maker.document().add_boolean_term(schema::id_term(record.id));
  maker.document().set_data(nlohmann::json(schema::card_of(record)).dump());
  return std::move(maker.document());
}

Xapian::Document make_recommendation_document(const schema::Record& record, const schema::Recommendation& recommendation,
                                              const DocumentContext& context) {
  DocumentMaker maker(context);
  schema::Record card = schema::card_of(record);
  card.recommendations = {recommendation};
  std::erase_if(card.attachments, [](const auto& attachment) { return !attachment.original; });  // it may be opened at the recommendation's page
  card.terms.erase("attachment_kind");
  card.terms.erase("agency");
  if (!recommendation.agency.empty()) card.terms["agency"] = recommendation.agency;
  maker.add_title(record.title);
  maker.add_passage(recommendation.text, false);
  maker.add_values(card);
  maker.add_dates(card);
  const std::string unique = record.id + "#r" + std::to_string(recommendation.number);
  maker.add_order(card, unique);
  maker.document().add_boolean_term(schema::id_term(unique));
  maker.document().add_boolean_term(schema::bounded_term(prefix::kParent, record.id));
  maker.document().set_data(nlohmann::json(card).dump());
  return std::move(maker.document());
}

}  // namespace indexer
