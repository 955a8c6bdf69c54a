#pragma once
// The readers, one a format. They run in hub-extract, a child process with limits, because a file may have been made to break them; hub-indexer does not link them.

#include "indexer/extract/extraction.h"

namespace indexer {

/// Reads `source` as its ending says and adds what its sidecar says, whose fields take the place of the document's own.
/// Content problems are data; throws std::exception (also std::bad_alloc) when the file cannot be read at all.
Extraction extract(const SourceContent& source);

// What extract() calls. Each gives the text in reading order.
Extraction extract_markdown(const SourceContent& source);
Extraction extract_jsonl(const SourceContent& source);

// Documents: one text; the companion is extract()'s business. A "title" field only where the document's visible text has one.
namespace word {
Extraction extract_docx(const SourceContent& source);
Extraction extract_odt(const SourceContent& source);
}  // namespace word
namespace pdf {
Extraction extract_pdf(const SourceContent& source);
}
namespace html {
Extraction extract_html(const SourceContent& source);
}
Extraction extract_text(const SourceContent& source);  ///< plain text of any encoding

}  // namespace indexer
