#pragma once
// What printing puts around the text of a PDF and no passage should hold: running headers and footers, page
// numbers, tables of contents, footnotes in the middle of sentences.

#include <string>
#include <vector>

#include "indexer/extract/pdf/pdf_layout.h"

namespace indexer::pdf {

/// The font size of most letters of the document, to half a point; 0 without words.
double body_size(const std::vector<PdfPage>& pages);

/// Takes out of `pages` what repeats at their top or bottom (on three pages or 60 % of them, digits aside),
/// page numbers, and lines that are a protective marking alone, which it returns, each once. Labels
/// ("Recommendation 3") are no furniture.
std::vector<std::string> take_furniture(std::vector<PdfPage>& pages);

/// Takes out of the columns of all pages, in reading order, tables of contents with their heading: lines with
/// dot leaders and a page number, and after a heading "Contents" lines that end in ascending page numbers.
void take_contents(std::vector<std::vector<Column>>& pages);

/// Takes the footnotes from the end of `column`: the last lines, all smaller than `body`, from the first that
/// begins with a number or a sign of reference.
std::vector<Line> take_footnotes(Column& column, double body);

}  // namespace indexer::pdf
