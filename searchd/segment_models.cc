#include "searchd/segment_models.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "searchd/page_layout.h"
#include "searchd/response.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::string_view kRemoved = "[removed";

/// Where the next removed stretch of `text` begins and ends, and its reason.
struct RemovedStretch {
  std::size_t begin = std::string::npos;
  std::size_t end = std::string::npos;
  std::string reason;
};

RemovedStretch next_removed(const std::string& text, std::size_t from) {
  for (auto begin = text.find(kRemoved, from); begin != std::string::npos; begin = text.find(kRemoved, begin + 1)) {
    const auto after = begin + kRemoved.size();
    const auto close = text.find(']', after);
    if (close == std::string::npos) break;
    if (close == after) return {begin, close + 1, {}};
    if (text.compare(after, 2, ": ") == 0) return {begin, close + 1, text.substr(after + 2, close - after - 2)};
  }
  return {};
}

json removed_piece(const std::string& reason) {
  json out = {{"removed_inline", true}};
  set_if_any(out, "removed_reason", reason);
  return out;
}

/// Adds the stretch [begin, end) of the joined segments.
void add_stretch(json& out, const std::vector<Segment>& segments, std::size_t begin, std::size_t end) {
  std::size_t at = 0;
  for (const auto& segment : segments) {
    const auto first = std::max(at, begin);
    const auto last = std::min(at + segment.text.size(), end);
    if (first < last) {
      json piece = {{"text", segment.text.substr(first - at, last - first)}};
      if (segment.hit) piece["hit"] = true;
      out.push_back(std::move(piece));
    }
    at += segment.text.size();
  }
}

}  // namespace

json segments_model(const std::vector<Segment>& segments) {
  std::string text;
  for (const auto& segment : segments) text += segment.text;
  json out = json::array();
  std::size_t done = 0;
  for (auto removed = next_removed(text, 0); removed.begin != std::string::npos; removed = next_removed(text, done)) {
    add_stretch(out, segments, done, removed.begin);
    out.push_back(removed_piece(removed.reason));
    done = removed.end;
  }
  add_stretch(out, segments, done, text.size());
  return out;
}

json segments_model(const std::string& text) { return segments_model({Segment{text, false}}); }

json passages_model(const std::vector<SelectedPassage>& passages, const schema::Record& card, const std::string& base) {
  json out = json::array();
  for (const auto& passage : passages) {
    json model = {{"url", base + "#" + passage.anchor}, {"segments", segments_model(passage.segments)}};
    set_if_any(model, "passage_heading", passage.heading);
    if (passage.page != 0) model["passage_page"] = std::to_string(passage.page);
    if (const auto file = passage_file(passage, card)) {
      if (!file->original) model["passage_file"] = file->title;
      set_if_any(model, "passage_file_url", file->url);
    }
    out.push_back(std::move(model));
  }
  return out;
}

}  // namespace searchd
