#include "searchd/force_tiles.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace searchd {

std::vector<ForceTile> read_force_tiles(const std::filesystem::path& file) {
  std::vector<ForceTile> out;
  try {
    std::ifstream in(file);
    const auto read = nlohmann::json::parse(in);
    std::set<std::pair<int, int>> taken;
    for (const auto& tile : read.at("tiles")) {
      out.push_back({tile.at("force"), tile.at("x"), tile.at("y"), tile.at("short"), tile.value("short_cy", tile.at("short").get<std::string>()), tile.at("code")});
      if (!taken.emplace(out.back().x, out.back().y).second) throw std::runtime_error("two forces stand at the place of '" + out.back().force + "'");
    }
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("{} does not say where the forces stand on the map: {}", file.string(), error.what()));
  }
  return out;
}

}  // namespace searchd
