#pragma once
// The sockets: the one place that knows cpp-httplib.

#include <memory>
#include <string>

#include "searchd/endpoints.h"
#include "searchd/metrics.h"

namespace searchd {

/// The officers' port. Refuses dangerous requests before reading a body, limits how many run at once, writes one log line
/// a request. Construct, listen() on a thread of its own, stop() from any other, also before listen() has begun.
class HttpServer {
 public:
  HttpServer(const ServerConfig& config, const Endpoints& endpoints, Metrics& metrics);
  ~HttpServer();
  /// The port that is bound. Throws std::runtime_error, with what to do, if it is taken.
  int bind();
  /// Serves until stop().
  void listen();
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The operators' port: /healthz (the process answers), /readyz (there is an index to search), /metrics, /version.
class AdminServer {
 public:
  AdminServer(const ServerConfig& config, const CurrentIndex& index, const Metrics& metrics);
  ~AdminServer();
  int bind();
  void listen();
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace searchd
