#include "searchd/comparison.h"

#include <algorithm>

#include "searchd/searcher.h"

namespace searchd {
namespace {

constexpr std::size_t kOffered = 4;
constexpr std::size_t kCandidates = 12;  ///< of each; reviews among them are passed over

bool is_practice(const schema::Record& record) { return schema::first_term(record, "collection") == "practice"; }

bool holds(const std::vector<schema::Record>& records, const std::string& id) {
  return std::any_of(records.begin(), records.end(), [&](const auto& record) { return record.id == id; });
}

bool holds(const std::vector<SimilarRecord>& records, const std::string& id) {
  return std::any_of(records.begin(), records.end(), [&](const auto& record) { return record.card.id == id; });
}

std::vector<SimilarRecord> strongest_evidence(const AudienceIndex& index) {
  SearchRequest request = with_filter({}, "collection", "practice");
  request.order = Order::kEvidence;
  request.count = kOffered;
  std::vector<SimilarRecord> out;
  for (auto& hit : search(request, index).hits) out.push_back({std::move(hit.card), {}});
  return out;
}

/// The nearest of the first, the nearest of the second …, then the second nearest of each.
std::vector<SimilarRecord> nearest(const std::vector<schema::Record>& chosen, const AudienceIndex& index) {
  std::vector<std::vector<SimilarRecord>> similar;
  for (const auto& record : chosen) similar.push_back(similar_records(*index.find_document(record.id), index, kCandidates));
  std::vector<SimilarRecord> out;
  for (std::size_t place = 0; place < kCandidates; ++place)
    for (const auto& list : similar) {
      if (place >= list.size() || out.size() == kOffered) continue;
      const auto& card = list[place].card;
      if (is_practice(card) && !holds(chosen, card.id) && !holds(out, card.id)) out.push_back(list[place]);
    }
  return out;
}

}  // namespace

Comparison comparison(const std::vector<std::string>& ids, const AudienceIndex& index) {
  Comparison out;
  for (const auto& id : ids) {
    if (out.records.size() == kMostCompared) break;
    if (holds(out.records, id)) continue;
    auto record = index.find_record(id);
    if (record && is_practice(*record)) out.records.push_back(std::move(*record));
  }
  if (out.records.empty()) out.more = strongest_evidence(index);
  else if (out.records.size() < kMostCompared) out.more = nearest(out.records, index);
  return out;
}

}  // namespace searchd
