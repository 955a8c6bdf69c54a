#include "indexer/extract/word/hidden_text.h"

#include <algorithm>
#include <optional>

namespace indexer::word {
namespace {

using Kind = HiddenText::Kind;

struct Wording {
  Kind kind;
  const char* one;
  const char* many;
  const char* remedy;
};
constexpr Wording kChanges[] = {{Kind::kInsertion, "insertion", "insertions", ""},
                                {Kind::kDeletion, "deletion", "deletions", ""},
                                {Kind::kMove, "move", "moves", ""}};
constexpr const char* kAcceptChanges = "accept or reject the changes";
constexpr const char* kClearProperties = "clear the document's properties";
constexpr Wording kWordings[] = {
    {Kind::kComment, "comment", "comments", "delete the comments"},
    {Kind::kHiddenRun, "hidden text (1 run)", "hidden text (# runs)", "delete the hidden text or unhide it"},
    {Kind::kInvisibleRun, "white or tiny text that cannot be seen (1 run)",
     "white or tiny text that cannot be seen (# runs)", "delete the invisible text or make it visible"},
    {Kind::kHiddenRow, "hidden table row", "hidden table rows", "delete the hidden rows or unhide them"},
    {Kind::kUnusedHeader, "a header that no page shows", "# headers that no page shows",
     "delete the unused headers"},
    {Kind::kUnusedFooter, "a footer that no page shows", "# footers that no page shows",
     "delete the unused footers"},
    {Kind::kUnusedNote, "note that nothing refers to", "notes that nothing refers to",
     "save it under a new name from the word processor"},
    {Kind::kEmbedded, "embedded file", "embedded files", "replace embedded files by pictures or text"},
    {Kind::kAlternative, "text that only other programs show", "# texts that only other programs show",
     "save it under a new name from the word processor"},
    {Kind::kMacro, "a macro project", "# macro projects", "save it without macros"},
};

std::string counted(const Wording& wording, int count) {
  const std::string text = count == 1 ? wording.one : wording.many;
  if (const auto at = text.find('#'); at != std::string::npos)
    return text.substr(0, at) + std::to_string(count) + text.substr(at + 1);
  const bool says_it = text.starts_with("a ") || text.find("(1 ") != std::string::npos ||
                       text.starts_with("text ") || text.starts_with("white ");
  return says_it ? text : std::to_string(count) + " " + text;
}

std::string joined(const std::vector<std::string>& items, const char* last) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i)
    out += (i == 0 ? "" : i + 1 == items.size() ? last : ", ") + items[i];
  return out;
}

std::optional<std::string> tracked_changes(const std::map<Kind, int>& counts) {
  std::vector<std::string> items;
  for (const auto& wording : kChanges)
    if (const auto found = counts.find(wording.kind); found != counts.end())
      items.push_back(counted(wording, found->second));
  if (items.empty()) return std::nullopt;
  return "tracked changes (" + joined(items, ", ") + ")";
}

}  // namespace

std::vector<std::string> HiddenText::phrases() const {
  std::vector<std::string> out;
  if (auto changes = tracked_changes(counts_)) out.push_back(std::move(*changes));
  for (const auto& wording : kWordings)
    if (const auto found = counts_.find(wording.kind); found != counts_.end())
      out.push_back(counted(wording, found->second));
  out.insert(out.end(), phrases_.begin(), phrases_.end());
  return out;
}

std::string HiddenText::warning() const {
  std::vector<std::string> remedies;
  if (tracked_changes(counts_)) remedies.push_back(kAcceptChanges);
  for (const auto& wording : kWordings)
    if (counts_.contains(wording.kind) &&
        std::find(remedies.begin(), remedies.end(), wording.remedy) == remedies.end())
      remedies.push_back(wording.remedy);
  if (!phrases_.empty()) remedies.push_back(kClearProperties);
  return "has " + joined(phrases(), " and ") +
         "; this was left out and the original is not offered for download; " + joined(remedies, " and ") +
         ", and send it again";
}

}  // namespace indexer::word
