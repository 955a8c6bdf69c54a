// hub-searchd: answers searches of a Practice Hub library over HTTP.

#include <fmt/format.h>
#include <signal.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "searchd/http_server.h"
#include "searchd/log.h"

namespace {

/// Exit codes, as the man page lists them.
enum Exit { kDone = 0, kConfiguration = 2, kFailed = 3 };

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A file that is wrong changes nothing.
void read_again(searchd::RankingFile& ranking) {
  try {
    ranking.read_again();
    searchd::log_event("info", "ranking_read", {{"version", ranking.current()->version}});
  } catch (const std::exception& error) {
    searchd::log_event("error", "ranking_failed", {{"detail", error.what()}});
  }
}

int serve(const searchd::ServerConfig& config) {
  // Signals are taken by one thread; every other has them blocked from the start.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  const searchd::Templates templates(config.web);
  const searchd::StaticFiles assets(config.web / "dist");
  searchd::Metrics metrics;
  const auto ranking = std::make_shared<searchd::RankingFile>(config.ranking);
  searchd::CurrentIndex index(
      config.data, [](const std::string& event, const std::string& detail) { searchd::log_event(event == "generation_failed" ? "error" : "info", event, {{"detail", detail}}); },
      config.poll_every, ranking);
  const searchd::Endpoints endpoints(config, index, templates, assets, read_text(config.web / "openapi.json"),
                                     searchd::read_force_tiles(config.web / "map.json"));
  searchd::HttpServer server(config, endpoints, metrics);
  const int port = server.bind();
  std::optional<searchd::AdminServer> admin;
  nlohmann::json listening = {{"address", fmt::format("http://{}:{}", config.host, port)}, {"audience", config.audience}};
  std::thread admin_thread;
  if (config.admin_port >= 0) {
    admin.emplace(config, index, metrics);
    listening["admin"] = fmt::format("http://{}:{}", config.host, admin->bind());
    admin_thread = std::thread([&] { admin->listen(); });
  }
  std::thread server_thread([&] { server.listen(); });
  searchd::log_event("info", "listening", listening);

  int received = 0;
  while (sigwait(&signals, &received) == 0 && received == SIGHUP) read_again(*ranking);
  searchd::log_event("info", "stopping", {{"signal", received}});
  server.stop();
  if (admin) admin->stop();
  server_thread.join();
  if (admin_thread.joinable()) admin_thread.join();
  return kDone;
}

}  // namespace

int main(int argc, char** argv) {
  searchd::ServerConfig config;
  CLI::App app{"hub-searchd: answers searches of a Practice Hub library over HTTP"};
  app.set_version_flag("--version", std::string("hub-searchd ") + HUB_VERSION + " (Xapian " + Xapian::version_string() + ")");
  app.set_config("--config", "", "INI file with these options, without the dashes");
  app.add_option("--data", config.data, "Folder of the generations")->capture_default_str();
  app.add_option("--web", config.web, "Folder with templates/, messages/ and dist/")->capture_default_str();
  app.add_option("--ranking", config.ranking, "JSON file of the ranking's weights, read again on SIGHUP; without it the built-in ones");
  app.add_option("--host", config.host, "Address to listen on; a proxy stands in front of anything but loopback")->capture_default_str();
  app.add_option("--port", config.port, "Port; 0 takes any free one")->capture_default_str();
  app.add_option("--admin-port", config.admin_port, "Port of /healthz, /readyz, /metrics and /version; 0 any, -1 none")->capture_default_str();
  app.add_option("--audience", config.audience, "Audience whose index is served")->capture_default_str();
  app.add_option("--base-url", config.base_url, "Address that callers use, as https://hub.example, for feeds and canonical links");
  app.add_option("--tag-authority", config.tag_authority, "DNS name in the ids of feeds")->capture_default_str();
  app.add_option("--contact", config.contact, "Mail address of those who run the library, shown where practice is shared and problems are reported");
  app.add_option("--threads", config.threads, "Connections at once")->capture_default_str();
  app.add_option("--max-inflight", config.max_inflight, "Requests at once; the next is answered 503")->capture_default_str();
  app.add_option("--max-csv-rows", config.max_csv_rows, "Rows of a CSV export")->capture_default_str();
  app.add_option("--allow-origins", config.allow_origins, "Sites whose pages may read the API and show /embed, as https://intranet.example, with commas; * for all")->delimiter(',');
  app.add_flag("--suggestions,!--no-suggestions", config.suggestions, "Whether suggestions are given while somebody types; given unless switched off");
  app.footer("Exit codes: 0 stopped by a signal, 2 options cannot be used, 3 failed.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kConfiguration;
  }
  const auto wrong = config.check();
  for (const auto& line : wrong) std::cerr << "hub-searchd: " << line << '\n';
  if (!wrong.empty()) return kConfiguration;
  try {
    return serve(config);
  } catch (const Xapian::Error& error) {
    std::cerr << "hub-searchd: " << error.get_description() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "hub-searchd: " << error.what() << '\n';
  }
  return kFailed;
}
