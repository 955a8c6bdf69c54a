#include "tests/support/http_client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace test {
namespace {

constexpr time_t kTimeoutSeconds = 20;

class Connection {
 public:
  explicit Connection(int port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval timeout{kTimeoutSeconds, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      const int error = errno;
      close(socket_);
      throw std::system_error(error, std::generic_category(), "cannot connect");
    }
  }
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// A server that refuses may close before it has read everything.
  void send_all(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  std::string read_all() const {
    std::string out;
    char buffer[16 * 1024];
    for (ssize_t got = 0; (got = recv(socket_, buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<std::size_t>(got));
    return out;
  }

 private:
  int socket_;
};

HttpAnswer parsed(const std::string& bytes) {
  HttpAnswer answer;
  const auto head_end = bytes.find("\r\n\r\n");
  if (!bytes.starts_with("HTTP/1.") || head_end == std::string::npos) return answer;
  answer.status = std::stoi(bytes.substr(9, 3));
  for (auto at = bytes.find("\r\n") + 2; at < head_end;) {
    const auto end = bytes.find("\r\n", at);
    const auto colon = bytes.find(": ", at);
    answer.headers.emplace_back(bytes.substr(at, colon - at), bytes.substr(colon + 2, end - colon - 2));
    at = end + 2;
  }
  answer.body = bytes.substr(head_end + 4);
  return answer;
}

}  // namespace

std::string HttpAnswer::header(const std::string& name) const {
  for (const auto& [key, value] : headers)
    if (strcasecmp(key.c_str(), name.c_str()) == 0) return value;
  return {};
}

HttpAnswer send_bytes(int port, const std::string& bytes) {
  const Connection connection(port);
  connection.send_all(bytes);
  return parsed(connection.read_all());
}

HttpAnswer request(int port, const std::string& method, const std::string& target, const std::vector<std::string>& headers) {
  std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n", method, target, port);
  for (const auto& line : headers) bytes += line + "\r\n";
  return send_bytes(port, bytes + "\r\n");
}

}  // namespace test
