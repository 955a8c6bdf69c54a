#include "indexer/extract/pdf/pdf_blocks.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/extract/numbered_items.h"

namespace indexer::pdf {
namespace {

using Kind = schema::Block::Kind;

constexpr std::size_t kMaxHeadingBytes = 200;
constexpr std::size_t kMaxHeadingLines = 4;
constexpr double kLarger = 1.12;
constexpr int kDeepest = 6;

/// How a heading looks; the larger, then the bolder, comes first.
struct Look {
  double size = 0;
  bool bold = false;
  auto operator<=>(const Look&) const = default;
};

Look look_of(const Piece& piece) { return {std::round(piece.size * 2) / 2, piece.bold}; }

std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) || c >= 0x80; }));
}

bool may_be_heading(const Piece& piece, double body) {
  if (!piece.rows.empty() || piece.note || piece.kind == Label::Kind::kBullet) return false;
  if (piece.text.size() > kMaxHeadingBytes || piece.lines > kMaxHeadingLines || letters(piece.text) < 3)
    return false;
  if (std::string_view(".;,").find(piece.text.back()) != std::string_view::npos) return false;
  return piece.size > kLarger * body || (piece.bold && piece.size > 0.96 * body);
}

class Blocks {
 public:
  Blocks(const std::vector<Piece>& pieces, double body) : pieces_(pieces), headings_(pieces.size()) {
    std::size_t bold = 0, all = 0;
    for (const auto& piece : pieces) {
      all += piece.text.size();
      bold += piece.bold ? piece.text.size() : 0;
    }
    const bool bold_body = 2 * bold > all;
    for (std::size_t i = 0; i < pieces.size(); ++i)
      headings_[i] = may_be_heading(pieces[i], body) && (!bold_body || pieces[i].size > kLarger * body);
    find_title();
    find_levels();
    find_cited_numbers();
  }

  PdfText text() {
    PdfText out;
    for (std::size_t i = title_begin_; i < title_end_; ++i)
      out.title += (out.title.empty() ? "" : " ") + pieces_[i].text;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (i < title_begin_ || i >= title_end_) add(pieces_[i], headings_[i], out.blocks);
    return out;
  }

 private:
  void find_title() {
    std::size_t best = pieces_.size();
    bool first = true;
    for (std::size_t i = 0;
         i < pieces_.size() && pieces_[i].page == pieces_.front().page && pieces_[i].page == 1; ++i) {
      const auto& piece = pieces_[i];
      if (headings_[i] && !item_label(piece.text) &&
          (best == pieces_.size() || look_of(pieces_[best]).size < look_of(piece).size))
        best = i;
      if (first && best == pieces_.size()) first = piece.rows.empty() && piece.text.size() < kMaxHeadingBytes;
    }
    if (best == pieces_.size()) return;
    title_begin_ = best;
    title_end_ = best + 1;
    std::size_t bytes = pieces_[best].text.size();
    while (title_end_ < pieces_.size() && headings_[title_end_] && pieces_[title_end_].page == 1 &&
           look_of(pieces_[title_end_]) == look_of(pieces_[best]) &&
           pieces_[best].size > 1.3 * usual_heading() &&
           (bytes += pieces_[title_end_].text.size()) < kMaxHeadingBytes)
      ++title_end_;
  }

  /// The size of most headings.
  double usual_heading() const {
    std::map<double, std::size_t> sizes;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (headings_[i]) ++sizes[look_of(pieces_[i]).size];
    return std::max_element(sizes.begin(), sizes.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  /// Looks that appear on the first of several pages alone are those of a cover and make no level of their
  /// own.
  void find_levels() {
    std::map<Look, std::size_t> counts;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (headings_[i] && (i < title_begin_ || i >= title_end_))
        counts[look_of(pieces_[i])] += pieces_[i].page > 1 || pieces_.back().page == 1 ? 1 : 0;
    int level = 2;
    for (auto look = counts.rbegin(); look != counts.rend(); ++look) {
      levels_[look->first] = std::min(level, kDeepest);
      if (look->second > 0) ++level;
    }
  }

  /// Numbers that run on over headings are those of paragraphs.
  void find_cited_numbers() {
    int last = 0, over_headings = 0;
    bool heading = false;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (headings_[i])
        heading = true;
      else if (pieces_[i].value > 0) {
        if (heading && last > 0 && pieces_[i].value == last + 1) ++over_headings;
        last = pieces_[i].value;
        heading = false;
      }
    }
    cited_numbers_ = over_headings >= 2;
  }

  void add(const Piece& piece, bool heading, std::vector<ExtractedBlock>& out) {
    if (!piece.rows.empty()) return add_table(piece, out);
    ExtractedBlock block;
    block.page = piece.page;
    std::string text = piece.text;
    if (heading) {
      block.kind = Kind::kHeading;
      block.level = levels_[look_of(piece)];
      if (is_section_number(piece.label)) text = unlabelled(piece);
    } else if (piece.kind == Label::Kind::kBullet || is_item(piece)) {
      block.kind = piece.kind == Label::Kind::kBullet ? Kind::kBullet : Kind::kNumbered;
      block.level = depth_of(piece);
      text = unlabelled(piece);
    }
    if (block.kind != Kind::kBullet && block.kind != Kind::kNumbered && !piece.note) depths_.clear();
    if (text.empty()) return;
    block.text = {{std::move(text), {}}};
    out.push_back(std::move(block));
    if (heading) last_number_ = 0;
  }

  bool is_item(const Piece& piece) {
    if (piece.kind != Label::Kind::kNumber || piece.note) return false;
    if (piece.value == 0) return true;
    const bool follows = piece.value == 1 || piece.value == last_number_ + 1;
    if (cited_numbers_ || !follows) return false;
    last_number_ = piece.value;
    return true;
  }

  int depth_of(const Piece& piece) {
    if (!depths_.empty() && (depths_.back().page != piece.page || depths_.back().column != piece.column))
      move_depths(piece);
    while (!depths_.empty() && depths_.back().x > piece.x + 4) depths_.pop_back();
    if (depths_.empty() || depths_.back().x < piece.x - 4) depths_.emplace_back();
    depths_.back() = {piece.x, piece.page, piece.column, piece.value, piece.label};
    return static_cast<int>(depths_.size()) - 1;
  }

  /// A list that goes on in another column begins elsewhere: where the item that `piece` follows would be.
  void move_depths(const Piece& piece) {
    const auto follows = [&](const Depth& depth) {
      return piece.value > 0 ? piece.value == depth.value + 1 : piece.label == depth.label;
    };
    const auto before = std::find_if(depths_.rbegin(), depths_.rend(), follows);
    if (before == depths_.rend()) return;
    const double shift = piece.x - before->x;
    for (auto& depth : depths_) depth.x += shift;
  }

  void add_table(const Piece& piece, std::vector<ExtractedBlock>& out) {
    depths_.clear();
    for (std::size_t i = 0; i < piece.rows.size(); ++i) {
      ExtractedBlock block;
      block.kind = i == 0 && piece.has_head ? Kind::kTableHead : Kind::kTableRow;
      block.page = piece.row_pages[i];
      for (const auto& cell : piece.rows[i]) block.cells.push_back({{cell, {}}});
      out.push_back(std::move(block));
    }
  }

  const std::vector<Piece>& pieces_;
  std::vector<bool> headings_;
  std::size_t title_begin_ = 0, title_end_ = 0;
  std::map<Look, int> levels_;
  bool cited_numbers_ = false;
  int last_number_ = 0;
  /// The last item of each depth of the list that is being read.
  struct Depth {
    double x = 0;
    int page = 0;
    std::size_t column = 0;
    int value = 0;
    std::string label;
  };
  std::vector<Depth> depths_;
};

}  // namespace

PdfText blocks_of(const std::vector<Piece>& pieces, double body) { return Blocks(pieces, body).text(); }

}  // namespace indexer::pdf
