#pragma once
// All of searchd over a data folder, without a socket; and with one.

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "searchd/endpoints.h"
#include "searchd/http_server.h"
#include "tests/support/temp_folder.h"

namespace test {

/// The decoded parameters of "a=1&b=2".
searchd::Parameters parameters_in(std::string_view query_string);

/// Value of a header; empty if it is not there.
std::string header_of(const searchd::Reply& reply, const std::string& name);

class Site {
 public:
  /// Follows `data` and answers as `audience`; `config` may be changed before anything is made.
  explicit Site(const std::filesystem::path& data, const std::string& audience = "public", searchd::ServerConfig config = {});

  /// Answers "path?query" (percent-encoded).
  searchd::Reply get(const std::string& address) const { return answer(call_for(address)); }
  searchd::Call call_for(const std::string& address) const;
  searchd::Reply answer(const searchd::Call& call) const;
  /// The body of an answer that must be 200.
  nlohmann::json json(const std::string& address) const;

  /// The index that is served now; it lives as long as the site.
  const searchd::AudienceIndex& index() const;
  searchd::SearchResults search(const std::string& query_string) const;
  const searchd::ServerConfig& config() const { return config_; }
  const searchd::CurrentIndex& current() const { return current_; }
  const searchd::Endpoints& endpoints() const { return endpoints_; }
  const searchd::Templates& templates() const { return templates_; }
  const searchd::StaticFiles& assets() const { return assets_; }

 private:
  TempFolder web_;  ///< assets of the test's own: web/dist need not be built
  searchd::ServerConfig config_;
  searchd::CurrentIndex current_;
  searchd::Templates templates_;
  searchd::StaticFiles assets_;
  searchd::Endpoints endpoints_;
  mutable std::shared_ptr<const searchd::Generation> held_;
};

/// A site behind real sockets on free ports.
class TestServer {
 public:
  explicit TestServer(const Site& site);
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;
  int port() const { return port_; }
  int admin_port() const { return admin_port_; }

 private:
  searchd::Metrics metrics_;
  searchd::HttpServer server_;
  searchd::AdminServer admin_;
  int port_;
  int admin_port_;
  std::thread server_thread_;
  std::thread admin_thread_;
};

}  // namespace test
