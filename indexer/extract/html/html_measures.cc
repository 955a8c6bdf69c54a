#include "indexer/extract/html/html_measures.h"

#include <algorithm>

#include "indexer/extract/html/html_inline.h"
#include "indexer/extract/html/html_main_content.h"

namespace indexer::html {
namespace {

constexpr std::size_t kProseBytes = 80;  // of a sentence

bool is_structure(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_PRE:
      return true;
    default:
      return false;
  }
}

void count_text(Measure& measure, std::string_view text, bool in_link) {
  const auto blanks = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; }));
  (in_link ? measure.link_text : measure.text) += text.size() - blanks;
  (in_link ? measure.own_link_text : measure.own_text) += text.size() - blanks;
  measure.commas += static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
}

}  // namespace

Measures::Measures(const GumboNode* root, const NodeSet& left_out) {
  add(root, 0, false);
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const bool in_link = in_link_[i];
    for (const auto* child : children_of(all_[i].node)) {
      if (left_out.contains(child) || is_never_text(child)) continue;
      if (is_text(child))
        count_text(all_[i], child->v.text.text, in_link);
      else if (is_element(child))
        add(child, i, in_link);
    }
  }
  sum_up();
}

void Measures::add(const GumboNode* node, std::size_t parent, bool in_link) {
  at_.emplace(node, all_.size());
  auto& measure = all_.emplace_back();
  measure.node = node;
  measure.parent = parent;
  const bool link = tag_of(node) == GUMBO_TAG_A && has_attribute(node, "href");
  if (link) ++measure.links;
  if (tag_of(node) == GUMBO_TAG_H1) ++measure.headings1;
  if (is_structure(node)) ++measure.structures;
  in_link_.push_back(in_link || link);
}

void Measures::sum_up() {
  for (std::size_t i = all_.size(); i-- > 0;) {
    auto& measure = all_[i];
    const bool block = i == 0 || is_block_element(measure.node);
    if (block && measure.own_text >= kProseBytes && measure.own_text > measure.own_link_text)
      measure.prose += measure.own_text;
    if (i == 0) return;
    auto& parent = all_[measure.parent];
    parent.text += measure.text;
    parent.link_text += measure.link_text;
    parent.links += measure.links;
    parent.commas += measure.commas;
    parent.headings1 += measure.headings1;
    parent.structures += measure.structures;
    parent.prose += measure.prose;
    if (block) continue;
    parent.own_text += measure.own_text;
    parent.own_link_text += measure.own_link_text;
  }
}

}  // namespace indexer::html
