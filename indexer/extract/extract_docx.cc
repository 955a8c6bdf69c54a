#include <stdexcept>

#include "indexer/extract/readers.h"

namespace indexer {

Extraction extract_docx(const SourceContent&) { throw std::runtime_error("is of a format that is not read yet"); }

}  // namespace indexer
