#include "searchd/highlight.h"

#include "schema/word_forms.h"

namespace searchd {
namespace {

void collect(const QueryNode& node, ConceptWords words, HighlightTerms& out) {
  if (node.kind == QueryNode::Kind::kNot) return;
  if (node.kind == QueryNode::Kind::kConcept && words == ConceptWords::kTogether && node.children.size() > 1) return;
  if ((node.kind == QueryNode::Kind::kWord || node.kind == QueryNode::Kind::kTitle) && !schema::is_stop_word(node.word)) out.stems.insert(node.stem);
  if (node.kind == QueryNode::Kind::kPhrase)
    for (const auto& word : node.words)
      if (!schema::is_stop_word(word) || node.words.size() == 1) out.words.insert(word);
  if (node.kind == QueryNode::Kind::kPrefix) out.words.insert(node.words.begin(), node.words.end());
  if (node.kind == QueryNode::Kind::kNear) out.stems.insert(node.words.begin(), node.words.end());
  for (const auto& child : node.children) collect(child, words, out);
}

}  // namespace

HighlightTerms highlight_terms(const ParsedQuery& query, ConceptWords words) {
  HighlightTerms out;
  for (const auto* nodes : {&query.clauses, &query.required})
    for (const auto& node : *nodes) collect(node, words, out);
  for (const auto& found : query.concepts) out.concepts.insert({found.vocabulary, found.id});
  return out;
}

std::vector<Segment> highlight(const std::string& text, const HighlightTerms& terms, const AudienceIndex& index) {
  if (text.empty()) return {};
  if (terms.empty()) return {{text, false}};
  const auto tokens = thread_analyser().tokens(text);
  std::vector<bool> hit(tokens.size(), false);
  for (std::size_t i = 0; i < tokens.size(); ++i) hit[i] = terms.stems.contains(tokens[i].stem) || terms.words.contains(tokens[i].word);
  if (!terms.concepts.empty())
    for (const auto& match : index.matcher().find(tokens, schema::ConceptMatcher::Text::kDocument))
      if (terms.concepts.contains({match.field, match.id}))
        for (std::size_t i = match.first; i < match.first + match.count; ++i) hit[i] = true;

  std::vector<Segment> out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!hit[i]) continue;
    const std::string between = text.substr(done, tokens[i].begin - done);
    const std::string word = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    if (!out.empty() && out.back().hit && between.find_first_not_of(" -") == std::string::npos && hit[i - 1]) {
      out.back().text += between + word;
    } else {
      if (!between.empty()) out.push_back({between, false});
      out.push_back({word, true});
    }
    done = tokens[i].end;
  }
  if (done < text.size()) out.push_back({text.substr(done), false});
  return out;
}

}  // namespace searchd
