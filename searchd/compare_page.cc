// Two to four practice examples side by side, one field a line.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "searchd/comparison.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/record_details.h"
#include "searchd/record_models.h"
#include "searchd/segment_models.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kFewest = 2;

/// Builds the model of one page.
class CompareModel {
 public:
  CompareModel(const Comparison& comparison, const std::string& back, const PageContext& context)
      : comparison_(comparison), back_(back), context_(context) {}

  json run() const {
    json model = layout_model(context_);
    model["noindex"] = true;
    set_if_any(model, "back_url", back_);
    if (comparison_.records.size() < kFewest) model["too_few"] = true;
    if (!comparison_.records.empty()) model["comparison"] = {{"compared", compared()}, {"lines", lines()}};
    set_items(model, "compare_more", more());
    return model;
  }

 private:
  /// This comparison without the record `left_out` and with `added`; either may be empty.
  std::string url_of(const std::string& left_out, const std::string& added) const {
    Parameters parameters;
    for (const auto& record : comparison_.records)
      if (record.id != left_out) parameters.emplace_back("id", record.id);
    parameters.emplace_back("id", added);
    parameters.emplace_back("back", back_);
    return context_.language.address("/compare", std::move(parameters));
  }

  json compared() const {
    json out = json::array();
    for (const auto& record : comparison_.records)
      out.push_back({{"label", record.title},
                     {"url", record_page_url(record.id, {}, context_.language)},
                     {"marking", record.marking},
                     {"remove_url", url_of(record.id, {})}});
    return out;
  }

  /// The summary, then the key details; a line that all lack is left out.
  json lines() const {
    std::vector<std::vector<Detail>> columns;
    for (const auto& record : comparison_.records) {
      auto& column = columns.emplace_back();
      column.push_back({context_.language.say("model.detail.summary"), record.summary.empty() ? json::array() : segments_model(record.summary)});
      for (auto& detail : key_details(record, context_)) column.push_back(std::move(detail));
    }
    json out = json::array();
    for (std::size_t line = 0; line < columns.front().size(); ++line) {
      if (std::all_of(columns.begin(), columns.end(), [&](const auto& column) { return column[line].values.empty(); })) continue;
      json cells = json::array();
      for (auto& column : columns) {
        cells.push_back({{"values", std::move(column[line].values)}});
        if (cells.back()["values"].empty()) cells.back()["not_given"] = true;
      }
      out.push_back({{"label", columns.front()[line].label}, {"cells", std::move(cells)}});
    }
    return out;
  }

  json more() const {
    json out = json::array();
    for (const auto& similar : comparison_.more) {
      std::vector<std::string> themes;
      for (const auto& shared : similar.shares)
        if (shared.field == "theme") themes.push_back(shared.value);
      out.push_back(record_link(similar.card, context_, themes));
      out.back()["url"] = url_of({}, similar.card.id);
    }
    return out;
  }

  const Comparison& comparison_;
  const std::string& back_;
  const PageContext& context_;
};

}  // namespace

std::string compare_page(const Comparison& comparison, const std::string& back, const PageContext& context) {
  return context.render("compare", CompareModel(comparison, back, context).run());
}

}  // namespace searchd
