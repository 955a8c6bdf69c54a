// The page of a search: results, and what was made of the words. Its filters: filter_panel.cc; where nothing was found: no_results.cc.

#include <algorithm>
#include <array>
#include <set>

#include "schema/text_analysis.h"
#include "searchd/filter_panel.h"
#include "searchd/no_results.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/result_models.h"
#include "searchd/selected_filters.h"
#include "searchd/spelling.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<Order, const char*>, 7> kOrderLabels = {{
    {Order::kRelevance, "model.order.relevance"},
    {Order::kNewest, "model.order.newest"},
    {Order::kOldest, "model.order.oldest"},
    {Order::kTitle, "model.order.title"},
    {Order::kTitleDescending, "model.order.title_descending"},
    {Order::kNewestVerified, "model.order.newest_verified"},
    {Order::kEvidence, "model.order.evidence"},
}};

/// Builds the model of one page.
class SearchModel {
 public:
  SearchModel(const SearchRequest& request, const SearchResults& results, const PageContext& context)
      : request_(request), base_(link_base(request)), results_(results), context_(context), index_(*context.index) {}

  json run() {
    json model = layout_model(context_, Header::kPlain);
    const bool plain = request_.q.empty() && !request_.filtered() && request_.start == 0 && request_.order == Order::kRelevance;
    model["at_search"] = true;
    if (plain) set_if_any(model, "canonical_url", absolute_url(context_.language.address("/search"), context_));
    else model["noindex"] = true;
    model["q"] = request_.q;
    set_if_any(model, "results_for", marked_words(request_, results_));
    model["search_hidden"] = search_hidden();
    if (auto panel = filter_panel(base_, results_, context_); !panel.is_null()) model["filters"] = std::move(panel);
    if (auto said = notes(); !said.empty()) model["notes"] = std::move(said);
    model["total"] = context_.language.number(results_.total);
    model["total_is_one"] = results_.total == 1;
    add_results(model);
    if (results_.total == 0) model["no_results"] = no_results(base_, results_, context_);
    else add_exports(model);
    return model;
  }

 private:
  // What was typed, and what was made of it.

  bool was_corrected() const { return is_corrected(results_); }

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
      const std::string label = context_.label(found.vocabulary, found.id);
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
      out.push_back({{"label", named_label(filter, context_)}, {"url", search_url(narrowed)}});
    }
    for (const auto& found : results_.query.concepts) {
      if (found.vocabulary != "force" && found.vocabulary != "review_type") continue;
      if (base_.filters.contains(found.vocabulary) || !seen.insert(found.vocabulary + "/" + found.id).second) continue;
      if (!would_narrow(found)) continue;
      SearchRequest narrowed = base_;
      narrowed.filters[found.vocabulary].any.push_back(found.id);
      out.push_back({{"label", context_.label(found.vocabulary, found.id)}, {"url", search_url(narrowed)}});
    }
    return out;
  }

  bool would_narrow(const ConceptFound& found) const {
    const auto facet = std::find_if(results_.facets.begin(), results_.facets.end(), [&](const auto& f) { return f.field == found.vocabulary; });
    if (facet == results_.facets.end()) return records_with(found.vocabulary, found.id, index_) > 0;
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

  // The list.

  void add_results(json& model) const {
    json list = json::array();
    bool comparable = false;
    for (const auto& hit : results_.hits) {
      list.push_back(result_model(hit, marked_words(request_, results_), context_));
      comparable = comparable || list.back().contains("compare_id");
    }
    model["results"] = std::move(list);
    if (comparable) model["compare"] = {{"compare_action", "/compare"}, {"compare_hidden", hidden_model(context_.language.kept())}};
    if (!results_.hits.empty())
      model["shown"] = {{"from", context_.language.number(request_.start + 1)}, {"to", context_.language.number(request_.start + results_.hits.size())}};
    if (results_.total > 1) model["sort"] = sort_model();
    if (auto pages = pagination_model("/search", request_, results_, context_); !pages.is_null()) model["pagination"] = std::move(pages);
  }

  json sort_model() const {
    SearchRequest copy = base_;
    copy.order = Order::kRelevance;
    json options = json::array();
    for (const auto& [order, label] : kOrderLabels) {
      if (order == Order::kRelevance && !has_words()) continue;
      options.push_back({{"value", std::string(name_of(order))}, {"label", context_.language.say(label)}, {"selected", order == results_.order}});
    }
    return {{"hidden", hidden_model(parameters_of(copy))}, {"options", std::move(options)}};
  }

  void add_exports(json& model) const {
    SearchRequest list = base_;
    list.count = kDefaultCount;
    list.facets.clear();
    model["csv_url"] = url_with("/api/v1/search.csv", parameters_of(list));
    model["atom_url"] = url_with("/api/v1/search.atom", parameters_of(list));
    set_if_any(model, "share_url", absolute_url(search_url(base_), context_));
    if (results_.total > context_.csv_rows) model["csv_limit"] = context_.language.number(context_.csv_rows);
  }

  const SearchRequest& request_;
  const SearchRequest base_;
  const SearchResults& results_;
  const PageContext& context_;
  const AudienceIndex& index_;
};

}  // namespace

std::string search_page(const SearchRequest& request, const SearchResults& results, const PageContext& context) {
  return context.render("search", SearchModel(request, results, context).run());
}

}  // namespace searchd
