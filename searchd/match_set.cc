#include "searchd/match_set.h"

#include <algorithm>
#include <cmath>
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
  enquire.set_query(positional_query(node));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const auto matches = enquire.get_mset(0, database.get_doccount());
  for (auto it = matches.begin(); it != matches.end(); ++it) out.add(*it);
  return out;
}

schema::DayNumber day_of(const std::string& text) { return static_cast<schema::DayNumber>(std::atoi(text.c_str())); }

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
    case Kind::kDates:
      return index.facets().overlapping(*index.facets().dates(node.word), day_of(node.words[0]), day_of(node.words[1]));
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

QueryNode any_of(std::vector<QueryNode> nodes) { return group(Kind::kOr, std::move(nodes)); }

/// The steps between all clauses and any. A clause's mass says how well it tells records apart; a step holds the documents whose
/// clauses have a share of the mass that the best document has.
class Ladder {
 public:
  Ladder(const std::vector<QueryNode>& clauses, const DocumentSet& base, const SearchIndex& index, const Xapian::Database& database) : base_(base) {
    const double all = static_cast<double>(index.facets().all().cardinality());
    for (const auto& clause : clauses) {
      sets_.push_back(evaluate(clause, index, database));
      masses_.push_back(std::log1p(all / (0.5 + static_cast<double>(sets_.back()->cardinality()))));
    }
    std::vector<unsigned> subsets((1U << clauses.size()) - 1);
    std::iota(subsets.begin(), subsets.end(), 1U);
    std::stable_sort(subsets.begin(), subsets.end(), [&](auto a, auto b) { return mass(a) > mass(b); });
    for (const auto subset : subsets)
      if (!documents_with(subset).isEmpty()) {
        best_ = mass(subset);
        break;
      }
  }

  /// The most mass that any document has; 0 where none has a clause.
  double best() const { return best_; }

  MatchResult step(double share) const {
    MatchResult result;
    for (const auto subset : smallest_subsets(share * best_)) result.documents |= documents_with(subset);
    // Nobody needs to be told of words that might have been missing and are not.
    result.matching = result.documents == documents_with((1U << sets_.size()) - 1) ? Matching::kAll : Matching::kMost;
    return result;
  }

 private:
  double mass(unsigned subset) const {
    double out = 0;
    for (std::size_t i = 0; i < masses_.size(); ++i)
      if ((subset >> i & 1U) != 0) out += masses_[i];
    return out;
  }

  DocumentSet documents_with(unsigned subset) const {
    DocumentSet out = base_;
    for (std::size_t i = 0; i < sets_.size() && !out.isEmpty(); ++i)
      if ((subset >> i & 1U) != 0) out &= *sets_[i];
    return out;
  }

  /// Of the subsets with that mass those from which no clause can be left out.
  std::vector<unsigned> smallest_subsets(double wanted) const {
    std::vector<unsigned> out;
    const auto enough = [&](unsigned subset) { return mass(subset) >= wanted * (1 - 1e-9); };
    for (unsigned subset = 1; subset < 1U << sets_.size(); ++subset) {
      bool smallest = enough(subset);
      for (std::size_t i = 0; i < sets_.size() && smallest; ++i)
        if ((subset >> i & 1U) != 0) smallest = !enough(subset & ~(1U << i));
      if (smallest) out.push_back(subset);
    }
    return out;
  }

  const DocumentSet& base_;
  std::vector<Set> sets_;
  std::vector<double> masses_;
  double best_ = 0;
};

}  // namespace

Set evaluate(const QueryNode& node, const SearchIndex& index, const Xapian::Database& database) {
  const std::string key = node.key();
  if (auto known = index.cache().find(key)) return known;
  auto computed = std::make_shared<DocumentSet>(compute(node, index, database));
  computed->runOptimize();
  index.cache().store(key, computed);
  return computed;
}

namespace {

enum class HowFar { kFirstStep, kGround };

/// The ladder over `clauses` within `base`.
MatchResult climb_down(const std::vector<QueryNode>& clauses, const DocumentSet& base, HowFar how_far, const SearchIndex& index,
                       const Xapian::Database& database, const LadderRules& rules) {
  MatchResult result;
  if (clauses.empty()) {
    result.documents = base;
    return result;
  }
  if (clauses.size() <= rules.most_clauses) {
    const Ladder ladder(clauses, base, index, database);
    for (const double share : {rules.all, rules.most}) {
      if (ladder.best() == 0) break;
      result = ladder.step(share);
      if (result.documents.cardinality() >= rules.enough || how_far == HowFar::kFirstStep) return result;
    }
    if (how_far == HowFar::kFirstStep) return result;
  }
  result = {};
  result.matching = clauses.size() == 1 ? Matching::kAll : Matching::kAny;
  result.documents = base & *evaluate(any_of(clauses), index, database);
  return result;
}

}  // namespace

MatchResult match(const ParsedQuery& query, const SearchIndex& index, const Xapian::Database& database, const LadderRules& rules) {
  DocumentSet base = index.facets().all();
  for (const auto& node : query.required) base &= *evaluate(node, index, database);
  for (const auto& node : query.excluded) base -= *evaluate(node, index, database);
  if (query.exact && !query.clauses.empty()) {
    MatchResult result;
    result.documents = base & conjunction(query.clauses, index, database);
    return result;
  }
  MatchResult named;
  if (!query.named.empty()) {
    DocumentSet narrowed = base;
    for (const auto& filter : query.named) narrowed &= *evaluate(filter.node, index, database);
    named = climb_down(query.unnamed, narrowed, HowFar::kFirstStep, index, database, rules);
    named.narrowed = true;
    if (named.documents.cardinality() >= rules.narrow) return named;
  }
  MatchResult result = climb_down(query.clauses, base, HowFar::kGround, index, database, rules);
  if (result.documents.isEmpty() && !query.clauses.empty()) {
    // A concept that no record names: the words of its name are better than nothing.
    std::vector<QueryNode> words;
    for (const auto* word : words_of(query)) words.push_back(*word);
    result.matching = Matching::kAny;
    result.documents = base & *evaluate(any_of(std::move(words)), index, database);
  }
  if (named.documents.isEmpty()) return result;
  if (named.documents == result.documents) return named;
  result.documents |= named.documents;
  result.first = std::move(named.documents);
  return result;
}

}  // namespace searchd
