#include "searchd/query_compiler.h"

#include <algorithm>

#include "schema/fields.h"
#include "schema/text_analysis.h"
#include "schema/word_forms.h"
#include "searchd/search_index.h"

namespace searchd {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;
namespace prefix = schema::prefix;

std::string term(std::string_view prefix, const std::string& text) { return schema::bounded_term(prefix, text); }

Query any_of(const std::vector<Query>& parts) { return {Query::OP_OR, parts.begin(), parts.end()}; }

Query scaled(const Query& query, double share) { return {Query::OP_SCALE_WEIGHT, query, share}; }

/// The words of a node in the order typed, for ranking.
void collect_words(const QueryNode& node, std::vector<const QueryNode*>& out) {
  if (node.kind == Kind::kNot) return;
  if (node.kind == Kind::kWord || node.kind == Kind::kTitle) out.push_back(&node);
  for (const auto& child : node.children) collect_words(child, out);
}

/// Phrases, prefixes and concepts rank by themselves.
void collect_others(const QueryNode& node, const RankingWeights& weights, std::vector<Query>& out) {
  if (node.kind == Kind::kNot) return;
  if (node.kind == Kind::kPhrase || node.kind == Kind::kPrefix || node.kind == Kind::kNear) out.push_back(matching_query(node));
  if (node.kind == Kind::kConcept)
    for (const auto& one : node.terms) out.push_back(scaled(Query(one), weights.concept_share));
  for (const auto& child : node.children) collect_others(child, weights, out);
}

void collect_terms(const QueryNode& node, ConceptWords words, std::vector<std::string>& out) {
  if (node.kind == Kind::kNot) return;
  if (node.kind == Kind::kWord) out.push_back(term(prefix::kStem, node.stem));
  if (node.kind == Kind::kPhrase || node.kind == Kind::kPrefix)
    for (const auto& word : node.words) out.push_back(term("", word));
  if (node.kind == Kind::kNear)
    for (const auto& stem : node.words) out.push_back(term(prefix::kStem, stem));
  if (node.kind == Kind::kConcept) {
    out.insert(out.end(), node.terms.begin(), node.terms.end());
    if (words == ConceptWords::kTogether && node.children.size() > 1) return;
  }
  for (const auto& child : node.children) collect_terms(child, words, out);
}

}  // namespace

Query matching_query(const QueryNode& node) {
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
      if (node.children.size() == 1) parts.push_back(matching_query(node.children.front()));
      return any_of(parts);
    }
    case Kind::kAnd:
    case Kind::kOr:
      for (const auto& child : node.children) parts.push_back(matching_query(child));
      return {node.kind == Kind::kAnd ? Query::OP_AND : Query::OP_OR, parts.begin(), parts.end()};
    case Kind::kNot:
      return {Query::OP_AND_NOT, Query(std::string()), matching_query(node.children.front())};
    case Kind::kNothing:
      break;
  }
  return {};
}

Query date_query(const std::string& field, schema::DayNumber from, schema::DayNumber to) {
  namespace slot = schema::slot;
  const bool published = field == "published";
  const unsigned first = published ? slot::kPublishedFirst : field == "start_date" ? slot::kStartFirst : slot::kVerifiedFirst;
  const unsigned last = published ? slot::kPublishedLast : field == "start_date" ? slot::kStartLast : slot::kVerifiedLast;
  // "0" leaves out documents without the value, whose slot is empty.
  const Query begins(Query::OP_VALUE_RANGE, first, "0", to != 0 ? std::to_string(to) : std::string("9"));
  return from == 0 ? begins : Query(Query::OP_AND, begins, Query(Query::OP_VALUE_GE, last, std::to_string(from)));
}

Query ranking_query(const ParsedQuery& query, const RankingWeights& weights) {
  std::vector<Query> parts;
  std::vector<const QueryNode*> words;
  for (const auto* nodes : {&query.clauses, &query.required})
    for (const auto& node : *nodes) {
      collect_words(node, words);
      collect_others(node, weights, parts);
    }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& stem = words[i]->stem;
    const bool stop = schema::is_stop_word(words[i]->word);
    parts.push_back(scaled(Query(term(prefix::kStem, stem)), stop ? weights.stop_word : 1.0));
    if (stop) continue;
    parts.push_back(scaled(Query(term(prefix::kTitle, stem)), weights.title));
    parts.push_back(scaled(Query(term(prefix::kLead, stem)), weights.lead));
    if (i + 1 == words.size() || schema::is_stop_word(words[i + 1]->word)) continue;
    const std::vector<Query> pair = {Query(term(prefix::kStem, stem)), Query(term(prefix::kStem, words[i + 1]->stem))};
    parts.push_back(scaled(Query(Query::OP_PHRASE, pair.begin(), pair.end(), 2), weights.adjacent));
  }
  for (const auto& node : query.soft) parts.push_back(scaled(Query(term(prefix::kStem, node.stem)), weights.stop_word));
  return any_of(parts);
}

std::vector<const QueryNode*> words_of(const ParsedQuery& query) {
  std::vector<const QueryNode*> words;
  for (const auto& node : query.clauses) collect_words(node, words);
  std::erase_if(words, [](const auto* word) { return schema::is_stop_word(word->word); });
  return words;
}

std::vector<std::string> positional_terms(const ParsedQuery& query, ConceptWords words) {
  std::vector<std::string> out;
  for (const auto* nodes : {&query.clauses, &query.required})
    for (const auto& node : *nodes) collect_terms(node, words, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace searchd
