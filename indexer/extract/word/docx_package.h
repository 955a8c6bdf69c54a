#pragma once
// The parts of a .docx and how they refer to each other.

#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "indexer/extract/word/zip_package.h"

namespace indexer::word {

/// One relationship of a part. `type` is the last piece of its URI ("footnotes"); `target` a part name, or an
/// address if `external`.
struct Relation {
  std::string type;
  std::string target;
  bool external = false;
};
using Relations = std::map<std::string, Relation>;  ///< by r:id

class DocxPackage {
 public:
  /// Throws UnreadableDocument, also for other formats in a ZIP, naming them.
  explicit DocxPackage(const std::string& bytes);

  const std::string& main_part() const { return main_part_; }
  const Relations& main_relations() const { return main_relations_; }
  const std::vector<std::string>& names() const { return zip_.names(); }
  /// Empty if the part has none.
  Relations relations_of(const std::string& part);
  /// Target of the main part's relation of this type, whatever its id; else "word/TYPE.xml" if that is there;
  /// else empty.
  std::string part_of_type(const std::string& type) const;
  /// Reads and parses; an empty document where there is no such part.
  void parse(const std::string& part, pugi::xml_document& out);

 private:
  ZipPackage zip_;
  std::string main_part_;
  Relations main_relations_;
};

}  // namespace indexer::word
