#pragma once
// What a page is called.

#include <string>
#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/extract/html/html_tree.h"

namespace indexer::html {

/// Takes the title out of `blocks`: the <h1> of the content, if it is the only one or comes first among the
/// headings. The levels of the other headings are made to begin at 2 without gaps. Empty where no <h1> is the
/// title.
FieldValue take_title(std::vector<ExtractedBlock>& blocks);

/// The title that the browser's tab shows, without the name of the site: "Knife crime | College of Policing"
/// is "Knife crime". Cut is what stands behind the last " | ", or behind " - " and its like where the page
/// repeats it; where an <h1> anywhere repeats a part, that part is the title.
FieldValue tab_title(const GumboNode* html);

}  // namespace indexer::html
