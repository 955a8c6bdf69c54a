// OpenDocument texts (ISO/IEC 26300).

#include <algorithm>
#include <set>

#include "indexer/extract/word/odt_story.h"
#include "indexer/extract/readers.h"
#include "indexer/extract/word/word_blocks.h"
#include "indexer/extract/word/word_extraction.h"
#include "indexer/extract/word/xml_part.h"
#include "indexer/extract/word/zip_package.h"

namespace indexer::word {
namespace {

using Kind = HiddenText::Kind;

void parse(ZipPackage& zip, const std::string& part, pugi::xml_document& out) {
  if (zip.has(part)) parse_xml(part, zip.read(part), out);
}

void refuse_encrypted(ZipPackage& zip) {
  pugi::xml_document manifest;
  parse(zip, "META-INF/manifest.xml", manifest);
  for (auto node = next_in(manifest, manifest); node; node = next_in(node, manifest))
    if (std::string_view(node.name()) == "manifest:encryption-data")
      throw UnreadableDocument("is encrypted; save it without a password and send it again");
}

pugi::xml_node text_in(ZipPackage& zip, const pugi::xml_document& content) {
  if (zip.has("word/document.xml"))
    throw UnreadableDocument("is a Word document under another name; rename it to .docx");
  if (!zip.has("content.xml"))
    throw UnreadableDocument(
        "is a ZIP archive without content.xml, no OpenDocument text; save it as .odt or .docx and send it "
        "again");
  const auto body = content.child("office:document-content").child("office:body");
  if (body.child("office:spreadsheet") || body.child("office:presentation"))
    throw UnreadableDocument(
        "is an OpenDocument spreadsheet or presentation under another name; copy its text to a document");
  if (!body.child("office:text"))
    throw UnreadableDocument(
        "its part 'content.xml' is no text; open the document, save it as .odt or .docx and send it again");
  return body.child("office:text");
}

/// Names of the page styles that some page uses: the first, those that paragraphs begin and those that follow
/// them.
std::set<std::string> used_pages(pugi::xml_node masters, const pugi::xml_document& content,
                                 const pugi::xml_document& styles) {
  std::set<std::string> used = {"Standard",
                                masters.child("style:master-page").attribute("style:name").value()};
  for (const pugi::xml_node root : {content.child("office:document-content").child("office:automatic-styles"),
                                    styles.child("office:document-styles").child("office:styles")})
    for (const auto style : root.children("style:style"))
      used.insert(style.attribute("style:master-page-name").value());
  std::size_t before = 0;
  while (before != used.size()) {
    before = used.size();
    for (const auto page : masters.children("style:master-page"))
      if (used.contains(page.attribute("style:name").value()))
        used.insert(page.attribute("style:next-style-name").value());
  }
  return used;
}

void add_lines(std::span<const Element> elements, std::vector<std::string>& lines) {
  const std::string text = text_of(elements);
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

void read_headers(const OdtStyles& styles, const pugi::xml_document& content,
                  const pugi::xml_document& page_styles, WordDocument& out) {
  const auto masters = page_styles.child("office:document-styles").child("office:master-styles");
  const auto used = used_pages(masters, content, page_styles);
  for (const auto page : masters.children("style:master-page")) {
    const bool is_used = used.contains(page.attribute("style:name").value());
    for (const auto part : page.children()) {
      const std::string_view name = part.name();
      const bool header = name.starts_with("style:header");
      if (!header && !name.starts_with("style:footer")) continue;
      const bool shown = is_used && part.attribute("style:display").as_bool(true);
      HiddenText of_unused;
      std::vector<std::string> lines;
      add_lines(OdtStory(styles, shown ? out.hidden : of_unused).read(part), lines);
      if (shown)
        out.page_lines.insert(out.page_lines.end(), lines.begin(), lines.end());
      else if (!lines.empty() || !of_unused.empty())
        out.hidden.add(header ? Kind::kUnusedHeader : Kind::kUnusedFooter);
    }
  }
}

/// LibreOffice writes the version of the program that a document was converted from.
bool is_program_version(pugi::xml_node property) {
  return std::string_view(property.attribute("meta:name").value()) == "AppVersion" &&
         all_text(property).find_first_not_of("0123456789.") == std::string::npos;
}

void count_properties(ZipPackage& zip, HiddenText& hidden) {
  pugi::xml_document xml;
  parse(zip, "meta.xml", xml);
  const auto meta = xml.child("office:document-meta").child("office:meta");
  std::string found;
  for (const auto& [element, name] : {std::pair("dc:description", "comments"),
                                      {"meta:keyword", "keywords"},
                                      {"dc:subject", "subject"},
                                      {"meta:user-defined", "custom"}}) {
    const auto properties = meta.children(element);
    if (std::any_of(properties.begin(), properties.end(),
                    [](const auto node) { return has_text(node) && !is_program_version(node); }))
      found += (found.empty() ? "" : ", ") + std::string(name);
  }
  if (!found.empty()) hidden.add("text in document properties (" + found + ")");
}

WordDocument read_odt(const std::string& bytes) {
  ZipPackage zip(bytes);
  refuse_encrypted(zip);
  pugi::xml_document content, page_styles;
  parse(zip, "content.xml", content);
  const auto text = text_in(zip, content);
  parse(zip, "styles.xml", page_styles);
  const OdtStyles styles(content, page_styles);
  WordDocument out;
  OdtStory story(styles, out.hidden);
  out.body = story.read(text);
  read_headers(styles, content, page_styles, out);
  count_properties(zip, out.hidden);
  if (std::any_of(zip.names().begin(), zip.names().end(), [](const auto& name) {
        return name.starts_with("Basic/") && !name.ends_with("-lb.xml") && !name.ends_with("-lc.xml") &&
               !name.ends_with('/');
      }))
    out.hidden.add(Kind::kMacro);
  if (story.has_struck_text())
    out.warnings.emplace_back(
        "text that is crossed out was left out; delete it, or take the line off what is meant to stay");
  return out;
}

}  // namespace

Extraction extract_odt(const SourceContent& source) {
  return extraction_of(source.path, [&] { return read_odt(source.bytes); });
}

}  // namespace indexer::word
