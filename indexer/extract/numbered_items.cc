#include "indexer/extract/numbered_items.h"

#include <algorithm>

#include "schema/text_analysis.h"

namespace indexer {
namespace {

using schema::Block;
using Kind = Block::Kind;

constexpr std::size_t kMaxAgencyBytes = 120;
constexpr const char* kRecommendations = "recommendations";  // kinds of sections
constexpr const char* kKeyLearning = "key-learning";

bool is_restricted(const RestrictedText& text) {
  return std::any_of(text.begin(), text.end(), [](const Span& span) { return !span.restrictions.empty(); });
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

bool contains_any(const std::string& folded, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

/// "Lead agency: X", "(for: X)": the X, if `line` is no more than that.
std::string agency_of_line(std::string_view line) {
  line = trimmed(line);
  if (line.size() > 2 && (line.front() == '(' || line.front() == '[')) line = line.substr(1, line.size() - 2);
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  const auto name = schema::fold(trimmed(line.substr(0, colon)));
  static const std::vector<std::string> names = {"agency",
                                                 "agencies",
                                                 "lead agency",
                                                 "lead agencies",
                                                 "lead",
                                                 "owner",
                                                 "action owner",
                                                 "lead organisation",
                                                 "organisation",
                                                 "responsible agency",
                                                 "responsible agencies",
                                                 "agency responsible",
                                                 "responsible",
                                                 "for",
                                                 "relevant agency",
                                                 "responsibility",
                                                 "addressed to"};
  if (std::find(names.begin(), names.end(), name) == names.end()) return {};
  auto agency = trimmed(line.substr(colon + 1));
  while (agency.ends_with('.') || agency.ends_with(';')) agency.remove_suffix(1);
  return agency.size() > kMaxAgencyBytes ? std::string() : std::string(agency);
}

/// Takes the agency from the end of an item whose lines run on: "Train staff. Lead agency: Humberside
/// Police".
std::string take_agency(std::string& text) {
  for (const std::string_view mark :
       {" (for: ", " (For: ", " [Agency: ", " (Agency: ", " (Lead agency: ", " Lead agency: ",
        " Lead Agency: ", " Lead agencies: ", " Responsible agency: ", " Agency responsible: ", " Agency: ",
        " Agencies: ", " Owner: ", " Action owner: "}) {
    const auto at = text.rfind(mark);
    if (at == std::string::npos || at == 0) continue;
    auto agency = agency_of_line(std::string_view(text).substr(at));
    if (agency.empty() || agency.find(". ") != std::string::npos) continue;
    text.resize(at);
    return agency;
  }
  return {};
}

std::string with_agency(const std::string& agency, const std::string& text) {
  return agency.empty() || text.starts_with(agency + ":") ? text : agency + ": " + text;
}

/// The columns of a table of recommendations.
struct ItemTable {
  ItemLabel::Kind kind = ItemLabel::Kind::kRecommendation;
  std::vector<std::string> heads;
  std::size_t item = 0;
  std::size_t number = std::string::npos;
  std::size_t agency = std::string::npos;
};

std::vector<std::string> cells_of(const ExtractedBlock& block) {
  std::vector<std::string> cells;
  for (const auto& cell : block.cells) cells.emplace_back(trimmed(unredacted(cell)));
  return cells;
}

std::optional<ItemTable> item_table(const ExtractedBlock& head) {
  ItemTable table;
  bool found = false;
  table.heads = cells_of(head);
  for (std::size_t i = 0; i < table.heads.size(); ++i) {
    const auto name = schema::fold(table.heads[i]);
    const bool recommendation = name.starts_with("recommendation"),
               learning = name.starts_with("learning") || name.starts_with("lesson");
    if (name.size() <= 40 && (recommendation || learning) && !contains_any(name, {" no", "number", "ref"})) {
      if (found) continue;
      found = true;
      table.item = i;
      table.kind = recommendation ? ItemLabel::Kind::kRecommendation : ItemLabel::Kind::kLearning;
    } else if (name == "no" || name == "no." || name == "#" || name == "number" || name.starts_with("ref") ||
               name.ends_with(" no") || name.ends_with(" no.")) {
      table.number = i;
    } else if (table.agency == std::string::npos &&
               contains_any(name, {"agency", "agencies", "lead", "owner", "responsib", "organisation"})) {
      table.agency = i;
    }
  }
  if (!found || (table.number == std::string::npos && table.agency == std::string::npos)) return std::nullopt;
  return table;
}

class Items {
 public:
  explicit Items(std::vector<ExtractedBlock> blocks) : blocks_(std::move(blocks)) {}

  std::vector<ExtractedBlock> found() {
    while (at_ < blocks_.size())
      if (!take_table() && !take_labelled()) pass();
    return std::move(out_);
  }

 private:
  bool is_table(std::size_t i) const {
    return i < blocks_.size() && (blocks_[i].kind == Kind::kTableHead || blocks_[i].kind == Kind::kTableRow);
  }

  void pass() {
    auto& block = blocks_[at_++];
    if (block.kind == Kind::kHeading && block.level <= 2)
      begin_section(block);
    else if (opened_ && ends_items(block))
      resume_section(block);
    out_.push_back(std::move(block));
  }

  void begin_section(const ExtractedBlock& heading) {
    const auto text = schema::fold(unredacted(heading.text));
    const bool others = contains_any(text, {"previous", "earlier", "progress", "response", "implement"});
    own_ = heading;
    own_at_ = out_.size();
    opened_.reset();
    recommends_ = heading.section_kind == kRecommendations || text.starts_with("action") ||
                  contains_any(text, {"recommendation", "argymhell"});
    names_recommendations_ = !others && contains_any(text, {"recommendation", "argymhell"});
    teaches_ = heading.section_kind == kKeyLearning || contains_any(text, {"learning", "lesson"});
  }

  /// Behind a labelled paragraph the section goes on; behind a labelled heading, at the next of its level.
  bool ends_items(const ExtractedBlock& block) const {
    return item_level_ == 0 || (block.kind == Kind::kHeading && block.level <= item_level_);
  }

  void resume_section(const ExtractedBlock& block) {
    opened_.reset();
    if (!own_) return;
    own_->page = block.page;
    own_->line = block.line;
    own_at_ = out_.size();
    out_.push_back(*own_);
  }

  void open_section(ItemLabel::Kind kind, const ExtractedBlock& item) {
    const bool recommends = kind == ItemLabel::Kind::kRecommendation;
    if (opened_ ? *opened_ == kind : recommends ? recommends_ : teaches_) {
      if (!opened_ && recommends && names_recommendations_ && out_[own_at_].section_kind.empty())
        out_[own_at_].section_kind = own_->section_kind = kRecommendations;
      return;
    }
    opened_ = kind;
    ExtractedBlock heading;
    heading.kind = Kind::kHeading;
    heading.level = 2;
    heading.page = item.page;
    heading.line = item.line;
    heading.section_kind = recommends ? kRecommendations : kKeyLearning;
    heading.text = {{recommends ? "Recommendations" : "Learning points", {}}};
    out_.push_back(std::move(heading));
  }

  void add_item(ItemLabel::Kind kind, const ExtractedBlock& from, const std::string& text) {
    open_section(kind, from);
    ExtractedBlock item;
    item.kind = Kind::kNumbered;
    item.page = from.page;
    item.line = from.line;
    item.text = {{text, {}}};
    out_.push_back(std::move(item));
  }

  /// The paragraph at at_, if it may be the text of an item.
  std::optional<std::string> paragraph() const {
    if (at_ >= blocks_.size() || is_restricted(blocks_[at_].text)) return std::nullopt;
    const auto& block = blocks_[at_];
    if (block.kind != Kind::kParagraph && block.kind != Kind::kQuote) return std::nullopt;
    auto text = unredacted(block.text);
    if (item_label(text)) return std::nullopt;
    return text;
  }

  bool take_labelled() {
    const auto block = blocks_[at_];
    if (is_table(at_) || block.kind == Kind::kCode || block.kind == Kind::kRemoved ||
        is_restricted(block.text))
      return false;
    const auto whole = unredacted(block.text);
    const auto label = item_label(whole);
    if (!label) return false;
    std::string text(trimmed(std::string_view(whole).substr(label->length)));
    std::string agency;
    const auto before = at_++;
    while (auto next = paragraph()) {
      if (auto found = agency_of_line(*next); !found.empty())
        agency = std::move(found);
      else if (text.empty())
        text = std::move(*next);
      else if (block.kind == Kind::kHeading && before + 1 == at_)
        text += (std::ispunct(static_cast<unsigned char>(text.back())) ? " " : ". ") + *next;
      else
        break;
      ++at_;
      if (!agency.empty() && !text.empty()) break;
    }
    if (text.empty()) {
      at_ = before;
      return false;
    }
    if (agency.empty()) agency = take_agency(text);
    add_item(label->kind, block, with_agency(agency, text));
    item_level_ = block.kind == Kind::kHeading ? block.level : 0;
    return true;
  }

  bool take_table() {
    if (!is_table(at_)) return false;
    const auto table = is_restricted_table() ? std::nullopt : item_table(blocks_[at_]);
    if (!table) {
      while (is_table(at_)) pass();
      return true;
    }
    for (++at_; is_table(at_); ++at_) add_row(*table, blocks_[at_]);
    return true;
  }

  bool is_restricted_table() const {
    for (auto i = at_; is_table(i); ++i)
      if (std::any_of(blocks_[i].cells.begin(), blocks_[i].cells.end(), is_restricted)) return true;
    return false;
  }

  void add_row(const ItemTable& table, const ExtractedBlock& row) {
    auto cells = cells_of(row);
    if (cells == table.heads) return;
    cells.resize(std::max(cells.size(), table.heads.size()));
    auto text = cells[table.item];
    if (const auto label = item_label(text); label && label->length < text.size())
      text.erase(0, label->length);
    std::string others;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (i != table.item && i != table.number && i != table.agency && !cells[i].empty())
        others += (others.empty() ? "" : "; ") +
                  (i < table.heads.size() && !table.heads[i].empty() ? table.heads[i] + ": " : "") + cells[i];
    if (!others.empty()) text += (text.empty() ? "(" : " (") + others + ")";
    if (!text.empty())
      add_item(table.kind, row, with_agency(table.agency < cells.size() ? cells[table.agency] : "", text));
    item_level_ = 0;
  }

  std::vector<ExtractedBlock> blocks_;
  std::vector<ExtractedBlock> out_;
  std::size_t at_ = 0;
  std::optional<ExtractedBlock> own_;  ///< heading of the document's section, and where it is in out_
  std::size_t own_at_ = 0;
  bool recommends_ = false;  ///< what that section may hold without a heading put before it
  bool teaches_ = false;
  bool names_recommendations_ = false;     ///< it is one of recommendations, whatever else its heading says
  std::optional<ItemLabel::Kind> opened_;  ///< of the section that was put before the last item
  int item_level_ = 0;                     ///< of the heading that the last item was; 0: it was none
};

}  // namespace

void find_numbered_items(std::vector<ExtractedBlock>& blocks) { blocks = Items(std::move(blocks)).found(); }

}  // namespace indexer
