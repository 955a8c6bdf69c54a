#pragma once
// Bullets that are drawn and not written, as browsers print them.

#include <vector>

#include "indexer/extract/pdf/pdf_words.h"

namespace poppler {
class image;
}

namespace indexer::pdf {

/// Adds a word "•" to `words` for each small dot of `picture`, their page at 72 dpi, that stands alone in front of one of
/// them.
void add_drawn_bullets(const poppler::image& picture, std::vector<Word>& words);

}  // namespace indexer::pdf
