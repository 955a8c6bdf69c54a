#include "searchd/endpoints.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "schema/sha256.h"
#include "searchd/feeds.h"
#include "searchd/log.h"
#include "searchd/query_parser.h"
#include "searchd/response.h"

namespace searchd {
namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kHtml = "text/html; charset=utf-8";
constexpr std::size_t kPassagesOfRecord = 10;
constexpr int kAttempts = 3;

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

bool holds_etag(const std::string& if_none_match, const std::string& etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string::npos;
}

std::string first_parameter(const Parameters& parameters, std::string_view name) {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; });
  return found == parameters.end() ? std::string() : found->second;
}

/// The search that a record was opened from, if it was one of this site's.
std::string back_address(const Call& call) {
  for (const auto* scheme : {"http://", "https://"}) {
    const std::string origin = scheme + call.host;
    if (call.host.empty() || !call.referer.starts_with(origin)) continue;
    std::string path = call.referer.substr(origin.size());
    path = path.substr(0, path.find('#'));
    if (path.starts_with("/search?") || path == "/search") return path;
  }
  return {};
}

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};

/// One range of a file of `size` bytes (RFC 9110); nothing if `header` is none that can be met.
std::optional<ByteRange> parse_range(const std::string& header, std::uint64_t size) {
  if (!header.starts_with("bytes=") || header.find(',') != std::string::npos) return std::nullopt;
  const auto dash = header.find('-');
  if (dash == std::string::npos) return std::nullopt;
  const auto read = [&](std::string_view text) -> std::optional<std::uint64_t> {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
  };
  const auto first = read(std::string_view(header).substr(6, dash - 6));
  const auto last = read(std::string_view(header).substr(dash + 1));
  if (!first && !last) return std::nullopt;
  if (!first) {
    const auto length = std::min(*last, size);
    return length == 0 ? std::nullopt : std::optional(ByteRange{size - length, length});
  }
  if (*first >= size || (last && *last < *first)) return std::nullopt;
  return ByteRange{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

const char* outcome_of(const SearchResults& results) {
  if (results.total == 0) return "none";
  return results.matching == Matching::kAll ? "all" : results.matching == Matching::kMost ? "most" : "any";
}

Reply text_reply(std::string content_type, std::string body) {
  Reply reply;
  reply.content_type = std::move(content_type);
  reply.body = std::move(body);
  return reply;
}

}  // namespace

std::string audience_of(const ServerConfig& config) { return config.audience; }

Endpoints::Endpoints(const ServerConfig& config, const CurrentIndex& index, const Templates& templates, const StaticFiles& assets,
                     std::string openapi_json)
    : config_(config), index_(index), templates_(templates), assets_(assets), openapi_json_(std::move(openapi_json)) {}

const std::vector<Endpoints::Route>& Endpoints::routes() {
  static const std::vector<Route> table = {
      {"/", true, [](const auto& e, const auto& c) { return e.search_html(c); }},
      {"/search", true, [](const auto& e, const auto& c) { return e.search_html(c); }},
      {"/records/{id}", true, [](const auto& e, const auto& c) { return e.record_html(c); }},
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
      {"/assets/{version}/{file}", false, {}},
      {"/openapi.json", false, {}},
      {"/opensearch.xml", false, {}},
      {"/robots.txt", false, {}},
  };
  return table;
}

Reply Endpoints::answer(const Call& call, std::string& route) const {
  route = "none";
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
      return asset(call, captures);
    }
    // A generation that was pruned while this request read it: the request is run again on the one that replaced it.
    for (int attempt = 1;; ++attempt) {
      const auto pinned = first_parameter(call.parameters, "generation");
      const auto generation = attempt == 1 ? index_.pinned(call.audience, pinned) : index_.current();
      if (!generation) throw IndexUnavailable("the library is being built; run hub-indexer reindex");
      try {
        return route.answer(*this, {call, captures, generation->audience(call.audience)});
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
    Reply reply = text_reply(kHtml, error_page(status, problems, call.request_id, page_context(index), templates_));
    reply.status = status;
    return reply;
  }
  return problem_reply(status, code, title == titles.end() ? "Error" : title->second, detail, call.request_id, problems);
}

PageContext Endpoints::page_context(const AudienceIndex* index) const {
  PageContext context;
  context.index = index;
  context.asset_version = assets_.version();
  context.base_url = config_.base_url;
  context.csv_rows = config_.max_csv_rows;
  context.opensearch_url = "/opensearch.xml";
  if (index == nullptr) return context;
  context.illustrative_library = index->illustrative();
  context.audience_marking = index->manifest().marking;
  return context;
}

Reply Endpoints::cached(const Context& context, const std::string& content_type, const std::string& canonical, const std::function<Reply()>& make) const {
  schema::Sha256 hash;
  for (const auto& piece : {std::string(HUB_VERSION), assets_.version(), context.index.manifest().content_hash, context.index.manifest().name, canonical})
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

Reply Endpoints::search_html(const Context& context) const {
  const auto request = parse_search_request(context.call.parameters, Unknown::kIgnore);
  return cached(context, kHtml, "html " + query_string(parameters_of(request)), [&] {
    const auto results = search(with_page_facets(request), context.index);
    Reply reply = text_reply(kHtml, search_page(request, results, page_context(&context.index), templates_));
    reply.times = results.times;
    reply.outcome = outcome_of(results);
    if (!request.q.empty() || request.filtered() || request.start > 0) reply.headers.emplace_back("X-Robots-Tag", "noindex");
    return reply;
  });
}

Reply Endpoints::search_api(const Context& context) const {
  const auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  return cached(context, kJson, "json " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    Reply reply = text_reply(kJson, dump(search_json(request, results, context.index, context.call.path)));
    reply.times = results.times;
    reply.outcome = outcome_of(results);
    return reply;
  });
}

Reply Endpoints::recommendations_api(const Context& context) const {
  const auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  return cached(context, kJson, "recommendations " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index, Searched::kRecommendations);
    Reply reply = text_reply(kJson, dump(search_json(request, results, context.index, context.call.path)));
    reply.times = results.times;
    reply.outcome = outcome_of(results);
    return reply;
  });
}

Reply Endpoints::search_atom(const Context& context) const {
  auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  return cached(context, "application/atom+xml; charset=utf-8", "atom " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    return text_reply("application/atom+xml; charset=utf-8", atom_feed(request, results, context.index, config_));
  });
}

Reply Endpoints::search_csv(const Context& context) const {
  auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  request.start = 0;
  request.count = config_.max_csv_rows;
  return cached(context, "text/csv; charset=utf-8", "csv " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    Reply reply = text_reply("text/csv; charset=utf-8; header=present", csv_table(results, context.index, config_));
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"practice-hub.csv\"");
    return reply;
  });
}

Reply Endpoints::record_html(const Context& context) const {
  const auto& id = context.captures[0];
  const auto q = first_parameter(context.call.parameters, "q").substr(0, 1024);
  const auto back = back_address(context.call);
  // Looked for first: nobody is told that a record which is not there has not changed.
  const auto record = context.index.find_record(id);
  if (!record) throw NotFound("there is no such record");
  return cached(context, kHtml, "record " + id + "\n" + q + "\n" + back, [&] {
    Reply reply = text_reply(kHtml, record_page(*record, q, back, page_context(&context.index), templates_));
    if (!q.empty()) reply.headers.emplace_back("X-Robots-Tag", "noindex");
    return reply;
  });
}

Reply Endpoints::record_api(const Context& context) const {
  const auto& id = context.captures[0];
  const auto request = parse_search_request(context.call.parameters, Unknown::kIgnore);
  const auto record = context.index.find_record(id);
  if (!record) throw NotFound("there is no such record");
  return cached(context, kJson, "record json " + id + " " + request.language,
                [&] { return text_reply(kJson, dump(record_json(*record, context.index, request.language))); });
}

Reply Endpoints::passages_api(const Context& context) const {
  const auto& id = context.captures[0];
  const auto q = first_parameter(context.call.parameters, "q");
  const Xapian::Database database = context.index.records().open();
  const auto posting = database.postlist_begin(schema::id_term(id));
  if (posting == database.postlist_end(schema::id_term(id))) throw NotFound("there is no such record");
  const auto card = nlohmann::json::parse(database.get_document(*posting).get_data()).get<schema::Record>();
  return cached(context, kJson, "passages " + id + "\n" + q, [&] {
    const auto query = parse_query(q, context.index);
    const auto passages = select_passages(*posting, query, context.index, database, kPassagesOfRecord);
    return text_reply(kJson, dump(passages_json(card, q, passages)));
  });
}

Reply Endpoints::record_file(const Context& context) const {
  const auto record = context.index.find_record(context.captures[0]);
  std::size_t number = 0;
  const auto& text = context.captures[1];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool known = record && error == std::errc() && end == text.data() + text.size() && number >= 1 && number <= record->attachments.size() &&
                     !record->attachments[number - 1].removed && record->attachments[number - 1].served;
  if (!known) throw NotFound("there is no such file");
  const auto& attachment = record->attachments[number - 1];
  Reply reply;
  reply.content_type = attachment.media_type;
  reply.etag = '"' + attachment.sha256.substr(0, 24) + '"';
  // Files come from people: none runs as a page of this site. Those that a browser shows by itself open in it.
  const bool shown = attachment.media_type == "application/pdf" || attachment.media_type.starts_with("text/plain") ||
                     attachment.media_type == "image/png" || attachment.media_type == "image/jpeg";
  reply.headers.emplace_back("Content-Disposition",
                             fmt::format("{}; filename*=UTF-8''{}", shown ? "inline" : "attachment", encode_component(attachment.file_name)));
  reply.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
  reply.headers.emplace_back("Cache-Control", context.call.audience == "public" ? "public, no-cache" : "private, no-cache");
  reply.headers.emplace_back("Accept-Ranges", "bytes");
  if (holds_etag(context.call.if_none_match, reply.etag)) {
    reply.status = 304;
    return reply;
  }
  reply.file = context.index.original(attachment.sha256);
  if (!std::filesystem::exists(reply.file)) throw Xapian::DatabaseOpeningError("an original is gone with its generation");
  reply.file_length = attachment.size_bytes;
  if (context.call.range.empty()) return reply;
  const auto range = parse_range(context.call.range, attachment.size_bytes);
  if (!range) {
    Reply refused = error_reply(context.call, 416, "bad_range", "ask for one range of bytes within the file");
    refused.headers.emplace_back("Content-Range", fmt::format("bytes */{}", attachment.size_bytes));
    return refused;
  }
  reply.status = 206;
  reply.file_offset = range->first;
  reply.file_length = range->length;
  reply.headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", range->first, range->first + range->length - 1, attachment.size_bytes));
  return reply;
}

Reply Endpoints::facet_api(const Context& context) const {
  const auto& name = context.captures[0];
  const auto* field = schema::find_field(name);
  if (field == nullptr || !field->facet) throw NotFound("there is no such facet");
  // `prefix` and `count` belong to the facet here; the rest is a search.
  Parameters parameters;
  std::string facet = std::to_string(kMaxFacetValues);
  for (const auto& [key, value] : context.call.parameters) {
    if (key == "count") facet = value;
  }
  for (const auto& [key, value] : context.call.parameters) {
    if (key == "prefix") facet += ",prefix:" + value;
    else if (key == "order") facet += ",order:" + value;
    else if (key != "count") parameters.emplace_back(key, value);
  }
  parameters.emplace_back("facet_" + name, facet);
  auto request = parse_search_request(parameters, Unknown::kReject);
  request.count = 0;
  return cached(context, kJson, "facet " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    const auto asked = std::find_if(results.facets.begin(), results.facets.end(), [&](const auto& f) { return f.field == name; });
    auto json = facet_json(*asked);
    json["field"] = name;
    json["index"] = index_json(context.index);
    return text_reply(kJson, dump(json));
  });
}

Reply Endpoints::vocabulary_api(const Context& context) const {
  const std::string name = context.captures.empty() ? "theme" : context.captures[0];
  const auto* vocabulary = context.index.vocabularies().find(name);
  if (vocabulary == nullptr) throw NotFound("there is no such vocabulary");
  const auto request = parse_search_request(context.call.parameters, Unknown::kIgnore);
  return cached(context, kJson, "vocabulary " + name + " " + request.language,
                [&] { return text_reply(kJson, dump(vocabulary_json(*vocabulary, context.index, request.language))); });
}

Reply Endpoints::asset(const Call& call, const Captures& captures) const {
  const auto* file = assets_.find(captures[1]);
  if (file == nullptr) throw NotFound("there is no such file");
  Reply reply;
  reply.content_type = file->content_type;
  reply.etag = file->etag;
  reply.headers.emplace_back("Cache-Control", captures[0] == assets_.version() ? "public, max-age=31536000, immutable" : "public, no-cache");
  reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (holds_etag(call.if_none_match, file->etag)) {
    reply.status = 304;
  } else if (call.accepts_gzip && !file->gzip.empty()) {
    reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.body = file->gzip;
  } else {
    reply.body = file->bytes;
  }
  return reply;
}

Reply Endpoints::opensearch() const {
  return text_reply("application/opensearchdescription+xml; charset=utf-8",
                    fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
                                "  <ShortName>Practice Hub</ShortName>\n  <Description>Practice and review learning in policing</Description>\n"
                                "  <InputEncoding>UTF-8</InputEncoding>\n  <Url type=\"text/html\" template=\"{0}/search?q={{searchTerms}}\"/>\n"
                                "  <Url type=\"application/atom+xml\" template=\"{0}/api/v1/search.atom?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
                                xml_escape(config_.base_url)));
}

}  // namespace searchd
