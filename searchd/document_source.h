#pragma once
// A set of documents as a part of a Xapian query: what was matched and counted is what is ranked.

#include <functional>
#include <memory>
#include <xapian.h>

#include "searchd/facet_index.h"

namespace searchd {

/// Matches exactly `documents`, each with a weight of its own. Both must outlive the query. One thread.
class DocumentSource : public Xapian::PostingSource {
 public:
  using Weight = std::function<double(Xapian::docid)>;
  /// `most`: no weight is above it.
  DocumentSource(const DocumentSet& documents, double most, Weight weight);
  Xapian::doccount get_termfreq_min() const override { return count_; }
  Xapian::doccount get_termfreq_est() const override { return count_; }
  Xapian::doccount get_termfreq_max() const override { return count_; }
  double get_weight() const override { return weight_(get_docid()); }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override { return **at_; }
  void init(const Xapian::Database& database) override;

 private:
  const DocumentSet& documents_;
  Xapian::doccount count_;
  double most_;
  Weight weight_;
  std::unique_ptr<DocumentSet::const_iterator> at_;  ///< null before the first document
};

}  // namespace searchd
