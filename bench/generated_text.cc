#include "bench/generated_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>
#include <sstream>
#include <string_view>

#include "schema/fields.h"
#include "schema/text_analysis.h"

namespace bench {
namespace {

constexpr double kZipfExponent = 1.07;
constexpr double kZipfShift = 2.7;
constexpr double kNameShare = 0.033;
constexpr std::size_t kMeanSentence = 18;

constexpr std::string_view kFunctionWords =
    "the of and to a in was for that with on as by were is not at from had be it this which their or an have are they been who has her "
    "would but his she when he no there also more one all about could did out after other police officers may children child should "
    "where into than these what will if them can our any some between before two within during how family while being such each "
    "information support risk people during services practice staff agencies review made used local work needs health care";

constexpr std::array<std::string_view, 24> kOnsets = {"b", "c",  "d",  "f",  "g",  "h",  "l",  "m",  "n",  "p",  "r",  "s",
                                                      "t", "v",  "br", "cl", "dr", "gr", "pl", "pr", "sh", "st", "th", "tr"};
constexpr std::array<std::string_view, 10> kVowels = {"a", "e", "i", "o", "u", "ai", "ea", "ou", "ee", "oa"};
constexpr std::array<std::string_view, 12> kCodas = {"", "n", "r", "l", "s", "t", "m", "nd", "st", "ck", "nt", "rd"};
constexpr std::array<std::string_view, 12> kEndings = {"", "", "", "s", "ed", "ing", "er", "ly", "ment", "ness", "ation", "able"};

template <typename List>
const auto& pick(const List& list, Random& random) {
  return list[random.below(list.size())];
}

std::string made_up_word(Random& random) {
  std::string word;
  const std::size_t syllables = 2 + random.below(2);
  for (std::size_t i = 0; i < syllables; ++i) {
    word += pick(kOnsets, random);
    word += pick(kVowels, random);
    word += pick(kCodas, random);
  }
  return word.append(pick(kEndings, random));
}

std::vector<std::string> vocabulary_words(const schema::Vocabularies& vocabularies) {
  schema::TextAnalyser analyser;
  std::vector<std::string> out;
  for (const auto& [name, vocabulary] : vocabularies.all())
    for (const auto& value : vocabulary.values())
      for (const auto& text : {value.label, value.definition})
        for (const auto& token : analyser.tokens(text)) out.push_back(token.word);
  return out;
}

}  // namespace

std::uint64_t Random::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

double Random::unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

std::size_t Random::below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

double Random::log_normal(double median, double sigma) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));
  return median * std::exp(sigma * radius * std::cos(2.0 * std::numbers::pi * unit()));
}

std::size_t Random::ranked(std::size_t limit) {
  const double place = std::pow(static_cast<double>(limit) + 1.0, unit()) - 1.0;
  return std::min(static_cast<std::size_t>(place), limit - 1);
}

GeneratedText::GeneratedText(const schema::Vocabularies& vocabularies) {
  std::set<std::string> known;
  const auto add = [&](const std::string& word) {
    if (known.insert(word).second) words_.push_back(word);
  };
  std::istringstream function_words{std::string(kFunctionWords)};
  for (std::string word; function_words >> word;) add(word);
  Random random(1);
  for (const auto& word : vocabulary_words(vocabularies)) {
    add(word);
    for (int i = 0; i < 2; ++i) add(made_up_word(random));
  }
  while (words_.size() < kWords) add(made_up_word(random));
  words_.resize(kWords);
  double sum = 0;
  for (std::size_t rank = 0; rank < kWords; ++rank)
    cumulative_.push_back(sum += 1.0 / std::pow(static_cast<double>(rank) + kZipfShift, kZipfExponent));
  for (const auto name : schema::kConceptVocabularies)
    if (const auto* vocabulary = vocabularies.find(name))
      for (const auto& value : vocabulary->values()) names_.push_back(&value);
}

const std::string& GeneratedText::word(Random& random) const {
  const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), random.unit() * cumulative_.back());
  return words_[std::min(static_cast<std::size_t>(found - cumulative_.begin()), kWords - 1)];
}

std::string GeneratedText::name_of(const schema::VocabularyValue& value, Random& random) const {
  if (!value.forms.empty() && random.chance(0.4)) {
    const auto& form = pick(value.forms, random);
    if (form.audience.empty()) return form.text;
  }
  return random.chance(0.2) ? value.label : schema::fold(value.label);
}

std::string GeneratedText::sentence(std::size_t words, const std::vector<const schema::VocabularyValue*>& about, Random& random) const {
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) out += random.chance(0.06) ? ", " : " ";
    if (!random.chance(kNameShare)) out += word(random);
    else if (!about.empty() && random.chance(0.7)) out += name_of(*pick(about, random), random);
    else out += name_of(*names_[random.ranked(names_.size())], random);
  }
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out + ".";
}

std::string GeneratedText::sentences(std::size_t words, const std::vector<const schema::VocabularyValue*>& about, Random& random) const {
  std::string out;
  for (std::size_t made = 0; made < words;) {
    const std::size_t length = std::min(kMeanSentence / 2 + random.below(kMeanSentence), std::max<std::size_t>(words - made, 4));
    if (!out.empty()) out += ' ';
    out += sentence(length, about, random);
    made += length;
  }
  return out;
}

std::string GeneratedText::paragraphs(std::size_t words, const std::vector<const schema::VocabularyValue*>& about, Random& random) const {
  std::string out;
  for (std::size_t made = 0; made < words;) {
    const std::size_t length = std::min((3 + random.below(4)) * kMeanSentence, words - made);
    if (!out.empty()) out += '\n';
    out += sentences(length, about, random);
    made += length;
  }
  return out;
}

}  // namespace bench
