#include "schema/word_forms.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace schema {
namespace {

const std::unordered_map<std::string_view, std::string_view>& irregular_words() {
  static const std::unordered_map<std::string_view, std::string_view> words = {
      {"knives", "knife"},       {"wives", "wife"},         {"lives", "life"},         {"housewives", "housewife"},
      {"midwives", "midwife"},   {"children", "child"},     {"childrens", "child"},    {"women", "woman"},
      {"womens", "woman"},       {"men", "man"},            {"mens", "man"},           {"policemen", "policeman"},
      {"policewomen", "policewoman"}, {"grandchildren", "grandchild"}, {"stepchildren", "stepchild"}, {"people", "person"},
      {"peoples", "person"},     {"persons", "person"},     {"thieves", "thief"},      {"halves", "half"},
      {"selves", "self"},        {"themselves", "themself"}, {"teeth", "tooth"},       {"feet", "foot"},
      {"criteria", "criterion"}, {"analyses", "analysis"},  {"crises", "crisis"},      {"diagnoses", "diagnosis"},
      {"focussed", "focused"},   {"focusses", "focuses"},   {"focussing", "focusing"}, {"enquiry", "inquiry"},
      {"enquiries", "inquiries"}, {"defense", "defence"},   {"offense", "offence"},    {"offenses", "offences"},
      {"program", "programme"},  {"programs", "programmes"}, {"judgement", "judgment"}, {"judgements", "judgments"},
      {"ageing", "aging"},       {"traveller", "traveler"}, {"travellers", "travelers"}};
  return words;
}

/// Stems of words that end in -ize by nature, not by spelling.
constexpr std::array<std::string_view, 12> kTrueIze = {"size",   "prize",   "seize",  "capsize", "maize",    "baize",
                                                       "resize", "oversize", "downsize", "apprize", "bulldoze", "citizen"};

constexpr std::array<std::string_view, 15> kOrWords = {"behavior", "honor",   "color",  "favor", "harbor", "labor", "neighbor", "rumor",
                                                       "humor",    "vigor",   "parlor", "savor", "vapor",  "endeavor", "misdemeanor"};

constexpr std::array<std::string_view, 9> kIzeEndings = {"ize", "ized", "izes", "izing", "izer", "izers", "ization", "izations", "izational"};
constexpr std::array<std::string_view, 4> kYzeEndings = {"yze", "yzed", "yzes", "yzing"};

bool replace_z(std::string& word, std::string_view ending) {
  if (word.size() < ending.size() + 3 || !word.ends_with(ending)) return false;
  word[word.size() - ending.size() + 1] = 's';
  return true;
}

}  // namespace

std::string joined_form(std::string_view word) {
  const auto& irregular = irregular_words();
  if (const auto found = irregular.find(word); found != irregular.end()) return std::string(found->second);
  std::string form(word);
  if (form.size() >= 6 && form.find('z') != std::string::npos &&
      std::none_of(kTrueIze.begin(), kTrueIze.end(), [&](auto w) { return form.starts_with(w.substr(0, w.size() - 1)); })) {
    for (const auto ending : kIzeEndings)
      if (replace_z(form, ending)) break;
    for (const auto ending : kYzeEndings)
      if (replace_z(form, ending)) break;
  }
  for (const auto us : kOrWords)
    if (form.starts_with(us)) {
      form.insert(us.size() - 1, "u");
      break;
    }
  return form;
}

bool is_stop_word(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
      "a",     "about", "after", "all",   "also",  "an",    "and",   "any",   "are",   "as",    "at",    "be",    "been",  "being", "but",
      "by",    "can",   "could", "did",   "do",    "does",  "for",   "from",  "had",   "has",   "have",  "he",    "her",   "him",   "his",
      "how",   "i",     "if",    "in",    "into",  "is",    "it",    "its",   "me",    "my",    "no",    "not",   "of",    "on",    "or",
      "our",   "should", "she",  "so",    "some",  "such",  "than",  "that",  "the",   "their", "them",  "then",  "there", "these", "they",
      "this",  "to",    "too",   "us",    "was",   "we",    "were",  "what",  "when",  "where", "which", "who",   "why",   "will",  "with",
      "would", "you",   "your",  "yr",    "yn",    "yng",   "ym",    "ar"};
  return words.contains(word);
}

}  // namespace schema
