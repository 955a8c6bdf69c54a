#pragma once
// The nearest known word to one that is not known: weighted edits over a list of words.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace searchd {

/// A word that may have been meant.
struct NearWord {
  std::string word;
  double edits = 0;  ///< weighted: a slip of the keyboard or of hearing costs less than a letter for another
};

/// Letters beyond which no word is corrected.
inline constexpr std::size_t kLongestWord = 24;

/// Immutable once made: any thread. A look-up reads the words that share enough letters: about 0.1 ms among 40,000.
class Speller {
 public:
  /// `words` are folded, each with the number of texts that hold it: of equally near words the more frequent one is meant.
  explicit Speller(const std::vector<std::pair<std::string, unsigned>>& words);

  /// Nothing where none is near enough, and for what is not corrected: under four letters, over 24, or with anything but a to z.
  std::optional<NearWord> nearest(std::string_view word) const;

 private:
  /// The words of one length. Letters as bits, so that most words are passed over without looking at them.
  struct Bucket {
    std::string letters;  ///< the words, one after another
    std::vector<std::uint32_t> masks;
    std::vector<float> familiarity;
  };
  std::array<Bucket, kLongestWord + 1> by_length_;
};

/// The weighted distance from what was typed to a word of a to z; over `limit` any larger number. Damerau and Levenshtein's edits, of which these are
/// cheap: a letter left out, above all a vowel; a letter doubled or not; neighbours exchanged; letters heard alike (s c z, k c q, f v, g j); a vowel for
/// another; a key beside the right one. A wrong first letter is dear.
double weighted_edits(std::string_view typed, std::string_view word, double limit);

}  // namespace searchd
