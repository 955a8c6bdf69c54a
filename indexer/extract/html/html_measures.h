#pragma once
// How much text, and of what kind, each element of a page holds: what its main content is chosen by.

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/extract/html/html_tree.h"

namespace indexer::html {

/// Of an element and all below it. Text is counted in bytes that are not blank.
struct Measure {
  const GumboNode* node = nullptr;
  std::size_t parent = 0;  ///< index of the parent's measure
  std::size_t text = 0;    ///< outside of links
  std::size_t link_text = 0;
  std::size_t links = 0;
  std::size_t commas = 0;
  std::size_t headings1 = 0;
  std::size_t structures = 0;  ///< headings, lists, tables
  std::size_t prose = 0;       ///< text of blocks that are as long as a sentence and not mostly links
  std::size_t own_text = 0, own_link_text = 0;  ///< of it without the blocks below
};

/// Every element below a root with its measure, parents before children; what is in `left_out` does not
/// count.
class Measures {
 public:
  Measures(const GumboNode* root, const NodeSet& left_out);

  const std::vector<Measure>& all() const { return all_; }
  const Measure& of(const GumboNode* node) const { return all_[at_.at(node)]; }
  bool contains(const GumboNode* node) const { return at_.contains(node); }

 private:
  void add(const GumboNode* node, std::size_t parent, bool in_link);
  void sum_up();

  std::vector<Measure> all_;
  std::vector<bool> in_link_;
  std::unordered_map<const GumboNode*, std::size_t> at_;
};

}  // namespace indexer::html
