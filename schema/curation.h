#pragma once
// What the library's staff say about searching, beside what the records say: queries to suggest, words never to suggest, and which
// records stand first for a query. Data (corpus/curation.yaml), in a generation once per audience.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace schema {

/// Records that staff put first for some queries, or keep out of them. Ids of this audience's records alone.
struct BestBet {
  std::vector<std::string> queries;  ///< as typed; each alone brings it about
  std::vector<std::string> pin;      ///< shown first, in this order
  std::vector<std::string> hide;     ///< not shown
  bool operator==(const BestBet&) const = default;
};

struct Curation {
  std::vector<std::string> queries;  ///< to suggest, in this order
  std::vector<std::string> deny;     ///< words and phrases that no suggestion may hold, in any case and form of the word
  std::vector<BestBet> bets;
  bool operator==(const Curation&) const = default;
};

/// The JSON that travels in a generation. Empty parts are left out; from_json throws nlohmann::json::exception on anything else.
void to_json(nlohmann::json& json, const Curation& curation);
void from_json(const nlohmann::json& json, Curation& curation);

}  // namespace schema
