#include "searchd/territorial_forces.h"

namespace searchd {
namespace {

std::string extra(const schema::VocabularyValue& value, const char* name) {
  const auto found = value.extra.find(name);
  return found == value.extra.end() ? std::string() : found->second;
}

}  // namespace

std::vector<const schema::VocabularyValue*> territorial_forces(const schema::Vocabularies& vocabularies) {
  std::vector<const schema::VocabularyValue*> out;
  const auto* forces = vocabularies.find("force");
  if (forces == nullptr) return out;
  for (const auto& force : forces->values())
    if (extra(force, "kind") == "territorial") out.push_back(&force);
  return out;
}

std::string region_of(const schema::VocabularyValue& force) { return extra(force, "region"); }

}  // namespace searchd
