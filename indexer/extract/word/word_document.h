#pragma once
// What a word processor's document shows, as a small tree that DOCX and ODT share: paragraphs and tables in
// reading order, without anything that its reader does not see. Behind it one code finds forms, titles and
// blocks for both formats.

#include <string>
#include <variant>
#include <vector>

#include "indexer/extract/word/hidden_text.h"

namespace indexer::word {

/// Text of one look. White space is as in the document: "\n" is a line break, "\t" a tab, tick boxes are "☐"
/// and "☒".
struct TextRun {
  std::string text;
  bool bold = false;
  bool italic = false;
  int half_points = 0;  ///< size of the letters; 0: not said
};

struct Paragraph {
  enum class Kind { kText, kTitle, kHeading, kBullet, kNumbered, kQuote, kContents, kNote };
  Kind kind = Kind::kText;  ///< kContents: a line of a table of contents; kNote: of a footnote, "[1] …"
  int level = 0;            ///< heading 1 to 6; depth of an item from 0
  std::vector<TextRun> runs;
};

struct Element;

struct TableCell {
  std::vector<Element> content;
  int columns = 1;
  bool continues_above = false;  ///< merged into the cell above; then without content
  bool shaded = false;
};

struct TableRow {
  std::vector<TableCell> cells;
  bool head = false;  ///< repeated on every page
};

struct Table {
  std::vector<TableRow> rows;
};

struct Element {
  std::variant<Paragraph, Table> value;
  const Paragraph* paragraph() const { return std::get_if<Paragraph>(&value); }
  const Table* table() const { return std::get_if<Table>(&value); }
};

struct WordDocument {
  std::vector<Element> body;
  std::vector<std::string> page_lines;  ///< lines of the headers and footers that pages show
  HiddenText hidden;
  std::vector<std::string> warnings;  ///< of what could not be understood, for people
};

/// The runs' text, spaces made one, ends and ends of lines trimmed, invalid UTF-8 replaced, soft hyphens
/// dropped.
std::string text_of(const Paragraph& paragraph);
/// The same of any text.
std::string tidy_text(std::string_view text);

}  // namespace indexer::word
