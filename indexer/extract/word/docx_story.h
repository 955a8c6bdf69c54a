#pragma once
// One story of a .docx (its body, a header, a footnote) from XML to the tree that forms and blocks are made
// of. What a reader of the document does not see is counted and left out here.

#include <functional>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "indexer/extract/word/docx_package.h"
#include "indexer/extract/word/docx_styles.h"
#include "indexer/extract/word/word_document.h"

namespace indexer::word {

/// Footnotes or endnotes by w:id, and the relations of their part.
struct DocxNotes {
  std::map<std::string, pugi::xml_node> notes;
  Relations relations;
};

class DocxStory {
 public:
  /// All must outlive this; `notes` by the element that refers to them: "w:footnoteReference",
  /// "w:endnoteReference".
  DocxStory(const DocxStyles& styles, const std::map<std::string, DocxNotes>& notes,
            const Relations& relations, HiddenText& hidden)
      : styles_(styles), notes_(notes), relations_(&relations), hidden_(hidden) {}

  /// The paragraphs and tables below `container` ("w:body", "w:hdr"); `page_colour` is what lies behind them,
  /// empty: white.
  std::vector<Element> read(pugi::xml_node container, const std::string& page_colour = "");

  /// Ids of the notes that were shown or left out with what refers to them.
  const std::set<pugi::xml_node>& referred_notes() const { return referred_notes_; }
  /// A field began and did not end: text behind it may have been taken for its code.
  bool has_open_field() const { return !fields_.empty(); }
  bool has_struck_text() const { return struck_; }

 private:
  /// A complex field: its code until `in_result`, then what it shows.
  struct Field {
    bool in_result = false;
    std::string code;
    std::size_t begin = 0;  ///< of the result, in bytes of the paragraph
  };
  /// What a run is within.
  struct Surroundings {
    const DocxStyle* table = nullptr;
    const DocxStyle* paragraph = nullptr;
    std::string behind;  ///< fill of the cell or page
    std::string fill;    ///< of the paragraph
  };

  // docx_story.cc: blocks
  void read_blocks(pugi::xml_node container, std::vector<Element>& out);
  void read_block(pugi::xml_node node, std::vector<Element>& out);
  void read_paragraph(pugi::xml_node node, std::vector<Element>& out);
  void set_kind(pugi::xml_node properties, const DocxStyle& style, Paragraph& paragraph) const;
  void read_table(pugi::xml_node node, std::vector<Element>& out);
  void collect_rows(pugi::xml_node node, std::vector<pugi::xml_node>& rows);
  TableRow read_row(pugi::xml_node node, const std::map<std::string, std::string>& fills,
                    const std::string& table_fill, bool first, bool last);
  TableCell read_cell(pugi::xml_node node, const std::string& fill);
  void read_control(pugi::xml_node node, const std::function<void(pugi::xml_node)>& read);
  bool left_out(pugi::xml_node node);
  pugi::xml_node shown_alternative(pugi::xml_node node);
  void leave_out(pugi::xml_node node);

  // docx_inline.cc: what stands in a paragraph
  void read_inlines(pugi::xml_node container);
  void read_inline(pugi::xml_node node);
  void read_run(pugi::xml_node run);
  void read_run_content(pugi::xml_node node, const RunFormat& format);
  void read_hyperlink(pugi::xml_node node);
  void read_field_mark(pugi::xml_node node, const RunFormat& format);
  void read_note(pugi::xml_node reference, const RunFormat& format);
  void read_drawing(pugi::xml_node node);
  bool is_hidden(const RunFormat& direct, const RunFormat& of_style) const;
  RunFormat format_of(pugi::xml_node run, bool& hidden) const;
  void add_text(const std::string& text, const RunFormat& format);
  void add_address(const std::string& address, std::size_t begin);
  bool is_field_code() const;
  std::string paragraph_text() const;

  const DocxStyles& styles_;
  const std::map<std::string, DocxNotes>& notes_;
  const Relations* relations_;
  HiddenText& hidden_;
  std::set<pugi::xml_node> referred_notes_;
  Surroundings at_;
  Paragraph paragraph_;
  std::vector<Element> behind_paragraph_;  ///< text boxes and notes that belong to paragraph_
  std::vector<Field> fields_;
  std::string check_box_;  ///< shown in place of the next run; then "done"
  int silent_ = 0;         ///< inside placeholders and tables of contents
  int note_number_ = 0;
  bool in_note_ = false;
  bool struck_ = false;  ///< text that is crossed out was left out
};

}  // namespace indexer::word
