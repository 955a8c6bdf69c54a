#include "searchd/prior_weights.h"

#include <algorithm>
#include <cmath>

namespace searchd {
namespace {

/// 20231115 as 2023.87; 0 for no day.
double years(schema::DayNumber day) {
  const int year = day / 10'000;
  return day == 0 ? 0 : year + ((day / 100) % 100 - 1) / 12.0 + (day % 100 - 1) / 366.0;
}

}  // namespace

PriorWeights::PriorWeights(const Priors& priors, const FacetIndex& facets) : priors_(priors), published_(*facets.dates("published")) {
  for (const auto& prior : priors.values) with_value_.push_back(&facets.documents_with(prior.field, prior.value));
  const Xapian::docid last = facets.all().isEmpty() ? 0 : facets.all().maximum();
  for (const auto document : facets.all()) newest_ = std::max(newest_, years(published_.first[document]));
  weights_.resize(last + 1);
  for (const auto document : facets.all()) {
    double weight = recency(document);
    for (std::size_t i = 0; i < priors_.values.size(); ++i)
      if (with_value_[i]->contains(document)) weight += priors_.values[i].weight;
    weights_[document] = static_cast<float>(weight);
    most_ = std::max(most_, of(document));
  }
}

double PriorWeights::recency(Xapian::docid document) const {
  const double at = years(published_.first[document]);
  return at == 0 ? 0 : priors_.recency * std::exp2((at - newest_) / priors_.half_life_years);
}

std::vector<ScorePart> PriorWeights::parts(Xapian::docid document) const {
  std::vector<ScorePart> out;
  for (std::size_t i = 0; i < priors_.values.size(); ++i)
    if (const auto& prior = priors_.values[i]; with_value_[i]->contains(document)) out.push_back({"prior", prior.field + ": " + prior.value, prior.weight});
  if (const double weight = recency(document); weight > 0) out.push_back({"recency", "published", weight});
  return out;
}

}  // namespace searchd
