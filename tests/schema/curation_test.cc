#include "schema/curation.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;
using schema::Curation;

TEST(Curation, ComesBackFromItsJson) {
  const Curation full{{"knife crime in schools", "t\u0177 diogel"}, {"leaflet"}, {{{"knife", "knives"}, {"pe-a", "pe-b"}, {}}, {{"bail"}, {}, {"pe-c"}}}};
  for (const auto& curation : {full, Curation{}}) EXPECT_EQ(json::parse(json(curation).dump()).get<Curation>(), curation);
  EXPECT_EQ(json(Curation{}).dump(), "{}");
}

TEST(Curation, IsNothingElse) {
  for (const auto* text : {"[]", "null", R"({"queries": "knife"})", R"({"deny": [1]})", R"({"bets": [{"pin": ["pe-a"]}]})"})
    EXPECT_THROW(json::parse(text).get<Curation>(), json::exception) << text;
}

}  // namespace
