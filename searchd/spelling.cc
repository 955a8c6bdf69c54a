#include "searchd/spelling.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace searchd {
namespace {

constexpr std::size_t kShortestCorrected = 4;
constexpr std::size_t kLongestCorrected = 24;
constexpr double kDearFirstLetter = 1.5;

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// Letters that are heard alike.
bool alike(char a, char b) {
  static constexpr std::array<std::string_view, 4> groups = {"scz", "kcq", "fv", "gj"};
  if (is_vowel(a) && is_vowel(b)) return true;
  return std::any_of(groups.begin(), groups.end(), [&](auto g) { return g.find(a) != g.npos && g.find(b) != g.npos; });
}

/// Damerau-Levenshtein with cheap vowel swaps, doubled letters and letters heard alike; over `limit` it stops counting.
double distance(const std::string& typed, const std::string& word, double limit) {
  const std::size_t n = typed.size();
  const std::size_t m = word.size();
  std::array<std::array<double, kLongestCorrected + 2>, 3> rows{};
  for (std::size_t j = 0; j <= m; ++j) rows[1][j] = static_cast<double>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    auto& row = rows[2];
    row[0] = static_cast<double>(i);
    double least = row[0];
    for (std::size_t j = 1; j <= m; ++j) {
      const char a = typed[i - 1];
      const char b = word[j - 1];
      const bool doubled_typed = i > 1 && typed[i - 2] == a;
      const bool doubled_word = j > 1 && word[j - 2] == b;
      const double change = a == b ? 0.0 : alike(a, b) ? 0.6 : 1.0;
      double cost = rows[1][j - 1] + (i == 1 && j == 1 && a != b ? kDearFirstLetter : change);
      cost = std::min(cost, rows[1][j] + (doubled_typed ? 0.5 : 1.0));
      cost = std::min(cost, row[j - 1] + (doubled_word ? 0.5 : 1.0));
      if (i > 1 && j > 1 && a == word[j - 2] && b == typed[i - 2]) cost = std::min(cost, rows[0][j - 2] + 0.7);
      row[j] = cost;
      least = std::min(least, cost);
    }
    if (least > limit) return limit + 1;
    std::rotate(rows.begin(), rows.begin() + 1, rows.end());
  }
  return rows[1][m];
}

void collect_unknown(const QueryNode& node, const AudienceIndex& index, std::vector<std::string>& out) {
  // A word inside a concept's name is known by that name.
  if (node.kind == QueryNode::Kind::kConcept || node.kind == QueryNode::Kind::kFilter) return;
  if (node.kind == QueryNode::Kind::kWord && std::find(out.begin(), out.end(), node.word) == out.end()) {
    const Xapian::Database database = index.records().open();
    if (!database.term_exists(schema::bounded_term(schema::prefix::kStem, node.stem))) out.push_back(node.word);
  }
  for (const auto& child : node.children) collect_unknown(child, index, out);
}

}  // namespace

std::optional<std::string> nearest_word(const std::string& word, const AudienceIndex& index) {
  const bool plain = std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isalpha(c) && c < 0x80; });
  if (!plain || word.size() < kShortestCorrected || word.size() > kLongestCorrected) return std::nullopt;
  const double limit = word.size() < 6 ? 1.2 : word.size() < 9 ? 2.0 : 2.6;
  std::optional<std::string> best;
  double best_cost = 0;
  for (const auto& [candidate, records] : index.words()) {
    const auto longer = candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
    if (longer > 2 || candidate.size() > kLongestCorrected) continue;
    const double edits = distance(word, candidate, limit);
    if (edits > limit) continue;
    const double cost = edits - 0.08 * std::log(1.0 + records);
    if (!best || cost < best_cost) {
      best = candidate;
      best_cost = cost;
    }
  }
  return best;
}

std::vector<Correction> corrections_for(const ParsedQuery& query, const AudienceIndex& index) {
  std::vector<std::string> unknown;
  for (const auto& node : query.clauses) collect_unknown(node, index, unknown);
  for (const auto& node : query.required) collect_unknown(node, index, unknown);
  std::vector<Correction> out;
  for (const auto& word : unknown)
    if (auto to = nearest_word(word, index); to && *to != word) out.push_back({word, std::move(*to), false});
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
