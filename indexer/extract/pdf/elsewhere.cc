// Takes the place of the PDF reader in hub-extract, which is not asked to read PDFs.

#include <stdexcept>

#include "indexer/extract/readers.h"

namespace indexer::pdf {

Extraction extract_pdf(const SourceContent&) { throw std::logic_error("PDFs are read by hub-extract-pdf"); }

}  // namespace indexer::pdf
