#pragma once
// How often the first suggestion for a misspelt word is the word that was meant.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace evaluation {

/// A word as it was typed, and the words that may have been meant.
struct Misspelling {
  std::string typed;
  std::vector<std::string> meant;
};

/// Reads pairs, a line each: "typed<TAB>meant" or "typed->meant", several meanings with commas. Passed over: lines with "#" in front, words of other
/// letters than a to z or under four. Throws std::runtime_error naming the file, and the line that is no pair.
std::vector<Misspelling> load_misspellings(const std::filesystem::path& file);

/// Reads words, a line each, with a tab and the number of texts that hold it if that is known. Words are folded; those with other letters than a to z are
/// passed over. Throws std::runtime_error.
std::vector<std::pair<std::string, unsigned>> load_words(const std::filesystem::path& file);

struct SpellingFigures {
  std::size_t words = 0;     ///< of the vocabulary
  std::size_t pairs = 0;     ///< tried: those of which the vocabulary has a meaning, and not what was typed
  std::size_t left_out = 0;
  std::size_t right = 0;     ///< the first suggestion was meant
  std::size_t none = 0;      ///< there was no suggestion
  double milliseconds = 0;   ///< of a look-up, mean
  std::vector<std::pair<Misspelling, std::string>> wrong;  ///< with what was suggested; empty: nothing
  double accuracy() const { return pairs == 0 ? 0 : static_cast<double>(right) / static_cast<double>(pairs); }
};

SpellingFigures measure_spelling(const std::vector<Misspelling>& pairs, const std::vector<std::pair<std::string, unsigned>>& words);

}  // namespace evaluation
