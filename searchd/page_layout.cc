#include "searchd/page_layout.h"

#include "searchd/page_links.h"

namespace searchd {
namespace {

using nlohmann::json;

json index_model(const PageContext& context) {
  const auto& manifest = context.index->manifest();
  const auto& language = context.language;
  json out = {{"audience_label", language.say_or("model.audience." + manifest.name, manifest.name)}, {"generation", manifest.content_hash}};
  set_if_any(out, "audience_marking", manifest.marking);
  if (const auto updated = schema::parse_date(manifest.updated)) {
    out["updated"] = language.date(*updated);
    out["updated_iso"] = updated->iso();
  }
  return out;
}

std::string in_other_language(const PageContext& context) {
  if (context.path.empty()) return {};
  Parameters parameters = context.parameters;
  if (context.language.other() != kLanguages[0]) parameters.emplace_back("lang", context.language.other());
  return url_with(context.path, parameters);
}

}  // namespace

json layout_model(const PageContext& context, Header header) {
  const auto& language = context.language;
  const std::string assets = context.asset_version.empty() ? "/assets/" : "/assets/" + context.asset_version + "/";
  json out = {{"stylesheet_url", assets + "hub.css"},
              {"script_url", assets + "hub.js"},
              {"icon_url", assets + "favicon.svg"},
              {"home_url", language.address("/")},
              {"search_url", language.address("/search")},
              {"themes_url", language.address("/themes")},
              {"map_url", language.address("/map")},
              {"help_url", language.address("/help")},
              {"accessibility_url", language.address("/accessibility")},
              {"api_url", "/openapi.json"},
              {"opensearch_url", "/opensearch.xml"}};
  if (context.suggestions) out["suggest_url"] = url_with("/api/v1/suggest", {{"count", "8"}, {"lang", language.code()}});
  if (header == Header::kSearch) out["header_search"] = {{"header_hidden", hidden_model(language.kept())}};
  set_if_any(out, "other_language_url", in_other_language(context));
  if (context.index == nullptr) return out;
  if (context.index->illustrative()) out["illustrative_library"] = true;
  out["index"] = index_model(context);
  return out;
}

void set_if_any(json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

void set_items(json& object, const char* key, json items) {
  if (!items.empty()) object[key] = {{"items", std::move(items)}};
}

std::string absolute_url(const std::string& path, const PageContext& context) {
  return context.base_url.empty() ? std::string() : context.base_url + path;
}

}  // namespace searchd
