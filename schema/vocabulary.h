#pragma once
// Controlled vocabularies: themes, forces, review types, agencies and every other closed list of values. They are data
// (YAML in the corpus, JSON in a generation); nothing of them is in code.

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schema {

/// One way in which a value is written.
struct SurfaceForm {
  /// When the form stands for its value.
  enum class When {
    kAlways,    ///< an abbreviation: in capitals in documents, in any case in queries; other forms: in any case
    kCapitals,  ///< in capitals only, in queries too ("ACE")
    kNever,     ///< shown as another name, never recognised ("cutting")
  };
  std::string text;
  When when = When::kAlways;
  bool abbreviation = false;
  std::string language = "en";  ///< "en" or "cy"
  std::string audience;         ///< the lowest audience that may know this form; empty: everyone
};

/// One value of a vocabulary. Empty strings and lists mean "not given".
struct VocabularyValue {
  std::string id;  ///< slug, the value in filters and facets
  std::string label;
  std::string label_cy;
  std::string parent;  ///< id in the same vocabulary
  std::string definition;
  std::vector<std::string> related;
  std::vector<std::string> replaced_by;  ///< newer names of the same thing (SCR -> LCSPR)
  std::vector<std::string> replaces;
  std::vector<std::string> tags;
  std::map<std::string, std::string> extra;  ///< further facts, as "region" of a force
  std::vector<SurfaceForm> forms;            ///< without the labels
  std::vector<std::string> asked_as;         ///< wordings in a query that ask for records with this value ("low cost")
};

/// A vocabulary, in the order of its file.
class Vocabulary {
 public:
  std::string name;  ///< the record field it belongs to
  std::string label;
  std::string label_cy;
  bool ordered = false;  ///< values are listed in this order, not by count

  /// Adds a value; false if its id is there already.
  bool add(VocabularyValue value);
  const std::vector<VocabularyValue>& values() const { return values_; }
  /// Null where there is none.
  const VocabularyValue* find(std::string_view id) const;
  /// The value that a person meant by an id, a label or another name in any case; null for none and where
  /// two values share it. A label outranks another value's other name.
  const VocabularyValue* resolve(std::string_view written) const;
  /// The label in `language` ("en", "cy"), else in English; `id` itself where it is not known.
  std::string label_of(std::string_view id, std::string_view language = "en") const;
  /// The parent's id, its parent's and so on. Ends at a cycle.
  std::vector<std::string> ancestors(std::string_view id) const;

 private:
  using Index = std::unordered_map<std::string, std::size_t>;
  static void add_name(Index& names, std::string_view written, std::size_t index);

  std::vector<VocabularyValue> values_;
  Index by_id_;
  Index by_label_;  ///< slugs of labels; kAmbiguous where two values share one
  Index by_form_;   ///< slugs of other names, likewise
};

/// All vocabularies by name. Immutable once loaded; then any thread.
class Vocabularies {
 public:
  void add(Vocabulary vocabulary);
  /// Null where there is none.
  const Vocabulary* find(std::string_view name) const;
  const std::map<std::string, Vocabulary, std::less<>>& all() const { return by_name_; }

 private:
  std::map<std::string, Vocabulary, std::less<>> by_name_;
};

/// The JSON that travels in a generation. `audiences_known` are the names of the audiences up to the generation's own:
/// forms that are for a higher one are left out.
nlohmann::json vocabularies_to_json(const Vocabularies& vocabularies, const std::vector<std::string>& audiences_known);
/// Throws nlohmann::json::exception on anything else than the above.
Vocabularies vocabularies_from_json(const nlohmann::json& json);

}  // namespace schema
