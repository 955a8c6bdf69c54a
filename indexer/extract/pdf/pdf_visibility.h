#pragma once
// Text that is in a PDF and cannot be seen on its page: under a black box, white on white. The classic failed
// redaction.

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "indexer/extract/pdf/pdf_words.h"

namespace poppler {
class image;
class page;
}  // namespace poppler

namespace indexer::pdf {

/// `page` at 72 dpi, of 8 bits a colour; not valid for one over 20 million square points, which is not
/// rendered.
poppler::image picture_of(const poppler::page& page);

/// Looks in the pictures of pages whether their words left ink. One object a document.
class Visibility {
 public:
  /// `embedded`: the fonts that the file carries. Others may not be there to render with, so that their words
  /// may look unseen in vain; they count only where the colour around them is dark.
  explicit Visibility(std::set<std::string> embedded) : embedded_(std::move(embedded)) {}

  /// Takes the words from `words` that cannot be seen on their page: at the place of most of their letters
  /// its `picture` is of one colour. Where more than half of a page's words look so on a light ground, its
  /// fonts did not render and only those on a dark ground are taken. Returns how many words were taken.
  std::size_t take_unseen(const poppler::image& picture, std::vector<Word>& words) const;

 private:
  std::set<std::string> embedded_;
};

}  // namespace indexer::pdf
