#pragma once
// How results are ranked: every number of it, read from a file that can be changed and read again while searchd runs.

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace searchd {

/// Shares of a word's parts in a score, beside the stem's own 1. The starting values were measured over twelve public collections.
struct WordWeights {
  double title = 0.3;          ///< the stem in the title
  double lead = 0.25;          ///< the stem in title and first words
  double adjacent = 0.25;      ///< two words that follow each other in the query as a phrase
  double stop_word = 0.25;     ///< a stop word's stem
  double concept_share = 1;    ///< a concept under any of its names, and as a tag
  double renamed = 0.4;        ///< share of that for an older or newer name of the concept
  double tagged = 0.2;         ///< for a record's own tag, however long its text: share of the logarithm of how few are tagged so
  double ineb2_c = 2.0;        ///< normalisation of Xapian::IneB2Weight
};

/// Where the ladder of match_set.h stops.
struct LadderRules {
  std::size_t enough = 20;       ///< documents with which a step is good enough; or a page full, if that is more
  std::size_t narrow = 10;       ///< documents with which filters in words narrow; or a page full, if that is more
  double all = 0.75;             ///< share of the mass of the best document: only words that tell little may be missing
  double most = 0.5;
  std::size_t most_clauses = 6;  ///< more of them: any
};

/// What speaks for a record whatever the query: added to a score, where a rare word that stands once adds about 5.
struct ValuePrior {
  std::string field;  ///< of a facet
  std::string value;
  double weight = 0;
};
struct Priors {
  std::vector<ValuePrior> values;
  double recency = 0;            ///< for the newest record; half of it for one that is older by `half_life_years`
  double half_life_years = 8;
};

/// How passages of one record compare.
struct PassageWeights {
  double preferred = 1.25;  ///< times, for sections that the vocabulary tags "preferred"
  double adjacent = 0.5;    ///< added for words of the query that stand side by side
  double repeated = 0.1;    ///< share of a word's weight for each time it comes again, up to three
  double alike = 0.5;       ///< share of different words in common from which two passages say the same
};

struct Ranking {
  WordWeights words;
  LadderRules ladder;
  Priors priors;
  PassageWeights passages;
  std::string version = "built in";  ///< changes with every number: part of ETags and of what is kept by ranking
};

/// Reads the JSON of docs/RANKING.md; what it leaves out stays as it is above. Throws std::runtime_error with the file and the path of
/// what is wrong in it: an unknown name, a value out of its range.
Ranking read_ranking(const std::filesystem::path& file);

/// A ranking file that can be read again. Any thread.
class RankingFile {
 public:
  /// `file` empty: the numbers above. Throws as read_ranking().
  explicit RankingFile(std::filesystem::path file = {});
  std::shared_ptr<const Ranking> current() const;
  /// Throws as read_ranking(); the numbers that were in force stay.
  void read_again();

 private:
  std::filesystem::path file_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Ranking> current_;
};

}  // namespace searchd
