#include "searchd/speller.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace searchd {
namespace {

constexpr std::size_t kShortestCorrected = 4;
constexpr std::size_t kShortestWord = 3;  ///< of those that a correction may lead to
constexpr double kFirstLetter = 0.5;    ///< added where the first letter is another
constexpr double kFamiliarity = 0.08;   ///< an edit's worth of a word e times as frequent

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// Costs of one letter for another, by letter.
class LetterCosts {
 public:
  LetterCosts() {
    for (auto& row : costs_) row.fill(1.0F);
    for (const auto row : {std::string_view("qwertyuiop"), std::string_view("asdfghjkl"), std::string_view("zxcvbnm")})
      for (std::size_t i = 1; i < row.size(); ++i) set(row[i - 1], row[i], 0.8F);
    for (char a = 'a'; a <= 'z'; ++a)
      for (char b = 'a'; b <= 'z'; ++b)
        if (is_vowel(a) && is_vowel(b)) set(a, b, 0.6F);
    for (const auto heard_alike : {std::string_view("scz"), std::string_view("kcq"), std::string_view("fv"), std::string_view("gj")})
      for (const char a : heard_alike)
        for (const char b : heard_alike) set(a, b, 0.6F);
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

double limit_for(std::size_t length) { return length < 6 ? 1.2 : length < 9 ? 2.0 : 2.6; }

bool of_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::uint32_t mask_of(std::string_view word) {
  std::uint32_t mask = 0;
  for (const char c : word) mask |= 1U << static_cast<unsigned>(c - 'a');
  return mask;
}

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
  for (std::size_t j = 0; j <= m; ++j) above[j] = static_cast<double>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    row[0] = static_cast<double>(i);
    double least = row[0];
    const char a = typed[i - 1];
    const bool doubled_typed = i > 1 && typed[i - 2] == a;
    for (std::size_t j = 1; j <= m; ++j) {
      const char b = word[j - 1];
      const bool doubled_word = j > 1 && word[j - 2] == b;
      double cost = above[j - 1] + letter_cost(a, b);
      cost = std::min(cost, above[j] + (doubled_typed ? 0.5 : is_vowel(a) ? 0.8 : 1.0));
      cost = std::min(cost, row[j - 1] + (doubled_word ? 0.5 : is_vowel(b) ? 0.8 : 1.0));
      if (i > 1 && j > 1 && a == word[j - 2] && b == typed[i - 2]) cost = std::min(cost, before[j - 2] + 0.6);
      row[j] = cost;
      least = std::min(least, cost);
    }
    if (least > limit) return limit + 1;
    double* const free = before;
    before = above;
    above = row;
    row = free;
  }
  return above[m] + (typed.front() != word.front() ? kFirstLetter : 0.0);
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
  // An edit brings at most one letter in and one out.
  const int most_letters = word.size() < 6 ? 3 : 5;
  std::optional<NearWord> best;
  double best_cost = limit;
  const std::size_t slack = word.size() < 6 ? 1 : 2;
  for (std::size_t length = word.size() - slack; length <= std::min(word.size() + slack, kLongestWord); ++length) {
    const auto& bucket = by_length_[length];
    for (std::size_t i = 0; i < bucket.masks.size(); ++i) {
      if (std::popcount(bucket.masks[i] ^ mask) > most_letters) continue;
      const std::string_view candidate(bucket.letters.data() + i * length, length);
      const double familiarity = bucket.familiarity[i];
      const double edits = weighted_edits(word, candidate, std::min(limit, best_cost + familiarity));
      if (edits > limit || edits - familiarity >= best_cost) continue;
      best_cost = edits - familiarity;
      best = NearWord{std::string(candidate), edits};
    }
  }
  return best;
}

}  // namespace searchd
