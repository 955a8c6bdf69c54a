#pragma once
// Real .docx and .odt packages from literals: small functions write the XML of a paragraph, a run, a table;
// the builders zip it.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

/// A ZIP of {name, bytes}, in that order.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts);
/// `text` with & < > " as entities.
std::string escaped(std::string_view text);

// OOXML. Texts are escaped; arguments named `properties`, `inside` and `content` are XML.
namespace docx {

/// <w:r>; example: run("text", "<w:b/>").
std::string run(std::string_view text, std::string_view properties = "");
std::string bold(std::string_view text);
/// A paragraph of runs and whatever else stands in one.
std::string paragraph_of(std::string_view inside, std::string_view style = "",
                         std::string_view properties = "");
std::string paragraph(std::string_view text, std::string_view style = "");
/// An item of the list `num_id`: 1 has bullets, 2 numbers.
std::string item(std::string_view text, int num_id = 1, int level = 0);
/// Cells and rows of paragraphs and tables; `text_row` of plain texts. `properties` is of w:tcPr or w:trPr.
std::string cell(std::string_view content, std::string_view properties = "");
std::string row(std::initializer_list<std::string> cells, std::string_view properties = "");
std::string text_row(std::initializer_list<std::string_view> texts);
std::string table(std::initializer_list<std::string> rows, std::string_view properties = "");
std::string inserted(std::string_view inside);
std::string deleted(std::string_view text);
/// A content control; example: control("<w:showingPlcHdr/>", run("Click here")).
std::string control(std::string_view properties, std::string_view content);
std::string check_box(bool checked);

/// The package; every member but `body` may be empty and is then not in it.
struct File {
  std::string body;      ///< inside of w:body
  std::string styles;    ///< w:style elements beside Heading1 to 3, Title, "berschrift1" and TOC1
  std::string defaults;  ///< inside of w:docDefaults
  std::string footnotes, endnotes, comments;  ///< w:footnote …, without those that separate
  std::string settings;
  std::vector<std::string> headers, footers;               ///< paragraphs; r:id is "header1", "footer1" …
  std::vector<std::pair<std::string, std::string>> links;  ///< {r:id, address}
  std::string core, custom;                                ///< inside of the document's properties
  std::vector<std::pair<std::string, std::string>> more;   ///< further parts
  std::string bytes() const;
};

}  // namespace docx

// OpenDocument.
namespace odt {

std::string paragraph(std::string_view text, std::string_view style = "");
std::string heading(std::string_view text, int level);
std::string row(std::initializer_list<std::string> cells);
std::string cell(std::string_view content, std::string_view attributes = "");
std::string table(std::initializer_list<std::string> rows);

struct File {
  std::string body;              ///< inside of office:text
  std::string automatic_styles;  ///< of content.xml
  std::string styles;            ///< inside of office:styles
  std::string master_pages;      ///< inside of office:master-styles
  std::string meta;              ///< inside of office:meta
  std::string manifest;          ///< manifest:file-entry elements
  std::vector<std::pair<std::string, std::string>> more;
  std::string bytes() const;
};

}  // namespace odt

}  // namespace test
