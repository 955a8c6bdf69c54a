#include "searchd/cross_origin.h"

#include <algorithm>

namespace searchd {
namespace {

constexpr const char* kEveryone = "*";

/// The value of Access-Control-Allow-Origin; empty: the origin may not read it.
std::string allowed(const Call& call, const ServerConfig& config) {
  const auto& list = config.allow_origins;
  if (call.origin.empty()) return {};
  if (std::find(list.begin(), list.end(), kEveryone) != list.end()) return call.audience == "public" ? kEveryone : std::string();
  return std::find(list.begin(), list.end(), call.origin) == list.end() ? std::string() : call.origin;
}

void add_vary(Reply& reply, const std::string& on) {
  for (auto& [name, value] : reply.headers)
    if (name == "Vary") {
      value += ", " + on;
      return;
    }
  reply.headers.emplace_back("Vary", on);
}

}  // namespace

bool is_shared(std::string_view path) {
  return path == "/api/v1/search" || path == "/api/v1/suggest" || path.starts_with("/api/v1/facets/") || path.starts_with("/api/v1/records/") ||
         path.starts_with("/widget/");
}

Reply preflight_reply(const Call& call, const ServerConfig& config) {
  if (allowed(call, config).empty())
    return problem_reply(403, "origin_not_allowed", "Forbidden", "pages of this origin may not read the hub; its operators can allow it", call.request_id);
  Reply reply;
  reply.status = 204;
  reply.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD");
  reply.headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match, X-Request-Id");
  reply.headers.emplace_back("Access-Control-Max-Age", "7200");
  return reply;
}

void add_sharing_headers(Reply& reply, const Call& call, const ServerConfig& config) {
  if (!is_shared(call.path)) return;
  add_vary(reply, "Origin");
  const auto origin = allowed(call, config);
  if (origin.empty()) return;
  reply.headers.emplace_back("Access-Control-Allow-Origin", origin);
  reply.headers.emplace_back("Access-Control-Expose-Headers", "ETag, X-Request-Id, Retry-After");
}

std::string frame_ancestors(std::string_view path, const ServerConfig& config) {
  if (path != "/embed" || config.allow_origins.empty()) return "'none'";
  std::string out;
  for (const auto& origin : config.allow_origins) out += (out.empty() ? "" : " ") + origin;
  return out;
}

}  // namespace searchd
