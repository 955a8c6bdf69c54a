#pragma once
// A parsed query in one line, for tables of what was typed and what was understood.

#include <string>

#include "searchd/query.h"

namespace test {

/// A word as "knife", a phrase as "\"a b\"", a concept as "<theme/cse|cse>" (its ids, then the words that name it), a wildcard as
/// "kni*(knife,knives)", a filter as "[XFO:essex]", operators in brackets: "(a AND (b OR c))", "NOT a", "NEAR(a b)".
std::string printed(const searchd::QueryNode& node);

/// Clauses; then "+" what is required, "-" what is excluded and "~" what only ranks.
std::string printed(const searchd::ParsedQuery& query);

}  // namespace test
