#pragma once
// What somebody may mean who has typed only the beginning: curated queries, themes, forces and titles, of one audience.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/highlight.h"

namespace searchd {

class AudienceIndex;

/// Bytes of what was typed that are looked at.
inline constexpr std::size_t kLongestTyped = 256;

enum class SuggestionKind { kQuery, kTheme, kForce, kRecord };

struct Suggestion {
  std::string text;               ///< as shown; a name that was typed in place of the label follows in brackets
  std::vector<Segment> segments;  ///< of `text`
  std::string field, value;       ///< of a theme or force: the filter
  std::string q;                  ///< of a query
  std::string id;                 ///< of a record
  std::optional<std::uint64_t> count;  ///< records; none of a record
};

struct SuggestionGroup {
  SuggestionKind kind = SuggestionKind::kQuery;
  std::vector<Suggestion> suggestions;  ///< the best first, never empty
};

/// Whether `typed` is a beginning of `word`, but for one letter too many, too few or another, or two that changed places. The first letter
/// must be right, and so must the last of an unfinished word. Example: within_one_slip("kinf", "knife").
bool within_one_slip(std::string_view typed, std::string_view word);

/// Every name in memory, found by the beginning of any of its words. Immutable: any thread.
class Suggestions {
 public:
  /// Reads names, counts and titles; runs each curated query, for only those that find something are kept.
  explicit Suggestions(const AudienceIndex& index);

  /// At most `count` in all, shared among the groups, which come in the order of SuggestionKind; empty ones are left out. All words typed
  /// must be beginnings of words of one name; where that finds little, one of four letters or more may have a slip. `language`: of labels.
  std::vector<SuggestionGroup> find(std::string_view typed, std::size_t count, std::string_view language) const;

 private:
  /// What can be suggested. Of each kind, the more useful come first in `entries_`.
  struct Entry {
    SuggestionKind kind = SuggestionKind::kQuery;
    std::string key;  ///< query, value or id of a record
    std::uint64_t count = 0;
    std::string label;
    std::string label_cy;
  };
  /// One way in which an entry is written.
  struct Name {
    std::size_t entry = 0;
    std::string text;
    std::string words;  ///< folded, with a space between
  };
  /// How well a name answers to what was typed; less is better.
  struct Match {
    int distance = 0;
    const Name* name = nullptr;
  };
  class Builder;

  using Numbers = std::vector<std::uint32_t>;  ///< of names, ascending
  Numbers names_with(const std::vector<std::string>& typed, std::optional<std::size_t> slipped) const;
  void add_with(Numbers& out, const std::string& typed, bool slipped) const;
  Suggestion shown(const Match& match, const std::vector<std::string>& typed, std::string_view language) const;

  std::vector<Entry> entries_;
  std::vector<Name> names_;
  std::vector<std::string> words_;           ///< folded words of all names, sorted
  std::vector<std::uint32_t> first_;         ///< where the names of each word begin in `names_of_words_`, and the end
  std::vector<std::uint32_t> names_of_words_;
};

}  // namespace searchd
