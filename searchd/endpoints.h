#pragma once
// Every address and what it answers. Plain functions from a call to a reply: no sockets here.

#include <functional>
#include <string>
#include <vector>

#include "searchd/citation.h"
#include "searchd/current_index.h"
#include "searchd/page.h"
#include "searchd/reply.h"
#include "searchd/server_config.h"
#include "searchd/static_files.h"
#include "searchd/widget_files.h"

namespace searchd {

/// A request, as far as an endpoint may know it. Header values are as sent; nothing of them is trusted.
struct Call {
  std::string method = "GET";
  std::string path;
  Parameters parameters;
  std::string request_id;
  std::string audience;       ///< from audience_of(); decides what can be seen
  std::string if_none_match;
  std::string range;
  std::string host;
  std::string referer;
  std::string origin;
  std::string preflight_method;  ///< what a browser asks leave for, with OPTIONS
  bool accepts_gzip = false;
};

/// The audience of a request. The one place that decides it: authentication will replace its body.
std::string audience_of(const ServerConfig& config);

/// The language that a page is asked for in; what is no language of the pages stands for the usual one.
std::string language_of(const Call& call);

/// Any thread.
class Endpoints {
 public:
  Endpoints(const ServerConfig& config, const CurrentIndex& index, const Templates& templates, const StaticFiles& assets, std::string openapi_json,
            std::vector<ForceTile> tiles);

  /// Answers, whatever happens: errors become problem+json below /api/ and a page elsewhere. Sets `route` to the pattern that
  /// matched, for metrics and log ("none" if none did).
  Reply answer(const Call& call, std::string& route) const;

 private:
  using Captures = std::vector<std::string>;
  /// What a route gets: its index stays alive for the whole call.
  struct Context {
    const Call& call;
    const Captures& captures;
    const Generation& generation;
    const AudienceIndex& index;
  };
  struct Route {
    std::string pattern;  ///< "/records/{id}"
    bool needs_index;
    std::function<Reply(const Endpoints&, const Context&)> answer;
  };
  static const std::vector<Route>& routes();

  Reply dispatch(const Call& call, const Route& route, const Captures& captures) const;
  Reply error_reply(const Call& call, int status, const std::string& code, const std::string& detail, const std::vector<ParameterProblem>& problems = {}) const;
  PageContext page_context(const AudienceIndex* index, const std::string& language) const;
  PageContext page_context(const Context& context, std::string path, Parameters parameters) const;
  /// A reply with an ETag of generation, audience and `canonical`; 304 without calling `make` if the caller has it.
  Reply cached(const Context& context, const std::string& content_type, const std::string& canonical, const std::function<Reply()>& make) const;

  /// A page that depends on the index and the language alone.
  Reply plain_page(const Context& context, std::string (*page)(const PageContext&)) const;
  Reply search_html(const Context& context) const;
  Reply embed_html(const Context& context) const;
  Reply theme_html(const Context& context) const;
  Reply map_html(const Context& context) const;
  Reply compare_html(const Context& context) const;
  Reply search_api(const Context& context) const;
  Reply search_atom(const Context& context) const;
  Reply search_csv(const Context& context) const;
  Reply recommendations_api(const Context& context) const;
  Reply record_html(const Context& context) const;
  Reply record_api(const Context& context) const;
  Reply passages_api(const Context& context) const;
  Reply citation(const Context& context, const char* content_type, const char* ending, std::string (*write)(const Citation&)) const;
  Reply record_file(const Context& context) const;
  Reply facet_api(const Context& context) const;
  Reply vocabulary_api(const Context& context) const;
  Reply suggest_api(const Context& context) const;
  Reply similar_api(const Context& context) const;
  Reply links_api(const Context& context) const;
  Reply matrix_api(const Context& context) const;
  Reply trends_api(const Context& context) const;
  Reply asset(const Call& call, const Captures& captures) const;
  Reply opensearch() const;
  Reply widget_file(const Call& call, const Captures& captures) const;

  const ServerConfig& config_;
  const CurrentIndex& index_;
  const Templates& templates_;
  const StaticFiles& assets_;
  WidgetFiles widget_;
  std::string openapi_json_;
  std::vector<ForceTile> tiles_;
  std::string tiles_version_;  ///< changes with every tile: part of the map's ETag
};

}  // namespace searchd
