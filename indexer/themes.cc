#include "indexer/themes.h"

#include <algorithm>
#include <map>

namespace indexer {
namespace {

constexpr int kInTitle = 10;
constexpr int kInSummary = 5;
constexpr int kEnough = 3;
constexpr std::size_t kMaxSuggestions = 5;
constexpr std::size_t kMaxEvidence = 3;

struct Support {
  int score = 0;
  std::vector<std::string> evidence;
};

}  // namespace

void suggest_themes(schema::Record& record, const schema::ConceptMatcher& matcher, schema::TextAnalyser& analyser) {
  if (!schema::terms_of(record, "theme").empty()) return;
  std::map<std::string, Support> themes;
  const auto read = [&](const std::string& text, int weight) {
    const auto tokens = analyser.tokens(text);
    for (const auto& match : matcher.find(tokens, schema::ConceptMatcher::Text::kDocument)) {
      if (match.field != "theme") continue;
      auto& support = themes[match.id];
      support.score += weight;
      const auto begin = tokens[match.first].begin;
      std::string words = text.substr(begin, tokens[match.first + match.count - 1].end - begin);
      if (support.evidence.size() < kMaxEvidence && std::find(support.evidence.begin(), support.evidence.end(), words) == support.evidence.end())
        support.evidence.push_back(std::move(words));
    }
  };
  read(record.title, kInTitle);
  read(record.summary, kInSummary);
  for (const auto& section : record.sections)
    for (const auto& block : section.blocks)
      if (block.kind != schema::Block::Kind::kRemoved) read(block.text, 1);
  for (const auto& recommendation : record.recommendations)
    if (!recommendation.removed) read(recommendation.text, 1);

  std::vector<std::pair<std::string, Support>> ranked(themes.begin(), themes.end());
  std::erase_if(ranked, [](const auto& theme) { return theme.second.score < kEnough; });
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second.score > b.second.score; });
  if (ranked.size() > kMaxSuggestions) ranked.resize(kMaxSuggestions);
  for (auto& [theme, support] : ranked) record.suggested_themes.push_back({theme, std::move(support.evidence)});
}

}  // namespace indexer
