#pragma once
// The text of an OpenDocument file from XML to the tree that forms and blocks are made of. What a reader of
// the document does not see is counted and left out here.

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "indexer/extract/word/odt_styles.h"
#include "indexer/extract/word/word_document.h"

namespace indexer::word {

class OdtStory {
 public:
  OdtStory(const OdtStyles& styles, HiddenText& hidden) : styles_(styles), hidden_(hidden) {}

  /// The paragraphs and tables below `container` ("office:text", "style:header").
  std::vector<Element> read(pugi::xml_node container);
  bool has_struck_text() const { return struck_; }

 private:
  struct List {
    std::string style;
    int depth = 0;       ///< 0: in no list
    bool first = false;  ///< the next paragraph is the item itself
  };

  // odt_story.cc: blocks
  void read_blocks(pugi::xml_node container, std::vector<Element>& out);
  void read_block(pugi::xml_node node, std::vector<Element>& out);
  void read_list(pugi::xml_node node, std::vector<Element>& out);
  void read_paragraph(pugi::xml_node node, std::vector<Element>& out);
  void set_kind(pugi::xml_node node, const OdtStyle& style);
  void read_table(pugi::xml_node node, std::vector<Element>& out);
  void read_rows(pugi::xml_node node, bool head, const std::string& fill, Table& table);
  TableRow read_row(pugi::xml_node node, const std::string& fill);
  TableCell read_cell(pugi::xml_node node, const std::string& row_fill);
  void read_changes(pugi::xml_node tracked);
  void read_controls(pugi::xml_node forms);

  // odt_inline.cc: what stands in a paragraph
  void read_inlines(pugi::xml_node container, const RunFormat& format);
  void read_inline(pugi::xml_node node, const RunFormat& format);
  bool read_special(pugi::xml_node node, const RunFormat& format);
  void read_link(pugi::xml_node node, const RunFormat& format);
  void read_note(pugi::xml_node node, const RunFormat& format);
  void read_content_control(pugi::xml_node node, const RunFormat& format);
  void read_box(pugi::xml_node node);
  bool left_out(pugi::xml_node node);
  void add_text(const std::string& text, const RunFormat& format);

  const OdtStyles& styles_;
  HiddenText& hidden_;
  std::set<std::string> insertions_;             ///< ids of changed regions
  std::set<std::string> open_insertions_;        ///< of those that the walk is within
  std::map<std::string, std::string> controls_;  ///< form controls that are boxes: id -> "☒ label"
  List list_;
  std::string behind_;  ///< fill of the cell or shape; empty: white
  std::string paragraph_fill_;
  Paragraph paragraph_;
  std::vector<Element> behind_paragraph_;  ///< text boxes and notes that belong to paragraph_
  int note_number_ = 0;
  bool struck_ = false;
};

}  // namespace indexer::word
