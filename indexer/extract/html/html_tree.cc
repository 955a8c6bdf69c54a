#include "indexer/extract/html/html_tree.h"

#include <csetjmp>
#include <cstring>
#include <memory_resource>
#include <stdexcept>

namespace indexer::html {

/// Where gumbo takes its memory from. It is given back as a whole: gumbo_destroy_output() recurses as deep as
/// the page nests.
struct HtmlTree::Memory {
  explicit Memory(std::size_t limit) : limit_bytes(limit) {}

  /// Does not return when the limit is reached: gumbo does not expect that, so the parse is left by longjmp,
  /// over frames of C alone.
  static void* allocate(void* self, std::size_t size) {
    auto& memory = *static_cast<Memory*>(self);
    const auto whole = size + kHeader;
    void* block = nullptr;
    if (memory.used_bytes + whole <= memory.limit_bytes) {
      try {
        block = memory.pool.allocate(whole, kHeader);
      } catch (const std::bad_alloc&) {
        block = nullptr;
      }
    }
    if (block == nullptr) std::longjmp(memory.exhausted, 1);
    memory.used_bytes += whole;
    std::memcpy(block, &whole, sizeof whole);
    return static_cast<char*>(block) + kHeader;
  }

  static void release(void* self, void* pointer) {
    if (pointer == nullptr) return;
    auto& memory = *static_cast<Memory*>(self);
    char* block = static_cast<char*>(pointer) - kHeader;
    std::size_t whole = 0;
    std::memcpy(&whole, block, sizeof whole);
    memory.used_bytes -= whole;
    memory.pool.deallocate(block, whole, kHeader);
  }

  static constexpr std::size_t kHeader = alignof(std::max_align_t);
  std::size_t limit_bytes;
  std::size_t used_bytes = 0;
  std::pmr::unsynchronized_pool_resource pool;
  std::jmp_buf exhausted;
};

HtmlTree::HtmlTree(std::string source, std::size_t limit_bytes)
    : source_(std::move(source)), memory_(std::make_unique<Memory>(limit_bytes)) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Memory::allocate;
  options.deallocator = Memory::release;
  options.userdata = memory_.get();
  options.max_errors = 0;
  if (setjmp(memory_->exhausted) != 0)
    throw std::runtime_error(
        "is too complicated for a page: its markup would fill the memory; save the part that matters as a "
        "file of its own");
  const GumboOutput* output = gumbo_parse_with_options(&options, source_.data(), source_.size());
  document_ = output->document;
  html_ = output->root;
}

HtmlTree::~HtmlTree() = default;

std::span<const GumboNode* const> children_of(const GumboNode* node) {
  const GumboVector* children = nullptr;
  if (node->type == GUMBO_NODE_DOCUMENT) children = &node->v.document.children;
  if (is_element(node)) children = &node->v.element.children;
  if (children == nullptr || children->length == 0) return {};
  return {reinterpret_cast<const GumboNode* const*>(children->data), children->length};
}

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

GumboTag tag_of(const GumboNode* node) {
  if (!is_element(node)) return GUMBO_TAG_UNKNOWN;
  const auto& element = node->v.element;
  const bool html = element.tag_namespace == GUMBO_NAMESPACE_HTML || element.tag == GUMBO_TAG_SVG ||
                    element.tag == GUMBO_TAG_MATH;
  return html ? element.tag : GUMBO_TAG_UNKNOWN;
}

std::string_view attribute(const GumboNode* node, const char* name) {
  if (!is_element(node)) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboNode* node, const char* name) {
  return is_element(node) && gumbo_get_attribute(&node->v.element.attributes, name) != nullptr;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string raw_text(const GumboNode* root, const NodeSet& left_out) {
  std::string out;
  for_each_node(root, [&](const GumboNode* node) {
    if (left_out.contains(node)) return false;
    if (is_text(node)) out += node->v.text.text;
    if (tag_of(node) == GUMBO_TAG_BR) out += '\n';
    return true;
  });
  return out;
}

}  // namespace indexer::html
