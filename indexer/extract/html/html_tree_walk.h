#pragma once
// Part of html_tree.h: its template.

#include <vector>

#include "indexer/extract/html/html_tree.h"

namespace indexer::html {

template <typename Visit>
void for_each_node(const GumboNode* root, Visit visit) {
  std::vector<const GumboNode*> rest = {root};
  while (!rest.empty()) {
    const GumboNode* node = rest.back();
    rest.pop_back();
    if (!visit(node)) continue;
    const auto children = children_of(node);
    rest.insert(rest.end(), children.rbegin(), children.rend());
  }
}

}  // namespace indexer::html
