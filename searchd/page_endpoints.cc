// Pages, and the files that they and records are made of.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "searchd/endpoints.h"
#include "searchd/feeds.h"
#include "searchd/page_links.h"
#include "searchd/response.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestQuery = 1024;

/// The search that a record was opened from, if it was one of this site's.
std::string back_address(const Call& call) {
  for (const auto* scheme : {"http://", "https://"}) {
    const std::string origin = scheme + call.host;
    if (call.host.empty() || !call.referer.starts_with(origin)) continue;
    std::string path = call.referer.substr(origin.size());
    path = path.substr(0, path.find('#'));
    if (is_search_page(path)) return path;
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

/// Compressed for those who take it, nothing for those who have it.
Reply static_file_reply(const StaticFile& file, const Call& call) {
  Reply reply;
  reply.content_type = file.content_type;
  reply.etag = file.etag;
  reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (holds_etag(call.if_none_match, file.etag)) {
    reply.status = 304;
  } else if (call.accepts_gzip && !file.gzip.empty()) {
    reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.body = file.gzip;
  } else {
    reply.body = file.bytes;
  }
  return reply;
}

}  // namespace

/// The page's address and what of `parameters` it is made of, in the language that they ask for.
PageContext Endpoints::page_context(const Context& context, std::string path, Parameters parameters) const {
  PageContext out = page_context(&context.index, language_of(context.call));
  out.path = std::move(path);
  std::erase_if(parameters, [](const auto& parameter) { return parameter.first == "lang"; });
  out.parameters = std::move(parameters);
  for (const auto& audience : context.generation.manifest().audiences) {
    out.audiences.push_back(audience);
    if (audience.name == context.call.audience) break;
  }
  return out;
}

Reply Endpoints::plain_page(const Context& context, std::string (*page)(const PageContext&)) const {
  const auto made = page_context(context, context.call.path, {});
  return cached(context, kHtml, "page " + context.call.path + " " + made.language.code(), [&] { return text_reply(kHtml, page(made)); });
}

Reply Endpoints::search_html(const Context& context) const {
  const auto request = parse_search_request(context.call.parameters, Unknown::kIgnore);
  return cached(context, kHtml, "html " + query_string(parameters_of(request)), [&] {
    const auto results = search(with_page_facets(request), context.index);
    Reply reply = search_reply(kHtml, search_page(request, results, page_context(context, "/search", parameters_of(link_base(request)))), results);
    if (!request.q.empty() || request.filtered() || request.start > 0) reply.headers.emplace_back("X-Robots-Tag", "noindex");
    return reply;
  });
}

Reply Endpoints::embed_html(const Context& context) const {
  auto request = parse_search_request(context.call.parameters, Unknown::kIgnore);
  return cached(context, kHtml, "embed " + query_string(parameters_of(request)), [&] {
    const auto results = search(without_facets(request), context.index);
    Reply reply = search_reply(kHtml, embed_page(request, results, page_context(context, "/embed", parameters_of(link_base(request)))), results);
    reply.headers.emplace_back("X-Robots-Tag", "noindex");
    return reply;
  });
}

Reply Endpoints::theme_html(const Context& context) const {
  const auto& id = context.captures[0];
  const auto* themes = context.index.vocabularies().find("theme");
  const auto* theme = themes == nullptr ? nullptr : themes->find(id);
  if (theme == nullptr) throw NotFound("there is no such theme");
  const auto page = page_context(context, theme_path(id), {});
  return cached(context, kHtml, "theme " + id + "\n" + page.language.code(), [&] { return text_reply(kHtml, theme_page(*theme, page)); });
}

Reply Endpoints::map_html(const Context& context) const {
  const auto& given = context.call.parameters;
  const MapChoice choice{first_parameter(given, "theme"), first_parameter(given, "intervention_type"), first_parameter(given, "year")};
  return cached(context, kHtml, fmt::format("map {}\n{}\n{}\n{}\n{}", tiles_version_, choice.theme, choice.intervention_type, choice.year, language_of(context.call)), [&] {
    const auto map = force_map(choice, context.index, templates_.language(language_of(context.call)).code());
    Parameters own = {{"theme", map.choice.theme}, {"intervention_type", map.choice.intervention_type}, {"year", map.choice.year}};
    std::erase_if(own, [](const auto& parameter) { return parameter.second.empty(); });
    return text_reply(kHtml, map_page(map, tiles_, page_context(context, "/map", std::move(own))));
  });
}

Reply Endpoints::compare_html(const Context& context) const {
  std::vector<std::string> ids;
  for (const auto& [name, value] : context.call.parameters)
    if (name == "id") ids.push_back(value);
  auto back = first_parameter(context.call.parameters, "back");
  if (!is_search_page(back)) back = back_address(context.call);
  return cached(context, kHtml, fmt::format("compare {}\n{}\n{}", fmt::join(ids, "\n"), back, language_of(context.call)), [&] {
    const auto compared = comparison(ids, context.index);
    Parameters own;
    for (const auto& record : compared.records) own.emplace_back("id", record.id);
    if (!back.empty()) own.emplace_back("back", back);
    return text_reply(kHtml, compare_page(compared, back, page_context(context, "/compare", std::move(own))));
  });
}

Reply Endpoints::record_html(const Context& context) const {
  const auto& id = context.captures[0];
  const auto q = first_parameter(context.call.parameters, "q").substr(0, kLongestQuery);
  const auto back = back_address(context.call);
  // Looked for first: nobody is told that a record which is not there has not changed.
  const auto record = context.index.find_record(id);
  if (!record) throw NotFound("there is no such record");
  Parameters own;
  if (!q.empty()) own.emplace_back("q", q);
  const auto page = page_context(context, record_url(id, {}), std::move(own));
  return cached(context, kHtml, "record " + id + "\n" + q + "\n" + back + "\n" + page.language.code(), [&] {
    Reply reply = text_reply(kHtml, record_page(*record, q, back, page));
    if (!q.empty()) reply.headers.emplace_back("X-Robots-Tag", "noindex");
    return reply;
  });
}

Reply Endpoints::citation(const Context& context, const char* content_type, const char* ending, std::string (*write)(const Citation&)) const {
  const auto& id = context.captures[0];
  const auto record = context.index.find_record(id);
  if (!record) throw NotFound("there is no such record");
  return cached(context, content_type, fmt::format("citation {} {}", ending, id), [&] {
    Reply reply = text_reply(content_type, write(citation_of(*record, context.index, config_.base_url)));
    reply.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename*=UTF-8''{}.{}", encode_component(id), ending));
    return reply;
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

Reply Endpoints::asset(const Call& call, const Captures& captures) const {
  const auto* file = assets_.find(captures[1]);
  if (file == nullptr) throw NotFound("there is no such file");
  auto reply = static_file_reply(*file, call);
  reply.headers.emplace_back("Cache-Control", captures[0] == assets_.version() ? "public, max-age=31536000, immutable" : "public, no-cache");
  return reply;
}

Reply Endpoints::widget_file(const Call& call, const Captures& captures) const {
  const auto found = captures.empty() ? WidgetFile{widget_.versions()} : widget_.find(captures[0], captures[1]);
  if (found.file == nullptr) throw NotFound("there is no such file");
  auto reply = static_file_reply(*found.file, call);
  reply.headers.emplace_back("Cache-Control", found.immutable ? "public, max-age=31536000, immutable" : "public, max-age=300");
  reply.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
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
