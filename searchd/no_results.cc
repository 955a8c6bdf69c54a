#include "searchd/no_results.h"

#include <algorithm>
#include <set>

#include "schema/text_analysis.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/record_models.h"
#include "searchd/selected_filters.h"
#include "searchd/value_models.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kExtraSearches = 6;  ///< of each kind
constexpr std::size_t kNearest = 3;
constexpr std::size_t kThemesShown = 8;

class NoResultsModel {
 public:
  NoResultsModel(const SearchRequest& base, const SearchResults& results, const PageContext& context) : base_(base), results_(results), context_(context) {}

  json run() const {
    json out = json::object();
    set_items(out, "nearest", nearest());
    set_items(out, "fewer_filters", fewer_filters());
    set_items(out, "words", single_words());
    set_items(out, "browse_themes", top_themes());
    return out;
  }

 private:
  std::uint64_t count_of(SearchRequest request) const {
    request.count = 0;
    return search(without_facets(std::move(request)), *context_.index).total;
  }

  json link_to(const std::string& label, const SearchRequest& request, std::uint64_t count) const {
    return {{"label", label}, {"url", search_url(request)}, {"count", context_.language.number(count)}};
  }

  /// Words typed, as they stand in their query: without operators and quotation marks.
  std::vector<std::string> words() const {
    std::vector<std::string> out;
    for (const auto& token : thread_analyser().tokens(base_.q)) {
      const auto corrected = std::find_if(results_.query.corrections.begin(), results_.query.corrections.end(), [&](const auto& c) { return c.from == token.word; });
      out.push_back(corrected == results_.query.corrections.end() ? token.word : corrected->to);
    }
    return out;
  }

  /// Records with any of the words, whatever the filters and operators were.
  json nearest() const {
    SearchRequest loosely = search_in(context_.language);
    for (const auto& word : words()) loosely.q += (loosely.q.empty() ? "" : " ") + word;
    loosely.count = kNearest;
    json items = json::array();
    if (loosely.q.empty()) return items;
    for (const auto& hit : search(without_facets(loosely), *context_.index).hits) {
      items.push_back(record_link(hit.card, context_));
      items.back()["url"] = record_page_url(hit.card.id, loosely.q, context_.language);
    }
    return items;
  }

  json fewer_filters() const {
    json items = json::array();
    auto filters = widenings(base_, context_);
    if (filters.size() > kExtraSearches) filters.resize(kExtraSearches);
    for (const auto& filter : filters)
      if (const auto count = count_of(filter.without); count > 0) items.push_back(link_to(filter.label, filter.without, count));
    return items;
  }

  /// The words typed, each alone and without filters, and the nearest ones to those that no record has.
  json single_words() const {
    json items = json::array();
    std::set<std::string> seen;
    for (const auto& node : results_.query.soft) seen.insert(node.word);
    std::size_t searches = 0;
    for (const auto& word : words()) {
      if (word == schema::fold(base_.q) && !base_.filtered() && !base_.exact) continue;
      if (!seen.insert(word).second) continue;
      if (++searches > kExtraSearches) break;
      SearchRequest alone = search_in(context_.language);
      alone.q = word;
      if (const auto count = count_of(alone); count > 0) items.push_back(link_to(word, alone, count));
    }
    return items;
  }

  json top_themes() const {
    std::vector<std::pair<std::uint64_t, std::string>> tops;
    if (const auto* themes = context_.index->vocabularies().find("theme"))
      for (const auto& theme : themes->values())
        if (const auto count = records_with("theme", theme.id, *context_.index); theme.parent.empty() && count > 0) tops.emplace_back(count, theme.id);
    std::stable_sort(tops.begin(), tops.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (tops.size() > kThemesShown) tops.resize(kThemesShown);
    json items = json::array();
    for (const auto& [count, theme] : tops) items.push_back(counted_link("theme", theme, context_));
    return items;
  }

  const SearchRequest& base_;
  const SearchResults& results_;
  const PageContext& context_;
};

}  // namespace

json no_results(const SearchRequest& base, const SearchResults& results, const PageContext& context) { return NoResultsModel(base, results, context).run(); }

}  // namespace searchd
