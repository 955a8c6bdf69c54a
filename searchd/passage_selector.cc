#include "searchd/passage_selector.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace searchd {
namespace {

constexpr unsigned kMostRepeats = 3;

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

std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> out;
  for (auto& token : thread_analyser().tokens(text)) out.insert(std::move(token.word));
  return out;
}

/// Texts that were chosen so far, to leave out those that say the same.
class Chosen {
 public:
  explicit Chosen(double alike) : alike_(alike) {}

  /// Whether `text` says something new; then it is remembered.
  bool takes(std::string_view text) {
    auto words = words_in(text);
    for (const auto& before : chosen_) {
      const auto common = std::count_if(words.begin(), words.end(), [&](const auto& word) { return before.contains(word); });
      const auto all = words.size() + before.size() - static_cast<std::size_t>(common);
      if (static_cast<double>(common) >= alike_ * static_cast<double>(all)) return false;
    }
    chosen_.push_back(std::move(words));
    return true;
  }

 private:
  double alike_;
  std::vector<std::set<std::string>> chosen_;
};

/// Nothing if none of the terms stands anywhere in the record.
std::optional<std::vector<SelectedPassage>> select_by(Xapian::docid document, const std::vector<std::string>& terms, const HighlightTerms& marks,
                                                      const AudienceIndex& index, const Xapian::Database& database, std::size_t limit, const PassageWeights& weights) {
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
    for (const auto& [term, times] : candidate.terms) score += rarities[term] * (1 + weights.repeated * std::min(times - 1, kMostRepeats));
    std::sort(candidate.positions.begin(), candidate.positions.end());
    candidate.positions.erase(std::unique(candidate.positions.begin(), candidate.positions.end()), candidate.positions.end());
    for (std::size_t i = 1; i < candidate.positions.size(); ++i)
      if (candidate.positions[i] == candidate.positions[i - 1] + 1) score += weights.adjacent;
    if (is_preferred(index, view.kind(passage))) score *= weights.preferred;
    ranked.emplace_back(score, passage);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<SelectedPassage> out;
  Chosen chosen(weights.alike);
  for (const auto& [score, passage] : ranked) {
    if (out.size() == limit) break;
    if (!chosen.takes(view.text(passage))) continue;
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
    const auto selected = select_by(document, positional_terms(query, words), highlight_terms(query, words), index, database, limit, index.ranking()->passages);
    if (selected) return *selected;
  }
  return {};
}

}  // namespace searchd
