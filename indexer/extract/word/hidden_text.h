#pragma once
// What a document holds beside the text that its reader sees. Readers count it here while they leave it out;
// a file with any of it must not be served as it is.

#include <map>
#include <string>
#include <vector>

namespace indexer::word {

class HiddenText {
 public:
  enum class Kind {
    kComment,
    kInsertion,  ///< kInsertion to kMove: tracked changes that nobody has accepted or rejected
    kDeletion,
    kMove,
    kHiddenRun,
    kInvisibleRun,  ///< white on white
    kHiddenRow,
    kUnusedHeader,
    kUnusedFooter,
    kUnusedNote,
    kEmbedded,
    kAlternative,  ///< text that only other programs show
    kMacro,
  };
  void add(Kind kind, int count = 1) { counts_[kind] += count; }
  /// Text that names itself: "text in document properties (keywords)".
  void add(std::string phrase) { phrases_.push_back(std::move(phrase)); }
  bool empty() const { return counts_.empty() && phrases_.empty(); }

  /// As ExtractedText::hidden has it. Example: {"2 comments", "tracked changes (3 insertions, 1 deletion)"}.
  std::vector<std::string> phrases() const;
  /// One sentence for the report: what was left out and what the author should do.
  std::string warning() const;

 private:
  std::map<Kind, int> counts_;
  std::vector<std::string> phrases_;
};

}  // namespace indexer::word
