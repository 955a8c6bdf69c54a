#include "indexer/extract/word/docx_package.h"

#include <algorithm>

#include "indexer/extract/word/xml_part.h"

namespace indexer::word {
namespace {

/// "../media/a.xml" seen from the folder "word/" is "media/a.xml".
std::string resolved(const std::string& folder, const std::string& target) {
  if (target.starts_with('/')) return target.substr(1);
  std::string path = folder;
  std::size_t begin = 0;
  while (begin <= target.size()) {
    const auto end = std::min(target.find('/', begin), target.size());
    const auto piece = target.substr(begin, end - begin);
    if (piece == "..")
      path.erase(path.size() < 2 ? 0 : path.rfind('/', path.size() - 2) + 1);
    else if (piece != ".")
      path += piece + (end < target.size() ? "/" : "");
    begin = end + 1;
  }
  return path;
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

[[noreturn]] void refuse_other_formats(const ZipPackage& zip) {
  const auto has_below = [&](const std::string& folder) {
    return std::any_of(zip.names().begin(), zip.names().end(),
                       [&](const auto& name) { return name.starts_with(folder); });
  };
  const std::string as_docx = "; save it as .docx and send it again";
  if (zip.has("EncryptedPackage") || zip.has("EncryptionInfo"))
    throw UnreadableDocument("is encrypted; save it without a password and send it again");
  if (has_below("xl/"))
    throw UnreadableDocument(
        "is an Excel workbook under another name; copy its text to a .docx, or send a bulk import");
  if (has_below("ppt/"))
    throw UnreadableDocument("is a PowerPoint presentation under another name; copy its text to a .docx");
  if (zip.has("content.xml"))
    throw UnreadableDocument("is an OpenDocument file under another name; rename it to .odt");
  if (zip.has("index.xml") || has_below("Index/"))
    throw UnreadableDocument("is a Pages document under another name" + as_docx);
  throw UnreadableDocument("is a ZIP archive without word/document.xml, no Word document" + as_docx);
}

}  // namespace

DocxPackage::DocxPackage(const std::string& bytes) : zip_(bytes) {
  for (const auto& [id, relation] : relations_of(""))
    if (relation.type == "officeDocument" && !relation.external) main_part_ = relation.target;
  if (main_part_.empty() || !zip_.has(main_part_)) main_part_ = "word/document.xml";
  if (main_part_.starts_with("xl/") || main_part_.starts_with("ppt/") || !zip_.has(main_part_))
    refuse_other_formats(zip_);
  main_relations_ = relations_of(main_part_);
}

Relations DocxPackage::relations_of(const std::string& part) {
  pugi::xml_document xml;
  const auto folder = folder_of(part);
  parse(folder + "_rels/" + part.substr(folder.size()) + ".rels", xml);
  Relations relations;
  for (const auto node : xml.child("rel:Relationships").children("rel:Relationship")) {
    Relation relation;
    const std::string type = node.attribute("Type").value();
    relation.type = type.substr(type.rfind('/') + 1);
    relation.external = std::string_view(node.attribute("TargetMode").value()) == "External";
    relation.target = node.attribute("Target").value();
    if (!relation.external) relation.target = resolved(folder, relation.target);
    relations.emplace(node.attribute("Id").value(), std::move(relation));
  }
  return relations;
}

std::string DocxPackage::part_of_type(const std::string& type) const {
  for (const auto& [id, relation] : main_relations_)
    if (relation.type == type && !relation.external && zip_.has(relation.target)) return relation.target;
  const std::string usual = "word/" + type + ".xml";
  return zip_.has(usual) ? usual : "";
}

void DocxPackage::parse(const std::string& part, pugi::xml_document& out) {
  if (zip_.has(part)) parse_xml(part, zip_.read(part), out);
}

}  // namespace indexer::word
