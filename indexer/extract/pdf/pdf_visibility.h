#pragma once
// Text that is in a PDF and cannot be seen on its page: under a black box, white on white. The classic failed
// redaction.

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "indexer/extract/pdf/pdf_words.h"

namespace poppler {
class page;
}

namespace indexer::pdf {

/// Renders pages and looks whether their words left ink. One object a document.
class Visibility {
 public:
  /// `embedded`: the fonts that the file carries. Others may not be there to render with, so that their words
  /// may look unseen in vain; they count only where the colour around them is dark.
  explicit Visibility(std::set<std::string> embedded) : embedded_(std::move(embedded)) {}

  /// Takes the words from `words` that cannot be seen on `page`: at the place of most of their letters the
  /// picture is of one colour. Where more than half of a page's words look so on a light ground, its fonts
  /// did not render and only those on a dark ground are taken. Pages over 20 million square points are not
  /// rendered. Returns how many words were taken.
  std::size_t take_unseen(const poppler::page& page, std::vector<Word>& words) const;

 private:
  std::set<std::string> embedded_;
};

}  // namespace indexer::pdf
