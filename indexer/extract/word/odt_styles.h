#pragma once
// What the styles of an OpenDocument text say about paragraphs, runs, cells and lists.

#include <map>
#include <pugixml.hpp>
#include <string>

#include "indexer/extract/word/text_look.h"

namespace indexer::word {

/// A style with all that it inherits.
struct OdtStyle {
  RunFormat run;
  std::string fill;  ///< of the paragraph, cell, table or shape; "?" where it cannot be told
  int outline = 0;   ///< 1 to 10, 0: no heading
  bool title = false;
  bool quote = false;
  std::string list;  ///< name of a list style
};

class OdtStyles {
 public:
  /// Both must outlive this: the automatic styles of content.xml, and styles.xml with its own.
  OdtStyles(const pugi::xml_document& content, const pugi::xml_document& styles);

  /// `family` is "paragraph", "text", "table-cell", "table-row", "table", "graphic". A plain style where
  /// there is none.
  const OdtStyle& style(const std::string& family, const std::string& name) const;
  /// True if items of this list style and level (from 1) have a number; `unmarked` if they have nothing.
  bool is_numbered(const std::string& list_style, int level, bool& unmarked) const;

 private:
  void add(pugi::xml_node styles);
  const OdtStyle& resolve(const std::string& key, int depth);

  std::map<std::string, pugi::xml_node> nodes_;  ///< "family/name"
  std::map<std::string, OdtStyle> styles_;
  std::map<std::string, pugi::xml_node> lists_;
  OdtStyle none_;
};

}  // namespace indexer::word
