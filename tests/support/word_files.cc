#include "tests/support/word_files.h"

#include <zip.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace test {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
constexpr const char* kTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string tag(std::string_view name, std::string_view inside, std::string_view attributes = "") {
  std::string out = "<" + std::string(name);
  if (!attributes.empty()) out += " " + std::string(attributes);
  return out + ">" + std::string(inside) + "</" + std::string(name) + ">";
}

std::string all_of(std::initializer_list<std::string> pieces) {
  std::string out;
  for (const auto& piece : pieces) out += piece;
  return out;
}

std::string word_part(std::string_view name, std::string_view inside) {
  return kXml + tag(name, inside,
                    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
                    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
                    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
                    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
                    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
                    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "
                    "xmlns:v=\"urn:schemas-microsoft-com:vml\"");
}

constexpr const char* kStyles =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading3\"><w:name w:val=\"heading 3\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Quote\"><w:name w:val=\"Quote\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>";

constexpr const char* kNumbering =
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl><w:lvl "
    "w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl><w:lvl "
    "w:ilvl=\"1\"><w:numFmt w:val=\"lowerLetter\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId "
    "w:val=\"1\"/></w:num>";

std::string relation(const std::string& id, const std::string& type, const std::string& target,
                     bool external = false) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + escaped(target) + "\"" +
         (external ? " TargetMode=\"External\"" : "") + "/>";
}

std::string relations(std::string_view inside) {
  return kXml + tag("Relationships", inside,
                    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"");
}

}  // namespace

std::string zip_of(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = buffer == nullptr ? nullptr : zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("cannot make a ZIP in memory");
  zip_source_keep(buffer);
  for (const auto& [name, bytes] : parts) {
    zip_source_t* part = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    if (part == nullptr || zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8) < 0)
      throw std::runtime_error("cannot add '" + name + "' to a ZIP");
  }
  if (zip_close(archive) != 0)
    throw std::runtime_error(std::string("cannot write a ZIP: ") + zip_strerror(archive));
  zip_stat_t stat;
  if (zip_source_stat(buffer, &stat) != 0 || zip_source_open(buffer) != 0)
    throw std::runtime_error("cannot read a ZIP back");
  std::string out(stat.size, '\0');
  const auto got = zip_source_read(buffer, out.data(), out.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  if (got != static_cast<zip_int64_t>(out.size())) throw std::runtime_error("cannot read a ZIP back");
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

namespace docx {

std::string run(std::string_view text, std::string_view properties) {
  return tag("w:r", (properties.empty() ? "" : tag("w:rPr", properties)) +
                        tag("w:t", escaped(text), "xml:space=\"preserve\""));
}

std::string bold(std::string_view text) { return run(text, "<w:b/>"); }

std::string paragraph_of(std::string_view inside, std::string_view style, std::string_view properties) {
  std::string all(properties);
  if (!style.empty()) all = "<w:pStyle w:val=\"" + std::string(style) + "\"/>" + all;
  return tag("w:p", (all.empty() ? "" : tag("w:pPr", all)) + std::string(inside));
}

std::string paragraph(std::string_view text, std::string_view style) {
  return paragraph_of(text.empty() ? "" : run(text), style);
}

std::string item(std::string_view text, int num_id, int level) {
  return paragraph_of(run(text), "",
                      "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                          std::to_string(num_id) + "\"/></w:numPr>");
}

std::string cell(std::string_view content, std::string_view properties) {
  return tag("w:tc", (properties.empty() ? "" : tag("w:tcPr", properties)) + std::string(content));
}

std::string row(std::initializer_list<std::string> cells, std::string_view properties) {
  return tag("w:tr", (properties.empty() ? "" : tag("w:trPr", properties)) + all_of(cells));
}

std::string text_row(std::initializer_list<std::string_view> texts) {
  std::string cells;
  for (const auto text : texts) cells += cell(paragraph(text));
  return tag("w:tr", cells);
}

std::string table(std::initializer_list<std::string> rows, std::string_view properties) {
  return tag("w:tbl", tag("w:tblPr", properties) + all_of(rows));
}

std::string inserted(std::string_view inside) { return tag("w:ins", inside, "w:id=\"1\" w:author=\"A\""); }
std::string deleted(std::string_view text) {
  return tag("w:del", tag("w:r", tag("w:delText", escaped(text))), "w:id=\"2\" w:author=\"A\"");
}
std::string control(std::string_view properties, std::string_view content) {
  return tag("w:sdt", tag("w:sdtPr", properties) + tag("w:sdtContent", content));
}

std::string check_box(bool checked) {
  return control(
      std::string("<w14:checkbox><w14:checked w14:val=\"") + (checked ? "1" : "0") + "\"/></w14:checkbox>",
      run(checked ? "☒" : "☐"));
}

std::string File::bytes() const {
  Parts parts;
  std::string refers;
  const auto add = [&](const std::string& id, const std::string& type, const std::string& name,
                       std::string xml) {
    refers += relation(id, kTypes + type, name);
    parts.emplace_back("word/" + name, std::move(xml));
  };
  parts.emplace_back("_rels/.rels", relations(relation("rId1", std::string(kTypes) + "officeDocument",
                                                       "word/document.xml")));
  parts.emplace_back("word/document.xml", word_part("w:document", tag("w:body", body)));
  add("styles", "styles", "styles.xml",
      word_part("w:styles", tag("w:docDefaults", defaults) + kStyles + styles));
  add("numbering", "numbering", "numbering.xml", word_part("w:numbering", kNumbering));
  const std::string separator =
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>separator</w:t></w:r></w:p></w:footnote>";
  if (!footnotes.empty())
    add("footnotes", "footnotes", "footnotes.xml", word_part("w:footnotes", separator + footnotes));
  if (!endnotes.empty()) add("endnotes", "endnotes", "endnotes.xml", word_part("w:endnotes", endnotes));
  if (!comments.empty()) add("comments", "comments", "comments.xml", word_part("w:comments", comments));
  if (!settings.empty()) add("settings", "settings", "settings.xml", word_part("w:settings", settings));
  for (std::size_t i = 0; i < headers.size(); ++i)
    add("header" + std::to_string(i + 1), "header", "header" + std::to_string(i + 1) + ".xml",
        word_part("w:hdr", headers[i]));
  for (std::size_t i = 0; i < footers.size(); ++i)
    add("footer" + std::to_string(i + 1), "footer", "footer" + std::to_string(i + 1) + ".xml",
        word_part("w:ftr", footers[i]));
  for (const auto& [id, address] : links)
    refers += relation(id, std::string(kTypes) + "hyperlink", address, true);
  parts.emplace_back("word/_rels/document.xml.rels", relations(refers));
  if (!core.empty())
    parts.emplace_back("docProps/core.xml",
                       kXml + tag("cp:coreProperties", core,
                                  "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
                                  "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""));
  if (!custom.empty())
    parts.emplace_back(
        "docProps/custom.xml",
        kXml + tag("Properties", custom,
                   "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
                   "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\""));
  parts.insert(parts.end(), more.begin(), more.end());
  return zip_of(parts);
}

}  // namespace docx

namespace odt {
namespace {

std::string odf(std::string_view name, std::string_view inside) {
  std::string namespaces =
      "office:version=\"1.3\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
  for (const auto& [prefix, urn] : {std::pair("office", "office:1.0"),
                                    {"text", "text:1.0"},
                                    {"table", "table:1.0"},
                                    {"style", "style:1.0"},
                                    {"draw", "drawing:1.0"},
                                    {"fo", "xsl-fo-compatible:1.0"},
                                    {"svg", "svg-compatible:1.0"},
                                    {"meta", "meta:1.0"}})
    namespaces += std::string(" xmlns:") + prefix + "=\"urn:oasis:names:tc:opendocument:xmlns:" + urn + "\"";
  return kXml + tag(name, inside, namespaces);
}

std::string style_attribute(std::string_view style) {
  return style.empty() ? "" : "text:style-name=\"" + std::string(style) + "\"";
}

}  // namespace

std::string paragraph(std::string_view text, std::string_view style) {
  return tag("text:p", escaped(text), style_attribute(style));
}
std::string heading(std::string_view text, int level) {
  return tag("text:h", escaped(text), "text:outline-level=\"" + std::to_string(level) + "\"");
}
std::string cell(std::string_view content, std::string_view attributes) {
  return tag("table:table-cell", content, attributes);
}
std::string row(std::initializer_list<std::string> cells) { return tag("table:table-row", all_of(cells)); }
std::string table(std::initializer_list<std::string> rows) { return tag("table:table", all_of(rows)); }

std::string File::bytes() const {
  Parts parts;
  parts.emplace_back("mimetype", "application/vnd.oasis.opendocument.text");
  parts.emplace_back("content.xml",
                     odf("office:document-content", tag("office:automatic-styles", automatic_styles) +
                                                        tag("office:body", tag("office:text", body))));
  parts.emplace_back("styles.xml",
                     odf("office:document-styles",
                         tag("office:styles", styles) + tag("office:master-styles", master_pages)));
  if (!meta.empty()) parts.emplace_back("meta.xml", odf("office:document-meta", tag("office:meta", meta)));
  parts.emplace_back("META-INF/manifest.xml",
                     kXml + tag("manifest:manifest", manifest,
                                "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""));
  parts.insert(parts.end(), more.begin(), more.end());
  return zip_of(parts);
}

}  // namespace odt

}  // namespace test
