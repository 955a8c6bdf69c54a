#include "searchd/result_models.h"

#include <algorithm>

#include "searchd/page_links.h"
#include "searchd/record_models.h"
#include "searchd/segment_models.h"

namespace searchd {

using nlohmann::json;

bool is_corrected(const SearchResults& results) {
  const auto& all = results.query.corrections;
  return std::any_of(all.begin(), all.end(), [](const auto& correction) { return correction.applied; });
}

std::string marked_words(const SearchRequest& request, const SearchResults& results) { return is_corrected(results) ? results.query.applied : request.q; }

json result_model(const Hit& hit, const std::string& q, const PageContext& context) {
  const std::string url = record_page_url(hit.card.id, q, context.language);
  json title = json::array();
  for (const auto& segment : hit.title) {
    title.push_back({{"text", segment.text}});
    if (segment.hit) title.back()["hit"] = true;
  }
  json out = {{"url", url}, {"result_title", hit.card.title}, {"title_segments", std::move(title)}, {"marking", hit.card.marking}};
  add_facts(out, hit.card, context);
  if (auto segments = segments_model(hit.summary); !segments.empty()) out["summary"] = {{"segments", std::move(segments)}};
  if (!hit.passages.empty()) out["matches"] = {{"passages", passages_model(hit.passages, hit.card, url)}};
  if (schema::first_term(hit.card, "collection") == "practice") out["compare_id"] = hit.card.id;
  return out;
}

json pagination_model(const std::string& path, const SearchRequest& request, const SearchResults& results, const PageContext& context) {
  if (request.count == 0 || results.total <= request.count) return {};
  // Pages of one visit stay on one generation, or records would be skipped or come twice.
  const auto page_url = [&](std::size_t page) {
    SearchRequest copy = link_base(request);
    copy.start = page * request.count;
    copy.generation = context.index->manifest().content_hash;
    return url_with(path, parameters_of(copy));
  };
  const auto reachable = std::min<std::uint64_t>(results.total, kMaxWindow - kMaxWindow % request.count);
  const std::size_t pages = (static_cast<std::size_t>(reachable) + request.count - 1) / request.count;
  const std::size_t current = std::min(request.start / request.count, pages - 1);
  json list = json::array();
  for (std::size_t page = 0; page < pages; ++page) {
    const bool near = page + 1 >= current && page <= current + 1;
    if (page != 0 && page + 1 != pages && !near) {
      if (!list.back().contains("gap")) list.push_back({{"gap", true}});
      continue;
    }
    list.push_back({{"number", context.language.number(page + 1)}, {"url", page_url(page)}, {"current", page == current}});
  }
  json out = {{"page", context.language.number(current + 1)}, {"page_count", context.language.number(pages)}, {"pages", std::move(list)}};
  if (current > 0) out["prev_url"] = page_url(current - 1);
  if (current + 1 < pages) out["next_url"] = page_url(current + 1);
  return out;
}

}  // namespace searchd
