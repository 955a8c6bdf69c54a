#include "indexer/extract/pdf/pdf_paragraphs.h"

#include <algorithm>
#include <cmath>

#include "indexer/extract/pdf/pdf_furniture.h"

namespace indexer::pdf {
namespace {

bool ends_sentence(std::string_view text) {
  for (const std::string_view close : {"\"", "'", "\u2019", "\u201D", ")", "]"})
    if (text.ends_with(close)) text.remove_suffix(close.size());
  return text.empty() || std::string_view(".!?:;").find(text.back()) != std::string_view::npos;
}

bool begins_lower(std::string_view text) {
  return !text.empty() && std::islower(static_cast<unsigned char>(text.front())) != 0;
}

/// From one line to the next in running text.
double usual_step(const Column& column, double body) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < column.lines.size(); ++i) {
    const auto& a = column.lines[i - 1];
    const auto& b = column.lines[i];
    const double step = b.box.middle() - a.box.middle();
    if (std::abs(a.size - b.size) < 0.6 && step > 0.8 * b.size && step < 3 * b.size)
      steps.push_back(step / b.size);
  }
  if (steps.empty()) return 1.25 * body;
  // The lower third: in a column of items most steps may be those between paragraphs.
  const auto third = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 3);
  std::nth_element(steps.begin(), third, steps.end());
  return *third * body;
}

/// Puts the lines of one column together.
class Pieces {
 public:
  Pieces(const Column& column, int page, double body, const Hyphens& hyphens)
      : column_(column), page_(page), body_(body), step_(usual_step(column, body)), hyphens_(hyphens) {}

  std::vector<Piece> all() {
    const auto& lines = column_.lines;
    for (std::size_t i = 0; i < lines.size();) {
      const auto table = table_from(i);
      if (!table) {
        add(lines[i++]);
        continue;
      }
      if (table->rows.empty())
        add_prose(table->prose);
      else
        add_table(*table, lines[i]);
      i += table->lines;
    }
    return std::move(pieces_);
  }

 private:
  std::optional<Table> table_from(std::size_t first) const {
    if (column_.lines[first].words.front().grid != nullptr)
      return ruled_table(column_.lines, first, hyphens_);
    return within_prose_ ? std::nullopt : table_at(column_.lines, first, hyphens_);
  }

  void add_table(const Table& table, const Line& first) {
    Piece piece;
    piece.page = page_;
    piece.rows = table.rows;
    piece.has_head = table.has_head;
    piece.row_pages.assign(table.rows.size(), page_);
    piece.size = first.size;
    piece.x = first.box.x0;
    pieces_.push_back(std::move(piece));
    before_ = nullptr;
  }

  void add_prose(const std::vector<Line>& lines) {
    Column column;
    column.lines = lines;
    column.box = lines.front().box;
    for (const auto& line : lines) column.box.cover(line.box);
    Pieces inner(column, page_, body_, hyphens_);
    inner.within_prose_ = true;
    for (auto& piece : inner.all()) pieces_.push_back(std::move(piece));
    before_ = nullptr;
  }

  void add(const Line& line) {
    const auto label = label_of(line);
    if (before_ == nullptr || begins(line, label)) {
      begin(line, label);
    } else {
      auto& piece = pieces_.back();
      if (piece.lines == 1) body_x_ = line.box.x0;
      hyphens_.append_line(piece.text, text_of(line));
      piece.bold = piece.bold && line.bold;
      ++piece.lines;
    }
    pieces_.back().full = line.box.x1 > column_.box.x1 - 0.12 * column_.box.width();
    before_ = &line;
  }

  void begin(const Line& line, const Label& label) {
    Piece piece;
    piece.page = page_;
    piece.text = text_of(line);
    piece.kind = label.kind;
    piece.value = label.value;
    if (label.kind != Label::Kind::kNone || is_section_number(line.words.front().text))
      piece.label = line.words.front().text;
    piece.wide_number =
        line.words.size() > 1 && line.words[1].box.x0 - line.words[0].box.x1 > 0.5 * line.size;
    piece.x = line.box.x0;
    piece.size = line.size;
    piece.bold = line.bold;
    piece.lines = 1;
    piece.indented = line.box.x0 > column_.box.x0 + 0.8 * line.size;
    pieces_.push_back(std::move(piece));
    body_x_ = label.kind == Label::Kind::kNone ? line.box.x0 : label.text_x;
  }

  bool begins(const Line& line, const Label& label) const {
    const auto& piece = pieces_.back();
    const double step = line.box.middle() - before_->box.middle();
    if (std::abs(line.size - before_->size) > 0.08 * piece.size) return true;
    const bool large = line.size > 1.12 * body_;
    if (step <= 0 || step > (large ? 1.6 * line.size : 1.3 * step_ * std::min(1.0, line.size / body_ + 0.05)))
      return true;
    if (line.bold != before_->bold && (piece.lines == 1 || line.bold) && piece.bold != line.bold)
      return weight_parts(line);
    if (label.kind != Label::Kind::kNone && is_item(line, label)) return true;
    if (large || (piece.bold && line.bold)) return false;
    return indent_parts(line) ||
           (is_short() && ends_sentence(piece.text) && !begins_lower(line.words.front().text));
  }

  /// Bold that ends with its line is a heading; bold that goes on in the next is emphasis.
  bool weight_parts(const Line& line) const {
    if (!line.bold) return is_short() || ends_sentence(pieces_.back().text);
    return ends_sentence(pieces_.back().text) || is_short();
  }

  bool is_item(const Line& line, const Label& label) const {
    const auto& piece = pieces_.back();
    if (piece.kind == label.kind && std::abs(piece.x - line.box.x0) < 4) return true;
    if (ends_sentence(piece.text) || is_short()) return true;
    return std::abs(line.box.x0 - before_->box.x0) > 2 &&
           (label.kind == Label::Kind::kBullet || label.value <= 1);
  }

  bool indent_parts(const Line& line) const {
    const auto& piece = pieces_.back();
    const double shift = line.box.x0 - body_x_;
    const double limit = 0.8 * line.size;
    if (piece.lines == 1) {
      if (piece.kind != Label::Kind::kNone || !piece.label.empty()) return false;
      return shift > limit && is_short();
    }
    const bool centred = std::abs((line.box.x0 + line.box.x1) - (before_->box.x0 + before_->box.x1)) < 6;
    return !centred && (shift > limit || (shift < -limit && piece.kind != Label::Kind::kNone));
  }

  /// The word that follows would have fitted into the line before. Asked of the line to come.
  bool is_short() const { return before_->box.x1 < column_.box.x1 - 0.15 * column_.box.width(); }

  const Column& column_;
  int page_;
  double body_;
  double step_;
  const Hyphens& hyphens_;
  std::vector<Piece> pieces_;
  const Line* before_ = nullptr;
  double body_x_ = 0;
  bool within_prose_ = false;  ///< lines that table_at() gave back: they are asked no second time
};

bool goes_on(const Piece& before, const Piece& after) {
  if (!before.rows.empty() || !after.rows.empty() || after.kind != Label::Kind::kNone) return false;
  if (std::abs(before.size - after.size) > 0.6 || before.bold != after.bold) return false;
  if (ends_sentence(before.text) || before.text.empty()) return false;
  if (begins_lower(after.text)) return true;
  if (before.bold) return false;
  return before.full && before.lines > 1 && !after.indented;
}

/// A sentence that a box beside the text interrupts: its second half is behind pieces that look otherwise. 0:
/// none.
std::size_t behind_box(const std::vector<Piece>& pieces, std::size_t next, const Piece& before) {
  constexpr std::size_t kMostInBox = 12;
  if (before.lines < 2 || before.kind == Label::Kind::kBullet) return 0;
  for (std::size_t i = next; i < pieces.size() && i - next < kMostInBox; ++i) {
    const auto& piece = pieces[i];
    if (piece.page > before.page + 1) return 0;
    if (piece.note || !piece.rows.empty() || std::abs(piece.size - before.size) > 0.6) continue;
    return i > next && begins_lower(piece.text) && goes_on(before, piece) ? i : 0;
  }
  return 0;
}

/// A table that goes on, on the next page and with the same columns, below its head or without one.
bool table_goes_on(const Piece& before, const Piece& after) {
  if (before.rows.empty() || after.rows.empty() || before.row_pages.back() + 1 != after.page) return false;
  if (before.rows.front().size() != after.rows.front().size()) return false;
  return after.rows.front() == before.rows.front() || (!after.has_head && std::abs(before.x - after.x) < 4);
}

/// A row that a page break parted: each of its cells goes on in the middle of a sentence.
bool row_goes_on(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  bool any = false;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i].empty()) continue;
    if (before[i].empty() || ends_sentence(before[i]) || !begins_lower(after[i])) return false;
    any = true;
  }
  return any;
}

void join_rows(Piece& before, Piece& after, const Hyphens& hyphens) {
  auto next = after.rows.begin() + (after.rows.front() == before.rows.front() ? 1 : 0);
  if (next != after.rows.end() && row_goes_on(before.rows.back(), *next)) {
    for (std::size_t i = 0; i < next->size(); ++i)
      if (!(*next)[i].empty()) hyphens.append_line(before.rows.back()[i], (*next)[i]);
    ++next;
  }
  before.row_pages.resize(before.rows.size() + static_cast<std::size_t>(after.rows.end() - next), after.page);
  before.rows.insert(before.rows.end(), std::make_move_iterator(next),
                     std::make_move_iterator(after.rows.end()));
}

void join(Piece& before, Piece& after, const Hyphens& hyphens) {
  if (!after.rows.empty()) return join_rows(before, after, hyphens);
  hyphens.append_line(before.text, after.text);
  before.lines += after.lines;
  before.full = after.full;
}

}  // namespace

std::vector<Piece> pieces_of(std::vector<Column> columns, int page, double body, const Hyphens& hyphens) {
  std::vector<Piece> pieces;
  std::vector<Piece> notes;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto& column = columns[i];
    Column small;
    small.box = column.box;
    small.lines = take_footnotes(column, body);
    for (auto& piece : Pieces(column, page, body, hyphens).all()) {
      piece.column = i;
      pieces.push_back(std::move(piece));
    }
    if (small.lines.empty()) continue;
    for (auto& piece : Pieces(small, page, small.lines.front().size, hyphens).all()) {
      piece.note = true;
      notes.push_back(std::move(piece));
    }
  }
  pieces.insert(pieces.end(), std::make_move_iterator(notes.begin()), std::make_move_iterator(notes.end()));
  return pieces;
}

std::vector<Piece> joined(std::vector<Piece> pieces, const Hyphens& hyphens) {
  std::vector<Piece> out;
  std::vector<Piece> notes;
  const auto flush = [&] {
    out.insert(out.end(), std::make_move_iterator(notes.begin()), std::make_move_iterator(notes.end()));
    notes.clear();
  };
  bool open = false;  // the last piece of `out` is text of the page
  std::vector<bool> taken(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto& piece = pieces[i];
    if (taken[i]) continue;
    if (piece.note) {
      notes.push_back(std::move(piece));
      continue;
    }
    if (open && (goes_on(out.back(), piece) || table_goes_on(out.back(), piece))) {
      join(out.back(), piece, hyphens);
      continue;
    }
    if (const auto rest = open && out.back().rows.empty() && !ends_sentence(out.back().text)
                              ? behind_box(pieces, i, out.back())
                              : 0;
        rest > 0) {
      join(out.back(), pieces[rest], hyphens);
      taken[rest] = true;
    }
    flush();
    out.push_back(std::move(piece));
    open = true;
  }
  flush();
  return out;
}

std::string unlabelled(const Piece& piece) {
  if (piece.label.empty() || !piece.text.starts_with(piece.label)) return piece.text;
  const auto begin = piece.text.find_first_not_of(' ', piece.label.size());
  return begin == std::string::npos ? std::string() : piece.text.substr(begin);
}

}  // namespace indexer::pdf
