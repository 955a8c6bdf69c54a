#include "searchd/match_set.h"

#include <algorithm>
#include <numeric>

#include "schema/fields.h"
#include "searchd/query_compiler.h"

namespace searchd {
namespace {

using Kind = QueryNode::Kind;
using Set = std::shared_ptr<const DocumentSet>;

void add_postings(DocumentSet& out, const Xapian::Database& database, const std::string& term) {
  for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) out.add(*it);
}

/// Every document that matches, by one pass without weights.
DocumentSet boolean_pass(const QueryNode& node, const Xapian::Database& database) {
  DocumentSet out;
  Xapian::Enquire enquire(database);
  enquire.set_query(matching_query(node));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const auto matches = enquire.get_mset(0, database.get_doccount());
  for (auto it = matches.begin(); it != matches.end(); ++it) out.add(*it);
  return out;
}

DocumentSet conjunction(const std::vector<QueryNode>& nodes, const SearchIndex& index, const Xapian::Database& database) {
  DocumentSet out = *evaluate(nodes.front(), index, database);
  for (std::size_t i = 1; i < nodes.size() && !out.isEmpty(); ++i) out &= *evaluate(nodes[i], index, database);
  return out;
}

DocumentSet compute(const QueryNode& node, const SearchIndex& index, const Xapian::Database& database) {
  DocumentSet out;
  switch (node.kind) {
    case Kind::kWord:
      add_postings(out, database, schema::bounded_term(schema::prefix::kStem, node.stem));
      break;
    case Kind::kTitle:
      add_postings(out, database, schema::bounded_term(schema::prefix::kTitle, node.stem));
      break;
    case Kind::kPhrase:
      if (node.words.size() == 1) add_postings(out, database, schema::bounded_term("", node.words.front()));
      else return boolean_pass(node, database);
      break;
    case Kind::kNear:
      return boolean_pass(node, database);
    case Kind::kPrefix:
      for (const auto& word : node.words) add_postings(out, database, schema::bounded_term("", word));
      break;
    case Kind::kFilter:
      for (const auto& term : node.terms) add_postings(out, database, term);
      break;
    case Kind::kConcept:
      if (node.children.size() == 1) out = *evaluate(node.children.front(), index, database);
      for (const auto& term : node.terms) add_postings(out, database, term);
      break;
    case Kind::kAnd:
      return conjunction(node.children, index, database);
    case Kind::kOr:
      for (const auto& child : node.children) out |= *evaluate(child, index, database);
      break;
    case Kind::kNot:
      return index.facets().all() - *evaluate(node.children.front(), index, database);
    case Kind::kNothing:
      break;
  }
  return out;
}

QueryNode any_of(std::vector<QueryNode> nodes) {
  QueryNode any;
  any.kind = Kind::kOr;
  any.children = std::move(nodes);
  return any;
}

}  // namespace

Set evaluate(const QueryNode& node, const SearchIndex& index, const Xapian::Database& database) {
  const std::string key = node.key();
  if (auto known = index.cache().find(key)) return known;
  auto computed = std::make_shared<DocumentSet>(compute(node, index, database));
  computed->runOptimize();
  index.cache().store(key, computed);
  return computed;
}

MatchResult match(const ParsedQuery& query, const SearchIndex& index, const Xapian::Database& database) {
  DocumentSet base = index.facets().all();
  for (const auto& node : query.required) base &= *evaluate(node, index, database);
  for (const auto& node : query.excluded) base -= *evaluate(node, index, database);
  MatchResult result;
  result.must = query.clauses;
  if (query.clauses.empty()) {
    result.documents = std::move(base);
    return result;
  }
  if (query.exact || query.clauses.size() <= kMaxWordsForAll) {
    result.documents = base & conjunction(query.clauses, index, database);
    if (query.exact || !result.documents.isEmpty()) return result;
    if (query.clauses.size() > 2) {
      std::vector<std::size_t> by_rarity(query.clauses.size());
      std::iota(by_rarity.begin(), by_rarity.end(), 0);
      std::stable_sort(by_rarity.begin(), by_rarity.end(), [&](auto a, auto b) {
        return evaluate(query.clauses[a], index, database)->cardinality() < evaluate(query.clauses[b], index, database)->cardinality();
      });
      for (const auto dropped : by_rarity) {
        auto rest = query.clauses;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(dropped));
        result.documents = base & conjunction(rest, index, database);
        if (result.documents.isEmpty()) continue;
        result.matching = Matching::kMost;
        result.must = std::move(rest);
        return result;
      }
    }
  }
  result.matching = Matching::kAny;
  result.must = {any_of(query.clauses)};
  result.documents = base & *evaluate(result.must.front(), index, database);
  if (!result.documents.isEmpty()) return result;
  // A concept that no record names: the words of its name are better than nothing.
  std::vector<QueryNode> words;
  for (const auto* word : words_of(query)) words.push_back(*word);
  result.must = {any_of(std::move(words))};
  result.documents = base & *evaluate(result.must.front(), index, database);
  return result;
}

}  // namespace searchd
