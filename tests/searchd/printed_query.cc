#include "tests/searchd/printed_query.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace test {

using Kind = searchd::QueryNode::Kind;

std::string printed(const searchd::QueryNode& node) {
  std::vector<std::string> children;
  for (const auto& child : node.children) children.push_back(printed(child));
  switch (node.kind) {
    case Kind::kWord:
      return node.word;
    case Kind::kTitle:
      return "title:" + node.word;
    case Kind::kPhrase:
      return fmt::format("\"{}\"", fmt::join(node.words, " "));
    case Kind::kPrefix:
      return fmt::format("{}*({})", node.word, fmt::join(node.words, ","));
    case Kind::kConcept: {
      std::vector<std::string> ids;
      for (const auto& term : node.terms) ids.push_back(term.substr(term.find(':') + 1));
      return fmt::format("<{}|{}>", fmt::join(ids, ","), fmt::join(children, " "));
    }
    case Kind::kFilter:
      return fmt::format("[{}]", fmt::join(node.terms, ","));
    case Kind::kDates:
      return fmt::format("[{} {}]", node.word, fmt::join(node.words, ".."));
    case Kind::kAnd:
      return fmt::format("({})", fmt::join(children, " AND "));
    case Kind::kOr:
      return fmt::format("({})", fmt::join(children, " OR "));
    case Kind::kNot:
      return "NOT " + children.at(0);
    case Kind::kNear:
      return fmt::format("NEAR({})", fmt::join(node.words, " "));
    case Kind::kNothing:
      return "NOTHING";
  }
  return "?";
}

std::string printed(const searchd::ParsedQuery& query) {
  std::vector<std::string> parts;
  for (const auto& node : query.clauses) parts.push_back(printed(node));
  for (const auto& node : query.required) parts.push_back("+" + printed(node));
  for (const auto& node : query.excluded) parts.push_back("-" + printed(node));
  for (const auto& node : query.soft) parts.push_back("~" + printed(node));
  return fmt::format("{}", fmt::join(parts, " "));
}

}  // namespace test
