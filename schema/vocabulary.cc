#include "schema/vocabulary.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/text_analysis.h"

namespace schema {

NLOHMANN_JSON_SERIALIZE_ENUM(SurfaceForm::When, {{SurfaceForm::When::kAlways, "always"},
                                                 {SurfaceForm::When::kCapitals, "capitals"},
                                                 {SurfaceForm::When::kNever, "never"}})

namespace {

constexpr std::size_t kAmbiguous = static_cast<std::size_t>(-1);

nlohmann::json form_to_json(const SurfaceForm& form) {
  nlohmann::json json = {{"text", form.text}};
  if (form.when != SurfaceForm::When::kAlways) json["when"] = form.when;
  if (form.abbreviation) json["abbreviation"] = true;
  if (form.language != "en") json["language"] = form.language;
  return json;
}

SurfaceForm form_from_json(const nlohmann::json& json) {
  SurfaceForm form;
  form.text = json.at("text").get<std::string>();
  form.when = json.value("when", SurfaceForm::When::kAlways);
  form.abbreviation = json.value("abbreviation", false);
  form.language = json.value("language", "en");
  return form;
}

template <typename T>
void put(nlohmann::json& json, const char* key, const T& value) {
  if (!value.empty()) json[key] = value;
}

template <typename T>
void take(const nlohmann::json& json, const char* key, T& value) {
  if (const auto found = json.find(key); found != json.end()) value = found->get<T>();
}

}  // namespace

bool Vocabulary::add(VocabularyValue value) {
  const std::size_t index = values_.size();
  if (!by_id_.emplace(value.id, index).second) return false;
  add_name(by_label_, value.label, index);
  add_name(by_label_, value.label_cy, index);
  for (const auto& form : value.forms) add_name(by_form_, form.text, index);
  values_.push_back(std::move(value));
  return true;
}

void Vocabulary::add_name(Index& names, std::string_view written, std::size_t index) {
  if (written.empty()) return;
  const auto [entry, added] = names.emplace(slug(written), index);
  if (!added && entry->second != index) entry->second = kAmbiguous;
}

const VocabularyValue* Vocabulary::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &values_[found->second];
}

const VocabularyValue* Vocabulary::resolve(std::string_view written) const {
  if (const auto* value = find(written)) return value;
  const std::string key = slug(written);
  if (const auto* value = find(key)) return value;
  for (const auto* names : {&by_label_, &by_form_})
    if (const auto found = names->find(key); found != names->end() && found->second != kAmbiguous) return &values_[found->second];
  return nullptr;
}

std::string Vocabulary::label_of(std::string_view id, std::string_view language) const {
  const auto* value = find(id);
  if (value == nullptr) return std::string(id);
  return language == "cy" && !value->label_cy.empty() ? value->label_cy : value->label;
}

std::vector<std::string> Vocabulary::ancestors(std::string_view id) const {
  std::vector<std::string> out;
  for (const auto* value = find(id); value != nullptr && !value->parent.empty(); value = find(out.back())) {
    if (value->parent == id || std::find(out.begin(), out.end(), value->parent) != out.end()) break;
    out.push_back(value->parent);
  }
  return out;
}

void Vocabularies::add(Vocabulary vocabulary) {
  std::string name = vocabulary.name;
  by_name_.insert_or_assign(std::move(name), std::move(vocabulary));
}

const Vocabulary* Vocabularies::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

nlohmann::json vocabularies_to_json(const Vocabularies& vocabularies, const std::vector<std::string>& audiences_known) {
  nlohmann::json out = nlohmann::json::array();
  for (const auto& [name, vocabulary] : vocabularies.all()) {
    nlohmann::json values = nlohmann::json::array();
    for (const auto& value : vocabulary.values()) {
      nlohmann::json json = {{"id", value.id}, {"label", value.label}};
      put(json, "label_cy", value.label_cy);
      put(json, "parent", value.parent);
      put(json, "definition", value.definition);
      put(json, "related", value.related);
      put(json, "replaced_by", value.replaced_by);
      put(json, "replaces", value.replaces);
      put(json, "tags", value.tags);
      put(json, "extra", value.extra);
      put(json, "asked_as", value.asked_as);
      for (const auto& form : value.forms)
        if (form.audience.empty() ||
            std::find(audiences_known.begin(), audiences_known.end(), form.audience) != audiences_known.end())
          json["forms"].push_back(form_to_json(form));
      values.push_back(std::move(json));
    }
    nlohmann::json json = {{"name", name}, {"label", vocabulary.label}, {"values", std::move(values)}};
    put(json, "label_cy", vocabulary.label_cy);
    if (vocabulary.ordered) json["ordered"] = true;
    out.push_back(std::move(json));
  }
  return out;
}

Vocabularies vocabularies_from_json(const nlohmann::json& json) {
  Vocabularies out;
  for (const auto& one : json) {
    Vocabulary vocabulary;
    vocabulary.name = one.at("name").get<std::string>();
    vocabulary.label = one.at("label").get<std::string>();
    take(one, "label_cy", vocabulary.label_cy);
    vocabulary.ordered = one.value("ordered", false);
    for (const auto& json_value : one.at("values")) {
      VocabularyValue value;
      value.id = json_value.at("id").get<std::string>();
      value.label = json_value.at("label").get<std::string>();
      take(json_value, "label_cy", value.label_cy);
      take(json_value, "parent", value.parent);
      take(json_value, "definition", value.definition);
      take(json_value, "related", value.related);
      take(json_value, "replaced_by", value.replaced_by);
      take(json_value, "replaces", value.replaces);
      take(json_value, "tags", value.tags);
      take(json_value, "extra", value.extra);
      take(json_value, "asked_as", value.asked_as);
      if (const auto forms = json_value.find("forms"); forms != json_value.end())
        for (const auto& form : *forms) value.forms.push_back(form_from_json(form));
      vocabulary.add(std::move(value));
    }
    out.add(std::move(vocabulary));
  }
  return out;
}

}  // namespace schema
