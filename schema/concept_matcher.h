#pragma once
// Finds vocabulary concepts in a text, whatever name they go by there, so that "CSE", "child sexual exploitation" and an
// old name meet in one term.

#include <string>
#include <unordered_map>
#include <vector>

#include "schema/text_analysis.h"
#include "schema/vocabulary.h"

namespace schema {

/// A concept that stands at tokens [first, first + count) of a text.
struct ConceptMatch {
  std::string field;  ///< vocabulary name: "theme", "force", …
  std::string id;     ///< value of that vocabulary
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Names of concepts. Labels and other names match by stem, run together too, and Welsh ones with their first letter mutated; abbreviations
/// match letter by letter. Immutable: any thread.
class ConceptMatcher {
 public:
  enum class Text { kDocument, kQuery };  ///< in documents an abbreviation counts only in capitals

  /// The surface forms of the vocabularies whose concepts are looked for in texts (kConceptVocabularies in fields.h).
  /// `analyser` is used while constructing only.
  ConceptMatcher(const Vocabularies& vocabularies, TextAnalyser& analyser);
  /// The wordings that ask for a value of any vocabulary (VocabularyValue::asked_as).
  static ConceptMatcher of_questions(const Vocabularies& vocabularies, TextAnalyser& analyser);

  /// Longest matches from left to right, not overlapping; several with one place where a form has several meanings.
  std::vector<ConceptMatch> find(const std::vector<Token>& tokens, Text text) const;

 private:
  ConceptMatcher() = default;
  struct Meaning {
    std::string field;
    std::string id;
    std::string words;  ///< folded words, compared for abbreviations
    SurfaceForm::When when;
    bool abbreviation;
  };
  void add(const std::string& field, const std::string& id, const SurfaceForm& form, TextAnalyser& analyser);
  void add_variants(const std::string& field, const std::string& id, const SurfaceForm& form, const std::vector<Token>& tokens, TextAnalyser& analyser);
  void add_meaning(const std::string& field, const std::string& id, const SurfaceForm& form, const std::string& words,
                   const std::vector<Token>& tokens);

  std::unordered_map<std::string, std::vector<Meaning>> by_stems_;
  std::unordered_map<std::string, std::size_t> longest_by_first_stem_;
};

}  // namespace schema
