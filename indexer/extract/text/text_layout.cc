#include "indexer/extract/text/text_layout.h"

#include <algorithm>
#include <span>

#include "indexer/extract/text/running_text.h"
#include "indexer/extract/text/text_lines.h"

namespace indexer {
namespace {

using schema::Block;
using Lines = std::span<const TextLine>;

constexpr int kMaxLevel = 6;

class Layout {
 public:
  explicit Layout(std::vector<TextLine> lines)
      : lines_(std::move(lines)), paged_(!lines_.empty() && lines_.back().page > 1) {}

  std::vector<ExtractedBlock> read() {
    for (std::size_t begin = 0; begin < lines_.size();) {
      if (lines_[begin].blank()) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < lines_.size() && !lines_[end].blank() && lines_[end].page == lines_[begin].page) ++end;
      read_group(Lines(lines_).subspan(begin, end - begin));
      begin = end;
    }
    return std::move(blocks_);
  }

 private:
  /// Lines between blank ones.
  void read_group(Lines lines) {
    while (!lines.empty()) {
      if (underline_level(lines[0].text) > 0) {
        lines = lines.subspan(1);
      } else if (lines.size() > 1 && is_underlined(lines)) {
        push(Block::Kind::kHeading, 1 + underline_level(lines[1].text), lines[0], collapsed(lines[0].text));
        lines = lines.subspan(2);
      } else {
        return read_lines(lines);
      }
    }
  }

  void read_lines(Lines lines) {
    if (lines.size() == 1 && read_single_line(lines[0])) return;
    const auto item = std::find_if(lines.begin(), lines.end(),
                                   [](const auto& line) { return item_mark(line.text).has_value(); });
    const auto before = static_cast<std::size_t>(item - lines.begin());
    if (before > 0) read_paragraph(lines.first(before));
    read_items(lines.subspan(before));
  }

  static bool is_underlined(Lines lines) {
    const auto& underline = lines[1].text;
    return underline_level(underline) > 0 && lines[0].text.size() <= 120 &&
           underline.size() * 2 >= lines[0].text.size() && !has_columns(lines[0].text);
  }

  /// A heading that stands alone.
  bool read_single_line(const TextLine& line) {
    int level = 0;
    if (const int depth = heading_number_depth(line.text); depth > 0)
      level = std::min(1 + depth, kMaxLevel);
    else if (is_capitals_heading(line.text) && !item_mark(line.text))
      level = 2;
    if (level == 0) return false;
    // A numbered line next to another is an item of a loose list.
    if (heading_number_depth(line.text) > 0 && has_numbered_neighbour(line)) return false;
    push(Block::Kind::kHeading, level, line, collapsed(line.text));
    return true;
  }

  bool has_numbered_neighbour(const TextLine& line) const {
    const auto at = static_cast<std::size_t>(&line - lines_.data());
    const auto numbered = [](const TextLine& other) {
      return item_mark(other.text).value_or(ItemMark{}).numbered;
    };
    if (!numbered(line)) return false;
    for (auto i = at; i-- > 0;)
      if (!lines_[i].blank()) {
        if (numbered(lines_[i])) return true;
        break;
      }
    for (auto i = at + 1; i < lines_.size(); ++i)
      if (!lines_[i].blank()) return numbered(lines_[i]);
    return false;
  }

  void read_items(Lines lines) {
    while (!lines.empty()) {
      const auto next = std::find_if(lines.begin() + 1, lines.end(),
                                     [](const auto& line) { return item_mark(line.text).has_value(); });
      const auto length = static_cast<std::size_t>(next - lines.begin());
      const auto mark = item_mark(lines[0].text).value_or(ItemMark{});
      std::string text = lines[0].text.substr(mark.length);
      for (const auto& line : lines.subspan(1, length - 1)) text += " " + line.text;
      push(mark.numbered ? Block::Kind::kNumbered : Block::Kind::kBullet, depth_of(lines[0].indent), lines[0],
           collapsed(text));
      lines = lines.subspan(length);
    }
  }

  /// Depth from 0 of an item whose mark stands at `indent`, by the items just before it.
  int depth_of(std::size_t indent) {
    const bool continues = !blocks_.empty() && (blocks_.back().kind == Block::Kind::kBullet ||
                                                blocks_.back().kind == Block::Kind::kNumbered);
    if (!continues) indents_.clear();
    while (!indents_.empty() && indents_.back() > indent) indents_.pop_back();
    if (indents_.empty() || indents_.back() < indent) indents_.push_back(indent);
    return static_cast<int>(indents_.size()) - 1;
  }

  void read_paragraph(Lines lines) {
    const bool apart = keeps_line_breaks(lines);
    std::string text;
    for (const auto& line : lines) {
      if (!text.empty()) text += apart ? '\n' : ' ';
      text += collapsed(line.text);
    }
    push(Block::Kind::kParagraph, 0, lines[0], std::move(text));
  }

  /// Tables, and lines that end long before the margin, such as poems and addresses.
  static bool keeps_line_breaks(Lines lines) {
    if (lines.size() < 2) return false;
    const auto columns = static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(), [](const auto& line) { return has_columns(line.text); }));
    if (columns * 2 >= lines.size()) return true;
    std::size_t longest = 0;
    for (const auto& line : lines) longest = std::max(longest, line.text.size());
    return longest <= 50;
  }

  void push(Block::Kind kind, int level, const TextLine& line, std::string text) {
    if (text.empty()) return;
    ExtractedBlock block;
    block.kind = kind;
    block.level = level;
    block.line = line.number;
    block.page = paged_ ? line.page : 0;
    block.text = {{std::move(text), {}}};
    blocks_.push_back(std::move(block));
  }

  std::vector<TextLine> lines_;
  bool paged_;
  std::vector<std::size_t> indents_;
  std::vector<ExtractedBlock> blocks_;
};

}  // namespace

std::vector<ExtractedBlock> read_text_layout(std::string_view text) {
  return Layout(text_lines(text)).read();
}

}  // namespace indexer
