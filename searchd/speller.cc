#include "searchd/speller.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace searchd {
namespace {

constexpr std::size_t kShortestCorrected = 4;
constexpr std::size_t kShortestWord = 3;  ///< of those that a correction may lead to
constexpr double kFamiliarity = 0.08;   ///< an edit's worth of a word e times as frequent

// What slips cost: fitted to 3,000 of the everyday misspellings that the package codespell collects, and no better fit to others of them.
constexpr float kOtherLetter = 1.15F;
constexpr float kKeyBeside = 0.9F;
constexpr float kOtherVowel = 0.9F;
constexpr float kHeardAlike = 0.6F;
constexpr float kHeardNearly = 0.8F;
constexpr double kLeftOutVowel = 0.35;
constexpr double kLeftOutConsonant = 0.6;
constexpr double kNotDoubled = 0.5;
constexpr double kTooMany = 0.85;
constexpr double kDoubled = 0.3;
constexpr double kExchanged = 0.35;
constexpr double kFirstLetter = 0.5;    ///< added where the first letter is another

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// Costs of one letter for another, by letter.
class LetterCosts {
 public:
  LetterCosts() {
    for (auto& row : costs_) row.fill(kOtherLetter);
    for (const auto row : {std::string_view("qwertyuiop"), std::string_view("asdfghjkl"), std::string_view("zxcvbnm")})
      for (std::size_t i = 1; i < row.size(); ++i) set(row[i - 1], row[i], kKeyBeside);
    for (char a = 'a'; a <= 'z'; ++a)
      for (char b = 'a'; b <= 'z'; ++b)
        if (is_vowel(a) && is_vowel(b)) set(a, b, kOtherVowel);
    for (const auto heard_alike : {std::string_view("scz"), std::string_view("kcq"), std::string_view("fv"), std::string_view("gj")})
      for (const char a : heard_alike)
        for (const char b : heard_alike) set(a, b, kHeardAlike);
    for (const auto heard_nearly : {std::string_view("mn"), std::string_view("td"), std::string_view("bp")}) set(heard_nearly[0], heard_nearly[1], kHeardNearly);
    for (char a = 'a'; a <= 'z'; ++a) set(a, a, 0.0F);
  }
  float operator()(char a, char b) const { return costs_[index(a)][index(b)]; }

 private:
  static std::size_t index(char c) { return static_cast<std::size_t>(c - 'a') % 26; }
  void set(char a, char b, float cost) { costs_[index(a)][index(b)] = costs_[index(b)][index(a)] = cost; }
  std::array<std::array<float, 26>, 26> costs_{};
};

const LetterCosts& letter_costs() {
  static const LetterCosts costs;
  return costs;
}

double limit_for(std::size_t length) { return length < 6 ? 1.4 : length < 9 ? 2.1 : 2.8; }

bool of_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::uint32_t mask_of(std::string_view word) {
  std::uint32_t mask = 0;
  for (const char c : word) mask |= 1U << static_cast<unsigned>(c - 'a');
  return mask;
}

/// Whether the first letter is another to the ear too: not in "nife" for knife, "rist" for wrist, "fone" for phone.
bool begins_otherwise(std::string_view typed, std::string_view word) {
  if (typed.front() == word.front()) return false;
  if (word.size() < 2) return true;
  const auto begin = word.substr(0, 2);
  if (begin == "ph") return typed.front() != 'f';
  const bool silent = begin == "kn" || begin == "gn" || begin == "wr" || begin == "ps" || begin == "pn";
  return !silent || typed.front() != begin[1];
}

/// No edits between two words cost less, one of which lacks these letters of the other: an edit brings at most one letter in and one out,
/// but for an f in place of "ph".
double least_edits(std::uint32_t missing, std::uint32_t more) {
  static const std::uint32_t vowels = mask_of("aeiouy"), ph = mask_of("ph"), f = mask_of("f");
  if ((missing & ph) == ph && (more & f) != 0) missing &= ~mask_of("h");
  const double brought_in = kLeftOutVowel * std::popcount(missing & vowels) + static_cast<double>(kHeardAlike) * std::popcount(missing & ~vowels);
  return std::max(brought_in, static_cast<double>(kHeardAlike) * std::popcount(more));
}

/// Of a set of bits.
bool at_most_one(std::uint32_t bits) { return (bits & (bits - 1)) == 0; }

}  // namespace

double weighted_edits(std::string_view typed, std::string_view word, double limit) {
  const auto& letter_cost = letter_costs();
  const std::size_t n = typed.size();
  const std::size_t m = word.size();
  if (n > kLongestWord || m > kLongestWord + 2) return limit + 1;
  std::array<std::array<double, kLongestWord + 3>, 3> rows{};
  double* before = rows[0].data();
  double* above = rows[1].data();
  double* row = rows[2].data();
  const auto left_out = [&](std::size_t j) { return j > 1 && word[j - 2] == word[j - 1] ? kNotDoubled : is_vowel(word[j - 1]) ? kLeftOutVowel : kLeftOutConsonant; };
  const auto too_many = [&](std::size_t i) { return i > 1 && typed[i - 2] == typed[i - 1] ? kDoubled : kTooMany; };
  for (std::size_t j = 1; j <= m; ++j) above[j] = above[j - 1] + left_out(j);
  for (std::size_t i = 1; i <= n; ++i) {
    row[0] = above[0] + too_many(i);
    double least = row[0];
    const char a = typed[i - 1];
    const double surplus = too_many(i);
    for (std::size_t j = 1; j <= m; ++j) {
      const char b = word[j - 1];
      double cost = above[j - 1] + letter_cost(a, b);
      cost = std::min(cost, above[j] + surplus);
      cost = std::min(cost, row[j - 1] + left_out(j));
      if (i > 1 && j > 1 && a == word[j - 2] && b == typed[i - 2]) cost = std::min(cost, before[j - 2] + kExchanged);
      if (b == 'h' && a == 'f' && j > 1 && word[j - 2] == 'p') cost = std::min(cost, above[j - 2] + kHeardAlike);
      row[j] = cost;
      least = std::min(least, cost);
    }
    if (least > limit) return limit + 1;
    double* const free = before;
    before = above;
    above = row;
    row = free;
  }
  return above[m] + (begins_otherwise(typed, word) ? kFirstLetter : 0.0);
}

Speller::Speller(const std::vector<std::pair<std::string, unsigned>>& words) {
  for (const auto& [word, texts] : words) {
    if (word.size() < kShortestWord || word.size() > kLongestWord || !of_letters(word)) continue;
    auto& bucket = by_length_[word.size()];
    bucket.letters += word;
    bucket.masks.push_back(mask_of(word));
    bucket.familiarity.push_back(static_cast<float>(kFamiliarity * std::log1p(static_cast<double>(texts))));
  }
}

std::optional<NearWord> Speller::nearest(std::string_view word) const {
  if (word.size() < kShortestCorrected || word.size() > kLongestWord || !of_letters(word)) return std::nullopt;
  const double limit = limit_for(word.size());
  const auto mask = mask_of(word);
  const std::size_t slack = word.size() < 6 ? 1 : 2;
  std::optional<NearWord> best;
  double best_cost = limit;
  // Words with the same letters but one first: what is found among them leaves few of the others to look at.
  for (const bool close : {true, false})
    for (std::size_t length = word.size() - slack; length <= std::min(word.size() + slack, kLongestWord); ++length) {
      const auto& bucket = by_length_[length];
      for (std::size_t i = 0; i < bucket.masks.size(); ++i) {
        const std::uint32_t missing = bucket.masks[i] & ~mask;
        const std::uint32_t more = mask & ~bucket.masks[i];
        if ((at_most_one(missing) && at_most_one(more)) != close) continue;
        const double familiarity = bucket.familiarity[i];
        if (!close && least_edits(missing, more) - familiarity >= best_cost) continue;
        const std::string_view candidate(bucket.letters.data() + i * length, length);
        const double edits = weighted_edits(word, candidate, std::min(limit, best_cost + familiarity));
        if (edits > limit || edits - familiarity >= best_cost) continue;
        best_cost = edits - familiarity;
        best = NearWord{std::string(candidate), edits};
      }
    }
  return best;
}

}  // namespace searchd
