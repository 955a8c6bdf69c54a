#include "searchd/log.h"

#include <fmt/chrono.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace searchd {

void log_event(const std::string& level, const std::string& event, const nlohmann::json& details) noexcept {
  try {
    static const auto logger = [] {
      auto made = std::make_shared<spdlog::logger>("searchd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
      made->set_pattern("%v");
      made->flush_on(spdlog::level::info);
      return made;
    }();
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    nlohmann::json line = {{"time", fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)))},
                           {"level", level},
                           {"event", event}};
    line.update(details);
    logger->info("{}", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  } catch (...) {
    // A line that cannot be written is lost; the request it is about is not.
  }
}

}  // namespace searchd
