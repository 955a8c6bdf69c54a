#pragma once
// What the library holds on one theme, and what it lacks. Every number is the total of a search that can be linked to.

#include <cstdint>
#include <string>
#include <vector>

#include "searchd/cross_counts.h"
#include "searchd/searcher.h"

namespace searchd {

/// A search, how many records it finds, and the first of them.
struct Listing {
  SearchRequest search;
  std::uint64_t total = 0;
  std::vector<schema::Record> first;  ///< cards, in the order of the search
};

/// What no practice on the theme has. With `practice` nothing else but `learning` is said.
struct ThemeGaps {
  bool practice = false;               ///< there is none at all
  bool learning = false;               ///< there is no review and no briefing
  bool independent_evaluation = false; ///< none has an evidence stage that the vocabulary tags "independent"
  std::vector<std::string> types;      ///< of intervention, in the vocabulary's order
  std::vector<std::string> regions;    ///< those that a territorial force belongs to
  std::size_t forces = 0;              ///< territorial ones
  std::size_t forces_total = 0;
  bool any() const { return practice || learning || independent_evaluation || !types.empty() || !regions.empty() || forces > 0; }
};

struct ThemeOverview {
  Listing all;       ///< the newest first
  Listing practice;  ///< the strongest evidence first
  Listing learning;  ///< reviews and briefings, the newest first
  std::vector<FacetOption> collections;    ///< of `all`
  std::vector<FacetOption> narrower;       ///< the theme's children that a record has, most records first; at most one level down
  std::vector<FacetOption> active_forces;  ///< of `practice`, most examples first, at most twelve
  CrossCounts practice_by_evidence;        ///< of `practice`: types of intervention by strength of evidence, empty ones too
  ThemeGaps gaps;
};

/// `theme`: an id of the vocabulary. A theme without records has all empty and all missing. Throws Xapian::Error.
ThemeOverview theme_overview(const std::string& theme, const AudienceIndex& index, const std::string& language);

}  // namespace searchd
