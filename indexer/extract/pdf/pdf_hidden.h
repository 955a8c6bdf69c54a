#pragma once
// What a PDF carries beside its pages: comments, files, layers that are off.

#include <string>
#include <string_view>
#include <vector>

namespace indexer::pdf {

struct PdfCarries {
  std::vector<std::string>
      hidden;  ///< as ExtractedText::hidden: "2 comments", "1 embedded file", "1 layer that is switched off"
  bool dynamic_form = false;  ///< an XFA form: its pages hold no more than "please wait"
};

/// Reads the structure of `bytes`, a PDF without password. Links, fields of forms and text boxes that can be
/// seen are no comments. Throws std::exception where qpdf cannot read the file.
PdfCarries what_pdf_carries(const std::string& bytes);

}  // namespace indexer::pdf
