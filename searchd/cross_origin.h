#pragma once
// Which other sites may read answers in a browser (CORS) or show the hub in a frame: those in `allow_origins`, and no address but those
// that the widget needs.

#include <string>

#include "searchd/endpoints.h"

namespace searchd {

/// Whether pages of other sites may read this address at all.
bool is_shared(std::string_view path);

/// The answer to a browser that asks before a request (OPTIONS): 204 for an origin in the list, 403 for others.
Reply preflight_reply(const Call& call, const ServerConfig& config);

/// Completes any answer to `call`: on shared addresses it varies by origin, and an origin in the list may read it.
void add_sharing_headers(Reply& reply, const Call& call, const ServerConfig& config);

/// Who may show this address in a frame, as the source list of a Content-Security-Policy: "'none'" but for /embed.
std::string frame_ancestors(std::string_view path, const ServerConfig& config);

}  // namespace searchd
