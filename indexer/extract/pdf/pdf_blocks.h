#pragma once
// Pieces of a whole PDF become blocks: what size and weight make a heading, and of which level.

#include <string>
#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/extract/pdf/pdf_paragraphs.h"

namespace indexer::pdf {

struct PdfText {
  std::string
      title;  ///< the largest text of page 1, if it is larger or bolder than the rest; not among `blocks`
  std::vector<ExtractedBlock> blocks;
};

/// `body` is the usual font size. Headings have level 2 and deeper, without their numbers; numbers of items
/// are left out, those of numbered paragraphs ("3.14 The panel …") stay, because they are cited.
PdfText blocks_of(const std::vector<Piece>& pieces, double body);

}  // namespace indexer::pdf
