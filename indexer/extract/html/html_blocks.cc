#include "indexer/extract/html/html_blocks.h"

#include <algorithm>
#include <utility>

#include "indexer/extract/html/html_inline.h"
#include "indexer/extract/html/html_tables.h"

namespace indexer::html {
namespace {

using schema::Block;

/// gumbo may nest a little deeper than the source, which prepare_html_source() has flattened to far less.
constexpr int kMaxDepth = 1200;

/// The item of a list that is being read, until its first paragraph is written.
struct Item {
  Block::Kind kind = Block::Kind::kBullet;
  int depth = 0;
  std::string term;  ///< of a list of definitions
  bool pending = true;
};

/// Where in the page the walk is.
struct Place {
  int depth = 0;       ///< of nesting
  int list_depth = 0;  ///< of the next list's items
  bool in_quote = false;
  Item* item = nullptr;
};

int heading_level(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

/// <h1> as its author meant it, also where only ARIA says so.
int level_of(const GumboNode* node) {
  if (const int level = heading_level(node); level != 0) return level;
  if (attribute(node, "role") != "heading") return 0;
  const auto value = attribute(node, "aria-level");
  return value.size() == 1 && value[0] >= '1' && value[0] <= '6' ? value[0] - '0' : 2;
}

class Reader {
 public:
  explicit Reader(const NodeSet& left_out) : left_out_(left_out) {}

  HtmlBlocks read(const GumboNode* root) {
    read_children(root, {});
    flush({});
    return std::move(out_);
  }

 private:
  void read_children(const GumboNode* parent, Place place) {
    ++place.depth;
    for (const auto* node : children_of(parent)) read_node(node, place);
  }

  void read_node(const GumboNode* node, const Place& place) {
    if (left_out_.contains(node) || is_never_text(node)) return;
    if (is_text(node)) return add_text(node);
    if (!is_element(node)) return;
    if (place.depth > kMaxDepth) {
      ++out_.cut;
      return;
    }
    if (level_of(node) > 0) return read_heading(node, place);
    switch (tag_of(node)) {
      case GUMBO_TAG_BR:
        return text_.ends_with_line_break() ? flush(place) : text_.add_line_break();
      case GUMBO_TAG_P:
      case GUMBO_TAG_FIGCAPTION:
      case GUMBO_TAG_SUMMARY:
        return read_paragraph(node, place);
      case GUMBO_TAG_BLOCKQUOTE:
        return read_quote(node, place);
      case GUMBO_TAG_PRE:
      case GUMBO_TAG_LISTING:
      case GUMBO_TAG_XMP:
      case GUMBO_TAG_PLAINTEXT:
        return read_code(node, place);
      case GUMBO_TAG_UL:
      case GUMBO_TAG_DIR:
      case GUMBO_TAG_MENU:
        return read_list(node, place, Block::Kind::kBullet);
      case GUMBO_TAG_OL:
        return read_list(node, place, Block::Kind::kNumbered);
      case GUMBO_TAG_LI:
        return read_item(node, place, Block::Kind::kBullet);
      case GUMBO_TAG_DL:
        return read_definitions(node, place);
      case GUMBO_TAG_TABLE:
        return read_table(node, place);
      default:
        break;
    }
    if (!is_block_element(node)) return read_inline(node, place);
    flush(place);
    read_children(node, place);
    flush(place);
  }

  void add_text(const GumboNode* node) {
    if (text_.empty()) text_line_ = static_cast<int>(node->v.text.start_pos.line);
    text_.add(node->v.text.text);
  }

  void read_inline(const GumboNode* node, const Place& place) {
    const bool marker = is_footnote_marker(node);
    if (marker) text_.add("[");
    const auto begin = text_.view().size();
    read_children(node, place);
    if (marker) text_.add("]");
    if (tag_of(node) != GUMBO_TAG_A || text_.view().size() <= begin) return;
    if (const auto address = link_address(attribute(node, "href"), text_.view().substr(begin));
        !address.empty())
      text_.add(" (" + address + ")");
  }

  /// A heading's text is one line without addresses: it names its section.
  void read_heading(const GumboNode* node, const Place& place) {
    begin_block(place);
    RunningText text;
    add_inline_text(node, left_out_, false, text);
    auto line = collapsed(text.take());
    if (line.empty()) line = image_text(node, left_out_);
    push(Block::Kind::kHeading, level_of(node), line_of(node), std::move(line));
  }

  void read_paragraph(const GumboNode* node, const Place& place) {
    flush(place);
    const auto before = out_.blocks.size();
    read_children(node, place);
    if (text_.empty() && out_.blocks.size() == before) {
      text_line_ = line_of(node);
      text_.add(image_text(node, left_out_));
    }
    flush(place);
  }

  void read_quote(const GumboNode* node, Place place) {
    flush(place);
    place.in_quote = true;
    read_children(node, place);
    flush(place);
  }

  void read_code(const GumboNode* node, const Place& place) {
    begin_block(place);
    std::string text = without_invisible_characters(raw_text(node, left_out_));
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\t'))
      text.pop_back();
    const auto first = text.find_first_not_of(" \t\n");
    const auto line_begin = first == std::string::npos ? std::string::npos : text.rfind('\n', first);
    if (line_begin != std::string::npos) text.erase(0, line_begin + 1);
    push(Block::Kind::kCode, 0, line_of(node), std::move(text));
  }

  void read_list(const GumboNode* node, Place place, Block::Kind kind) {
    flush(place);
    // Items before the first <li>'s own: a list within a list, as old editors write it, is a level deeper.
    const auto parent = node->parent == nullptr ? GUMBO_TAG_UNKNOWN : tag_of(node->parent);
    if (parent == GUMBO_TAG_UL || parent == GUMBO_TAG_OL) ++place.list_depth;
    ++place.depth;
    for (const auto* child : children_of(node)) {
      if (tag_of(child) == GUMBO_TAG_LI && !left_out_.contains(child))
        read_item(child, place, kind);
      else
        read_node(child, place);
    }
    flush(place);
  }

  void read_item(const GumboNode* node, Place place, Block::Kind kind) {
    flush(place);
    Item item{kind, place.list_depth, {}, true};
    place.item = &item;
    ++place.list_depth;
    read_children(node, place);
    if (text_.empty() && item.pending) text_.add(image_text(node, left_out_));
    flush(place);
  }

  void read_definitions(const GumboNode* node, Place place) {
    flush(place);
    std::string terms;
    int term_line = 0;
    read_definition_parts(node, place, terms, term_line);
    push(Block::Kind::kBullet, place.list_depth, term_line, std::move(terms));
  }

  /// The <dt> and <dd> of a list, also where <div> groups them.
  void read_definition_parts(const GumboNode* node, Place place, std::string& terms, int& term_line) {
    ++place.depth;
    bool defined = false;
    for (const auto* child : children_of(node)) {
      if (left_out_.contains(child)) continue;
      if (tag_of(child) == GUMBO_TAG_DT) {
        if (defined) terms.clear();
        defined = false;
        RunningText text;
        add_inline_text(child, left_out_, true, text);
        const auto term = collapsed(text.take());
        if (terms.empty()) term_line = line_of(child);
        if (!term.empty()) terms += (terms.empty() ? "" : ", ") + term;
      } else if (tag_of(child) == GUMBO_TAG_DD) {
        Place inside = place;
        Item item{Block::Kind::kBullet, place.list_depth, std::exchange(terms, {}), true};
        inside.item = &item;
        ++inside.list_depth;
        if (!item.term.empty()) text_line_ = term_line;
        read_children(child, inside);
        begin_block(inside);
        defined = true;
      } else if (tag_of(child) == GUMBO_TAG_DIV && place.depth <= kMaxDepth) {
        read_definition_parts(child, place, terms, term_line);
      } else {
        read_node(child, place);
      }
    }
  }

  void read_table(const GumboNode* table, const Place& place) {
    begin_block(place);
    if (is_layout_table(table, left_out_)) {
      read_children(table, place);
      return flush(place);
    }
    for (const auto* child : children_of(table))
      if (tag_of(child) == GUMBO_TAG_CAPTION) read_node(child, place);
    flush(place);
    for (auto& row : table_rows(table, left_out_)) out_.blocks.push_back(std::move(row));
  }

  /// Ends the running paragraph.
  void flush(const Place& place) {
    std::string text = text_.take();
    if (text.empty()) return;
    Item* item = place.item;
    if (item != nullptr && item->pending) {
      item->pending = false;
      if (!item->term.empty()) text = item->term + (item->term.ends_with(':') ? " " : ": ") + text;
      return push(item->kind, item->depth, text_line_, std::move(text));
    }
    push(place.in_quote ? Block::Kind::kQuote : Block::Kind::kParagraph, 0, text_line_, std::move(text));
  }

  /// Before a block that is no paragraph: a term whose definition begins with one stands alone.
  void begin_block(const Place& place) {
    flush(place);
    Item* item = place.item;
    if (item == nullptr || !item->pending || item->term.empty()) return;
    item->pending = false;
    push(item->kind, item->depth, text_line_, item->term);
  }

  void push(Block::Kind kind, int level, int line, std::string text) {
    if (text.empty()) return;
    ExtractedBlock block;
    block.kind = kind;
    block.level = level;
    block.line = line;
    block.text = {{std::move(text), {}}};
    out_.blocks.push_back(std::move(block));
  }

  static int line_of(const GumboNode* node) { return static_cast<int>(node->v.element.start_pos.line); }

  const NodeSet& left_out_;
  RunningText text_;
  int text_line_ = 0;
  HtmlBlocks out_;
};

}  // namespace

HtmlBlocks read_html_blocks(const MainContent& content) {
  return Reader(content.left_out).read(content.root);
}

}  // namespace indexer::html
