#pragma once
// Text that is spread like text of the field: a few very common words, thousands of rare ones, and between them the names and
// abbreviations of themes, forces and agencies. The same on every machine for the same seed.

#include <cstdint>
#include <string>
#include <vector>

#include "schema/vocabulary.h"

namespace bench {

/// SplitMix64 (Steele, Lea and Flood, 2014). The distributions of <random> differ between standard libraries; these do not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  double unit();                              ///< in [0, 1)
  std::size_t below(std::size_t limit);       ///< in [0, limit); limit > 0
  bool chance(double probability) { return unit() < probability; }
  double log_normal(double median, double sigma);
  /// In [0, limit), small numbers oftener: rank r about as often as 1 / (r + 1).
  std::size_t ranked(std::size_t limit);

 private:
  std::uint64_t state_;
};

/// Distinct words in the order of their frequency: English function words, then words of the vocabularies' labels and
/// definitions among made-up words with English endings.
inline constexpr std::size_t kWords = 30'000;

/// What the texts are made of. Immutable: any thread, with a Random of its own.
class GeneratedText {
 public:
  explicit GeneratedText(const schema::Vocabularies& vocabularies);

  /// A word by Zipf's law with Mandelbrot's shift.
  const std::string& word(Random& random) const;
  /// A name of the value, as people write it: mostly the label in lower case, else another name or an abbreviation.
  std::string name_of(const schema::VocabularyValue& value, Random& random) const;
  /// About `words` words, no line break: "Xx xxx xxxx xx. Xxxx …". Every 30th or so is a name, mostly one of `about`'s.
  std::string sentences(std::size_t words, const std::vector<const schema::VocabularyValue*>& about, Random& random) const;
  /// Paragraphs of three to six sentences, a line each.
  std::string paragraphs(std::size_t words, const std::vector<const schema::VocabularyValue*>& about, Random& random) const;

 private:
  std::string sentence(std::size_t words, const std::vector<const schema::VocabularyValue*>& about, Random& random) const;

  std::vector<std::string> words_;
  std::vector<double> cumulative_;
  std::vector<const schema::VocabularyValue*> names_;
};

}  // namespace bench
