#include "tests/searchd/site.h"

#include <stdexcept>

#include "tests/support/http_client.h"

namespace test {
namespace {

searchd::ServerConfig configured(searchd::ServerConfig config, const std::filesystem::path& data, const std::string& audience) {
  config.data = data;
  config.audience = audience;
  config.port = 0;
  config.admin_port = 0;
  config.poll_every = std::chrono::milliseconds(20);
  return config;
}

std::filesystem::path with_assets(const std::filesystem::path& folder) {
  write_bytes(folder / "hub.css", ".hub{color:#0b0c0c}" + std::string(2'000, ' '));
  write_bytes(folder / "hub.js", "document.title;");
  write_bytes(folder / "call-for-practice-form.docx", "a form");
  write_bytes(folder / "favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  return folder;
}

std::string openapi() {
  const std::filesystem::path file = HUB_SOURCE "/web/openapi.json";
  return std::filesystem::exists(file) ? read_bytes(file) : std::string("{}");
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

searchd::Parameters parameters_in(std::string_view query_string) {
  searchd::Parameters out;
  while (!query_string.empty()) {
    const auto end = std::min(query_string.find('&'), query_string.size());
    const auto one = query_string.substr(0, end);
    const auto equals = std::min(one.find('='), one.size());
    if (!one.empty()) out.emplace_back(decoded(one.substr(0, equals)), decoded(one.substr(std::min(equals + 1, one.size()))));
    query_string.remove_prefix(std::min(end + 1, query_string.size()));
  }
  return out;
}

std::string header_of(const searchd::Reply& reply, const std::string& name) {
  for (const auto& [key, value] : reply.headers)
    if (key == name) return value;
  return {};
}

Site::Site(const std::filesystem::path& data, const std::string& audience, searchd::ServerConfig config)
    : config_(configured(std::move(config), data, audience)),
      current_(data, [](const std::string&, const std::string&) {}, config_.poll_every),
      templates_(HUB_SOURCE "/web"),
      assets_(with_assets(web_.path())),
      endpoints_(config_, current_, templates_, assets_, openapi(), searchd::read_force_tiles(HUB_SOURCE "/web/map.json")) {}

searchd::Call Site::call_for(const std::string& address) const {
  searchd::Call call;
  const auto mark = std::min(address.find('?'), address.size());
  call.path = decoded(address.substr(0, mark));
  call.parameters = parameters_in(std::string_view(address).substr(std::min(mark + 1, address.size())));
  call.request_id = "0123456789abcdef";
  call.audience = searchd::audience_of(config_);
  call.host = "hub.example";
  return call;
}

searchd::Reply Site::answer(const searchd::Call& call) const {
  std::string route;
  return endpoints_.answer(call, route);
}

nlohmann::json Site::json(const std::string& address) const {
  const auto reply = get(address);
  if (reply.status != 200) throw std::runtime_error(address + " was answered " + std::to_string(reply.status) + ": " + reply.body);
  return nlohmann::json::parse(reply.body);
}

const searchd::AudienceIndex& Site::index() const {
  held_ = current_.current();
  if (!held_) throw std::runtime_error("no generation is served");
  return held_->audience(config_.audience);
}

searchd::SearchResults Site::search(const std::string& query_string) const {
  return searchd::search(searchd::parse_search_request(parameters_in(query_string), searchd::Unknown::kReject), index());
}

TestServer::TestServer(const Site& site)
    : server_(site.config(), site.endpoints(), metrics_),
      admin_(site.config(), site.current(), metrics_),
      port_(server_.bind()),
      admin_port_(admin_.bind()),
      server_thread_([this] { server_.listen(); }),
      admin_thread_([this] { admin_.listen(); }) {
  // Both answer before a test begins: what is stopped before it listens would listen for ever.
  request(port_, "GET", "/robots.txt");
  request(admin_port_, "GET", "/healthz");
}

TestServer::~TestServer() {
  server_.stop();
  admin_.stop();
  server_thread_.join();
  admin_thread_.join();
}

}  // namespace test
