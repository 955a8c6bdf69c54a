#include "searchd/passage_selector.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace searchd {
namespace {

constexpr double kPreferred = 1.25;
constexpr double kAdjacent = 0.5;
constexpr double kRepeated = 0.1;

struct Candidate {
  std::map<std::size_t, unsigned> terms;  ///< term -> times
  std::vector<Xapian::termpos> positions;
};

double rarity(const Xapian::Database& database, const std::string& term) {
  const double all = database.get_doccount();
  return std::log(1.0 + all / (1.0 + database.get_termfreq(term)));
}

bool is_preferred(const AudienceIndex& index, std::string_view kind) {
  const auto* sections = index.vocabularies().find("section");
  const auto* section = sections == nullptr ? nullptr : sections->find(kind);
  return section != nullptr && std::find(section->tags.begin(), section->tags.end(), "preferred") != section->tags.end();
}

/// Nothing if none of the terms stands anywhere in the record.
std::optional<std::vector<SelectedPassage>> select_by(Xapian::docid document, const std::vector<std::string>& terms, const HighlightTerms& marks,
                                                      const AudienceIndex& index, const Xapian::Database& database, std::size_t limit) {
  const schema::PassageView view = index.passages_at(document);
  std::map<std::size_t, Candidate> candidates;
  std::vector<double> rarities;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    rarities.push_back(rarity(database, terms[t]));
    for (auto it = database.positionlist_begin(document, terms[t]); it != database.positionlist_end(document, terms[t]); ++it) {
      const auto passage = view.passage_at(*it);
      if (passage == view.size()) continue;
      auto& candidate = candidates[passage];
      ++candidate.terms[t];
      candidate.positions.push_back(*it);
    }
  }
  if (candidates.empty()) return std::nullopt;
  std::vector<std::pair<double, std::size_t>> ranked;
  for (auto& [passage, candidate] : candidates) {
    if (view.anchor(passage) == "summary") continue;
    double score = 0;
    for (const auto& [term, times] : candidate.terms) score += rarities[term] * (1 + kRepeated * std::min(times - 1, 3u));
    std::sort(candidate.positions.begin(), candidate.positions.end());
    candidate.positions.erase(std::unique(candidate.positions.begin(), candidate.positions.end()), candidate.positions.end());
    for (std::size_t i = 1; i < candidate.positions.size(); ++i)
      if (candidate.positions[i] == candidate.positions[i - 1] + 1) score += kAdjacent;
    if (is_preferred(index, view.kind(passage))) score *= kPreferred;
    ranked.emplace_back(score, passage);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<SelectedPassage> out;
  for (const auto& [score, passage] : ranked) {
    if (out.size() == limit) break;
    SelectedPassage selected;
    selected.segments = highlight(std::string(view.text(passage)), marks, index);
    selected.heading = view.heading(passage);
    selected.kind = view.kind(passage);
    selected.anchor = view.anchor(passage);
    selected.page = view.page(passage);
    selected.file = view.file(passage);
    out.push_back(std::move(selected));
  }
  return out;
}

}  // namespace

std::vector<SelectedPassage> select_passages(Xapian::docid document, const ParsedQuery& query, const AudienceIndex& index,
                                             const Xapian::Database& database, std::size_t limit) {
  for (const auto words : {ConceptWords::kTogether, ConceptWords::kEach}) {
    const auto selected = select_by(document, positional_terms(query, words), highlight_terms(query, words), index, database, limit);
    if (selected) return *selected;
  }
  return {};
}

}  // namespace searchd
