#pragma once
// One JSON object a line on standard error. What people searched for is in no line.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace searchd {

/// Writes {"time": …, "level": …, "event": …} and the members of `details`. Any thread; never throws.
void log_event(const std::string& level, const std::string& event, const nlohmann::json& details) noexcept;

}  // namespace searchd
