#include "searchd/query_parser.h"

#include <algorithm>
#include <optional>

#include "schema/word_forms.h"
#include "searchd/named_filters.h"

namespace searchd {

using Kind = QueryNode::Kind;
using schema::Token;

namespace {

/// A piece of what was typed.
struct Piece {
  enum class Kind { kText, kPhrase, kOpen, kClose, kAnd, kOr, kNot, kNear };
  Kind kind = Kind::kText;
  std::string text;
  std::string field;   ///< "force" of force:gmp
  bool minus = false;  ///< -text
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string with_straight_quotes(std::string_view text) {
  std::string out = schema::valid_utf8(text);
  const auto replace = [&](std::string_view from, char to) {
    for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + 1)) out.replace(at, from.size(), 1, to);
  };
  for (const auto quote : {"\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"}) replace(quote, '"');
  for (const auto apostrophe : {"\u2018", "\u2019"}) replace(apostrophe, '\'');
  return out;
}

/// Names that people use for fields, beside the fields' own.
std::string field_named(const std::string& typed) {
  const auto name = schema::fold(typed);
  if (name == "title") return name;
  if (name == "type") return "intervention_type";
  if (name == "review") return "review_type";
  if (name == "evidence") return "evidence_stage";
  const auto* field = schema::find_field(name);
  return field != nullptr && field->facet ? name : std::string();
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < text.size();) {
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    Piece piece;
    if (text[i] == '(' || text[i] == ')') {
      piece.kind = text[i] == '(' ? Piece::Kind::kOpen : Piece::Kind::kClose;
      piece.text = text[i++];
      out.push_back(std::move(piece));
      continue;
    }
    if ((text[i] == '-' || text[i] == '+') && i + 1 < text.size() && !is_space(text[i + 1]) && text[i + 1] != '-' && text[i + 1] != '>') {
      piece.minus = text[i] == '-';
      ++i;
    }
    if (const auto colon = text.find(':', i); colon != std::string_view::npos && colon + 1 < text.size() && !is_space(text[colon + 1])) {
      const std::string name(text.substr(i, colon - i));
      if (!field_named(name).empty()) {
        piece.field = field_named(name);
        i = colon + 1;
      }
    }
    if (i < text.size() && text[i] == '"') {
      // A quote that is not closed reaches to the end.
      const auto close = std::min(text.find('"', i + 1), text.size());
      piece.kind = close < text.size() ? Piece::Kind::kPhrase : Piece::Kind::kText;
      piece.text = text.substr(i + 1, close - i - 1);
      i = std::min(close + 1, text.size());
    } else {
      const auto begin = i;
      while (i < text.size() && !is_space(text[i]) && text[i] != '(' && text[i] != ')' && text[i] != '"') ++i;
      piece.text = text.substr(begin, i - begin);
      if (piece.field.empty() && !piece.minus) {
        if (piece.text == "AND") piece.kind = Piece::Kind::kAnd;
        else if (piece.text == "OR") piece.kind = Piece::Kind::kOr;
        else if (piece.text == "NOT") piece.kind = Piece::Kind::kNot;
        else if (piece.text == "NEAR" || piece.text == "ADJ") piece.kind = Piece::Kind::kNear;
      }
    }
    if (!piece.text.empty()) out.push_back(std::move(piece));
  }
  return out;
}

class Parser {
 public:
  Parser(const AudienceIndex& index, const ParseOptions& options, ParsedQuery& out)
      : index_(index), options_(options), analyser_(thread_analyser()), out_(out) {}

  void run(std::vector<Piece> pieces) {
    const bool operators = std::any_of(pieces.begin(), pieces.end(), [](const auto& p) { return p.kind != Piece::Kind::kText && p.kind != Piece::Kind::kPhrase; });
    if (operators) {
      pieces_ = pieces;
      position_ = 0;
      const ParsedQuery before = out_;
      if (auto expression = parse_or(); expression && expression->kind != Kind::kNothing && position_ == pieces_.size()) {
        out_.required.push_back(std::move(*expression));
        return;
      }
      out_ = before;
      words_ = 0;
      out_.notes.emplace_back("operators_as_words");
      for (auto& piece : pieces) {
        const bool bracket = piece.kind == Piece::Kind::kOpen || piece.kind == Piece::Kind::kClose;
        if (bracket) piece.text.clear();
        if (piece.kind != Piece::Kind::kPhrase) piece.kind = Piece::Kind::kText;
      }
      std::erase_if(pieces, [](const auto& p) { return p.text.empty(); });
    }
    for (std::size_t i = 0; i < pieces.size();) {
      const auto& piece = pieces[i];
      if (piece.minus || !piece.field.empty()) {
        auto& target = piece.minus ? out_.excluded : out_.required;
        for (auto& node : nodes_of_piece(piece)) target.push_back(std::move(node));
        ++i;
      } else if (piece.kind == Piece::Kind::kPhrase || piece.text.ends_with('*')) {
        for (auto& node : nodes_of_piece(piece)) {
          out_.unnamed.push_back(node);
          out_.clauses.push_back(std::move(node));
        }
        ++i;
      } else {
        // Concepts are found in whole runs of words: "child sexual exploitation".
        std::string run;
        for (; i < pieces.size() && is_plain(pieces[i]); ++i) run += (run.empty() ? "" : " ") + pieces[i].text;
        add_run(run);
      }
    }
    // Stop words alone are what was asked for.
    if (out_.clauses.empty() && out_.required.empty() && out_.excluded.empty()) out_.clauses = std::move(out_.soft);
  }

 private:
  static bool is_plain(const Piece& piece) {
    return piece.kind == Piece::Kind::kText && !piece.minus && piece.field.empty() && !piece.text.ends_with('*');
  }

  // expression := and { OR and };  and := unary { [AND] unary };  unary := NOT unary | ( expression ) | operand [NEAR operand]

  std::optional<QueryNode> parse_or() {
    std::vector<QueryNode> parts;
    do {
      auto part = parse_and();
      if (!part) return std::nullopt;
      if (part->kind != Kind::kNothing) parts.push_back(std::move(*part));
    } while (take(Piece::Kind::kOr));
    return group(Kind::kOr, std::move(parts));
  }

  std::optional<QueryNode> parse_and() {
    std::vector<QueryNode> parts;
    bool positive = false;
    for (bool more = true; more;) {
      const bool negated = at(Piece::Kind::kNot) || (position_ < pieces_.size() && pieces_[position_].minus);
      auto part = parse_unary();
      if (!part) return std::nullopt;
      // Stop words and symbols ask for nothing, and exclude nothing either.
      const bool empty = part->kind == Kind::kNothing || (part->kind == Kind::kNot && part->children.front().kind == Kind::kNothing);
      positive = positive || (!negated && !empty);
      if (!empty) parts.push_back(std::move(*part));
      const bool joined = take(Piece::Kind::kAnd);
      more = joined || (position_ < pieces_.size() && !at(Piece::Kind::kOr) && !at(Piece::Kind::kClose));
    }
    return positive || parts.empty() ? std::optional(group(Kind::kAnd, std::move(parts))) : std::nullopt;
  }

  std::optional<QueryNode> parse_unary() {
    if (position_ >= pieces_.size() || ++depth_ > 64) return std::nullopt;
    std::optional<QueryNode> node;
    if (take(Piece::Kind::kNot)) {
      if (auto child = parse_unary()) node = negated(std::move(*child));
    } else if (take(Piece::Kind::kOpen)) {
      node = parse_or();
      if (!take(Piece::Kind::kClose)) node.reset();
    } else if (at(Piece::Kind::kText) || at(Piece::Kind::kPhrase)) {
      node = parse_operand();
    }
    --depth_;
    return node;
  }

  std::optional<QueryNode> parse_operand() {
    // Words side by side belong together: "child sexual exploitation OR modern slavery".
    std::string run;
    const auto first = position_;
    while (position_ < pieces_.size() && is_plain(pieces_[position_])) run += (run.empty() ? "" : " ") + pieces_[position_++].text;
    QueryNode node;
    if (!run.empty()) {
      if (at(Piece::Kind::kNear) && position_ + 1 < pieces_.size() && is_plain(pieces_[position_ + 1])) {
        node.kind = Kind::kNear;
        for (const auto& token : analyser_.tokens(pieces_[position_ - 1].text + " " + pieces_[position_ + 1].text)) node.words.push_back(token.stem);
        if (position_ - first > 1) return std::nullopt;
        position_ += 2;
        return node.words.size() < 2 ? std::nullopt : std::optional(node);
      }
      auto nodes = nodes_of_words(run);
      std::erase_if(nodes, [](const auto& n) { return n.kind == Kind::kWord && schema::is_stop_word(n.word); });
      node = group(Kind::kAnd, std::move(nodes));
    } else {
      const auto& piece = pieces_[position_++];
      node = group(Kind::kAnd, nodes_of_piece(piece));
      if (piece.minus) node = negated(std::move(node));
    }
    return node;
  }

  static QueryNode negated(QueryNode child) {
    QueryNode node;
    node.kind = Kind::kNot;
    node.children.push_back(std::move(child));
    return node;
  }

  bool at(Piece::Kind kind) const { return position_ < pieces_.size() && pieces_[position_].kind == kind; }
  bool take(Piece::Kind kind) {
    if (!at(kind)) return false;
    ++position_;
    return true;
  }

  std::vector<QueryNode> nodes_of_piece(const Piece& piece) {
    if (!piece.field.empty()) return {field_node(piece)};
    if (piece.kind == Piece::Kind::kPhrase) return phrase_nodes(piece.text);
    if (piece.text.ends_with('*')) return wildcard_nodes(piece.text);
    auto nodes = nodes_of_words(piece.text);
    // An excluded word takes everything with it that the word names, not only all of its parts together.
    return piece.minus ? std::vector<QueryNode>{group(Kind::kAnd, std::move(nodes))} : nodes;
  }

  QueryNode field_node(const Piece& piece) {
    QueryNode node;
    if (piece.field == "title") {
      std::vector<QueryNode> parts;
      for (const auto& token : analyser_.tokens(piece.text)) {
        QueryNode word;
        word.kind = Kind::kTitle;
        word.word = token.word;
        word.stem = token.stem;
        parts.push_back(std::move(word));
      }
      return group(Kind::kAnd, std::move(parts));
    }
    const auto* field = schema::find_field(piece.field);
    node.kind = Kind::kFilter;
    if (piece.field == "year" && piece.text.find("..") != std::string::npos) {
      const int from = std::max(1900, std::atoi(piece.text.c_str()));
      const int to = std::atoi(piece.text.c_str() + piece.text.find("..") + 2);
      for (int year = from; year <= (to == 0 ? 2100 : std::min(to, 2100)); ++year) node.terms.push_back(schema::facet_term(*field, std::to_string(year)));
    } else {
      const auto* vocabulary = index_.vocabularies().find(field->vocabulary);
      const auto* value = vocabulary == nullptr ? nullptr : vocabulary->resolve(piece.text);
      node.terms.push_back(schema::facet_term(*field, value != nullptr ? value->id : schema::slug(piece.text)));
    }
    return node;
  }

  std::vector<QueryNode> phrase_nodes(const std::string& text) {
    const auto tokens = analyser_.tokens(text);
    if (tokens.empty()) {
      if (!text.empty()) out_.ignored.push_back('"' + text + '"');
      return {};
    }
    QueryNode phrase;
    phrase.kind = Kind::kPhrase;
    for (const auto& token : tokens) phrase.words.push_back(token.word);
    if (options_.exact) return {phrase};
    // A quoted name of a concept finds its other names after itself.
    const auto matches = index_.matcher().find(tokens, schema::ConceptMatcher::Text::kQuery);
    std::vector<QueryNode> parts = {phrase};
    QueryNode concept_node;
    concept_node.kind = Kind::kConcept;
    for (const auto& match : matches)
      if (match.count == tokens.size()) add_concept(concept_node, match, text);
    if (!concept_node.terms.empty()) parts.push_back(std::move(concept_node));
    return {group(Kind::kOr, std::move(parts))};
  }

  std::vector<QueryNode> wildcard_nodes(const std::string& text) {
    auto nodes = std::vector<QueryNode>();
    const auto tokens = analyser_.tokens(text);
    if (tokens.empty()) {
      // "*" alone asks for everything.
      if (text.find_first_not_of('*') != std::string::npos) out_.ignored.push_back(text);
      return nodes;
    }
    const std::string stem = tokens.back().word;
    if (stem.size() < kMinWildcardStem) {
      out_.notes.emplace_back("wildcard_too_short");
      return nodes_of_words(text);
    }
    nodes = nodes_of_words(text.substr(0, tokens.back().begin));  // "anti-soc*": anti, and what begins with soc
    QueryNode prefix;
    prefix.kind = Kind::kPrefix;
    prefix.word = stem;
    const auto& words = index_.words();
    auto it = std::lower_bound(words.begin(), words.end(), stem, [](const auto& entry, const std::string& w) { return entry.first < w; });
    for (; it != words.end() && it->first.starts_with(stem); ++it) {
      if (prefix.words.size() == kMaxWildcardWords) {
        out_.notes.emplace_back("wildcard_cut");
        break;
      }
      prefix.words.push_back(it->first);
    }
    nodes.push_back(std::move(prefix));
    return nodes;
  }

  static bool is_soft(const QueryNode& node) { return node.kind == Kind::kWord && schema::is_stop_word(node.word); }

  void add_words(const std::string& run) {
    for (auto& node : nodes_of_words(run)) {
      if (is_soft(node)) {
        out_.soft.push_back(std::move(node));
        continue;
      }
      out_.unnamed.push_back(node);
      out_.clauses.push_back(std::move(node));
    }
  }

  /// The words as words; and again, for what filters in words narrow, those that name none.
  void add_run(const std::string& run) {
    auto found = options_.exact ? FiltersInWords() : filters_in_words(run, index_, options_.as_words);
    if (found.filters.empty()) return add_words(run);
    // The pieces say nothing that the whole does not: only their nodes are kept.
    ParsedQuery whole = out_;
    const auto words_before = words_;
    for (const auto& piece : found.rest)
      for (auto& node : nodes_of_words(piece))
        if (!is_soft(node)) whole.unnamed.push_back(std::move(node));
    words_ = words_before;
    std::move(found.filters.begin(), found.filters.end(), std::back_inserter(whole.named));
    const auto unnamed = whole.unnamed;
    out_ = std::move(whole);
    add_words(run);
    out_.unnamed = unnamed;
  }

  /// Words and concepts of plain text, in order.
  std::vector<QueryNode> nodes_of_words(const std::string& text) {
    auto tokens = analyser_.tokens(text);
    if (tokens.empty() && !text.empty()) out_.ignored.push_back(text);
    if (words_ + tokens.size() > kMaxQueryWords) {
      const std::size_t kept = kMaxQueryWords - std::min(words_, kMaxQueryWords);
      for (std::size_t i = kept; i < tokens.size(); ++i) out_.ignored.push_back(tokens[i].word);
      tokens.resize(kept);
    }
    words_ += tokens.size();
    std::vector<schema::ConceptMatch> matches;
    if (!options_.exact) matches = index_.matcher().find(tokens, schema::ConceptMatcher::Text::kQuery);
    std::vector<QueryNode> out;
    for (std::size_t i = 0; i < tokens.size();) {
      QueryNode concept_node;
      concept_node.kind = Kind::kConcept;
      std::size_t taken = 0;
      for (const auto& match : matches)
        if (match.first == i) {
          const auto begin = tokens[i].begin;
          add_concept(concept_node, match, text.substr(begin, tokens[i + match.count - 1].end - begin));
          taken = match.count;
        }
      if (taken > 0) {
        std::vector<QueryNode> words;
        for (std::size_t w = i; w < i + taken; ++w)
          if (taken == 1 || !schema::is_stop_word(tokens[w].word)) words.push_back(word_node(tokens, w));
        concept_node.children = std::move(words);
        out.push_back(std::move(concept_node));
        i += taken;
      } else if (!tokens[i].compound.empty() && i + 1 < tokens.size()) {
        // anti-social: as one word, or as two side by side
        QueryNode compound;
        compound.kind = Kind::kWord;
        compound.word = tokens[i].compound;
        compound.stem = analyser_.stem(compound.word);
        QueryNode phrase;
        phrase.kind = Kind::kPhrase;
        phrase.words = {tokens[i].word, tokens[i + 1].word};
        out.push_back(group(Kind::kOr, {compound, phrase}));
        i += 2;
      } else {
        out.push_back(word_node(tokens, i++));
      }
    }
    return out;
  }

  static QueryNode word_node(const std::vector<Token>& tokens, std::size_t i) {
    QueryNode node;
    node.kind = Kind::kWord;
    node.word = tokens[i].word;
    node.stem = tokens[i].stem;
    node.capitals = tokens[i].capitals;
    return node;
  }

  /// The concept and its older and newer names.
  void add_concept(QueryNode& node, const schema::ConceptMatch& match, const std::string& typed) {
    const auto add = [&](const std::string& id, bool renamed) {
      auto term = schema::concept_term(match.field, id);
      if (std::find(node.terms.begin(), node.terms.end(), term) != node.terms.end()) return;
      if (renamed) node.renamed.push_back(term);
      node.terms.push_back(std::move(term));
    };
    add(match.id, false);
    if (const auto* vocabulary = index_.vocabularies().find(match.field))
      if (const auto* value = vocabulary->find(match.id)) {
        for (const auto& id : value->replaced_by) add(id, true);
        for (const auto& id : value->replaces) add(id, true);
      }
    const auto same = [&](const ConceptFound& found) { return found.vocabulary == match.field && found.id == match.id; };
    if (std::none_of(out_.concepts.begin(), out_.concepts.end(), same)) out_.concepts.push_back({typed, match.field, match.id});
  }

  const AudienceIndex& index_;
  const ParseOptions& options_;
  schema::TextAnalyser& analyser_;
  ParsedQuery& out_;
  std::vector<Piece> pieces_;
  std::size_t position_ = 0;
  std::size_t words_ = 0;
  int depth_ = 0;
};

}  // namespace

ParsedQuery parse_query(std::string_view typed, const AudienceIndex& index, const ParseOptions& options) {
  ParsedQuery out;
  out.typed = schema::valid_utf8(typed);
  out.exact = options.exact;
  std::string text = with_straight_quotes(typed);
  if (text.size() > kMaxQueryBytes) {
    std::size_t cut = kMaxQueryBytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    out.ignored.push_back(text.substr(cut));
    text.resize(cut);
  }
  out.applied = text;
  Parser(index, options, out).run(pieces_of(text));
  return out;
}

}  // namespace searchd
