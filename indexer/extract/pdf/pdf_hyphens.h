#pragma once
// Lines of a PDF put together to running text: which hyphens at their ends belong to the word, and which to
// the line.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/pdf/pdf_words.h"

namespace indexer::pdf {

/// The words of a document that settle doubt.
class Hyphens {
 public:
  Hyphens() = default;
  explicit Hyphens(const std::vector<PdfPage>& pages);

  /// Appends a line to `text`. A soft hyphen at its end goes; "-" goes where `line` goes on in lower case,
  /// unless the document writes the word with a hyphen elsewhere (and not without) or it begins like a
  /// compound ("multi-", "non-"). Example: "a multi-" + "agency res-" + "ponse" gives "a multi-agency
  /// response".
  void append_line(std::string& text, std::string_view line) const;

 private:
  bool keeps(std::string_view text, std::string_view line) const;

  std::set<std::string> compounds_;
  std::set<std::string> whole_;
};

}  // namespace indexer::pdf
