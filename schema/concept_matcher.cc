#include "schema/concept_matcher.h"

#include <algorithm>

#include "schema/fields.h"
#include "schema/welsh_mutations.h"

namespace schema {
namespace {

std::string joined(const std::vector<Token>& tokens, std::size_t first, std::size_t count, std::string Token::*part) {
  std::string out;
  for (std::size_t i = first; i < first + count; ++i) {
    if (i > first) out += ' ';
    out += tokens[i].*part;
  }
  return out;
}

bool in_capitals(const std::vector<Token>& tokens, std::size_t first, std::size_t count) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first), tokens.begin() + static_cast<std::ptrdiff_t>(first + count),
                     [](const Token& token) { return token.capitals; });
}

}  // namespace

ConceptMatcher::ConceptMatcher(const Vocabularies& vocabularies, TextAnalyser& analyser) {
  for (const auto name : kConceptVocabularies) {
    const auto* vocabulary = vocabularies.find(name);
    if (vocabulary == nullptr) continue;
    for (const auto& value : vocabulary->values()) {
      SurfaceForm label;
      label.text = value.label;
      add(vocabulary->name, value.id, label, analyser);
      if (!value.label_cy.empty()) {
        label.text = value.label_cy;
        label.language = "cy";
        add(vocabulary->name, value.id, label, analyser);
      }
      for (const auto& form : value.forms) add(vocabulary->name, value.id, form, analyser);
    }
  }
}

ConceptMatcher ConceptMatcher::of_questions(const Vocabularies& vocabularies, TextAnalyser& analyser) {
  ConceptMatcher matcher;
  SurfaceForm form;
  for (const auto& [name, vocabulary] : vocabularies.all())
    for (const auto& value : vocabulary.values())
      for (const auto& wording : value.asked_as) {
        form.text = wording;
        matcher.add(name, value.id, form, analyser);
      }
  return matcher;
}

void ConceptMatcher::add(const std::string& field, const std::string& id, const SurfaceForm& form, TextAnalyser& analyser) {
  if (form.when == SurfaceForm::When::kNever) return;
  auto tokens = analyser.tokens(form.text);
  if (tokens.empty()) return;
  const std::string words = joined(tokens, 0, tokens.size(), &Token::word);
  add_meaning(field, id, form, words, tokens);
  if (!form.abbreviation) return add_variants(field, id, form, tokens, analyser);
  // The stemmer leaves the s of "CSEs" and "GPs" where it is.
  tokens.back().stem = analyser.stem(tokens.back().word + "s");
  add_meaning(field, id, form, words, tokens);
}

/// Short words are left as they are: mutated or joined they are other words ("tân", "dan").
void ConceptMatcher::add_variants(const std::string& field, const std::string& id, const SurfaceForm& form, const std::vector<Token>& tokens, TextAnalyser& analyser) {
  constexpr std::size_t kShort = 5;
  const auto add_as = [&](std::vector<Token> other) { add_meaning(field, id, form, joined(other, 0, other.size(), &Token::word), other); };
  const auto token = [&](const std::string& word) {
    Token out;
    out.word = word;
    out.stem = analyser.stem(word);
    return out;
  };
  if (form.language == "cy")
    for (const auto& mutated : welsh_mutations(tokens.front().word)) {
      if (tokens.size() == 1 && mutated.size() < kShort) continue;
      auto other = tokens;
      other.front() = token(mutated);
      add_as(std::move(other));
    }
  if (tokens.size() < 2 || tokens.size() > 3) return;
  std::string together;
  for (const auto& one : tokens) together += one.word;
  if (together.size() >= 2 * kShort) add_as({token(together)});
}

void ConceptMatcher::add_meaning(const std::string& field, const std::string& id, const SurfaceForm& form, const std::string& words,
                                 const std::vector<Token>& tokens) {
  auto& longest = longest_by_first_stem_[tokens.front().stem];
  longest = std::max(longest, tokens.size());
  auto& meanings = by_stems_[joined(tokens, 0, tokens.size(), &Token::stem)];
  // A form that is also written as another form's plural or in other letters is one meaning; the freer rule wins.
  for (auto& known : meanings)
    if (known.field == field && known.id == id) {
      if (!form.abbreviation && form.when == SurfaceForm::When::kAlways) {
        known.abbreviation = false;
        known.when = form.when;
      }
      return;
    }
  meanings.push_back({field, id, words, form.when, form.abbreviation});
}

std::vector<ConceptMatch> ConceptMatcher::find(const std::vector<Token>& tokens, Text text) const {
  std::vector<ConceptMatch> out;
  for (std::size_t first = 0; first < tokens.size();) {
    const auto bound = longest_by_first_stem_.find(tokens[first].stem);
    std::size_t taken = 0;
    if (bound != longest_by_first_stem_.end()) {
      for (std::size_t count = std::min(bound->second, tokens.size() - first); count > 0 && taken == 0; --count) {
        const auto found = by_stems_.find(joined(tokens, first, count, &Token::stem));
        if (found == by_stems_.end()) continue;
        const bool capitals = in_capitals(tokens, first, count);
        for (const auto& meaning : found->second) {
          if (meaning.when == SurfaceForm::When::kCapitals && !capitals) continue;
          if (meaning.abbreviation) {
            if (text == Text::kDocument && !capitals) continue;
            const std::string words = joined(tokens, first, count, &Token::word);
            if (words != meaning.words && words != meaning.words + "s") continue;
          }
          out.push_back({meaning.field, meaning.id, first, count});
          taken = count;
        }
      }
    }
    first += std::max<std::size_t>(taken, 1);
  }
  return out;
}

}  // namespace schema
