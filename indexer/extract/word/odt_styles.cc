#include "indexer/extract/word/odt_styles.h"

#include <cstdlib>
#include <string_view>

namespace indexer::word {
namespace {

constexpr int kMaxChain = 1000;

/// "12pt" as 24; other units, as percentages, count as not said.
std::optional<int> half_points_of(const std::string& size) {
  if (!size.ends_with("pt")) return std::nullopt;
  return static_cast<int>(std::strtod(size.c_str(), nullptr) * 2);
}

std::string colour_of(const std::string& value) {
  if (value == "transparent") return "";
  return value.starts_with('#') ? value.substr(1) : value;
}

RunFormat run_format(pugi::xml_node properties) {
  RunFormat format;
  const auto says = [&](const char* attribute, std::optional<bool>& what, auto is_on) {
    if (const auto value = properties.attribute(attribute)) what = is_on(std::string_view(value.value()));
  };
  says("fo:font-weight", format.bold, [](auto value) { return value == "bold" || value >= "600"; });
  says("fo:font-style", format.italic, [](auto value) { return value != "normal"; });
  says("text:display", format.hidden, [](auto value) { return value == "none"; });
  says("style:text-line-through-style", format.struck, [](auto value) { return value != "none"; });
  if (format.bold && std::string_view(properties.attribute("fo:font-weight").value()) == "normal")
    format.bold = false;
  format.colour = colour_of(properties.attribute("fo:color").value());
  if (properties.attribute("style:use-window-font-color").as_bool()) format.colour = "auto";
  format.fill = colour_of(properties.attribute("fo:background-color").value());
  format.font = properties.attribute("style:font-name").value();
  format.half_points = half_points_of(properties.attribute("fo:font-size").value());
  return format;
}

/// "Heading_20_1" is "Heading 1".
bool is_heading_name(const std::string& name, int& level) {
  for (const std::string_view start : {"Heading_20_", "Heading "})
    if (name.starts_with(start) && name.size() > start.size()) level = std::atoi(name.c_str() + start.size());
  return level > 0;
}

std::string fill_of(pugi::xml_node style) {
  for (const auto* properties : {"style:paragraph-properties", "style:table-cell-properties",
                                 "style:table-row-properties", "style:table-properties"})
    if (const auto fill = style.child(properties).attribute("fo:background-color"))
      return colour_of(fill.value());
  const auto graphic = style.child("style:graphic-properties");
  const std::string_view kind = graphic.attribute("draw:fill").value();
  if ((!kind.empty() && kind != "none") || graphic.child("style:background-image")) return "?";
  return colour_of(graphic.attribute("fo:background-color").value());
}

}  // namespace

OdtStyles::OdtStyles(const pugi::xml_document& content, const pugi::xml_document& styles) {
  add(content.child("office:document-content").child("office:automatic-styles"));
  const auto root = styles.child("office:document-styles");
  add(root.child("office:styles"));
  add(root.child("office:automatic-styles"));
  for (const auto& [key, node] : nodes_) resolve(key, 0);
  styles_.try_emplace("paragraph/Title").first->second.title =
      true;  // built in, also where no part defines it
}

void OdtStyles::add(pugi::xml_node styles) {
  for (const auto node : styles.children()) {
    const std::string_view element = node.name();
    const std::string family = node.attribute("style:family").value();
    if (element == "style:style")
      nodes_.emplace(family + '/' + node.attribute("style:name").value(), node);
    else if (element == "style:default-style")
      nodes_.emplace(family + '/', node);
    else if (element == "text:list-style")
      lists_.emplace(node.attribute("style:name").value(), node);
  }
}

const OdtStyle& OdtStyles::resolve(const std::string& key, int depth) {
  if (const auto known = styles_.find(key); known != styles_.end()) return known->second;
  const auto found = nodes_.find(key);
  if (found == nodes_.end() || depth > kMaxChain) return none_;
  const auto node = found->second;
  const auto family = key.substr(0, key.find('/') + 1);
  const std::string name = node.attribute("style:name").value();
  OdtStyle style = key == family
                       ? OdtStyle()
                       : resolve(family + node.attribute("style:parent-style-name").value(), depth + 1);
  int level = 0;
  if (family == "paragraph/" && is_heading_name(name, level)) style.outline = level;
  if (const auto outline = node.attribute("style:default-outline-level")) style.outline = outline.as_int();
  if (family == "paragraph/" && name == "Title") style.title = true;
  if (family == "paragraph/" && (name == "Quotations" || name == "Quote")) style.quote = true;
  if (const auto list = node.attribute("style:list-style-name")) style.list = list.value();
  style.run = style.run.with(run_format(node.child("style:text-properties")));
  if (const auto fill = fill_of(node); !fill.empty()) style.fill = fill;
  return styles_.emplace(key, std::move(style)).first->second;
}

const OdtStyle& OdtStyles::style(const std::string& family, const std::string& name) const {
  auto found = styles_.find(family + '/' + name);
  if (found == styles_.end()) found = styles_.find(family + '/');
  return found == styles_.end() ? none_ : found->second;
}

bool OdtStyles::is_numbered(const std::string& list_style, int level, bool& unmarked) const {
  unmarked = false;
  const auto list = lists_.find(list_style);
  if (list == lists_.end()) return false;
  for (const auto node : list->second.children()) {
    if (node.attribute("text:level").as_int() != level) continue;
    if (std::string_view(node.name()) != "text:list-level-style-number") return false;
    unmarked = std::string_view(node.attribute("style:num-format").value()).empty();
    return !unmarked;
  }
  return false;
}

}  // namespace indexer::word
