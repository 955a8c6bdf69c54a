#pragma once
// JSON of what leads to a search or on from one: suggestions, similar records, links, counts across fields. Shapes: docs/API.md.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "searchd/cross_counts.h"
#include "searchd/learning_links.h"
#include "searchd/search_index.h"
#include "searchd/similar.h"
#include "searchd/suggestions.h"

namespace searchd {

nlohmann::json suggestions_json(const std::string& q, const std::vector<SuggestionGroup>& groups, const AudienceIndex& index, const std::string& language);
nlohmann::json similar_json(const std::string& id, const std::vector<SimilarRecord>& similar, const AudienceIndex& index, const std::string& language);
nlohmann::json links_json(const std::string& id, const LearningLinks& links, const AudienceIndex& index, const std::string& language);
nlohmann::json matrix_json(const std::string& q, const CrossCounts& counts, const AudienceIndex& index);
nlohmann::json trends_json(const std::string& q, const CrossCounts& counts, const AudienceIndex& index);

}  // namespace searchd
