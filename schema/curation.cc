#include "schema/curation.h"

#include <nlohmann/json.hpp>

namespace schema {
namespace {

void put(nlohmann::json& json, const char* key, const std::vector<std::string>& list) {
  if (!list.empty()) json[key] = list;
}

void take(const nlohmann::json& json, const char* key, std::vector<std::string>& list) {
  if (const auto found = json.find(key); found != json.end()) found->get_to(list);
}

}  // namespace

static void to_json(nlohmann::json& json, const BestBet& bet) {
  json = {{"queries", bet.queries}};
  put(json, "pin", bet.pin);
  put(json, "hide", bet.hide);
}

static void from_json(const nlohmann::json& json, BestBet& bet) {
  json.at("queries").get_to(bet.queries);
  take(json, "pin", bet.pin);
  take(json, "hide", bet.hide);
}

void to_json(nlohmann::json& json, const Curation& curation) {
  json = nlohmann::json::object();
  put(json, "queries", curation.queries);
  put(json, "deny", curation.deny);
  if (!curation.bets.empty()) json["bets"] = curation.bets;
}

void from_json(const nlohmann::json& json, Curation& curation) {
  if (!json.is_object()) throw nlohmann::json::type_error::create(302, "a curation must be an object", &json);
  take(json, "queries", curation.queries);
  take(json, "deny", curation.deny);
  if (const auto bets = json.find("bets"); bets != json.end()) bets->get_to(curation.bets);
}

}  // namespace schema
