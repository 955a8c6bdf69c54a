#include "indexer/extract/html/html_inline.h"

#include <algorithm>
#include <vector>

#include "indexer/extract/html/html_main_content.h"

namespace indexer::html {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(" \t\r\n\f"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t\r\n\f") + 1 - begin);
}

std::string without_scheme(std::string_view address) {
  std::string bare = lower_case(address);
  for (const std::string_view scheme : {"https://", "http://"})
    if (bare.starts_with(scheme)) bare.erase(0, scheme.size());
  if (bare.starts_with("www.")) bare.erase(0, 4);
  while (bare.ends_with('/')) bare.pop_back();
  return bare;
}

}  // namespace

std::string link_address(std::string_view href, std::string_view text) {
  href = trimmed(href);
  const std::string folded = lower_case(href.substr(0, 8));
  if (!folded.starts_with("http://") && !folded.starts_with("https://")) return {};
  std::string address;
  for (const char c : href)
    if (static_cast<unsigned char>(c) > 0x20) address += c;
  text = trimmed(text);
  if (text.empty() || address.size() > 2000 || without_scheme(address) == without_scheme(text)) return {};
  return address;
}

bool is_footnote_marker(const GumboNode* node) {
  if (tag_of(node) != GUMBO_TAG_SUP) return false;
  const GumboNode* link = nullptr;
  for_each_node(node, [&](const GumboNode* below) {
    if (tag_of(below) == GUMBO_TAG_A && attribute(below, "href").find('#') != std::string_view::npos)
      link = below;
    return link == nullptr;
  });
  if (link == nullptr) return false;
  const std::string text = collapsed(raw_text(node, {}));
  return !text.empty() && text.size() <= 4 && !text.starts_with('[') && !text.starts_with('(');
}

bool is_block_element(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_XMP:
      return true;
    default:
      return false;
  }
}

void add_inline_text(const GumboNode* node, const NodeSet& left_out, bool addresses, RunningText& text) {
  struct Step {
    const GumboNode* node;
    bool end;
    std::size_t begin;
  };
  std::vector<Step> rest = {{node, false, 0}};
  const auto line_break = [&] {
    if (!text.ends_with_line_break()) text.add_line_break();
  };
  while (!rest.empty()) {
    const Step step = rest.back();
    rest.pop_back();
    if (step.end) {
      if (is_block_element(step.node))
        line_break();
      else if (tag_of(step.node) == GUMBO_TAG_SUP)
        text.add("]");
      else if (const auto address =
                   link_address(attribute(step.node, "href"),
                                text.view().substr(std::min(step.begin, text.view().size())));
               !address.empty())
        text.add(" (" + address + ")");
      continue;
    }
    if (left_out.contains(step.node) || is_never_text(step.node)) continue;
    if (is_text(step.node)) text.add(step.node->v.text.text);
    const auto tag = tag_of(step.node);
    if (tag == GUMBO_TAG_BR) text.add_line_break();
    const bool block = step.node != node && is_block_element(step.node);
    const bool marker = is_footnote_marker(step.node);
    if (block) line_break();
    if (marker) text.add("[");
    if (block || marker || (addresses && tag == GUMBO_TAG_A))
      rest.push_back({step.node, true, text.view().size()});
    const auto children = children_of(step.node);
    for (auto child = children.rbegin(); child != children.rend(); ++child)
      rest.push_back({*child, false, 0});
  }
}

std::string image_text(const GumboNode* node, const NodeSet& left_out) {
  std::string text;
  for_each_node(node, [&](const GumboNode* below) {
    if (!text.empty() || left_out.contains(below) || is_never_text(below)) return false;
    if (tag_of(below) == GUMBO_TAG_IMG) text = collapsed(attribute(below, "alt"));
    return true;
  });
  return text;
}

}  // namespace indexer::html
