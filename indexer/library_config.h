#pragma once
// corpus/library.yaml: the library's name, its audiences and which marking goes to which of them.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/extract/confinement.h"
#include "indexer/extract/extraction.h"
#include "indexer/problem.h"

namespace indexer {

/// An audience's place in the ordered list: 0 is the widest.
using AudienceRank = std::size_t;

/// A marking with its handling instructions, as written: OFFICIAL [FOR PUBLIC RELEASE].
struct Marking {
  std::string classification;          ///< "OFFICIAL", "OFFICIAL-SENSITIVE"
  std::vector<std::string> handling;   ///< sorted, in capitals
  std::string display() const;
  bool operator==(const Marking&) const = default;
};

/// Reads "OFFICIAL", "official-sensitive [recipients only]". Nothing is judged here. Example:
/// parse_marking("OFFICIAL [FOR PUBLIC RELEASE]").handling == {"FOR PUBLIC RELEASE"}.
Marking parse_marking(const std::string& text);

/// An audience for a marking, or why there is none.
struct MarkingDecision {
  std::optional<AudienceRank> audience;
  std::string refusal;  ///< a whole sentence for the report; empty if there is an audience
};

struct LibraryConfig {
  struct Audience {
    std::string name;
    std::string marking;  ///< shown on renditions that hold parts of this audience
  };
  struct MarkingRule {
    Marking marking;
    AudienceRank audience = 0;
  };

  std::string name = "Practice Hub";
  std::vector<Audience> audiences;
  std::vector<MarkingRule> markings;
  std::vector<std::string> refused;  ///< classifications that must never be here: SECRET, TOP SECRET
  std::vector<std::string> legacy;   ///< markings from before 2014
  std::optional<Marking> default_marking;
  AudienceRank demographic_from = 1;  ///< the widest audience that may filter and count by demographic fields
  AudienceRank contacts_from = 1;     ///< the widest audience that may read e-mail addresses, and originals that name a contact
  ReadingLimits reading;              ///< of a reader's process
  ReadingOptions reading_options;

  AudienceRank highest() const { return audiences.size() - 1; }
  std::optional<AudienceRank> rank_of(const std::string& name) const;
  /// Decides by the table: an exact rule for the classification with its handling instructions. `marking` empty: the default
  /// marking, and without that the highest audience.
  MarkingDecision decide(const std::optional<Marking>& marking) const;
};

/// Reads and checks the file; every problem is appended, and with an error among them the result must not be used.
LibraryConfig load_library_config(const std::filesystem::path& file, std::vector<Problem>& problems);

}  // namespace indexer
