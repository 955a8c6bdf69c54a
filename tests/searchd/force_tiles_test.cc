#include "searchd/force_tiles.h"

#include <gmock/gmock.h>

#include <set>
#include <stdexcept>

#include "searchd/territorial_forces.h"
#include "tests/searchd/national_library.h"
#include "tests/support/temp_folder.h"

namespace {

TEST(ForceTiles, AreOneForEachForceOfEnglandAndWales) {
  std::set<std::string> on_map;
  for (const auto& tile : searchd::read_force_tiles(HUB_SOURCE "/web/map.json")) {
    EXPECT_TRUE(on_map.insert(tile.force).second) << tile.force;
    EXPECT_TRUE(tile.x >= 0 && tile.x <= 6 && tile.y >= 0 && tile.y <= 9) << tile.force << ": the styles have no such place";
    EXPECT_LE(tile.code.size(), 4u);
  }
  std::set<std::string> forces;
  for (const auto* force : searchd::territorial_forces(test::national().open.index().vocabularies())) forces.insert(force->id);
  EXPECT_EQ(on_map, forces);
}

TEST(ForceTiles, RefuseAFileThatDoesNotPlaceThem) {
  const test::TempFolder folder;
  const auto file = folder.path() / "map.json";
  EXPECT_THROW(searchd::read_force_tiles(file), std::runtime_error);
  for (const auto* text : {"", "[]", R"({"tiles": [{"force": "essex", "x": 1}]})",
                           R"({"tiles": [{"force": "essex", "x": 1, "y": 1, "short": "E", "code": "E"}, {"force": "kent", "x": 1, "y": 1, "short": "K", "code": "K"}]})"}) {
    test::write_bytes(file, text);
    EXPECT_THROW(searchd::read_force_tiles(file), std::runtime_error) << text;
  }
}

}  // namespace
