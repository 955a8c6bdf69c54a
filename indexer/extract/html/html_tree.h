#pragma once
// A page as gumbo parses it: owned, bounded in memory, and read without recursion.

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace indexer::html {

/// The nodes of a page. They live as long as the tree.
class HtmlTree {
 public:
  /// Parses `source` (UTF-8, kept). Any bytes give a tree. Throws std::runtime_error when it would take more
  /// than `limit_bytes` of memory: few bytes can ask for many nodes. Its message says what the page is and
  /// what to do.
  explicit HtmlTree(std::string source, std::size_t limit_bytes = kLimitBytes);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const GumboNode* document() const { return document_; }
  const GumboNode* html() const { return html_; }  ///< <html>, which gumbo makes where it is missing

  static constexpr std::size_t kLimitBytes = std::size_t{768} << 20;

 private:
  struct Memory;
  std::string source_;
  std::unique_ptr<Memory> memory_;
  const GumboNode* document_ = nullptr;
  const GumboNode* html_ = nullptr;
};

using NodeSet = std::unordered_set<const GumboNode*>;

/// Children of an element or of the document; none of other nodes.
std::span<const GumboNode* const> children_of(const GumboNode* node);
/// True for elements, <template> among them.
bool is_element(const GumboNode* node);
bool is_text(const GumboNode* node);
/// GUMBO_TAG_UNKNOWN for nodes that are no elements and for elements within <svg> and <math>.
GumboTag tag_of(const GumboNode* node);
/// The value of an attribute; empty where it is missing. Example: attribute(a, "href").
std::string_view attribute(const GumboNode* node, const char* name);
bool has_attribute(const GumboNode* node, const char* name);
/// In ASCII lower case, as keywords of HTML are compared.
std::string lower_case(std::string_view text);

/// Calls `visit` for `root` and all below it, in document order; where it answers false, what is below that
/// node is passed over.
template <typename Visit>
void for_each_node(const GumboNode* root, Visit visit);

/// The text below `root` without the subtrees in `left_out`, white space as it stands in the source.
std::string raw_text(const GumboNode* root, const NodeSet& left_out);

}  // namespace indexer::html

#include "indexer/extract/html/html_tree_walk.h"
