#include "tests/searchd/reference_query.h"

#include "schema/fields.h"
#include "schema/partial_date.h"

namespace test {
namespace {

using searchd::QueryNode;
using Kind = QueryNode::Kind;
using Xapian::Query;
namespace prefix = schema::prefix;

std::string term(std::string_view prefix, const std::string& text) { return schema::bounded_term(prefix, text); }

Query any_of(const std::vector<Query>& parts) { return {Query::OP_OR, parts.begin(), parts.end()}; }

Query date_query(const std::string& field, schema::DayNumber from, schema::DayNumber to) {
  namespace slot = schema::slot;
  const bool published = field == "published";
  const unsigned first = published ? slot::kPublishedFirst : field == "start_date" ? slot::kStartFirst : slot::kVerifiedFirst;
  const unsigned last = published ? slot::kPublishedLast : field == "start_date" ? slot::kStartLast : slot::kVerifiedLast;
  // "0" leaves out documents without the value, whose slot is empty.
  const Query begins(Query::OP_VALUE_RANGE, first, "0", to != 0 ? std::to_string(to) : std::string("9"));
  return from == 0 ? begins : Query(Query::OP_AND, begins, Query(Query::OP_VALUE_GE, last, std::to_string(from)));
}

}  // namespace

Query reference_query(const QueryNode& node) {
  std::vector<Query> parts;
  switch (node.kind) {
    case Kind::kWord:
      return Query(term(prefix::kStem, node.stem));
    case Kind::kTitle:
      return Query(term(prefix::kTitle, node.stem));
    case Kind::kPhrase:
      for (const auto& word : node.words) parts.emplace_back(term("", word));
      return {Query::OP_PHRASE, parts.begin(), parts.end(), static_cast<Xapian::termcount>(parts.size())};
    case Kind::kNear:
      for (const auto& stem : node.words) parts.emplace_back(term(prefix::kStem, stem));
      return {Query::OP_NEAR, parts.begin(), parts.end(), 10};
    case Kind::kPrefix:
      for (const auto& word : node.words) parts.emplace_back(term("", word));
      return any_of(parts);
    case Kind::kFilter:
      for (const auto& one : node.terms) parts.emplace_back(one);
      return any_of(parts);
    case Kind::kDates:
      return date_query(node.word, std::atoi(node.words[0].c_str()), std::atoi(node.words[1].c_str()));
    case Kind::kConcept: {
      for (const auto& one : node.terms) parts.emplace_back(one);
      if (node.children.size() == 1) parts.push_back(reference_query(node.children.front()));
      return any_of(parts);
    }
    case Kind::kAnd:
    case Kind::kOr:
      for (const auto& child : node.children) parts.push_back(reference_query(child));
      return {node.kind == Kind::kAnd ? Query::OP_AND : Query::OP_OR, parts.begin(), parts.end()};
    case Kind::kNot:
      return {Query::OP_AND_NOT, Query(std::string()), reference_query(node.children.front())};
    case Kind::kNothing:
      break;
  }
  return {};
}

}  // namespace test
