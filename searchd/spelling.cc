#include "searchd/spelling.h"

#include <algorithm>

namespace searchd {
namespace {

/// Capitals up to this length are taken for an abbreviation that the vocabulary does not know.
constexpr std::size_t kLongestAbbreviation = 6;

/// Whether a correction leaves so little doubt that it may be searched.
bool is_near(const NearWord& found, std::size_t length) { return found.edits <= std::max(0.9, 0.14 * static_cast<double>(length)); }

void collect_unknown(const QueryNode& node, const Xapian::Database& database, std::vector<std::string>& out) {
  // A word inside a concept's name is known by that name.
  if (node.kind == QueryNode::Kind::kConcept || node.kind == QueryNode::Kind::kFilter) return;
  const bool abbreviation = node.capitals && node.word.size() <= kLongestAbbreviation;
  if (node.kind == QueryNode::Kind::kWord && !abbreviation && std::find(out.begin(), out.end(), node.word) == out.end() &&
      !database.term_exists(schema::bounded_term(schema::prefix::kStem, node.stem)))
    out.push_back(node.word);
  for (const auto& child : node.children) collect_unknown(child, database, out);
}

}  // namespace

std::optional<NearWord> nearest_word(const std::string& word, const AudienceIndex& index) {
  if (index.never_corrected().contains(word)) return std::nullopt;
  auto found = index.speller().nearest(word);
  return found && found->word != word ? found : std::nullopt;
}

std::vector<Correction> corrections_for(const ParsedQuery& query, const AudienceIndex& index) {
  std::vector<std::string> unknown;
  const Xapian::Database database = index.records().open();
  for (const auto* nodes : {&query.clauses, &query.required})
    for (const auto& node : *nodes) collect_unknown(node, database, unknown);
  std::vector<Correction> out;
  for (const auto& word : unknown)
    if (auto to = nearest_word(word, index)) out.push_back({word, to->word, is_near(*to, word.size())});
  return out;
}

std::string corrected(const std::string& text, const std::vector<Correction>& corrections) {
  std::string out;
  std::size_t done = 0;
  for (const auto& token : thread_analyser().tokens(text)) {
    const auto found = std::find_if(corrections.begin(), corrections.end(), [&](const auto& c) { return c.from == token.word; });
    if (found == corrections.end()) continue;
    out += text.substr(done, token.begin - done) + found->to;
    done = token.end;
  }
  return out + text.substr(done);
}

}  // namespace searchd
