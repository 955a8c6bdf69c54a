#include "searchd/document_source.h"

namespace searchd {

DocumentSource::DocumentSource(const DocumentSet& documents, double most, Weight weight)
    : documents_(documents), count_(static_cast<Xapian::doccount>(documents.cardinality())), most_(most), weight_(std::move(weight)) {}

void DocumentSource::init(const Xapian::Database&) {
  at_.reset();
  set_maxweight(most_);
}

bool DocumentSource::at_end() const { return at_ != nullptr && *at_ == documents_.end(); }

void DocumentSource::next(double) {
  if (at_ == nullptr) at_ = std::make_unique<DocumentSet::const_iterator>(documents_.begin());
  else ++*at_;
}

void DocumentSource::skip_to(Xapian::docid document, double) {
  if (at_ == nullptr) at_ = std::make_unique<DocumentSet::const_iterator>(documents_.begin());
  if (*at_ != documents_.end() && **at_ < document) at_->equalorlarger(document);
}

}  // namespace searchd
