// The page of a search: browse, results, and what can be done where nothing was found. Its filters: filter_panel.cc.

#include <algorithm>
#include <array>
#include <set>

#include "schema/text_analysis.h"
#include "searchd/filter_panel.h"
#include "searchd/page_layout.h"
#include "searchd/response.h"
#include "searchd/spelling.h"
#include "searchd/url.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kExtraSearches = 6;  ///< of each kind, where nothing was found
constexpr std::size_t kBrowseThemes = 8;

constexpr std::array<std::pair<Order, const char*>, 7> kOrderLabels = {{
    {Order::kRelevance, "Relevance"},
    {Order::kNewest, "Newest first"},
    {Order::kOldest, "Oldest first"},
    {Order::kTitle, "Title, A to Z"},
    {Order::kTitleDescending, "Title, Z to A"},
    {Order::kNewestVerified, "Last verified first"},
    {Order::kEvidence, "Strongest evidence first"},
}};

/// Builds the model of one page.
class SearchModel {
 public:
  SearchModel(const SearchRequest& request, const SearchResults& results, const PageContext& context)
      : request_(request), base_(link_base(request)), results_(results), context_(context), index_(*context.index) {}

  json run() {
    json model = layout_model(context_);
    const bool asked = !request_.q.empty() || request_.filtered();
    const bool plain = !asked && request_.start == 0 && request_.order == Order::kRelevance;
    model["at_search"] = true;
    if (!plain) model["noindex"] = true;
    if (plain && !context_.base_url.empty()) model["canonical_url"] = context_.base_url + "/";
    model["q"] = request_.q;
    set_if_any(model, "results_for", was_corrected() ? results_.query.applied : request_.q);
    model["search_hidden"] = search_hidden();
    if (plain) model["browse"] = browse();
    if (auto panel = filter_panel(base_, results_, index_); !panel.is_null()) model["filters"] = std::move(panel);
    if (auto said = notes(); !said.empty()) model["notes"] = std::move(said);
    model["total"] = with_separators(results_.total);
    model["total_is_one"] = results_.total == 1;
    add_results(model);
    if (results_.total == 0) model["no_results"] = no_results();
    else add_feeds(model);
    return model;
  }

 private:
  // What was typed, and what was made of it.

  bool was_corrected() const {
    const auto& all = results_.query.corrections;
    return std::any_of(all.begin(), all.end(), [](const auto& correction) { return correction.applied; });
  }

  bool has_words() const { return !results_.query.clauses.empty() || !results_.query.required.empty(); }

  json search_hidden() const {
    SearchRequest copy = base_;
    copy.q.clear();
    copy.exact = false;  // it was said of the words that were typed before
    return hidden_model(parameters_of(copy));
  }

  json concepts_model() const {
    json out = json::array();
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& found : results_.query.concepts) {
      const std::string label = index_.label_of(found.vocabulary, found.id);
      if (schema::fold(label) == schema::fold(found.typed) || !seen.emplace(schema::fold(found.typed), label).second) continue;
      out.push_back({{"typed", found.typed}, {"label", label}});
    }
    return out;
  }

  /// A force or type of review that the words name, as a filter; where it would leave all or nothing it is not offered.
  json narrow_model() const {
    json out = json::array();
    std::set<std::string> seen;
    for (const auto& filter : results_.query.named) {
      for (const auto& value : filter.values) seen.insert(filter.field + "/" + value);
      if (results_.narrowed || results_.first_count == 0) continue;
      SearchRequest narrowed = base_;
      if (schema::find_field(filter.field)->kind == schema::FieldKind::kDate) continue;
      narrowed.filters[filter.field].any = filter.values;
      out.push_back({{"label", named_label(filter, index_)}, {"url", search_url(narrowed)}});
    }
    for (const auto& found : results_.query.concepts) {
      if (found.vocabulary != "force" && found.vocabulary != "review_type") continue;
      if (base_.filters.contains(found.vocabulary) || !seen.insert(found.vocabulary + "/" + found.id).second) continue;
      if (!would_narrow(found)) continue;
      SearchRequest narrowed = base_;
      narrowed.filters[found.vocabulary].any.push_back(found.id);
      out.push_back({{"label", index_.label_of(found.vocabulary, found.id)}, {"url", search_url(narrowed)}});
    }
    return out;
  }

  bool would_narrow(const ConceptFound& found) const {
    const auto facet = std::find_if(results_.facets.begin(), results_.facets.end(), [&](const auto& f) { return f.field == found.vocabulary; });
    if (facet == results_.facets.end()) return can_filter(found.vocabulary, found.id, index_);
    const auto option = std::find_if(facet->options.begin(), facet->options.end(), [&](const auto& o) { return o.value == found.id; });
    return option == facet->options.end() ? facet->truncated : option->count > 0 && option->count < results_.total;
  }

  json did_you_mean() const {
    json out = json::array();
    std::vector<Correction> offered;
    for (const auto& correction : results_.query.corrections)
      if (!correction.applied) offered.push_back(correction);
    if (offered.empty()) return out;
    SearchRequest copy = base_;
    copy.q = corrected(was_corrected() ? results_.query.applied : request_.q, offered);
    if (copy.q != request_.q) out.push_back({{"label", copy.q}, {"url", search_url(copy)}});
    return out;
  }

  json notes() const {
    json out = json::object();
    if (request_.q.empty()) return out;
    json ignored = json::array();
    for (const auto& typed : results_.query.ignored)
      if (!typed.empty()) ignored.push_back({{"typed", typed}});
    json parts = {{"did_you_mean", did_you_mean()}, {"concepts", concepts_model()}, {"ignored", std::move(ignored)}, {"narrow", narrow_model()}};
    bool any = std::any_of(parts.begin(), parts.end(), [](const json& part) { return !part.empty(); });
    if (results_.total > 0) {
      if (was_corrected()) parts["applied_query"] = results_.query.applied;
      if (results_.matching == Matching::kMost) parts["matching_most"] = true;
      if (results_.matching == Matching::kAny) parts["matching_any"] = true;
      if (!request_.exact && (was_corrected() || !results_.query.concepts.empty())) {
        SearchRequest exactly = base_;
        exactly.exact = true;
        parts["exact_url"] = search_url(exactly);
      }
      any = any || parts.contains("exact_url") || results_.matching != Matching::kAll;
    }
    return any ? parts : out;
  }

  // The start page.

  std::uint64_t records_of(const std::string& field, const std::string& value) const {
    const auto* column = index_.records().facets().column(field);
    if (column == nullptr) return 0;
    const auto found = column->values.find(value);
    return found == column->values.end() ? 0 : found->second.cardinality();
  }

  json counted_link(const std::string& field, const schema::VocabularyValue& value) const {
    return {{"label", value.label}, {"url", filter_url(field, value.id)}, {"count", with_separators(records_of(field, value.id))}};
  }

  json browse() const {
    json collections = json::array();
    json groups = json::array();
    if (const auto* vocabulary = index_.vocabularies().find("collection"))
      for (const auto& value : vocabulary->values()) {
        if (records_of("collection", value.id) == 0) continue;
        json card = counted_link("collection", value);
        set_if_any(card, "hint", value.definition);
        collections.push_back(std::move(card));
      }
    if (const auto* themes = index_.vocabularies().find("theme"))
      for (const auto& top : themes->values()) {
        if (!top.parent.empty() || records_of("theme", top.id) == 0) continue;
        json group = counted_link("theme", top);
        group["themes"] = json::array();
        for (const auto& child : themes->values())
          if (child.parent == top.id && records_of("theme", child.id) > 0) group["themes"].push_back(counted_link("theme", child));
        groups.push_back(std::move(group));
      }
    return {{"collections", std::move(collections)}, {"groups", std::move(groups)}};
  }

  // The list.

  void add_results(json& model) const {
    json list = json::array();
    // Words that were corrected are what the record's page must mark.
    const std::string& q = was_corrected() ? results_.query.applied : request_.q;
    for (const auto& hit : results_.hits) list.push_back(result_model(hit, q));
    model["results"] = std::move(list);
    if (!results_.hits.empty())
      model["shown"] = {{"from", with_separators(request_.start + 1)}, {"to", with_separators(request_.start + results_.hits.size())}};
    if (results_.total > 1) model["sort"] = sort_model();
    if (auto pages = pagination(); !pages.is_null()) model["pagination"] = std::move(pages);
  }

  json result_model(const Hit& hit, const std::string& q) const {
    const std::string url = record_url(hit.card.id, q);
    json title = json::array();
    for (const auto& segment : hit.title) {
      title.push_back({{"text", segment.text}});
      if (segment.hit) title.back()["hit"] = true;
    }
    json out = {{"url", url}, {"result_title", hit.card.title}, {"title_segments", std::move(title)}, {"marking", hit.card.marking}};
    add_facts(out, hit.card, index_);
    if (auto segments = segments_model(hit.summary); !segments.empty()) out["summary"] = {{"segments", std::move(segments)}};
    if (!hit.passages.empty()) out["matches"] = {{"passages", passages_model(hit.passages, hit.card, url)}};
    return out;
  }

  json sort_model() const {
    SearchRequest copy = base_;
    copy.order = Order::kRelevance;
    json options = json::array();
    for (const auto& [order, label] : kOrderLabels) {
      if (order == Order::kRelevance && !has_words()) continue;
      options.push_back({{"value", std::string(name_of(order))}, {"label", label}, {"selected", order == results_.order}});
    }
    return {{"hidden", hidden_model(parameters_of(copy))}, {"options", std::move(options)}};
  }

  /// Pages of one visit stay on one generation, or records would be skipped or come twice.
  std::string page_url(std::size_t page) const {
    SearchRequest copy = base_;
    copy.start = page * request_.count;
    copy.generation = index_.manifest().content_hash;
    return search_url(copy);
  }

  json pagination() const {
    if (request_.count == 0 || results_.total <= request_.count) return {};
    const auto reachable = std::min<std::uint64_t>(results_.total, kMaxWindow - kMaxWindow % request_.count);
    const std::size_t pages = (static_cast<std::size_t>(reachable) + request_.count - 1) / request_.count;
    const std::size_t current = std::min(request_.start / request_.count, pages - 1);
    json list = json::array();
    for (std::size_t page = 0; page < pages; ++page) {
      const bool near = page + 1 >= current && page <= current + 1;
      if (page != 0 && page + 1 != pages && !near) {
        if (!list.back().contains("gap")) list.push_back({{"gap", true}});
        continue;
      }
      list.push_back({{"number", with_separators(page + 1)}, {"url", page_url(page)}, {"current", page == current}});
    }
    json out = {{"page", with_separators(current + 1)}, {"page_count", with_separators(pages)}, {"pages", std::move(list)}};
    if (current > 0) out["prev_url"] = page_url(current - 1);
    if (current + 1 < pages) out["next_url"] = page_url(current + 1);
    return out;
  }

  void add_feeds(json& model) const {
    SearchRequest list = base_;
    list.count = kDefaultCount;
    list.facets.clear();
    model["csv_url"] = url_with("/api/v1/search.csv", parameters_of(list));
    model["atom_url"] = url_with("/api/v1/search.atom", parameters_of(list));
    if (results_.total > context_.csv_rows) model["csv_limit"] = with_separators(context_.csv_rows);
  }

  // Where nothing was found.

  std::uint64_t count_of(SearchRequest request) const {
    request.count = 0;
    FacetRequest least;  // without one the default facets would be counted
    least.field = "collection";
    least.count = 0;
    request.facets = {std::move(least)};
    return search(request, index_).total;
  }

  json fewer_filters() const {
    json items = json::array();
    auto filters = widenings(base_, index_);
    if (filters.size() > kExtraSearches) filters.resize(kExtraSearches);
    for (const auto& filter : filters)
      if (const auto count = count_of(filter.without); count > 0)
        items.push_back({{"label", filter.label}, {"url", search_url(filter.without)}, {"count", with_separators(count)}});
    return items;
  }

  /// The words typed, each alone and without filters, and the nearest ones to those that no record has.
  json single_words() const {
    json items = json::array();
    std::set<std::string> seen;
    for (const auto& node : results_.query.soft) seen.insert(node.word);
    std::size_t searches = 0;
    for (const auto& token : thread_analyser().tokens(request_.q)) {
      std::string word = token.word;
      for (const auto& correction : results_.query.corrections)
        if (correction.from == token.word) word = correction.to;
      if (word == schema::fold(request_.q) && !base_.filtered() && !base_.exact) continue;
      if (!seen.insert(word).second) continue;
      if (++searches > kExtraSearches) break;
      SearchRequest alone;
      alone.q = word;
      if (const auto count = count_of(alone); count > 0)
        items.push_back({{"label", word}, {"url", search_url(alone)}, {"count", with_separators(count)}});
    }
    return items;
  }

  json top_themes() const {
    std::vector<std::pair<std::uint64_t, const schema::VocabularyValue*>> tops;
    if (const auto* themes = index_.vocabularies().find("theme"))
      for (const auto& theme : themes->values())
        if (const auto count = records_of("theme", theme.id); theme.parent.empty() && count > 0) tops.emplace_back(count, &theme);
    std::stable_sort(tops.begin(), tops.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (tops.size() > kBrowseThemes) tops.resize(kBrowseThemes);
    json items = json::array();
    for (const auto& [count, theme] : tops) items.push_back(counted_link("theme", *theme));
    return items;
  }

  json no_results() const {
    json out = json::object();
    const auto add = [&](const char* key, json items) {
      if (!items.empty()) out[key] = {{"items", std::move(items)}};
    };
    add("fewer_filters", fewer_filters());
    if (!request_.q.empty()) add("words", single_words());
    add("browse_themes", top_themes());
    return out;
  }

  const SearchRequest& request_;
  const SearchRequest base_;
  const SearchResults& results_;
  const PageContext& context_;
  const AudienceIndex& index_;
};

}  // namespace

std::string search_page(const SearchRequest& request, const SearchResults& results, const PageContext& context, const Templates& templates) {
  return templates.render("search", SearchModel(request, results, context).run());
}

}  // namespace searchd
