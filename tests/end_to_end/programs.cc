#include "tests/end_to_end/programs.h"

#include <chrono>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace test {
namespace {

Ran run_program(const char* program, const std::vector<std::string>& arguments) {
  const TempFolder folder;
  std::vector<std::string> command = {program};
  command.insert(command.end(), arguments.begin(), arguments.end());
  Ran ran;
  ran.code = run(command, {{}, folder.path() / "output"});
  ran.output = read_bytes(folder.path() / "output");
  return ran;
}

int port_of(const std::string& address) { return std::stoi(address.substr(address.rfind(':') + 1)); }

}  // namespace

Ran run_indexer(const std::vector<std::string>& arguments) { return run_program(HUB_INDEXER, arguments); }
Ran run_searchd(const std::vector<std::string>& arguments) { return run_program(HUB_SEARCHD, arguments); }

void make_web_folder(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const auto* part : {"templates", "messages"})
    std::filesystem::copy(std::filesystem::path(HUB_SOURCE) / "web" / part, folder / part, std::filesystem::copy_options::recursive);
  for (const auto* file : {"openapi.json", "map.json"}) std::filesystem::copy_file(std::filesystem::path(HUB_SOURCE) / "web" / file, folder / file);
  write_bytes(folder / "dist/hub.css", ".hub{}");
}

RunningSearchd::RunningSearchd(const std::filesystem::path& data, const std::vector<std::string>& more) {
  make_web_folder(folder_.path() / "web");
  std::vector<std::string> command = {HUB_SEARCHD, "--data", data.string(), "--web", (folder_.path() / "web").string(), "--port", "0", "--admin-port", "0"};
  command.insert(command.end(), more.begin(), more.end());
  process_ = std::make_unique<ChildProcess>(command, ChildOptions{{}, folder_.path() / "log"});
  for (int i = 0; i < 1'000 && !process_->ended(); ++i) {
    std::istringstream lines(log());
    for (std::string line; std::getline(lines, line) && !lines.eof();) {
      const auto event = nlohmann::json::parse(line, nullptr, false);
      if (!event.is_object() || event.value("event", "") != "listening") continue;
      port_ = port_of(event.at("address"));
      admin_port_ = port_of(event.at("admin"));
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("hub-searchd does not listen:\n" + log());
}

nlohmann::json RunningSearchd::json(const std::string& target) const {
  const auto answer = get(target);
  if (answer.status != 200) throw std::runtime_error(target + " was answered " + std::to_string(answer.status) + ": " + answer.body);
  return nlohmann::json::parse(answer.body);
}

}  // namespace test
