#include "schema/welsh_mutations.h"

#include <array>

namespace schema {
namespace {

struct Mutation {
  std::string_view from;
  std::array<std::string_view, 3> to;  ///< "-": the letter falls away; empty: no further one
};

/// Longer beginnings first: "rh" is not an "r".
constexpr std::array<Mutation, 20> kMutations = {{
    {"ll", {"l"}},
    {"rh", {"r"}},
    {"ch", {}},
    {"th", {}},
    {"ph", {}},
    {"dd", {}},
    {"ff", {}},
    {"ng", {}},
    {"p", {"b", "mh", "ph"}},
    {"t", {"d", "nh", "th"}},
    {"c", {"g", "ngh", "ch"}},
    {"b", {"f", "m"}},
    {"d", {"dd", "n"}},
    {"g", {"-", "ng"}},
    {"m", {"f"}},
    {"a", {"ha"}},
    {"e", {"he"}},
    {"i", {"hi"}},
    {"o", {"ho"}},
    {"u", {"hu"}},
}};

}  // namespace

std::vector<std::string> welsh_mutations(std::string_view word) {
  std::vector<std::string> out;
  for (const auto& [from, to] : kMutations) {
    if (!word.starts_with(from)) continue;
    for (const auto begin : to)
      if (!begin.empty()) out.push_back((begin == "-" ? std::string() : std::string(begin)) + std::string(word.substr(from.size())));
    break;
  }
  return out;
}

}  // namespace schema
