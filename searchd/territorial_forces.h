#pragma once
// The forces that together police all of England and Wales: "kind: territorial" in the vocabulary.

#include <vector>

#include "schema/vocabulary.h"

namespace searchd {

/// In the order of the vocabulary; none where it has no forces, or does not tell their kind.
std::vector<const schema::VocabularyValue*> territorial_forces(const schema::Vocabularies& vocabularies);

/// The region that a force's vocabulary entry names; empty where it names none.
std::string region_of(const schema::VocabularyValue& force);

}  // namespace searchd
