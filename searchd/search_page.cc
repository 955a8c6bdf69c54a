// The page of a search: browse, results, filters and what can be done where nothing was found.

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "schema/fields.h"
#include "schema/text_analysis.h"
#include "searchd/page_layout.h"
#include "searchd/response.h"
#include "searchd/spelling.h"
#include "searchd/url.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kOpenFacets = 4;
constexpr std::size_t kExtraSearches = 6;  ///< of each kind, where nothing was found
constexpr std::size_t kBrowseThemes = 8;
constexpr int kDeepestOption = 3;  ///< the stylesheet knows no deeper one

constexpr std::array<std::pair<Order, const char*>, 7> kOrderLabels = {{
    {Order::kRelevance, "Relevance"},
    {Order::kNewest, "Newest first"},
    {Order::kOldest, "Oldest first"},
    {Order::kTitle, "Title, A to Z"},
    {Order::kTitleDescending, "Title, Z to A"},
    {Order::kNewestVerified, "Last verified first"},
    {Order::kEvidence, "Strongest evidence first"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kPlurals = {{
    {"theme", "themes"},
    {"collection", "collections"},
    {"force", "forces"},
    {"region", "regions"},
    {"area", "areas"},
    {"year", "years"},
    {"agency", "agencies"},
    {"intervention_type", "types"},
    {"review_type", "types"},
}};

std::string plural_of(const std::string& field) {
  const auto found = std::find_if(kPlurals.begin(), kPlurals.end(), [&](const auto& p) { return p.first == field; });
  return std::string(found == kPlurals.end() ? "values" : found->second);
}

std::string search_url(const SearchRequest& request) { return url_with("/search", parameters_of(request)); }

/// The search without what is of one page, one answer or the API alone: where every link to another search starts.
SearchRequest link_base(SearchRequest request) {
  request.start = 0;
  request.generation.clear();
  request.fields.clear();
  request.explain = false;
  return request;
}

json hidden_model(const Parameters& parameters) {
  json out = json::array();
  for (const auto& [name, value] : parameters) out.push_back({{"name", name}, {"value", value}});
  return out;
}

std::string value_label(const std::string& field, const std::string& written, const AudienceIndex& index) {
  if (written == kMissing) return "not recorded";
  return index.label_of(field, value_id(field, written, index));
}

std::string date_label(const DateFilter& dates) {
  std::string out;
  if (dates.from) out = "from " + dates.from->display();
  if (dates.to) out += (out.empty() ? "to " : " to ") + dates.to->display();
  return out;
}

/// One filter that a person may take away.
struct RemovableFilter {
  std::string label;
  SearchRequest without;
};

using FilterPart = std::vector<std::string> FieldFilter::*;

SearchRequest without_value(SearchRequest request, const std::string& field, FilterPart part, const std::string& value) {
  auto& filter = request.filters[field];
  std::erase(filter.*part, value);
  if (filter.empty()) request.filters.erase(field);
  return request;
}

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
    if (auto panel = filters(); !panel.is_null()) model["filters"] = std::move(panel);
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
    if (was_corrected() || results_.query.corrections.empty()) return out;
    SearchRequest copy = base_;
    copy.q = corrected(request_.q, results_.query.corrections);
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

  // The panel of filters.

  /// Parameters that a checkbox of the panel stands for.
  using Shown = std::set<std::pair<std::string, std::string>>;

  json filters() const {
    Shown shown;
    json facets = json::array();
    for (const auto& facet : results_.facets) {
      if (facet.options.empty() && !facet.missing_selected) continue;
      facets.push_back(facet_model(facet, facets.size() < kOpenFacets, shown));
    }
    json out = {{"facets", std::move(facets)}, {"hidden", panel_hidden(shown)}};
    if (auto selected = selected_filters(); !selected.is_null()) out["selected_filters"] = std::move(selected);
    return out["facets"].empty() && !out.contains("selected_filters") ? json() : out;
  }

  json panel_hidden(const Shown& shown) const {
    Parameters out;
    for (auto& [name, value] : parameters_of(base_)) {
      const bool all = name.starts_with("filter_all_");
      const std::string field = all ? name.substr(11) : name.starts_with("filter_") ? name.substr(7) : std::string();
      if (!field.empty() && shown.contains({name, value_id(field, value, index_)})) continue;
      out.emplace_back(std::move(name), std::move(value));
    }
    return hidden_model(out);
  }

  /// The parameter of an option: a value that is asked for with filter_all_ stays so, else unticking it would change nothing.
  std::string parameter_of(const std::string& field, const std::string& value) const {
    const auto filter = base_.filters.find(field);
    if (filter == base_.filters.end()) return "filter_" + field;
    const auto among = [&](const std::vector<std::string>& values) {
      return std::any_of(values.begin(), values.end(), [&](const auto& written) { return value_id(field, written, index_) == value; });
    };
    return (among(filter->second.all) && !among(filter->second.any) ? "filter_all_" : "filter_") + field;
  }

  json facet_model(const FacetResult& facet, bool among_first, Shown& shown) const {
    json options = json::array();
    std::uint64_t selected = 0;
    const auto add = [&](const std::string& value, std::uint64_t count, int depth, bool is_selected) -> json& {
      const std::string name = parameter_of(facet.field, value);
      if (is_selected) shown.emplace(name, value);
      selected += is_selected ? 1 : 0;
      options.push_back({{"option_id", facet.field + "-" + std::to_string(options.size() + 1)},
                         {"name", name},
                         {"value", value},
                         {"count", with_separators(count)},
                         {"depth", std::to_string(std::min(depth, kDeepestOption))},
                         {"selected", is_selected}});
      return options.back();
    };
    for (const auto& [option, depth] : in_tree_order(facet)) add(option->value, option->count, depth, option->selected)["label"] = option->label;
    if (facet.missing_selected || facet.missing > 0) add(std::string(kMissing), facet.missing, 0, facet.missing_selected)["not_recorded"] = true;

    json out = {{"facet_label", facet.label}, {"open", among_first || selected > 0}, {"options", std::move(options)}};
    if (selected > 0) out["facet_selected_count"] = std::to_string(selected);
    if (facet.truncated) {
      out["values_total"] = with_separators(facet.values_total) + " " + plural_of(facet.field);
      out["more_url"] = search_url(with_all_values(facet.field)) + "#filters-heading";
    }
    return out;
  }

  SearchRequest with_all_values(const std::string& field) const {
    SearchRequest copy = base_;
    std::erase_if(copy.facets, [&](const auto& facet) { return facet.field == field; });
    FacetRequest all;
    all.field = field;
    all.count = kMaxFacetValues;
    copy.facets.push_back(std::move(all));
    return copy;
  }

  /// Options under their nearest ancestor that is an option too, siblings in the order they came.
  std::vector<std::pair<const FacetOption*, int>> in_tree_order(const FacetResult& facet) const {
    const auto* field = schema::find_field(facet.field);
    const auto* vocabulary = field == nullptr ? nullptr : index_.vocabularies().find(field->vocabulary);
    std::set<std::string> present;
    for (const auto& option : facet.options) present.insert(option.value);
    std::map<std::string, std::vector<const FacetOption*>> children;
    for (const auto& option : facet.options) {
      std::string parent;
      if (vocabulary != nullptr)
        for (const auto& ancestor : vocabulary->ancestors(option.value))
          if (parent.empty() && ancestor != option.value && present.contains(ancestor)) parent = ancestor;
      children[parent].push_back(&option);
    }
    std::vector<std::pair<const FacetOption*, int>> out;
    append_children(out, children, {}, 0);
    return out;
  }

  static void append_children(std::vector<std::pair<const FacetOption*, int>>& out,
                              const std::map<std::string, std::vector<const FacetOption*>>& children, const std::string& parent, int depth) {
    const auto found = children.find(parent);
    if (found == children.end()) return;
    for (const auto* option : found->second) {
      out.emplace_back(option, depth);
      append_children(out, children, option->value, depth + 1);
    }
  }

  json selected_filters() const {
    json groups = json::array();
    std::size_t count = 0;
    const auto add_group = [&](const std::string& label, const std::vector<RemovableFilter>& filters) {
      json tags = json::array();
      for (const auto& filter : filters) tags.push_back({{"label", filter.label}, {"remove_url", search_url(filter.without)}});
      count += tags.size();
      if (!tags.empty()) groups.push_back({{"label", label}, {"tags", std::move(tags)}});
    };
    if (base_.exact && !base_.q.empty()) {
      SearchRequest loosely = base_;
      loosely.exact = false;
      add_group("Words", {{"exactly as typed", std::move(loosely)}});
    }
    for (const auto* field : schema::facet_fields()) add_group(std::string(field->label), filters_of(std::string(field->name)));
    for (const auto& [field, dates] : base_.dates) add_group(std::string(schema::find_field(field)->label), {date_filter(field)});
    if (count == 0) return {};
    SearchRequest clear = base_;
    clear.exact = false;
    clear.filters.clear();
    clear.dates.clear();
    return {{"selected_count", std::to_string(count)}, {"clear_url", search_url(clear)}, {"groups", std::move(groups)}};
  }

  RemovableFilter date_filter(const std::string& field) const {
    SearchRequest without = base_;
    without.dates.erase(field);
    return {date_label(base_.dates.at(field)), std::move(without)};
  }

  std::vector<RemovableFilter> filters_of(const std::string& field) const {
    std::vector<RemovableFilter> out;
    const auto filter = base_.filters.find(field);
    if (filter == base_.filters.end()) return out;
    const auto add = [&](FilterPart part, const std::string& before) {
      for (const auto& written : filter->second.*part)
        out.push_back({before + value_label(field, written, index_), without_value(base_, field, part, written)});
    };
    add(&FieldFilter::any, "");
    add(&FieldFilter::all, "");
    add(&FieldFilter::reject, "not ");
    return out;
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
    if (!hit.passages.empty()) out["matches"] = {{"passages", passages_model(hit.passages, url)}};
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

  /// Each filter that can be taken away. The values of one filter_F go together: one less of them would find still less.
  std::vector<RemovableFilter> widenings() const {
    std::vector<RemovableFilter> out;
    for (const auto& [field, filter] : base_.filters) {
      if (!filter.any.empty()) {
        std::string label;
        for (const auto& written : filter.any) label += (label.empty() ? "" : " or ") + value_label(field, written, index_);
        SearchRequest without = base_;
        without.filters[field].any.clear();
        if (without.filters[field].empty()) without.filters.erase(field);
        out.push_back({std::move(label), std::move(without)});
      }
      for (const auto& written : filter.all) out.push_back({value_label(field, written, index_), without_value(base_, field, &FieldFilter::all, written)});
      for (const auto& written : filter.reject)
        out.push_back({"not " + value_label(field, written, index_), without_value(base_, field, &FieldFilter::reject, written)});
    }
    for (const auto& [field, dates] : base_.dates) out.push_back(date_filter(field));
    return out;
  }

  json fewer_filters() const {
    json items = json::array();
    auto filters = widenings();
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

SearchRequest with_page_facets(SearchRequest request) {
  if (request.facets.empty()) return request;
  std::vector<FacetRequest> facets;
  for (const auto* field : schema::facet_fields()) {
    const auto asked = std::find_if(request.facets.begin(), request.facets.end(), [&](const auto& f) { return f.field == field->name; });
    if (asked != request.facets.end()) {
      facets.push_back(*asked);
    } else if (facets.size() < kDefaultFacets) {
      FacetRequest usual;
      usual.field = field->name;
      facets.push_back(std::move(usual));
    }
  }
  request.facets = std::move(facets);
  return request;
}

std::string search_page(const SearchRequest& request, const SearchResults& results, const PageContext& context, const Templates& templates) {
  return templates.render("search", SearchModel(request, results, context).run());
}

}  // namespace searchd
