#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <random>

#include "schema/fields.h"
#include "tests/searchd/officers_library.h"

namespace {

using searchd::FacetResult;
using searchd::SearchRequest;
using testing::ElementsAre;

/// What a person would count with the records in their hand.
class Reference {
 public:
  Reference(const searchd::AudienceIndex& index, std::vector<schema::Record> records) : index_(index), records_(std::move(records)) {}

  /// Values of a record with the ancestors of each.
  std::set<std::string> values(const schema::Record& record, const std::string& field) const {
    const auto& own = schema::terms_of(record, field);
    std::set<std::string> out(own.begin(), own.end());
    if (const auto* vocabulary = index_.vocabularies().find(schema::find_field(field)->vocabulary))
      for (const auto& value : own)
        for (auto& ancestor : vocabulary->ancestors(value)) out.insert(ancestor);
    return out;
  }

  bool has(const schema::Record& record, const std::string& field, const std::string& value) const {
    const auto all = values(record, field);
    return value == searchd::kMissing ? all.empty() : all.contains(value);
  }

  bool passes(const schema::Record& record, const SearchRequest& request, const std::string& without) const {
    for (const auto& [field, filter] : request.filters) {
      if (field == without) continue;
      const auto holds = [&](const std::string& value) { return has(record, field, value); };
      if (!filter.any.empty() && std::none_of(filter.any.begin(), filter.any.end(), holds)) return false;
      if (!std::all_of(filter.all.begin(), filter.all.end(), holds)) return false;
      if (std::any_of(filter.reject.begin(), filter.reject.end(), holds)) return false;
    }
    return true;
  }

  std::map<std::string, std::uint64_t> counts(const std::string& field, const SearchRequest& request, const std::set<std::string>& matched, bool own_filter) const {
    std::map<std::string, std::uint64_t> out;
    for (const auto& record : records_) {
      if (!matched.contains(record.id) || !passes(record, request, own_filter ? "" : field)) continue;
      const auto all = values(record, field);
      if (all.empty()) ++out[std::string(searchd::kMissing)];
      for (const auto& value : all) ++out[value];
    }
    return out;
  }

  std::uint64_t total(const SearchRequest& request, const std::set<std::string>& matched) const {
    std::uint64_t out = 0;
    for (const auto& record : records_) out += matched.contains(record.id) && passes(record, request, "") ? 1 : 0;
    return out;
  }

 private:
  const searchd::AudienceIndex& index_;
  std::vector<schema::Record> records_;
};

std::map<std::string, std::uint64_t> counted(const FacetResult& facet) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& option : facet.options)
    if (option.count > 0) out[option.value] = option.count;
  if (facet.missing > 0) out[std::string(searchd::kMissing)] = facet.missing;
  return out;
}

TEST(Facets, CountWhatAPersonWouldCount) {
  const auto& site = test::officers().police;
  const Reference reference(site.index(), test::officers().index->records("police"));
  const std::map<std::string, std::vector<std::string>> values = {
      {"theme", {"knife-crime", "cse", "vulnerability", "child-protection", "county-lines", "_MISSING", "nowhere"}},
      {"force", {"essex", "kent", "humberside", "dyfed-powys", "_MISSING"}},
      {"collection", {"practice", "review", "briefing"}},
      {"year", {"2019", "2020", "2021", "_MISSING"}},
      {"region", {"eastern", "south-east", "_MISSING"}},
      {"intervention_type", {"prevention", "disruption", "_MISSING"}},
      {"works_rating", {"worked", "did-not-work", "_MISSING"}},
      {"area", {"northtown", "southtown", "_MISSING"}},
      {"subject_sex", {"female", "male", "_MISSING"}}};
  std::mt19937 random(7);
  for (int i = 0; i < 250; ++i) {
    SearchRequest request;
    static const std::vector<std::string> queries = {"", "", "police", "violence", "knife OR abuse"};
    request.q = queries[random() % queries.size()];
    for (unsigned f = 0, n = static_cast<unsigned>(random() % 4); f < n; ++f) {
      auto field = values.begin();
      std::advance(field, static_cast<std::ptrdiff_t>(random() % values.size()));
      auto& filter = request.filters[field->first];
      auto& part = random() % 3 == 0 ? filter.all : random() % 3 == 0 ? filter.reject : filter.any;
      const auto& value = field->second[random() % field->second.size()];
      if (std::find(part.begin(), part.end(), value) == part.end()) part.push_back(value);
    }
    SearchRequest bare;
    bare.q = request.q;
    bare.count = 100;
    std::set<std::string> matched;
    for (const auto& hit : searchd::search(bare, site.index()).hits) matched.insert(hit.card.id);

    for (const auto& [field, all] : values) {
      searchd::FacetRequest facet;
      facet.field = field;
      facet.count = 1'000;
      facet.all_filters = random() % 2 == 0;
      request.facets.push_back(facet);
    }
    const auto results = searchd::search(request, site.index());
    SCOPED_TRACE(searchd::query_string(searchd::parameters_of(request)));
    EXPECT_EQ(results.total, reference.total(request, matched));
    for (std::size_t f = 0; f < results.facets.size(); ++f) {
      const auto& facet = results.facets[f];
      EXPECT_EQ(counted(facet), reference.counts(facet.field, request, matched, request.facets[f].all_filters)) << facet.field;
    }
    if (HasFailure()) return;
  }
}

FacetResult facet_of(const std::string& query_string, const std::string& field, const test::Site& site = test::officers().open) {
  const auto results = site.search(query_string);
  for (const auto& facet : results.facets)
    if (facet.field == field) return facet;
  ADD_FAILURE() << "no facet " << field;
  return {};
}

std::vector<std::string> shown(const FacetResult& facet) {
  std::vector<std::string> out;
  for (const auto& option : facet.options) out.push_back(fmt::format("{}{} {}", option.selected ? "*" : "", option.value, option.count));
  return out;
}

TEST(Facets, IgnoreTheirOwnSelectionUnlessAsked) {
  const auto open = facet_of("filter_force=humberside&facet_force=10", "force");
  EXPECT_GE(open.options.size(), 3u) << "the other forces can still be chosen";
  EXPECT_THAT(shown(facet_of("filter_force=humberside&facet_force=10,scope:all_filters", "force")), ElementsAre("*humberside 2"));
  // Another facet is narrowed by it.
  EXPECT_THAT(shown(facet_of("filter_force=humberside&facet_region=10", "region")), ElementsAre("yorkshire 2"));
}

TEST(Facets, KeepWhatIsSelectedAtZero) {
  const auto facet = facet_of("q=leaflet&filter_theme=knife-crime&filter_theme=nowhere&facet_theme=10", "theme");
  EXPECT_THAT(shown(facet), testing::UnorderedElementsAre("*knife-crime 0", "*nowhere 0"));
  EXPECT_EQ(facet.values_total, 0u);
  // Also beyond the number asked for.
  const auto one = facet_of("filter_force=humberside&facet_force=1", "force");
  EXPECT_TRUE(std::any_of(one.options.begin(), one.options.end(), [](const auto& o) { return o.value == "humberside" && o.selected; }));
  EXPECT_TRUE(one.truncated);
}

TEST(Facets, CountAncestorsOfThemes) {
  const auto facet = facet_of("facet_theme=100", "theme");
  std::map<std::string, std::uint64_t> counts;
  std::map<std::string, std::string> parents;
  for (const auto& option : facet.options) {
    counts[option.value] = option.count;
    parents[option.value] = option.parent;
  }
  EXPECT_EQ(counts["cse"], 2u);
  EXPECT_EQ(counts["csa"], 2u) << "a record with a theme and its parent counts once";
  EXPECT_EQ(counts["child-protection"], 4u);
  EXPECT_EQ(counts["vulnerability"], 4u);
  EXPECT_EQ(parents["cse"], "csa");
  EXPECT_EQ(parents["vulnerability"], "");
}

TEST(Facets, AreSortedAsAsked) {
  struct Case {
    const char* facet;
    const char* field;
    std::vector<std::string> values;
  };
  const Case cases[] = {
      {"facet_collection=10", "collection", {"practice 12", "review 3", "briefing 1"}},
      {"facet_collection=10,order:count", "collection", {"briefing 1", "review 3", "practice 12"}},
      {"facet_collection=10,order:value", "collection", {"practice 12", "review 3", "briefing 1"}},
      {"facet_collection=10,order:-value", "collection", {"briefing 1", "review 3", "practice 12"}},
      {"facet_collection=2", "collection", {"practice 12", "review 3"}},
      {"facet_collection=0", "collection", {}},
      // An ordered vocabulary in its own order.
      {"facet_evidence_stage=10", "evidence_stage", {"untested 1", "monitored 2", "evaluated 3"}},
      {"facet_evidence_stage=10,order:-count", "evidence_stage", {"evaluated 3", "monitored 2", "untested 1"}},
      // Years from the newest.
      {"facet_year=3", "year", {"2022 2", "2021 3", "2020 2"}},
      {"facet_force=10,prefix:ke", "force", {"kent 6"}},
      {"facet_force=10,prefix:POLICE", "force", {"kent 6", "essex 4", "humberside 2"}},
      {"facet_theme=10,prefix:exploi", "theme", {"cse 2"}},
      {"facet_theme=10,prefix:zzz", "theme", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.facet);
    const auto facet = facet_of(c.facet, c.field);
    EXPECT_EQ(shown(facet), c.values);
  }
}

TEST(Facets, OfTwelveFieldsAreCountedWithoutBeingAskedFor) {
  const auto results = test::officers().open.search("");
  ASSERT_EQ(results.facets.size(), searchd::kDefaultFacets);
  EXPECT_EQ(results.facets.front().field, "theme");
  for (const auto& facet : results.facets) EXPECT_FALSE(schema::find_field(facet.field)->demographic) << facet.field;
}

TEST(Facets, OfSubjectsAreRefusedBelowPolice) {
  for (const auto* query : {"facet_subject_sex=10", "filter_subject_sex=female", "reject_subject_sex=female", "filter_all_subject_age_band=under-1", "filter_subject_sex=_MISSING"}) {
    SCOPED_TRACE(query);
    EXPECT_THROW(test::officers().open.search(query), searchd::BadRequest);
    EXPECT_NO_THROW(test::officers().police.search(query));
  }
  EXPECT_THAT(shown(facet_of("facet_subject_sex=10", "subject_sex", test::officers().police)), ElementsAre("female 2", "male 1"));
}

TEST(Filters, TakeIdsLabelsAndOtherNames) {
  for (const auto* value : {"essex", "Essex+Police", "ESSEX", "Essex"}) {
    SCOPED_TRACE(value);
    EXPECT_EQ(test::officers().open.search(std::string("filter_force=") + value).total, 4u);
  }
  EXPECT_EQ(test::officers().open.search("filter_area=Northtown").total, 2u);
  EXPECT_EQ(test::officers().open.search("filter_area=northtown").total, 2u);
}

}  // namespace
