#include "indexer/vocabulary_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "indexer/extract/yaml_values.h"
#include "indexer/source.h"
#include "schema/fields.h"
#include "schema/text_analysis.h"

namespace indexer {
namespace {

using schema::SurfaceForm;

/// Facts of a value beside those every value may have.
const std::set<std::string> kExtraKeys = {"region", "field", "ons_code", "rocu", "kind", "jurisdiction", "status", "legal_basis"};

/// Reads one file.
class VocabularyFile {
 public:
  VocabularyFile(std::string file, const LibraryConfig& config, std::vector<Problem>& problems)
      : file_(std::move(file)), config_(config), problems_(problems) {}

  schema::Vocabulary read(const FieldValue& yaml) {
    schema::Vocabulary vocabulary;
    const FieldValue* values = nullptr;
    for (const auto& [key, value] : yaml.members) {
      if (key == "vocabulary") vocabulary.name = value.text;
      else if (key == "label") vocabulary.label = value.text;
      else if (key == "label_cy") vocabulary.label_cy = value.text;
      else if (key == "ordered") vocabulary.ordered = value.text == "true";
      else if (key == "values") values = &value;
      else error(value.line, fmt::format("'{}' is not a key of a vocabulary", key));
    }
    if (vocabulary.name.empty()) error(1, "'vocabulary' is missing: the name of the field it belongs to");
    if (vocabulary.label.empty()) error(1, "'label' is missing");
    if (values == nullptr || values->items.empty()) {
      error(1, "'values' is missing or empty");
      return vocabulary;
    }
    for (const auto& item : values->items) {
      auto value = read_value(item);
      const std::string id = value.id;
      lines_[id] = item.line;
      if (!vocabulary.add(std::move(value))) error(item.line, fmt::format("id '{}' is used twice", id));
    }
    check_references(vocabulary);
    return vocabulary;
  }

 private:
  schema::VocabularyValue read_value(const FieldValue& item) {
    schema::VocabularyValue value;
    for (const auto& [key, field] : item.members) {
      if (key == "id") value.id = field.text;
      else if (key == "label") value.label = field.text;
      else if (key == "label_cy") value.label_cy = field.text;
      else if (key == "parent") value.parent = field.text;
      else if (key == "definition") value.definition = field.text;
      else if (key == "related") value.related = texts(field);
      else if (key == "replaced_by") value.replaced_by = texts(field);
      else if (key == "replaces") value.replaces = texts(field);
      else if (key == "tags") value.tags = texts(field);
      else if (key == "asked_as") value.asked_as = texts(field);
      else if (key == "alt" || key == "abbr" || key == "cy") add_forms(value, key, field);
      else if (kExtraKeys.contains(key)) value.extra[key] = field.text;
      else error(field.line, fmt::format("'{}' is not a key of a value", key));
    }
    if (value.id.empty() || value.id != schema::slug(value.id))
      error(item.line, fmt::format("id '{}' must be lower-case words joined by hyphens", value.id));
    if (value.label.empty()) error(item.line, fmt::format("'{}' has no label", value.id));
    return value;
  }

  std::vector<std::string> texts(const FieldValue& field) {
    std::vector<std::string> out;
    if (!field.text.empty()) out.push_back(field.text);
    for (const auto& item : field.items) out.push_back(item.text);
    return out;
  }

  void add_forms(schema::VocabularyValue& value, const std::string& key, const FieldValue& list) {
    if (!list.text.empty() || !list.members.empty()) error(list.line, fmt::format("'{}' must be a list", key));
    for (const auto& item : list.items) {
      SurfaceForm form;
      form.text = item.text;
      form.abbreviation = key == "abbr";
      form.language = key == "cy" ? "cy" : "en";
      for (const auto& [name, field] : item.members) {
        if (name == "form") form.text = field.text;
        else if (name == "audience") form.audience = field.text;
        else if (name == "when" && field.text == "always") form.when = SurfaceForm::When::kAlways;
        else if (name == "when" && field.text == "capitals") form.when = SurfaceForm::When::kCapitals;
        else if (name == "when" && field.text == "never") form.when = SurfaceForm::When::kNever;
        else error(field.line, fmt::format("'{}: {}' is not known of a form (form, when: always|capitals|never, audience)", name, field.text));
      }
      if (!form.audience.empty() && !config_.rank_of(form.audience))
        error(item.line, fmt::format("'{}' is not an audience of this library", form.audience));
      const auto same = [&](const SurfaceForm& other) { return other.text == form.text; };
      if (form.text.empty()) error(item.line, fmt::format("'{}' has an empty form", value.id));
      else if (std::any_of(value.forms.begin(), value.forms.end(), same)) warn(item.line, fmt::format("form '{}' is written twice", form.text));
      else value.forms.push_back(std::move(form));
    }
  }

  void check_references(const schema::Vocabulary& vocabulary) {
    for (const auto& value : vocabulary.values()) {
      const int line = lines_[value.id];
      const auto check = [&](const std::string& id, const char* what) {
        if (vocabulary.find(id) == nullptr) error(line, fmt::format("{} '{}' of '{}' does not exist", what, id, value.id));
      };
      if (!value.parent.empty()) check(value.parent, "parent");
      for (const auto& id : value.related) check(id, "related value");
      for (const auto& id : value.replaced_by) check(id, "newer name");
      for (const auto& id : value.replaces) check(id, "older name");
      const auto ancestors = vocabulary.ancestors(value.id);
      if (!ancestors.empty() && !vocabulary.find(ancestors.back())) continue;
      if ((!value.parent.empty() && value.parent == value.id) || (!ancestors.empty() && !vocabulary.find(ancestors.back())->parent.empty()))
        error(line, fmt::format("'{}' is its own ancestor", value.id));
    }
  }

  void error(int line, std::string message) { problems_.push_back({Severity::kError, file_, line, std::move(message)}); }
  void warn(int line, std::string message) { problems_.push_back({Severity::kWarning, file_, line, std::move(message)}); }

  std::string file_;
  const LibraryConfig& config_;
  std::vector<Problem>& problems_;
  std::map<std::string, int> lines_;
};

}  // namespace

schema::Vocabularies load_vocabularies(const std::filesystem::path& folder, const LibraryConfig& config, std::vector<Problem>& problems) {
  schema::Vocabularies out;
  const auto error = [&](const std::string& file, int line, std::string message) {
    problems.push_back({Severity::kError, file, line, std::move(message)});
  };
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(folder))
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (files.empty()) error(folder.string(), 0, "holds no vocabularies (*.yaml); a library needs at least theme.yaml and collection.yaml");
  for (const auto& path : files) {
    const std::string name = "vocabulary/" + path.filename().string();
    try {
      auto vocabulary = VocabularyFile(name, config, problems).read(parse_yaml(read_file(path)));
      if (vocabulary.name.empty()) continue;
      if (out.find(vocabulary.name) != nullptr) error(name, 1, fmt::format("vocabulary '{}' is in another file too", vocabulary.name));
      else out.add(std::move(vocabulary));
    } catch (const YamlError& yaml) {
      error(name, yaml.line, yaml.what());
    } catch (const std::runtime_error& unreadable) {
      error(name, 0, unreadable.what());
    }
  }
  return out;
}

}  // namespace indexer
