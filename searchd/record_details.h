#pragma once
// The key details of a record, and what it says of itself.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/page.h"

namespace searchd {

/// A row: its label, and its values ("rows" in the reference); no values where the record has none.
struct Detail {
  std::string label;
  nlohmann::json values;
};

/// Key details in their order. Records of one collection have the same rows, so that they can stand side by side.
std::vector<Detail> key_details(const schema::Record& record, const PageContext& context);

/// Published, verified, originator, licence and the like.
std::vector<Detail> about_record(const schema::Record& record, const PageContext& context);

/// "rows" of those that have a value.
nlohmann::json rows_model(std::vector<Detail> details);

}  // namespace searchd
