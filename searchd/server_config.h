#pragma once
// The daemon's configuration. Defaults here, set by options or an INI file in main.cc, checked once, then passed as const&.

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace searchd {

struct ServerConfig {
  std::filesystem::path data = "data";  ///< folder of the generations
  std::filesystem::path web = "web";    ///< folder with templates/, messages/ and dist/
  std::filesystem::path ranking;        ///< file of weights (docs/RANKING.md); empty: those of ranking.h
  std::string host = "127.0.0.1";       ///< loopback: a proxy stands in front
  int port = 8080;                      ///< 0: any free one, said in the log
  int admin_port = 8081;                ///< health and metrics; 0: any free one; -1: none
  std::string audience = "public";      ///< of every request, until callers sign in
  std::string base_url;                 ///< "https://hub.example", for canonical and feed addresses; empty: relative ones
  std::string tag_authority = "practice-hub.example";  ///< DNS name in the tag: URIs of feeds (RFC 4151)
  std::string contact;                  ///< mail address of those who run the library, for the pages; empty: they give none
  std::size_t threads = 64;             ///< a connection holds one: more than the proxy may open
  std::size_t max_inflight = 48;        ///< requests at once; the next is 503
  std::size_t max_csv_rows = 1'000;
  std::vector<std::string> allow_origins;  ///< sites whose pages may read the API and show the widget: "https://intranet.example"; "*": all
  bool suggestions = true;              ///< whether /api/v1/suggest answers
  std::chrono::milliseconds poll_every{200};  ///< of CURRENT

  /// Every problem, not the first. Empty: it can be used.
  std::vector<std::string> check() const;
};

}  // namespace searchd
