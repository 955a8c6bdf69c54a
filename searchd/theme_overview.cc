#include "searchd/theme_overview.h"

#include <algorithm>
#include <set>

#include "schema/fields.h"
#include "searchd/territorial_forces.h"

namespace searchd {
namespace {

constexpr std::size_t kFirst = 3;
constexpr std::size_t kActiveForces = 12;
constexpr const char* kIndependentTag = "independent";

using Strings = std::vector<std::string>;

bool holds(const Strings& list, const std::string& one) { return std::find(list.begin(), list.end(), one) != list.end(); }

/// Values that records of a search have, by field, most records first.
using Counts = std::map<std::string, std::vector<FacetOption>>;

class Overview {
 public:
  Overview(const std::string& theme, const AudienceIndex& index, const std::string& language) : theme_(theme), index_(index) {
    on_theme_.language = language;
    on_theme_.filters["theme"].any = {theme};
  }

  ThemeOverview run() {
    ThemeOverview out;
    const Counts of_all = list(out.all, on_theme_, {"collection", "theme"});
    out.collections = of_all.at("collection");
    for (const auto& option : of_all.at("theme"))
      if (option.parent == theme_) out.narrower.push_back(option);

    SearchRequest practice = with_filter(on_theme_, "collection", "practice");
    practice.order = Order::kEvidence;
    const Counts of_practice = list(out.practice, practice, {"force", "region", "intervention_type", "evidence_stage"});
    out.active_forces = of_practice.at("force");
    out.active_forces.resize(std::min(out.active_forces.size(), kActiveForces));
    out.practice_by_evidence = cross_counts(practice, index_, *schema::find_field("intervention_type"), *schema::find_field("evidence_stage"), true);

    SearchRequest learning = with_filter(on_theme_, "collection", "review");
    learning.filters["collection"].any.push_back("briefing");
    list(out.learning, learning, {"collection"});

    out.gaps.learning = out.learning.total == 0;
    out.gaps.practice = out.practice.total == 0;
    if (!out.gaps.practice) find_gaps(out.gaps, of_practice);
    return out;
  }

 private:
  Counts list(Listing& listing, SearchRequest request, const Strings& fields) const {
    listing.search = request;
    request.count = kFirst;
    for (const auto& field : fields) {
      auto& facet = request.facets.emplace_back();
      facet.field = field;
      facet.count = kMaxFacetValues;
    }
    auto results = search(request, index_);
    listing.total = results.total;
    for (auto& hit : results.hits) listing.first.push_back(std::move(hit.card));
    Counts out;
    for (auto& facet : results.facets) {
      std::erase_if(facet.options, [](const auto& option) { return option.count == 0; });
      out[facet.field] = std::move(facet.options);
    }
    return out;
  }

  void find_gaps(ThemeGaps& gaps, const Counts& practice) const {
    gaps.types = missing(all_of("intervention_type"), practice.at("intervention_type"));
    const auto independent = tagged("evidence_stage", kIndependentTag);
    gaps.independent_evaluation = !independent.empty() && missing(independent, practice.at("evidence_stage")).size() == independent.size();

    const auto forces = territorial_forces(index_.vocabularies());
    std::set<std::string> policed;
    Strings ids;
    for (const auto* force : forces) {
      ids.push_back(force->id);
      policed.insert(region_of(*force));
    }
    gaps.forces = missing(ids, practice.at("force")).size();
    gaps.forces_total = ids.size();
    gaps.regions = missing(all_of("region"), practice.at("region"));
    std::erase_if(gaps.regions, [&](const auto& region) { return !policed.contains(region); });
  }

  static Strings missing(const Strings& wanted, const std::vector<FacetOption>& found) {
    Strings out;
    for (const auto& value : wanted)
      if (std::none_of(found.begin(), found.end(), [&](const auto& option) { return option.value == value; })) out.push_back(value);
    return out;
  }

  Strings all_of(const char* vocabulary) const { return tagged(vocabulary, {}); }

  /// Ids of the vocabulary's values with the tag; of all without one.
  Strings tagged(const char* vocabulary, const std::string& tag) const {
    Strings out;
    if (const auto* known = index_.vocabularies().find(vocabulary))
      for (const auto& value : known->values())
        if (tag.empty() || holds(value.tags, tag)) out.push_back(value.id);
    return out;
  }

  const std::string& theme_;
  const AudienceIndex& index_;
  SearchRequest on_theme_;
};

}  // namespace

ThemeOverview theme_overview(const std::string& theme, const AudienceIndex& index, const std::string& language) {
  return Overview(theme, index, language).run();
}

}  // namespace searchd
