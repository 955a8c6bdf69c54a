// The pages about the hub itself: how to search, and how accessible it is.

#include <nlohmann/json.hpp>

#include "searchd/page_layout.h"
#include "searchd/page_links.h"

namespace searchd {
namespace {

using nlohmann::json;

struct Example {
  const char* typed;
  const char* meaning;
};

constexpr Example kExamples[] = {
    {"stop search", "model.example.words"},
    {"MARAC", "model.example.abbreviation"},
    {"\"professional curiosity\"", "model.example.phrase"},
    {"knife -school", "model.example.without"},
    {"cuckooing OR hoarding", "model.example.either"},
    {"safeguard*", "model.example.prefix"},
    {"housing NEAR police", "model.example.near"},
    {"force:essex violence", "model.example.force"},
    {"review:sar hoarding", "model.example.review"},
    {"stalking year:2019..2024", "model.example.years"},
};

/// Searches made now; what finds nothing in this library is no example.
json examples(const PageContext& context) {
  json out = json::array();
  for (const auto& example : kExamples) {
    SearchRequest request = search_in(context.language);
    request.q = example.typed;
    const std::string url = search_url(request);
    request.count = 0;
    const auto found = search(without_facets(request), *context.index).total;
    if (found > 0)
      out.push_back({{"typed", example.typed}, {"url", url}, {"meaning", context.language.say(example.meaning)}, {"count", context.language.number(found)}});
  }
  return out;
}

/// What each audience's marking means; audiences of a library's own that have no message are left out.
json markings(const PageContext& context) {
  json out = json::array();
  for (const auto& audience : context.audiences) {
    const std::string key = "model.marking." + (audience.name == "police" ? "official" : audience.name);
    if (!audience.marking.empty() && context.language.knows(key)) out.push_back({{"marking", audience.marking}, {"meaning", context.language.say(key)}});
  }
  return out;
}

}  // namespace

std::string help_page(const PageContext& context) {
  json model = layout_model(context);
  model["at_help"] = true;
  set_if_any(model, "canonical_url", absolute_url(context.language.address("/help"), context));
  model["examples"] = examples(context);
  model["markings"] = markings(context);
  return context.render("help", model);
}

std::string accessibility_page(const PageContext& context) {
  json model = layout_model(context);
  set_if_any(model, "canonical_url", absolute_url(context.language.address("/accessibility"), context));
  if (!context.contact.empty()) model["accessibility_contact"] = {{"contact_url", "mailto:" + context.contact}, {"contact_label", context.contact}};
  return context.render("accessibility", model);
}

}  // namespace searchd
