#pragma once
// hub-indexer and hub-searchd as a person runs them.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/http_client.h"
#include "tests/support/temp_folder.h"

namespace test {

/// A program's end and what it wrote.
struct Ran {
  int code = 0;
  std::string output;
};
Ran run_indexer(const std::vector<std::string>& arguments);
Ran run_searchd(const std::vector<std::string>& arguments);

/// A folder for the styles, which need not be built: templates of the sources and a small dist/.
void make_web_folder(const std::filesystem::path& folder);

/// hub-searchd on free ports.
class RunningSearchd {
 public:
  /// Returns when it listens. Throws std::runtime_error with its log if it does not within ten seconds.
  explicit RunningSearchd(const std::filesystem::path& data, const std::vector<std::string>& more = {});
  int port() const { return port_; }
  int admin_port() const { return admin_port_; }
  ChildProcess& process() { return *process_; }
  std::string log() const { return read_bytes(folder_.path() / "log"); }
  HttpAnswer get(const std::string& target) const { return request(port_, "GET", target); }
  /// The body of an answer that must be 200.
  nlohmann::json json(const std::string& target) const;

 private:
  TempFolder folder_;
  std::unique_ptr<ChildProcess> process_;
  int port_ = 0;
  int admin_port_ = 0;
};

}  // namespace test
