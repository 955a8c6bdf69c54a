#include "searchd/server_config.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace searchd {
namespace {

/// "https://name" or "http://name", perhaps with a port, as browsers write an origin.
bool is_origin(const std::string& text) {
  static const RE2 form(R"(https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?)");
  return RE2::FullMatch(text, form);
}

bool is_mail_address(const std::string& text) {
  static const RE2 form(R"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)");
  return RE2::FullMatch(text, form);
}

}  // namespace

std::vector<std::string> ServerConfig::check() const {
  std::vector<std::string> wrong;
  const auto port_problem = [&](const char* name, int value, int least) {
    if (value < least || value > 65535) wrong.push_back(fmt::format("--{} {}: must be {} to 65535", name, value, least));
  };
  port_problem("port", port, 0);
  port_problem("admin-port", admin_port, -1);
  if (port != 0 && port == admin_port) wrong.push_back(fmt::format("--port and --admin-port are both {}; give them different ones", port));
  for (const auto* folder : {"templates", "messages"})
    if (!std::filesystem::is_directory(web / folder))
      wrong.push_back(fmt::format("--web {}: has no folder '{}'; name the folder web/ of the project", web.string(), folder));
  if (!std::filesystem::is_directory(web / "dist"))
    wrong.push_back(fmt::format("--web {}: has no folder 'dist'; build it with 'npm ci && npm run build' there", web.string()));
  if (audience.empty()) wrong.emplace_back("--audience is empty");
  if (threads < 2 || threads > 4096) wrong.push_back(fmt::format("--threads {}: must be 2 to 4096", threads));
  if (max_inflight < 1 || max_inflight > threads) wrong.push_back(fmt::format("--max-inflight {}: must be 1 to --threads", max_inflight));
  if (!base_url.empty() && !base_url.starts_with("http://") && !base_url.starts_with("https://"))
    wrong.push_back(fmt::format("--base-url {}: must begin with http:// or https://", base_url));
  if (base_url.ends_with('/')) wrong.push_back(fmt::format("--base-url {}: leave the last '/' out", base_url));
  if (!contact.empty() && !is_mail_address(contact)) wrong.push_back(fmt::format("--contact {}: is no mail address", contact));
  for (const auto& origin : allow_origins) {
    if (origin == "*" && audience != "public")
      wrong.push_back(fmt::format("--allow-origins *: only for the audience 'public', not '{}'; list the sites", audience));
    else if (origin != "*" && !is_origin(origin))
      wrong.push_back(fmt::format("--allow-origins {}: write it as browsers do, https://intranet.example: small letters, no path, no last '/'", origin));
  }
  return wrong;
}

}  // namespace searchd
