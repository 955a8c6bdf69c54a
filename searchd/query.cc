#include "searchd/query.h"

namespace searchd {

using Kind = QueryNode::Kind;

std::string QueryNode::key() const {
  std::string out = std::to_string(static_cast<int>(kind)) + '(' + (kind == Kind::kWord || kind == Kind::kTitle ? stem : word);
  for (const auto& one : words) out += '\x1F' + one;
  for (const auto& one : terms) out += '\x1E' + one;
  for (const auto& child : children) out += child.key();
  return out + ')';
}

QueryNode group(Kind kind, std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  QueryNode node;
  node.kind = children.empty() ? Kind::kNothing : kind;
  node.children = std::move(children);
  return node;
}

}  // namespace searchd
