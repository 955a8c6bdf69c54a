#include "searchd/endpoints.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/sha256.h"
#include "searchd/cross_origin.h"
#include "searchd/log.h"

namespace searchd {
namespace {

constexpr int kAttempts = 3;
constexpr const char* kForm = "call-for-practice-form.docx";

/// Captures of the {…} parts if `path` is of the pattern.
std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view path) {
  std::vector<std::string> captures;
  while (!pattern.empty() && !path.empty()) {
    const auto pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const auto path_end = std::min(path.find('/', 1), path.size());
    const auto part = pattern.substr(0, pattern_end);
    const auto value = path.substr(0, path_end);
    if (part.starts_with("/{")) {
      if (value.size() < 2) return std::nullopt;
      captures.emplace_back(value.substr(1));
    } else if (part != value) {
      return std::nullopt;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return pattern.empty() && path.empty() ? std::optional(captures) : std::nullopt;
}

}  // namespace

std::string language_of(const Call& call) { return first_parameter(call.parameters, "lang"); }

std::string audience_of(const ServerConfig& config) { return config.audience; }

Endpoints::Endpoints(const ServerConfig& config, const CurrentIndex& index, const Templates& templates, const StaticFiles& assets,
                     std::string openapi_json, std::vector<ForceTile> tiles)
    : config_(config), index_(index), templates_(templates), assets_(assets), widget_(config.web / "dist" / "widget"), openapi_json_(std::move(openapi_json)), tiles_(std::move(tiles)) {
  for (const auto& tile : tiles_) tiles_version_ += fmt::format("{} {} {} {}|{}|{}\n", tile.force, tile.x, tile.y, tile.code, tile.short_name, tile.short_name_cy);
}

const std::vector<Endpoints::Route>& Endpoints::routes() {
  static const std::vector<Route> table = {
      {"/", true, [](const auto& e, const auto& c) { return e.plain_page(c, home_page); }},
      {"/search", true, [](const auto& e, const auto& c) { return e.search_html(c); }},
      {"/records/{id}", true, [](const auto& e, const auto& c) { return e.record_html(c); }},
      {"/records/{id}/citation.bib", true, [](const auto& e, const auto& c) { return e.citation(c, "application/x-bibtex; charset=utf-8", "bib", bibtex); }},
      {"/records/{id}/citation.ris", true, [](const auto& e, const auto& c) { return e.citation(c, "application/x-research-info-systems; charset=utf-8", "ris", ris); }},
      {"/themes", true, [](const auto& e, const auto& c) { return e.plain_page(c, themes_page); }},
      {"/themes/{id}", true, [](const auto& e, const auto& c) { return e.theme_html(c); }},
      {"/map", true, [](const auto& e, const auto& c) { return e.map_html(c); }},
      {"/compare", true, [](const auto& e, const auto& c) { return e.compare_html(c); }},
      {"/help", true, [](const auto& e, const auto& c) { return e.plain_page(c, help_page); }},
      {"/accessibility", true, [](const auto& e, const auto& c) { return e.plain_page(c, accessibility_page); }},
      {"/embed", true, [](const auto& e, const auto& c) { return e.embed_html(c); }},
      {"/records/{id}/files/{n}", true, [](const auto& e, const auto& c) { return e.record_file(c); }},
      {"/api/v1/search", true, [](const auto& e, const auto& c) { return e.search_api(c); }},
      {"/api/v1/search.atom", true, [](const auto& e, const auto& c) { return e.search_atom(c); }},
      {"/api/v1/search.csv", true, [](const auto& e, const auto& c) { return e.search_csv(c); }},
      {"/api/v1/recommendations", true, [](const auto& e, const auto& c) { return e.recommendations_api(c); }},
      {"/api/v1/records/{id}", true, [](const auto& e, const auto& c) { return e.record_api(c); }},
      {"/api/v1/records/{id}/passages", true, [](const auto& e, const auto& c) { return e.passages_api(c); }},
      {"/api/v1/facets/{field}", true, [](const auto& e, const auto& c) { return e.facet_api(c); }},
      {"/api/v1/themes", true, [](const auto& e, const auto& c) { return e.vocabulary_api(c); }},
      {"/api/v1/vocabulary/{name}", true, [](const auto& e, const auto& c) { return e.vocabulary_api(c); }},
      {"/api/v1/suggest", true, [](const auto& e, const auto& c) { return e.suggest_api(c); }},
      {"/api/v1/records/{id}/similar", true, [](const auto& e, const auto& c) { return e.similar_api(c); }},
      {"/api/v1/records/{id}/links", true, [](const auto& e, const auto& c) { return e.links_api(c); }},
      {"/api/v1/matrix", true, [](const auto& e, const auto& c) { return e.matrix_api(c); }},
      {"/api/v1/trends", true, [](const auto& e, const auto& c) { return e.trends_api(c); }},
      {"/assets/{version}/{file}", false, {}},
      {"/widget/versions.json", false, {}},
      {"/widget/{version}/{file}", false, {}},
      {"/openapi.json", false, {}},
      {"/opensearch.xml", false, {}},
      {"/robots.txt", false, {}},
  };
  return table;
}

Reply Endpoints::answer(const Call& call, std::string& route) const {
  route = "none";
  if (call.method == "OPTIONS" && !call.preflight_method.empty() && is_shared(call.path)) return preflight_reply(call, config_);
  if (call.method != "GET" && call.method != "HEAD") {
    auto reply = error_reply(call, 405, "method_not_allowed", "only GET and HEAD are answered");
    reply.headers.emplace_back("Allow", "GET, HEAD");
    return reply;
  }
  for (const auto& candidate : routes())
    if (const auto captures = match_path(candidate.pattern, call.path)) {
      route = candidate.pattern;
      return dispatch(call, candidate, *captures);
    }
  return error_reply(call, 404, "not_found", "there is nothing at this address");
}

Reply Endpoints::dispatch(const Call& call, const Route& route, const Captures& captures) const {
  try {
    if (!route.needs_index) {
      if (route.pattern == "/openapi.json") return text_reply(kJson, openapi_json_);
      if (route.pattern == "/opensearch.xml") return opensearch();
      if (route.pattern == "/robots.txt") return text_reply("text/plain; charset=utf-8", "User-agent: *\nDisallow: /api/\nDisallow: /search?\n");
      if (route.pattern.starts_with("/widget/")) return widget_file(call, captures);
      return asset(call, captures);
    }
    // A generation that was pruned while this request read it: the request is run again on the one that replaced it.
    for (int attempt = 1;; ++attempt) {
      const auto pinned = first_parameter(call.parameters, "generation");
      const auto generation = attempt == 1 ? index_.pinned(call.audience, pinned) : index_.current();
      if (!generation) throw IndexUnavailable("the library is being built; run hub-indexer reindex");
      try {
        return route.answer(*this, {call, captures, *generation, generation->audience(call.audience)});
      } catch (const Xapian::DatabaseError& error) {
        if (attempt == kAttempts) throw IndexUnavailable(error.get_description());
      }
    }
  } catch (const BadRequest& error) {
    return error_reply(call, 422, "bad_request", "the request has problems; each is listed", error.problems);
  } catch (const NotFound& error) {
    return error_reply(call, 404, "not_found", error.what());
  } catch (const IndexUnavailable& error) {
    log_event("error", "index_unavailable", {{"request_id", call.request_id}, {"detail", error.what()}});
    auto reply = error_reply(call, 503, "index_unavailable", "the library cannot be searched just now; try again shortly");
    reply.headers.emplace_back("Retry-After", "30");
    return reply;
  } catch (const Xapian::Error& error) {
    log_event("error", "xapian_error", {{"request_id", call.request_id}, {"detail", error.get_description()}});
  } catch (const std::exception& error) {
    log_event("error", "exception", {{"request_id", call.request_id}, {"detail", error.what()}});
  }
  return error_reply(call, 500, "internal_error", "something went wrong here; tell the service's staff the request id");
}

Reply Endpoints::error_reply(const Call& call, int status, const std::string& code, const std::string& detail,
                             const std::vector<ParameterProblem>& problems) const {
  static const std::map<int, std::string> titles = {{400, "Bad request"},        {404, "Not found"},          {405, "Method not allowed"},
                                                    {415, "Unsupported media type"}, {416, "Range not satisfiable"}, {422, "The request has problems"},
                                                    {500, "Internal error"},     {503, "Service unavailable"}};
  const auto title = titles.find(status);
  const bool api = call.path.starts_with("/api/");
  if (!api && (status == 404 || status == 422 || status == 500 || status == 503)) {
    const auto generation = index_.current();
    const AudienceIndex* index = nullptr;
    if (generation && status != 503) index = generation->find_audience(call.audience);
    Reply reply = text_reply(kHtml, error_page(status, problems, call.request_id, page_context(index, language_of(call))));
    reply.status = status;
    return reply;
  }
  return problem_reply(status, code, title == titles.end() ? "Error" : title->second, detail, call.request_id, problems);
}

PageContext Endpoints::page_context(const AudienceIndex* index, const std::string& language) const {
  PageContext context{templates_, templates_.language(language)};
  context.index = index;
  context.asset_version = assets_.version();
  context.base_url = config_.base_url;
  context.contact = config_.contact;
  context.csv_rows = config_.max_csv_rows;
  context.suggestions = config_.suggestions;
  if (assets_.find(kForm) != nullptr) context.form_url = "/assets/" + assets_.version() + "/" + kForm;
  return context;
}

Reply Endpoints::cached(const Context& context, const std::string& content_type, const std::string& canonical, const std::function<Reply()>& make) const {
  schema::Sha256 hash;
  const auto& manifest = context.index.manifest();
  for (const auto& piece : {std::string(HUB_VERSION), assets_.version(), templates_.version(), config_.base_url, config_.contact, manifest.content_hash, manifest.name, context.index.ranking()->version, canonical})
    hash.add(piece);
  const std::string etag = '"' + hash.finish().substr(0, 24) + '"';
  Reply reply;
  if (holds_etag(context.call.if_none_match, etag)) reply.status = 304;
  else reply = make();
  if (reply.content_type.empty()) reply.content_type = content_type;
  reply.etag = etag;
  reply.headers.emplace_back("Cache-Control", context.call.audience == "public" ? "public, no-cache" : "private, no-cache");
  return reply;
}

}  // namespace searchd
