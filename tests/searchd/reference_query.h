#pragma once
// What a query's tree matches, said a second time in Xapian's own operators: document sets are tested against it.

#include <xapian.h>

#include "searchd/query.h"

namespace test {

Xapian::Query reference_query(const searchd::QueryNode& node);

}  // namespace test
