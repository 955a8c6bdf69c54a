// Word documents (ECMA-376, ISO/IEC 29500).

#include "indexer/extract/word/docx_package.h"
#include "indexer/extract/word/docx_pages.h"
#include "indexer/extract/word/docx_story.h"
#include "indexer/extract/readers.h"
#include "indexer/extract/word/word_extraction.h"
#include "indexer/extract/word/xml_part.h"

namespace indexer::word {
namespace {

/// Footnotes or endnotes with text, without the lines that separate them from the page.
DocxNotes notes_in(const pugi::xml_document& xml, const char* element, Relations relations) {
  DocxNotes out{{}, std::move(relations)};
  for (const auto note : xml.document_element().children(element)) {
    const std::string_view type = note.attribute("w:type").value();
    if (type.empty() || type == "normal") out.notes.emplace(note.attribute("w:id").value(), note);
  }
  return out;
}

/// Colour of the page: empty is white.
std::string page_colour(pugi::xml_node document) {
  const std::string colour = document.child("w:background").attribute("w:color").value();
  return colour.size() == 6 ? colour : "";
}

void read_body(DocxPackage& package, const DocxStyles& styles, pugi::xml_node root, WordDocument& out) {
  pugi::xml_document footnotes, endnotes;
  std::map<std::string, DocxNotes> notes;
  const auto add_notes = [&](const char* type, pugi::xml_document& xml, const char* element,
                             const char* reference) {
    const auto part = package.part_of_type(type);
    package.parse(part, xml);
    notes.emplace(reference, notes_in(xml, element, package.relations_of(part)));
  };
  add_notes("footnotes", footnotes, "w:footnote", "w:footnoteReference");
  add_notes("endnotes", endnotes, "w:endnote", "w:endnoteReference");
  DocxStory story(styles, notes, package.main_relations(), out.hidden);
  out.body = story.read(root.child("w:body"), page_colour(root));
  for (const auto& [reference, of_kind] : notes)
    for (const auto& [id, note] : of_kind.notes)
      if (!story.referred_notes().contains(note) && has_text(note))
        out.hidden.add(HiddenText::Kind::kUnusedNote);
  if (story.has_open_field())
    out.warnings.emplace_back(
        "a field in it does not end, so that text behind it may be missing; open the document in a word "
        "processor, save it again and send that");
  if (story.has_struck_text())
    out.warnings.emplace_back(
        "text that is crossed out was left out; delete it, or take the line off what is meant to stay");
}

WordDocument read_docx(const std::string& bytes) {
  DocxPackage package(bytes);
  pugi::xml_document main, styles_part, numbering;
  package.parse(package.main_part(), main);
  package.parse(package.part_of_type("styles"), styles_part);
  package.parse(package.part_of_type("numbering"), numbering);
  const auto root = main.child("w:document");
  if (!root.child("w:body"))
    throw UnreadableDocument("its part '" + package.main_part() +
                             "' is no Word document; open it, save it as .docx and send it again");
  const DocxStyles styles(styles_part, numbering);
  WordDocument out;
  read_body(package, styles, root, out);
  read_headers(package, styles, root.child("w:body"), out);
  count_what_is_beside(package, out.hidden);
  return out;
}

}  // namespace

Extraction extract_docx(const SourceContent& source) {
  return extraction_of(source.path, [&] { return read_docx(source.bytes); });
}

}  // namespace indexer::word
