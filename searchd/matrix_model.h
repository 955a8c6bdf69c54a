#pragma once
// A table of counts as pages show it: the darker, the more; every number but 0 leads to the records that it counts.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "searchd/cross_counts.h"
#include "searchd/page.h"

namespace searchd {

/// A column of the matrix: one of the table's, and its head.
struct MatrixColumn {
  std::string value;
  std::string label;
};

struct MatrixLinks {
  std::function<std::string(const std::string& row)> line_url;
  std::function<SearchRequest(const std::string& row, const std::string& column)> cell;
};

/// {columns, lines} of "matrix" in the reference: all rows of the table, and of its columns those given, in their order.
nlohmann::json matrix_model(const CrossCounts& table, const std::vector<MatrixColumn>& columns, const MatrixLinks& links, const PageContext& context);

}  // namespace searchd
