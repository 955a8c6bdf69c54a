#include "indexer/extract/word/docx_styles.h"

#include <algorithm>

namespace indexer::word {
namespace {

constexpr int kMaxChain = 1000;

std::string val(pugi::xml_node node, const char* child) {
  return node.child(child).attribute("w:val").value();
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string colour_of(pugi::xml_node properties) {
  const auto colour = properties.child("w:color");
  const std::string theme = colour.attribute("w:themeColor").value();
  const std::string value = upper(colour.attribute("w:val").value());
  if ((theme == "background1" || theme == "light1") && !colour.attribute("w:themeShade") &&
      !colour.attribute("w:themeTint"))
    return "FFFFFF";
  return value == "AUTO" ? "auto" : value;
}

std::string highlight_of(const std::string& name) {
  static const std::map<std::string, std::string> colours = {
      {"black", std::string(kBlackHighlighter)}, {"white", "FFFFFF"}, {"yellow", "FFFF00"}, {"none", "none"}};
  if (name.empty()) return {};
  const auto found = colours.find(name);
  return found == colours.end() ? "?" : found->second;
}

void say(std::string& what, const std::string& over) {
  if (!over.empty()) what = over;
}

/// The level in "heading 2" or in an id "Heading2", 0: neither.
int heading_level(const std::string& name) {
  if (!name.starts_with("heading")) return 0;
  const auto digit = name.find_first_not_of(' ', 7);
  return digit != std::string::npos && digit + 1 == name.size() && name[digit] >= '1' && name[digit] <= '9'
             ? name[digit] - '0'
             : 0;
}

int level_at(pugi::xml_node paragraph_properties) {
  const auto outline = paragraph_properties.child("w:outlineLvl").attribute("w:val");
  return outline ? outline.as_int() % 9 + (outline.as_int() < 9 && outline.as_int() >= 0 ? 1 : 0) : -1;
}

void name_style(DocxStyle& style, const std::string& name) {
  if (name.empty()) return;
  style.name = name;
  if (const int level = heading_level(name); level > 0) style.outline = level;
  if (name == "title") style.title = true;
  if (name == "quote" || name == "intense quote" || name == "block text") style.quote = true;
  if (name.starts_with("toc ") || name == "table of figures") style.contents = true;
}

}  // namespace

std::optional<bool> on_off(pugi::xml_node property) {
  if (!property) return std::nullopt;
  const std::string value = property.attribute("w:val").as_string("1");
  return value != "0" && value != "false" && value != "off";
}

std::string fill_of(pugi::xml_node properties) {
  const auto shading = properties.child("w:shd");
  if (!shading) return {};
  const std::string pattern = shading.attribute("w:val").value();
  const std::string fill = upper(shading.attribute("w:fill").value());
  if (pattern == "solid") {
    const std::string colour = upper(shading.attribute("w:color").value());
    return colour == "AUTO" || colour.empty() ? "000000" : colour;
  }
  if (pattern == "nil" || pattern == "clear" || pattern.empty()) return fill == "AUTO" ? "" : fill;
  return "?";
}

RunFormat run_format(pugi::xml_node properties) {
  RunFormat format;
  format.bold = on_off(properties.child("w:b"));
  format.italic = on_off(properties.child("w:i"));
  format.hidden = on_off(properties.child("w:vanish"));
  format.struck = on_off(properties.child("w:strike"));
  if (!format.struck) format.struck = on_off(properties.child("w:dstrike"));
  format.colour = colour_of(properties);
  const std::string highlight = highlight_of(val(properties, "w:highlight"));
  format.fill = highlight.empty() || highlight == "none" ? fill_of(properties) : highlight;
  const auto fonts = properties.child("w:rFonts");
  format.font =
      fonts.attribute("w:ascii") ? fonts.attribute("w:ascii").value() : fonts.attribute("w:hAnsi").value();
  if (const auto size = properties.child("w:sz").attribute("w:val")) format.half_points = size.as_int();
  return format;
}

DocxStyles::DocxStyles(const pugi::xml_document& styles, const pugi::xml_document& numbering) {
  const auto root = styles.child("w:styles");
  defaults_ = run_format(root.child("w:docDefaults").child("w:rPrDefault").child("w:rPr"));
  for (const auto style : root.children("w:style")) {
    const std::string id = style.attribute("w:styleId").value();
    nodes_.emplace(id, style);
    const std::string is_default = style.attribute("w:default").value();
    if (std::string_view(style.attribute("w:type").value()) == "paragraph" &&
        (is_default == "1" || is_default == "true"))
      default_paragraph_ = id;
  }
  // Where there is no styles.xml, ids are all that is known.
  for (char level = '1'; level <= '6'; ++level)
    if (const auto id = std::string("Heading") + level; !nodes_.contains(id))
      styles_[id].outline = level - '0';
  if (!nodes_.contains("Title")) styles_["Title"].title = true;
  for (const auto& [id, node] : nodes_) resolve(id, 0);
  read_numbering(numbering);
}

const DocxStyle& DocxStyles::resolve(const std::string& id, int depth) {
  if (const auto known = styles_.find(id); known != styles_.end()) return known->second;
  const auto found = nodes_.find(id);
  if (found == nodes_.end() || depth > kMaxChain) return none_;
  const auto node = found->second;
  DocxStyle style = resolve(val(node, "w:basedOn"), depth + 1);
  const std::string name = lower(val(node, "w:name"));
  const auto paragraph = node.child("w:pPr");
  name_style(style, name);
  if (const int level = level_at(paragraph); level >= 0 && heading_level(name) == 0) style.outline = level;
  style.run = style.run.with(run_format(node.child("w:rPr")));
  say(style.fill, fill_of(paragraph));
  if (const auto list = paragraph.child("w:numPr")) {
    say(style.list, val(list, "w:numId"));
    style.list_level = list.child("w:ilvl").attribute("w:val").as_int(style.list_level);
  }
  say(style.table_fills[""], fill_of(node.child("w:tblPr")));
  say(style.table_fills[""], fill_of(node.child("w:tcPr")));
  for (const auto part : node.children("w:tblStylePr"))
    say(style.table_fills[part.attribute("w:type").value()], fill_of(part.child("w:tcPr")));
  return styles_.emplace(id, std::move(style)).first->second;
}

const DocxStyle& DocxStyles::paragraph(const std::string& id) const {
  if (const auto found = styles_.find(id.empty() ? default_paragraph_ : id); found != styles_.end())
    return found->second;
  return none_;
}

const DocxStyle& DocxStyles::other(const std::string& id) const {
  const auto found = styles_.find(id);
  return id.empty() || found == styles_.end() ? none_ : found->second;
}

void DocxStyles::read_numbering(const pugi::xml_document& numbering) {
  const auto root = numbering.child("w:numbering");
  std::map<std::string, pugi::xml_node> abstracts;
  std::map<std::string, pugi::xml_node> by_style;
  for (const auto abstract : root.children("w:abstractNum")) {
    abstracts[abstract.attribute("w:abstractNumId").value()] = abstract;
    if (const auto link = abstract.child("w:styleLink")) by_style[link.attribute("w:val").value()] = abstract;
  }
  for (const auto num : root.children("w:num")) {
    auto abstract = abstracts[val(num, "w:abstractNumId")];
    if (const auto link = abstract.child("w:numStyleLink"))
      abstract = by_style[link.attribute("w:val").value()];
    auto& formats = formats_[num.attribute("w:numId").value()];
    for (const auto level : abstract.children("w:lvl"))
      formats[level.attribute("w:ilvl").as_int()] = val(level, "w:numFmt");
    for (const auto change : num.children("w:lvlOverride"))
      if (const auto level = change.child("w:lvl"))
        formats[change.attribute("w:ilvl").as_int()] = val(level, "w:numFmt");
  }
}

DocxStyles::List DocxStyles::list(const std::string& num_id, int level) const {
  if (num_id.empty() || num_id == "0") return List::kNone;
  const auto formats = formats_.find(num_id);
  if (formats == formats_.end()) return List::kNone;
  const auto format = formats->second.find(level);
  if (format == formats->second.end() || format->second == "bullet") return List::kBullet;
  return format->second == "none" ? List::kNone : List::kNumbered;
}

}  // namespace indexer::word
