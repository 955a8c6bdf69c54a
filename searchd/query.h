#pragma once
// What a person asked for, as a tree, and what was done to it on the way.

#include <string>
#include <vector>

namespace searchd {

/// A node of a query. Compiled to a Xapian query (query_compiler.h) and to a document set (match_set.h); both must mean
/// the same.
struct QueryNode {
  enum class Kind {
    kWord,     ///< `word`, matched by `stem`
    kTitle,    ///< `stem` in the title
    kPhrase,   ///< `words`, adjacent, exactly as written
    kPrefix,   ///< any of `words`, the index's words that begin with `word`
    kConcept,  ///< any of `terms`; `children` are the words that name it: one word matches too, several only rank
    kFilter,   ///< any of the filter terms `terms`
    kDates,    ///< the date field `word` overlaps the days from words[0] to words[1] ("20230101"; "" leaves an end open)
    kAnd,
    kOr,
    kNot,      ///< all documents without its one child
    kNear,     ///< the stems of `words` within ten words of each other
    kNothing,  ///< matches no document
  };
  Kind kind = Kind::kNothing;
  std::string word;
  std::string stem;
  bool capitals = false;  ///< of a word: typed in capitals
  std::vector<std::string> words;
  std::vector<std::string> terms;
  std::vector<std::string> renamed;  ///< those of a concept's `terms` that are its older and newer names
  std::vector<QueryNode> children;

  bool operator==(const QueryNode&) const = default;
  /// A text that differs for nodes that mean different things: the key of caches.
  std::string key() const;
};

/// `children` joined by kAnd or kOr: one alone stands for itself, none match nothing.
QueryNode group(QueryNode::Kind kind, std::vector<QueryNode> children);

/// A concept that was found in what was typed.
struct ConceptFound {
  std::string typed;
  std::string vocabulary;
  std::string id;
};

/// A filter that was given in words: "North West", "since 2023".
struct NamedFilter {
  std::string typed;
  std::string field;                ///< of a facet, or a date
  std::vector<std::string> values;  ///< as filter_FIELD takes them
  QueryNode node;
};

/// A word that the index does not hold, with the nearest that it does.
struct Correction {
  std::string from;
  std::string to;
  bool applied = false;  ///< searched instead; else an offer
};

/// What the matches have of the clauses: every one all of them; or most, by what tells records apart; or at least one.
/// kAll where an expression with operators says itself how strict it is.
enum class Matching { kAll, kMost, kAny };

struct ParsedQuery {
  std::string typed;                ///< as given
  std::string applied;              ///< as searched, after cuts and corrections
  std::vector<QueryNode> clauses;   ///< each a word, phrase, concept, …; which of them must match the ladder decides
  std::vector<QueryNode> required;  ///< must match whatever the ladder does: fields and operators
  std::vector<QueryNode> excluded;
  std::vector<QueryNode> soft;      ///< stop words: they rank a little, and never decide
  std::vector<NamedFilter> named;      ///< filters in words; their words are among the clauses too
  std::vector<QueryNode> unnamed;      ///< the clauses without the words of `named`
  std::vector<ConceptFound> concepts;
  std::vector<Correction> corrections;
  std::vector<std::string> ignored;  ///< what was cut off or could not be used
  std::vector<std::string> notes;    ///< codes of what was done: "operators_as_words", "wildcard_cut"

  bool exact = false;                ///< every clause must match: no ladder

  bool empty() const { return clauses.empty() && required.empty() && excluded.empty(); }
};

}  // namespace searchd
