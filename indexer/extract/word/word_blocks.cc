#include "indexer/extract/word/word_blocks.h"

#include <algorithm>

#include "indexer/extract/printed_marking.h"

namespace indexer::word {
namespace {

using schema::Block;
using Kind = Paragraph::Kind;

constexpr std::size_t kMostWordsBeforeTitle = 30;
constexpr std::size_t kMostWordsOfHeading = 60;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end > begin) lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Bytes of a bullet that somebody typed at the start of a line; 0: none.
std::size_t typed_bullet(std::string_view line) {
  for (const std::string_view bullet : {"•", "·", "▪", "◦", "‣", "●", "○", "➢", "❖", "■", "-", "–", "*"})
    if (line.starts_with(bullet) && line.size() > bullet.size() + 1 && line[bullet.size()] == ' ')
      return bullet.size() + 1;
  return 0;
}

void push(Block::Kind kind, int level, std::string text, std::vector<ExtractedBlock>& out) {
  if (text.empty()) return;
  ExtractedBlock block;
  block.kind = kind;
  block.level = level;
  block.text = {{std::move(text), {}}};
  out.push_back(std::move(block));
}

bool is_contents(const Element& element) {
  return element.paragraph() != nullptr && element.paragraph()->kind == Kind::kContents;
}

/// The first row is the head if it says so, or if it alone is bold throughout.
bool has_head(const Table& table) {
  const auto is_bold = [](const TableRow& row) {
    bool any = false;
    for (const auto& cell : row.cells)
      for (const auto& element : cell.content) {
        const auto* paragraph = element.paragraph();
        if (paragraph == nullptr) return false;
        for (const auto& run : paragraph->runs)
          if (run.text.find_first_not_of(" \t\n") != std::string::npos) {
            if (!run.bold) return false;
            any = true;
          }
      }
    return any;
  };
  if (table.rows.front().head) return true;
  return table.rows.size() > 1 && is_bold(table.rows[0]) && !is_bold(table.rows[1]);
}

void add_row(const TableRow& row, bool head, std::vector<ExtractedBlock>& out) {
  ExtractedBlock block;
  block.kind = head ? Block::Kind::kTableHead : Block::Kind::kTableRow;
  bool any = false;
  std::vector<const Element*> inner;
  for (const auto& cell : row.cells) {
    std::string text;
    for (const auto& element : cell.content) {
      if (element.table() != nullptr)
        inner.push_back(&element);
      else if (const auto line = text_of(*element.paragraph()); !line.empty())
        text += (text.empty() ? "" : "\n") + line;
    }
    any = any || !text.empty();
    block.cells.push_back({{std::move(text), {}}});
  }
  if (any) out.push_back(std::move(block));
  for (const auto* element : inner) add_blocks(std::span(element, 1), out, 3);
}

void add_table(const Table& table, std::vector<ExtractedBlock>& out, int top_level) {
  const bool one_column = std::all_of(table.rows.begin(), table.rows.end(),
                                      [](const auto& row) { return row.cells.size() == 1; });
  if (one_column) {
    for (const auto& row : table.rows) add_blocks(row.cells.front().content, out, top_level);
    return;
  }
  const bool head = has_head(table);
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    add_row(table.rows[i], i == 0 ? head : table.rows[i].head && i < 3 && head, out);
}

void keep(std::vector<std::string>& markings, std::string marking) {
  if (std::find(markings.begin(), markings.end(), marking) == markings.end())
    markings.push_back(std::move(marking));
}

std::optional<std::string> marking_of(const Element& element) {
  if (element.paragraph() != nullptr) return printed_marking(text_of(*element.paragraph()));
  // A frame of one cell.
  const auto& rows = element.table()->rows;
  if (rows.size() != 1 || rows[0].cells.size() != 1) return std::nullopt;
  return printed_marking(text_of(rows[0].cells[0].content));
}

}  // namespace

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    words += !space && !in_word ? 1 : 0;
    in_word = !space;
  }
  return words;
}

std::string text_of(std::span<const Element> elements) {
  std::string out;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : "\n") + text;
  };
  for (const auto& element : elements) {
    if (const auto* paragraph = element.paragraph()) {
      add(text_of(*paragraph));
      continue;
    }
    for (const auto& row : element.table()->rows)
      for (const auto& cell : row.cells) add(text_of(std::span<const Element>(cell.content)));
  }
  return out;
}

void take_markings(WordDocument& document, std::vector<std::string>& markings) {
  for (const auto& line : document.page_lines)
    if (auto marking = printed_marking(line)) keep(markings, std::move(*marking));
  std::erase_if(document.body, [&](const Element& element) {
    auto marking = marking_of(element);
    if (!marking) return false;
    keep(markings, std::move(*marking));
    return true;
  });
}

std::optional<std::string> take_title(WordDocument& document) {
  auto& body = document.body;
  const auto is_title = [](const Element& element) {
    return element.paragraph() != nullptr && element.paragraph()->kind == Kind::kTitle &&
           !text_of(*element.paragraph()).empty();
  };
  const auto first = std::find_if(body.begin(), body.end(), is_title);
  if (first != body.end()) {
    const auto last = std::find_if_not(first, body.end(), is_title);
    std::string title = text_of(std::span<const Element>(first, last));
    std::replace(title.begin(), title.end(), '\n', ' ');
    body.erase(first, last);
    return title;
  }
  std::size_t words = 0;
  for (auto element = body.begin(); element != body.end() && words <= kMostWordsBeforeTitle; ++element) {
    std::string text = text_of(std::span<const Element>(element, element + 1));
    const auto* paragraph = element->paragraph();
    if (paragraph != nullptr && paragraph->kind == Kind::kHeading && paragraph->level == 1 && !text.empty()) {
      std::replace(text.begin(), text.end(), '\n', ' ');
      body.erase(element);
      return text;
    }
    if (!is_contents(*element)) words += word_count(text);
  }
  return std::nullopt;
}

void add_blocks(const Paragraph& paragraph, std::vector<ExtractedBlock>& out, int top_level) {
  const std::string text = text_of(paragraph);
  const bool heading = paragraph.kind == Kind::kHeading || paragraph.kind == Kind::kTitle;
  if (paragraph.kind == Kind::kContents) return;
  if (heading && word_count(text) <= kMostWordsOfHeading) {
    std::string line = text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    push(Block::Kind::kHeading, std::max(top_level, std::max(1, paragraph.level)), std::move(line), out);
  } else if (paragraph.kind == Kind::kQuote) {
    push(Block::Kind::kQuote, 0, text, out);
  } else if (paragraph.kind == Kind::kBullet || paragraph.kind == Kind::kNumbered) {
    push(paragraph.kind == Kind::kBullet ? Block::Kind::kBullet : Block::Kind::kNumbered, paragraph.level,
         text, out);
  } else {
    const auto lines = lines_of(text);
    const bool typed_list =
        std::any_of(lines.begin(), lines.end(), [](const auto& line) { return typed_bullet(line) > 0; });
    if (!typed_list) return push(Block::Kind::kParagraph, 0, text, out);
    for (const auto& line : lines) {
      const auto bullet = typed_bullet(line);
      push(bullet > 0 ? Block::Kind::kBullet : Block::Kind::kParagraph, 0, line.substr(bullet), out);
    }
  }
}

void add_blocks(std::span<const Element> elements, std::vector<ExtractedBlock>& out, int top_level) {
  for (const auto& element : elements) {
    if (const auto* paragraph = element.paragraph())
      add_blocks(*paragraph, out, top_level);
    else
      add_table(*element.table(), out, top_level);
  }
}

}  // namespace indexer::word
