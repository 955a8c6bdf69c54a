#pragma once
// HTTP byte by byte: what a test sends is what goes out, also where it is no HTTP.

#include <string>
#include <utility>
#include <vector>

namespace test {

struct HttpAnswer {
  int status = 0;  ///< 0: the connection was closed without an answer
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// The value of a header in any case; empty if it is not there.
  std::string header(const std::string& name) const;
};

/// Connects to 127.0.0.1:port, sends `bytes` and reads until the server closes. Throws std::system_error if it cannot connect.
HttpAnswer send_bytes(int port, const std::string& bytes);

/// "METHOD TARGET HTTP/1.1" with Host, "Connection: close" and `headers` (whole lines without their ends).
HttpAnswer request(int port, const std::string& method, const std::string& target, const std::vector<std::string>& headers = {});

}  // namespace test
