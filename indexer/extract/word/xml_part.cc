#include "indexer/extract/word/xml_part.h"

#include <algorithm>
#include <vector>

#include "indexer/extract/word/zip_package.h"

namespace indexer::word {
namespace {

struct Namespace {
  std::string_view uri;
  const char* prefix;
};
#define OOXML "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"
#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
constexpr Namespace kNamespaces[] = {
    {OOXML "wordprocessingml/2006/main", "w"},
    {STRICT "wordprocessingml/main", "w"},
    {"http://schemas.microsoft.com/office/word/2010/wordml", "w14"},
    {"http://schemas.microsoft.com/office/word/2012/wordml", "w15"},
    {OOXML "markup-compatibility/2006", "mc"},
    {OOXML "officeDocument/2006/relationships", "r"},
    {STRICT "officeDocument/relationships", "r"},
    {OOXML "package/2006/relationships", "rel"},
    {OOXML "drawingml/2006/wordprocessingDrawing", "wp"},
    {STRICT "drawingml/wordprocessingDrawing", "wp"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"urn:schemas-microsoft-com:office:office", "o"},
    {OOXML "drawingml/2006/main", "a"},
    {STRICT "drawingml/main", "a"},
    {OOXML "drawingml/2006/picture", "pic"},
    {OOXML "officeDocument/2006/math", "m"},
    {STRICT "officeDocument/math", "m"},
    {OOXML "package/2006/content-types", "ct"},
    {OOXML "package/2006/metadata/core-properties", "cp"},
    {OOXML "officeDocument/2006/custom-properties", "cust"},
    {STRICT "officeDocument/customProperties", "cust"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://www.w3.org/1999/xlink", "xlink"},
    {ODF "office:1.0", "office"},
    {ODF "text:1.0", "text"},
    {ODF "table:1.0", "table"},
    {ODF "style:1.0", "style"},
    {ODF "drawing:1.0", "draw"},
    {ODF "xsl-fo-compatible:1.0", "fo"},
    {ODF "svg-compatible:1.0", "svg"},
    {ODF "meta:1.0", "meta"},
    {ODF "manifest:1.0", "manifest"},
    {ODF "form:1.0", "form"},
    {"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"},
    {"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0", "field"},
};
#undef OOXML
#undef STRICT
#undef ODF

/// What a prefix of the file stands for, from an element on; `canonical` is ours, or empty for what we do not
/// know.
struct Binding {
  std::string prefix;
  std::string canonical;
  int depth;
};

class PrefixNormaliser {
 public:
  void enter(pugi::xml_node node, int depth) {
    while (!bindings_.empty() && bindings_.back().depth >= depth) bindings_.pop_back();
    for (auto attribute : node.attributes()) declare(attribute, depth);
    rename(node, true);
    for (auto attribute : node.attributes()) rename(attribute, false);
  }

 private:
  void declare(pugi::xml_attribute attribute, int depth) {
    const std::string_view name = attribute.name();
    if (name != "xmlns" && !name.starts_with("xmlns:")) return;
    const std::string_view uri = attribute.value();
    const auto* known = std::find_if(std::begin(kNamespaces), std::end(kNamespaces),
                                     [&](const auto& one) { return one.uri == uri; });
    bindings_.push_back({std::string(name.size() > 6 ? name.substr(6) : ""),
                         known == std::end(kNamespaces) ? "" : known->prefix, depth});
  }

  template <class Named>
  void rename(Named named, bool element) {
    const std::string_view name = named.name();
    const auto colon = name.find(':');
    const auto prefix = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    if (prefix.empty() && (!element || bindings_.empty())) return;
    if (prefix == "xml" || prefix == "xmlns") return;
    const auto bound = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                    [&](const auto& one) { return one.prefix == prefix; });
    if (bound == bindings_.rend()) return;
    const std::string canonical = !bound->canonical.empty() ? bound->canonical
                                  : is_ours(prefix)         ? "?"
                                                            : std::string(prefix);
    if (canonical == prefix) return;
    const std::string renamed = canonical + ':' + std::string(prefix.empty() ? name : name.substr(colon + 1));
    named.set_name(renamed.c_str());
  }

  static bool is_ours(std::string_view prefix) {
    return std::any_of(std::begin(kNamespaces), std::end(kNamespaces),
                       [&](const auto& one) { return one.prefix == prefix; });
  }

  std::vector<Binding> bindings_;
};

}  // namespace

pugi::xml_node next_in(pugi::xml_node node, pugi::xml_node root, bool skip_children) {
  if (!skip_children && node.first_child()) return node.first_child();
  while (node != root && !node.next_sibling()) node = node.parent();
  return node == root ? pugi::xml_node() : node.next_sibling();
}

void parse_xml(std::string_view name, const std::string& bytes, pugi::xml_document& out) {
  const auto refuse = [&](const std::string& what) {
    return UnreadableDocument("its part '" + std::string(name) + "' " + what +
                              "; open the document in a word processor, save it again and send that");
  };
  const auto result = out.load_buffer(bytes.data(), bytes.size(),
                                      pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  if (!result) throw refuse(std::string("is not well-formed XML (") + result.description() + ")");
  PrefixNormaliser prefixes;
  int depth = 0;
  for (pugi::xml_node node = out.first_child(); node;) {
    if (node.type() == pugi::node_doctype) throw refuse("has a DOCTYPE, which no word processor writes");
    if (node.type() == pugi::node_element) prefixes.enter(node, depth);
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > kMaxXmlDepth) throw refuse("is nested too deep");
      continue;
    }
    while (node && node != out && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node == out ? pugi::xml_node() : node.next_sibling();
  }
}

std::string all_text(pugi::xml_node root) {
  std::string out;
  for (auto node = next_in(root, root); node; node = next_in(node, root))
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
  return out;
}

bool has_text(pugi::xml_node root) {
  for (auto node = next_in(root, root); node; node = next_in(node, root))
    if ((node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) &&
        std::string_view(node.value()).find_first_not_of(" \t\r\n") != std::string_view::npos)
      return true;
  return false;
}

}  // namespace indexer::word
