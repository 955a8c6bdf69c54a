#include "indexer/extract/word/docx_pages.h"

#include <algorithm>
#include <set>

#include "indexer/extract/word/docx_story.h"
#include "indexer/extract/word/word_blocks.h"
#include "indexer/extract/word/xml_part.h"

namespace indexer::word {
namespace {

using Kind = HiddenText::Kind;

std::string_view name_of(pugi::xml_node node) { return node.name(); }

/// Parts of headers and footers that pages show.
std::set<std::string> shown_parts(pugi::xml_node body, const Relations& relations, bool even_and_odd) {
  std::set<std::string> shown;
  std::map<std::string, std::string> current;  // "w:headerReference first" -> part
  for (auto section = next_in(body, body); section; section = next_in(section, body)) {
    if (name_of(section) != "w:sectPr" || name_of(section.parent()) == "w:sectPrChange") continue;
    for (const auto reference : section.children()) {
      if (name_of(reference) != "w:headerReference" && name_of(reference) != "w:footerReference") continue;
      const auto relation = relations.find(reference.attribute("r:id").value());
      if (relation != relations.end())
        current[std::string(reference.name()) + ' ' + reference.attribute("w:type").as_string("default")] =
            relation->second.target;
    }
    const bool first_page = on_off(section.child("w:titlePg")).value_or(false);
    for (const auto& [place, part] : current)
      if (place.ends_with(" default") || (place.ends_with(" first") && first_page) ||
          (place.ends_with(" even") && even_and_odd))
        shown.insert(part);
  }
  return shown;
}

void add_lines(const std::vector<Element>& elements, std::vector<std::string>& lines) {
  std::string text;
  for (const auto& element : elements) {
    if (const auto* paragraph = element.paragraph()) {
      for (const auto& run : paragraph->runs) text += run.text;
      text += '\n';
    } else {
      for (const auto& row : element.table()->rows)
        for (const auto& cell : row.cells) add_lines(cell.content, lines);
    }
  }
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of("\t\n", begin), text.size());
    if (end > begin) lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

/// Text drawn as a shape across the page.
void add_watermarks(pugi::xml_node root, std::vector<std::string>& lines) {
  for (auto node = next_in(root, root); node; node = next_in(node, root))
    if (name_of(node) == "v:textpath") lines.emplace_back(node.attribute("string").value());
}

bool shows_text(const std::vector<std::string>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const auto& line) { return !tidy_text(line).empty(); });
}

std::set<std::string> parts_of(const Relations& relations, const std::string& type,
                               const std::vector<std::string>& names) {
  std::set<std::string> parts;
  for (const auto& [id, relation] : relations)
    if (relation.type == type && !relation.external) parts.insert(relation.target);
  for (const auto& name : names)
    if (name.starts_with("word/" + type) && name.ends_with(".xml")) parts.insert(name);
  return parts;
}

void count_comments(DocxPackage& package, HiddenText& hidden) {
  pugi::xml_document comments;
  package.parse(package.part_of_type("comments"), comments);
  int count = 0;
  for (const auto comment : comments.child("w:comments").children("w:comment"))
    count += comment.first_child() ? 1 : 0;
  if (count > 0) hidden.add(Kind::kComment, count);
}

void count_properties(DocxPackage& package, HiddenText& hidden) {
  std::string found;
  pugi::xml_document core;
  std::string part = "docProps/core.xml";
  for (const auto& [id, relation] : package.relations_of(""))
    if (relation.type == "core-properties" && !relation.external) part = relation.target;
  package.parse(part, core);
  const auto properties = core.child("cp:coreProperties");
  for (const auto& [element, name] : {std::pair("dc:description", "comments"),
                                      {"cp:keywords", "keywords"},
                                      {"dc:subject", "subject"},
                                      {"cp:category", "category"},
                                      {"cp:contentStatus", "status"}})
    if (has_text(properties.child(element))) found += (found.empty() ? "" : ", ") + std::string(name);
  pugi::xml_document custom;
  package.parse("docProps/custom.xml", custom);
  int count = 0;
  for (const auto property : custom.document_element().children()) count += has_text(property) ? 1 : 0;
  if (count > 0) found += (found.empty() ? "" : ", ") + std::to_string(count) + " custom";
  if (!found.empty()) hidden.add("text in document properties (" + found + ")");
}

}  // namespace

void read_headers(DocxPackage& package, const DocxStyles& styles, pugi::xml_node body,
                  WordDocument& document) {
  pugi::xml_document settings;
  package.parse(package.part_of_type("settings"), settings);
  const bool even_and_odd = on_off(settings.child("w:settings").child("w:evenAndOddHeaders")).value_or(false);
  const auto shown = shown_parts(body, package.main_relations(), even_and_odd);
  const std::map<std::string, DocxNotes> no_notes;
  for (const auto& [type, kind] :
       {std::pair("header", Kind::kUnusedHeader), {"footer", Kind::kUnusedFooter}}) {
    for (const auto& part : parts_of(package.main_relations(), type, package.names())) {
      pugi::xml_document xml;
      package.parse(part, xml);
      const auto relations = package.relations_of(part);
      std::vector<std::string> lines;
      HiddenText of_unused;
      const bool is_shown = shown.contains(part);
      add_lines(DocxStory(styles, no_notes, relations, is_shown ? document.hidden : of_unused)
                    .read(xml.document_element()),
                lines);
      add_watermarks(xml, lines);
      if (is_shown)
        document.page_lines.insert(document.page_lines.end(), lines.begin(), lines.end());
      else if (shows_text(lines) || !of_unused.empty())
        document.hidden.add(kind);
    }
  }
}

void count_what_is_beside(DocxPackage& package, HiddenText& hidden) {
  count_comments(package, hidden);
  for (const auto& name : package.names()) {
    if (name.find("/embeddings/") != std::string::npos && !name.ends_with('/')) hidden.add(Kind::kEmbedded);
    if (name.ends_with("vbaProject.bin")) hidden.add(Kind::kMacro);
  }
  count_properties(package, hidden);
}

}  // namespace indexer::word
