#pragma once
// Where each force stands on the practice map: web/map.json.

#include <filesystem>
#include <string>
#include <vector>

namespace searchd {

struct ForceTile {
  std::string force;  ///< id in the vocabulary
  int x = 0;          ///< column from the west
  int y = 0;          ///< row from the north
  std::string short_name;
  std::string short_name_cy;  ///< the same as short_name where there is no Welsh one
  std::string code;
};

/// In the order of the file, from the north-west. Throws std::runtime_error, naming the file, if it cannot be read or two forces stand in one place.
std::vector<ForceTile> read_force_tiles(const std::filesystem::path& file);

}  // namespace searchd
