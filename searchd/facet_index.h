#pragma once
// The facet columns of one index in memory: which documents have which value. Xapian ranks; this counts.

#include <xapian.h>

#include <map>
#include <roaring/roaring.hh>
#include <string>
#include <string_view>
#include <vector>

#include "schema/fields.h"
#include "schema/partial_date.h"

namespace searchd {

/// A set of documents by docid.
using DocumentSet = ::Roaring;

/// One field's values, each with its documents, and the documents that have none.
struct FacetColumn {
  std::map<std::string, DocumentSet, std::less<>> values;
  DocumentSet missing;
};

/// First and last day that a date may mean, by docid (index 0 unused); 0 where a document has none.
struct DateColumn {
  std::vector<schema::DayNumber> first;
  std::vector<schema::DayNumber> last;
};

enum class Order { kRelevance, kNewest, kOldest, kTitle, kTitleDescending, kNewestVerified, kEvidence };

/// Loaded once from the index's posting lists and value slots; immutable, any thread.
class FacetIndex {
 public:
  /// Throws Xapian::Error if the index cannot be read.
  explicit FacetIndex(const Xapian::Database& database);

  const DocumentSet& all() const { return all_; }
  /// Null where no document of this index has the field: demographic fields for the widest audience, for one.
  const FacetColumn* column(std::string_view field) const;
  /// Those with `value`; empty where no document has it.
  const DocumentSet& documents_with(std::string_view field, std::string_view value) const;
  /// Fields "published", "start_date", "verified"; null for others.
  const DateColumn* dates(std::string_view field) const;
  /// Documents whose date overlaps [from, to]; 0 leaves an end open.
  DocumentSet overlapping(const DateColumn& dates, schema::DayNumber from, schema::DayNumber to) const;
  /// All documents in an order other than relevance; ties by the hash of their ids, documents without the value last.
  const std::vector<Xapian::docid>& ordered(Order order) const { return orders_.at(order); }

 private:
  void load_columns(const Xapian::Database& database);
  void load_dates(const Xapian::Database& database);
  void load_orders(const Xapian::Database& database);

  DocumentSet all_;
  std::map<std::string_view, FacetColumn> columns_;
  std::map<std::string_view, DateColumn> dates_;
  std::map<Order, std::vector<Xapian::docid>> orders_;
};

}  // namespace searchd
