#include "searchd/http_server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "searchd/cross_origin.h"
#include "searchd/log.h"

namespace searchd {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kBacklog = 512;
constexpr time_t kReadTimeoutSeconds = 5;
constexpr time_t kWriteTimeoutSeconds = 30;
constexpr std::size_t kChunkBytes = 64 * 1024;

/// Nothing but the site's own. `ancestors`: who may show it in a frame.
std::string content_security_policy(const std::string& ancestors = "'none'") {
  return "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " + ancestors;
}

/// The proxy's request id if it is harmless, else one of ours.
std::string request_id_of(const httplib::Request& request) {
  const std::string given = request.get_header_value("X-Request-Id");
  const bool harmless = given.size() >= 8 && given.size() <= 64 &&
                        std::all_of(given.begin(), given.end(), [](unsigned char c) { return std::isalnum(c) || c == '-'; });
  if (harmless) return given;
  thread_local std::mt19937_64 random{std::random_device{}()};
  return fmt::format("{:016x}", random());
}

Call call_of(const httplib::Request& request, const std::string& audience) {
  Call call;
  call.method = request.method;
  call.path = request.path;
  for (const auto& [name, value] : request.params) call.parameters.emplace_back(name, value);
  call.request_id = request_id_of(request);
  call.audience = audience;
  call.if_none_match = request.get_header_value("If-None-Match");
  call.range = request.get_header_value("Range");
  call.host = request.get_header_value("Host");
  call.referer = request.get_header_value("Referer");
  call.origin = request.get_header_value("Origin");
  call.preflight_method = request.get_header_value("Access-Control-Request-Method");
  call.accepts_gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
  return call;
}

/// Why a request is refused before anything of its body is read; empty: it is not.
struct Refusal {
  int status = 0;
  const char* code = "";
  const char* detail = "";
};

Refusal refusal_of(const httplib::Request& request) {
  if (request.has_header("Transfer-Encoding")) return {411, "transfer_encoding", "requests with a Transfer-Encoding are not taken"};
  if (request.has_header("Content-Encoding")) return {415, "content_encoding", "requests with a Content-Encoding are not taken"};
  if (request.get_header_value("Range").find(',') != std::string::npos) return {416, "bad_range", "ask for one range"};
  if (request.get_header_value_count("Host") > 1) return {400, "bad_host", "one Host header is enough"};
  return {};
}

void send_file(const Reply& reply, httplib::Response& response) {
  auto file = std::make_shared<std::ifstream>(reply.file, std::ios::binary);
  if (!*file) {
    response.status = 503;
    response.set_header("Retry-After", "1");
    const auto gone = problem_reply(503, "index_unavailable", "Service unavailable", "the library has just changed; ask again", {});
    response.set_content(gone.body, gone.content_type);
    return;
  }
  const std::uint64_t base = reply.file_offset;
  response.set_content_provider(reply.file_length, reply.content_type, [file, base](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
    char buffer[kChunkBytes];
    file->seekg(static_cast<std::streamoff>(base + offset));
    file->read(buffer, static_cast<std::streamsize>(std::min(length, sizeof buffer)));
    if (file->gcount() <= 0) return false;
    return sink.write(buffer, static_cast<std::size_t>(file->gcount()));
  });
}

/// Of every answer, beside its Content-Security-Policy.
void set_security_headers(httplib::Response& response) {
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "same-origin");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
}

/// An answer to what the library could not read, or that could not be made.
void write_failure(const Reply& reply, httplib::Response& response) {
  response.status = reply.status;
  response.set_header("Content-Security-Policy", content_security_policy());
  set_security_headers(response);
  response.set_content(reply.body, reply.content_type);
}

void write_reply(const Reply& reply, const std::string& request_id, const std::string& policy, httplib::Response& response) {
  response.status = reply.status;
  bool own_policy = false;
  for (const auto& [name, value] : reply.headers) {
    response.set_header(name, value);
    own_policy = own_policy || name == "Content-Security-Policy";
  }
  if (!reply.etag.empty()) response.set_header("ETag", reply.etag);
  if (!own_policy) response.set_header("Content-Security-Policy", policy);
  set_security_headers(response);
  response.set_header("X-Request-Id", request_id);
  if (!reply.outcome.empty())
    response.set_header("Server-Timing", fmt::format("parse;dur={:.2f}, match;dur={:.2f}, count;dur={:.2f}, rank;dur={:.2f}, passages;dur={:.2f}",
                                                     reply.times.parse * 1e3, reply.times.match * 1e3, reply.times.count * 1e3,
                                                     reply.times.rank * 1e3, reply.times.passages * 1e3));
  if (reply.status == 304 || reply.status == 204) return;
  if (!reply.file.empty()) send_file(reply, response);
  else response.set_content(reply.body, reply.content_type);
}

/// bind_to_port and a backlog that is longer than the library's 5.
int bind_socket(httplib::Server& server, int& socket, const std::string& host, int port, const char* option) {
  const int bound = port == 0 ? server.bind_to_any_port(host) : (server.bind_to_port(host, port) ? port : -1);
  if (bound < 0) throw std::runtime_error(fmt::format("cannot listen on {}:{} ({}); stop what uses it or choose another --{}", host, port, std::strerror(errno), option));
  if (socket >= 0) ::listen(socket, kBacklog);
  return bound;
}

/// The library forgets a stop that comes before it accepts: a signal right after the start.
void stop_once_running(httplib::Server& server, const std::atomic<bool>& ended) {
  while (!ended && !server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  server.stop();
}

void remember_socket(httplib::Server& server, int& socket_out) {
  server.set_socket_options([&socket_out](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    socket_out = socket;
  });
}

}  // namespace

struct HttpServer::State {
  State(const ServerConfig& c, const Endpoints& e, Metrics& m) : config(c), endpoints(e), metrics(m) {}

  const ServerConfig& config;
  const Endpoints& endpoints;
  Metrics& metrics;
  httplib::Server server;
  int socket = -1;
  std::atomic<bool> ended{false};  ///< listen() has returned
  std::atomic<std::size_t> inflight{0};

  /// Counts a request while it is answered, however that ends.
  struct Inflight {
    State& state;
    std::size_t running;
    explicit Inflight(State& s) : state(s), running(s.inflight.fetch_add(1) + 1) { state.metrics.inflight(1); }
    ~Inflight() {
      state.inflight.fetch_sub(1);
      state.metrics.inflight(-1);
    }
    Inflight(const Inflight&) = delete;
    Inflight& operator=(const Inflight&) = delete;
  };

  void handle(const httplib::Request& request, httplib::Response& response) {
    const auto begin = Clock::now();
    const Call call = call_of(request, audience_of(config));
    // The library would compress with brotli at its slowest, and cut the body by ranges itself: both are done here or in the proxy.
    auto& plain = const_cast<httplib::Request&>(request);
    plain.headers.erase("Accept-Encoding");
    plain.ranges.clear();

    Reply reply;
    std::string route = "none";
    const Inflight counted(*this);
    if (const auto refusal = refusal_of(request); refusal.status != 0) {
      metrics.request_rejected(refusal.code);
      reply = problem_reply(refusal.status, refusal.code, "The request was refused", refusal.detail, call.request_id);
    } else if (counted.running > config.max_inflight) {
      metrics.request_rejected("busy");
      reply = problem_reply(503, "busy", "Service unavailable", "too many requests at once; try again", call.request_id);
      reply.headers.emplace_back("Retry-After", "1");
    } else {
      reply = endpoints.answer(call, route);
    }
    add_sharing_headers(reply, call, config);
    write_reply(reply, call.request_id, content_security_policy(frame_ancestors(call.path, config)), response);
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    const auto& t = reply.times;
    metrics.search_done(reply, std::max(0.0, seconds - t.parse - t.match - t.count - t.rank - t.passages));
    const std::string method = request.method == "GET" || request.method == "HEAD" ? request.method : "other";
    metrics.request_done(route, method, reply.status, seconds);
    log_event("info", "request",
              {{"request_id", call.request_id}, {"route", route}, {"method", method}, {"status", reply.status}, {"ms", std::round(seconds * 1e5) / 100},
               {"bytes", reply.file.empty() ? reply.body.size() : reply.file_length}, {"audience", call.audience}, {"client", request.remote_addr}});
  }
};

HttpServer::HttpServer(const ServerConfig& config, const Endpoints& endpoints, Metrics& metrics)
    : state_(std::make_unique<State>(config, endpoints, metrics)) {
  auto& server = state_->server;
  const std::size_t threads = config.threads;
  server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  remember_socket(server, state_->socket);
  server.set_keep_alive_max_count(1);  // closes request smuggling over keep-alive; the proxy keeps its own connections
  server.set_read_timeout(kReadTimeoutSeconds);
  server.set_write_timeout(kWriteTimeoutSeconds);
  server.set_payload_max_length(0);
  // Everything is answered here, before a body is read; the library's own regex routes are not used.
  server.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    state_->handle(request, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  // What the library refuses by itself: a request line that is too long or is none.
  server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
    if (!response.body.empty() || response.status == 304) return;
    write_failure(problem_reply(response.status, "malformed_request", "The request was refused", "it cannot be read, or it is too long", {}), response);
  });
  server.set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
    write_failure(problem_reply(500, "internal_error", "Internal error", {}, {}), response);
  });
}

HttpServer::~HttpServer() = default;

int HttpServer::bind() { return bind_socket(state_->server, state_->socket, state_->config.host, state_->config.port, "port"); }
void HttpServer::listen() {
  state_->server.listen_after_bind();
  state_->ended = true;
}
void HttpServer::stop() { stop_once_running(state_->server, state_->ended); }

struct AdminServer::State {
  const ServerConfig& config;
  httplib::Server server;
  int socket = -1;
  std::atomic<bool> ended{false};  ///< listen() has returned
  explicit State(const ServerConfig& c) : config(c) {}
};

AdminServer::AdminServer(const ServerConfig& config, const CurrentIndex& index, const Metrics& metrics) : state_(std::make_unique<State>(config)) {
  auto& server = state_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(4); };
  remember_socket(server, state_->socket);
  server.set_keep_alive_max_count(1);
  server.set_read_timeout(kReadTimeoutSeconds);
  server.set_payload_max_length(0);
  server.set_pre_routing_handler([&index, &metrics, &config](const httplib::Request& request, httplib::Response& response) {
    const_cast<httplib::Request&>(request).headers.erase("Accept-Encoding");
    const auto generation = index.current();
    response.status = 200;
    if (request.method != "GET" && request.method != "HEAD") {
      response.status = 405;
      response.set_header("Allow", "GET, HEAD");
      response.set_content("only GET and HEAD are answered\n", "text/plain");
    } else if (request.path == "/healthz") {
      response.set_content("ok\n", "text/plain");
    } else if (request.path == "/readyz") {
      const bool ready = generation && generation->find_audience(audience_of(config)) != nullptr;
      response.status = ready ? 200 : 503;
      response.set_content(ready        ? "ready\n"
                           : generation ? "the library has no audience '" + config.audience + "'; correct --audience\n"
                                        : "no generation; run hub-indexer reindex\n",
                           "text/plain");
    } else if (request.path == "/metrics") {
      response.set_content(metrics.text(index), "text/plain; version=0.0.4; charset=utf-8");
    } else if (request.path == "/version") {
      nlohmann::json json = {{"version", HUB_VERSION}, {"xapian", Xapian::version_string()}, {"schema_version", schema::kSchemaVersion}, {"audience", config.audience}};
      if (generation) json["generation"] = generation->manifest().id;
      response.set_content(json.dump() + "\n", "application/json");
    } else {
      response.status = 404;
      response.set_content("/healthz /readyz /metrics /version\n", "text/plain");
    }
    return httplib::Server::HandlerResponse::Handled;
  });
}

AdminServer::~AdminServer() = default;

int AdminServer::bind() { return bind_socket(state_->server, state_->socket, state_->config.host, state_->config.admin_port, "admin-port"); }
void AdminServer::listen() {
  state_->server.listen_after_bind();
  state_->ended = true;
}
void AdminServer::stop() { stop_once_running(state_->server, state_->ended); }

}  // namespace searchd
