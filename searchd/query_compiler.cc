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

constexpr Xapian::termcount kNearWindow = 10;

std::string term(std::string_view prefix, const std::string& text) { return schema::bounded_term(prefix, text); }

Query scaled(const Query& query, double share) { return {Query::OP_SCALE_WEIGHT, query, share}; }

/// The words of a node in the order typed, for ranking.
void collect_words(const QueryNode& node, std::vector<const QueryNode*>& out) {
  if (node.kind == Kind::kNot) return;
  if (node.kind == Kind::kWord || node.kind == Kind::kTitle) out.push_back(&node);
  for (const auto& child : node.children) collect_words(child, out);
}

std::string shown(const QueryNode& node) {
  if (node.kind == Kind::kPrefix) return node.word + "*";
  std::string out;
  for (const auto& word : node.words) out += (out.empty() ? "" : node.kind == Kind::kNear ? " NEAR " : " ") + word;
  return out;
}

/// The facet of a concept's vocabulary has its name.
RankingPart tagged(const std::string& concept_term, double share) {
  const auto begin = prefix::kConcept.size() + 1, slash = concept_term.find('/');
  return {"tagged", concept_term, {}, false, concept_term.substr(begin, slash - begin), concept_term.substr(slash + 1), share};
}

/// Phrases, prefixes and concepts rank by themselves.
void collect_others(const QueryNode& node, const WordWeights& weights, std::vector<RankingPart>& out) {
  if (node.kind == Kind::kNot) return;
  if (node.kind == Kind::kPhrase || node.kind == Kind::kPrefix || node.kind == Kind::kNear) out.push_back({"phrase", shown(node), positional_query(node), node.kind != Kind::kPrefix});
  if (node.kind == Kind::kConcept)
    for (const auto& one : node.terms) {
      const bool renamed = std::find(node.renamed.begin(), node.renamed.end(), one) != node.renamed.end();
      out.push_back({"concept", one, scaled(Query(one), weights.concept_share * (renamed ? weights.renamed : 1))});
      if (!renamed && weights.tagged > 0) out.push_back(tagged(one, weights.tagged));
    }
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

Query positional_query(const QueryNode& node) {
  std::vector<Query> parts;
  for (const auto& word : node.words) parts.emplace_back(term(node.kind == Kind::kNear ? prefix::kStem : "", word));
  switch (node.kind) {
    case Kind::kPhrase:
      return {Query::OP_PHRASE, parts.begin(), parts.end(), static_cast<Xapian::termcount>(parts.size())};
    case Kind::kNear:
      return {Query::OP_NEAR, parts.begin(), parts.end(), kNearWindow};
    case Kind::kPrefix:
      return {Query::OP_OR, parts.begin(), parts.end()};
    default:
      return {};
  }
}

std::vector<RankingPart> ranking_parts(const ParsedQuery& query, const WordWeights& weights) {
  std::vector<RankingPart> parts;
  std::vector<const QueryNode*> words;
  for (const auto* nodes : {&query.clauses, &query.required})
    for (const auto& node : *nodes) {
      collect_words(node, words);
      collect_others(node, weights, parts);
    }
  const auto add = [&](const char* part, const std::string& of, const Query& one, double share) { parts.push_back({part, of, scaled(one, share)}); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i]->word;
    const auto& stem = words[i]->stem;
    if (schema::is_stop_word(word)) {
      add("stop_word", word, Query(term(prefix::kStem, stem)), weights.stop_word);
      continue;
    }
    add("word", word, Query(term(prefix::kStem, stem)), 1);
    add("title", word, Query(term(prefix::kTitle, stem)), weights.title);
    add("lead", word, Query(term(prefix::kLead, stem)), weights.lead);
    if (i + 1 == words.size() || schema::is_stop_word(words[i + 1]->word)) continue;
    const std::vector<Query> pair = {Query(term(prefix::kStem, stem)), Query(term(prefix::kStem, words[i + 1]->stem))};
    add("adjacent", word + " " + words[i + 1]->word, Query(Query::OP_PHRASE, pair.begin(), pair.end(), 2), weights.adjacent);
    parts.back().in_place = true;
  }
  for (const auto& node : query.soft) add("stop_word", node.word, Query(term(prefix::kStem, node.stem)), weights.stop_word);
  return parts;
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
