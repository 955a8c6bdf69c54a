#include "searchd/ranker.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "schema/fields.h"
#include "searchd/document_source.h"
#include "searchd/query_compiler.h"

namespace searchd {
namespace {

using Xapian::Query;

/// More than the words of any query add up to: what it is added to comes first.
constexpr double kAhead = 1'000.0;
constexpr double kPinned = 10 * kAhead;
constexpr std::size_t kCutOff = 100;  ///< documents

/// What a document has before its words are weighed.
class StartingWeights {
 public:
  StartingWeights(const MatchResult& matched, const PriorWeights& priors) : matched_(matched), priors_(priors) {}

  double of(Xapian::docid document) const {
    double weight = priors_.of(document);
    if (matched_.first.contains(document)) weight += kAhead;
    if (const auto place = place_of(document); place > 0) weight += kPinned * place;
    return weight;
  }

  /// Not more than needed: what cannot reach the best is passed over.
  double most() const { return priors_.most() + (matched_.first.isEmpty() ? 0 : kAhead) + kPinned * static_cast<double>(matched_.pinned.size()); }

  std::vector<ScorePart> parts(Xapian::docid document) const {
    auto out = priors_.parts(document);
    if (matched_.first.contains(document)) out.push_back({"ahead", "filters in words", kAhead});
    if (const auto place = place_of(document); place > 0) out.push_back({"pinned", "curation", kPinned * place});
    return out;
  }

  /// Counted from the last; 0: not pinned.
  int place_of(Xapian::docid document) const {
    const auto found = std::find(matched_.pinned.begin(), matched_.pinned.end(), document);
    return static_cast<int>(matched_.pinned.end() - found);
  }

 private:
  const MatchResult& matched_;
  const PriorWeights& priors_;
};

/// The documents of `start`, with what the parts give them. Xapian 1.4.22 weighs a phrase inside OP_OR below OP_AND_MAYBE in documents
/// that have its words apart, or one of them: phrases are joined one by one.
Query weighed(const Query& start, const std::vector<RankingPart>& parts) {
  std::vector<Query> words;
  for (const auto& part : parts)
    if (!part.in_place) words.push_back(part.query);
  Query out(Query::OP_AND_MAYBE, start, Query(Query::OP_OR, words.begin(), words.end()));
  for (const auto& part : parts)
    if (part.in_place) out = Query(Query::OP_AND_MAYBE, out, part.query);
  return out;
}

/// The records with the tags of `parts`, as queries of those parts; parts whose tag nobody has are taken out.
std::vector<std::unique_ptr<DocumentSource>> weigh_tags(std::vector<RankingPart>& parts, const FacetIndex& facets) {
  std::vector<std::unique_ptr<DocumentSource>> sources;
  std::erase_if(parts, [&](const auto& part) { return !part.field.empty() && facets.documents_with(part.field, part.value).isEmpty(); });
  for (auto& part : parts) {
    if (part.field.empty()) continue;
    const auto& documents = facets.documents_with(part.field, part.value);
    const double weight = part.share * std::log2(static_cast<double>(facets.all().cardinality() + 1) / static_cast<double>(documents.cardinality()));
    sources.push_back(std::make_unique<DocumentSource>(documents, weight, [weight](Xapian::docid) { return weight; }));
    part.query = Query(sources.back().get());
  }
  return sources;
}

/// Adds to each of `page` what the part gives it.
void explain(const RankingPart& part, std::vector<RankedDocument>& page, Xapian::Enquire& enquire) {
  DocumentSet documents;
  for (const auto& one : page) documents.add(one.id);
  DocumentSource source(documents, 0, [](Xapian::docid) { return 0.0; });
  enquire.set_query(Query(Query::OP_AND_MAYBE, Query(&source), part.query));
  const auto matches = enquire.get_mset(0, static_cast<Xapian::doccount>(page.size()));
  for (auto match = matches.begin(); match != matches.end(); ++match)
    for (auto& one : page)
      if (one.id == *match && match.get_weight() > 0) one.parts.push_back({part.part, part.of, match.get_weight()});
}

}  // namespace

std::vector<RankedDocument> ranked_page(const SearchRequest& request, const ParsedQuery& query, const MatchResult& matched, const SearchIndex& index,
                                        const Xapian::Database& database, const Ranking& ranking) {
  const auto priors = index.priors(ranking);
  const StartingWeights start(matched, *priors);
  DocumentSource source(matched.documents, start.most(), [&](Xapian::docid document) { return start.of(document); });
  auto parts = ranking_parts(query, ranking.words);
  const auto tags = weigh_tags(parts, index.facets());

  Xapian::Enquire enquire(database);
  enquire.set_query(weighed(Query(&source), parts));
  enquire.set_weighting_scheme(Xapian::IneB2Weight(ranking.words.ineb2_c));
  // Never by docid: documents are renumbered when others come and go, and that would be seen.
  enquire.set_sort_by_relevance_then_value(schema::slot::kTieBreak, false);
  // Weights are added up in an order that depends on where Xapian cuts off, and so on the page: the last bit of a score, and the
  // place of equal records. Pages that lie in the same hundred are cut off at the same place.
  const std::size_t hundreds = (request.start + request.count + kCutOff - 1) / kCutOff * kCutOff;
  const auto matches = enquire.get_mset(static_cast<Xapian::doccount>(request.start), static_cast<Xapian::doccount>(request.count), static_cast<Xapian::doccount>(hundreds));
  std::vector<RankedDocument> page;
  for (auto match = matches.begin(); match != matches.end(); ++match) page.push_back({*match, match.get_weight(), start.place_of(*match) > 0, {}});
  if (!request.explain) return page;
  for (const auto& part : parts) explain(part, page, enquire);
  for (auto& one : page)
    for (auto& part : start.parts(one.id)) one.parts.push_back(std::move(part));
  return page;
}

}  // namespace searchd
