#pragma once
// What styles.xml and numbering.xml say about paragraphs and runs: names, inheritance, lists, and whether
// text can be seen.

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "indexer/extract/word/text_look.h"

namespace indexer::word {

/// w:val of an on-off property (ECMA-376 part 1, 17.17.4): nothing where `property` is absent, true where it
/// has no value.
std::optional<bool> on_off(pugi::xml_node property);

RunFormat run_format(pugi::xml_node run_properties);

/// The fill of a w:shd in `properties`: "D9D9D9"; empty where there is none or it is clear, "?" where it
/// cannot be told.
std::string fill_of(pugi::xml_node properties);

/// A style with all that it inherits.
struct DocxStyle {
  std::string name;  ///< w:name in lower case, the same in every language: "heading 1"
  RunFormat run;
  std::string fill;
  int outline =
      0;  ///< heading level 1 to 9, 0: none; of the name ("heading 2", also an ancestor's) or of w:outlineLvl
  bool title = false;
  bool quote = false;
  bool contents = false;  ///< a line of a table of contents
  std::string list;       ///< w:numId
  int list_level = 0;
  std::map<std::string, std::string>
      table_fills;  ///< of a table style: w:tblStylePr w:type ("firstRow"; "" is the whole table) -> fill
};

class DocxStyles {
 public:
  /// Either may be empty. Broken chains and circles of w:basedOn end where they break.
  DocxStyles(const pugi::xml_document& styles, const pugi::xml_document& numbering);

  /// The style `id`, or the default paragraph style for an empty id; a plain one where there is none.
  const DocxStyle& paragraph(const std::string& id) const;
  const DocxStyle& other(
      const std::string& id) const;  ///< a character or table style; a plain one for an empty id
  const RunFormat& defaults() const { return defaults_; }

  enum class List { kNone, kBullet, kNumbered };
  List list(const std::string& num_id, int level) const;

 private:
  const DocxStyle& resolve(const std::string& id, int depth);
  void read_numbering(const pugi::xml_document& numbering);

  std::map<std::string, pugi::xml_node> nodes_;
  std::map<std::string, DocxStyle> styles_;
  std::map<std::string, std::map<int, std::string>> formats_;  ///< w:numId -> level -> w:numFmt
  RunFormat defaults_;
  std::string default_paragraph_;
  DocxStyle none_;
};

}  // namespace indexer::word
