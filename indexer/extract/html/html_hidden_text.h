#pragma once
// What an HTML page holds and does not show, or shows as deleted: the reason why an original must not be
// handed out.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/html/html_tree.h"

namespace indexer::html {

/// What was found in the whole page, its furniture included.
struct HiddenText {
  NodeSet nodes;               ///< whose subtrees are not shown, with or without words
  std::size_t comments = 0;    ///< HTML comments with prose in them, and Word's comments
  std::size_t deletions = 0;   ///< <del>, <s>, <strike>, struck through by style
  std::size_t insertions = 0;  ///< <ins>
  std::size_t not_shown =
      0;  ///< hidden, display:none, visibility:hidden, mso-hide:all, <template>; with three words or more
  std::size_t unclosed_comment_line =
      0;  ///< of a comment that swallows the rest of the page; 0: there is none

  /// As in ExtractedText::hidden: "2 comments", "deleted text (1 place)". Empty where nothing counts.
  std::vector<std::string> descriptions() const;
};

/// Looks through all of `document`.
HiddenText find_hidden_text(const GumboNode* document);

/// True if `comment`, what stands between "<!--" and "-->", is somebody's prose: three words or more that are
/// neither a conditional comment nor code nor a remark of the program that built the page. Markup within it
/// is looked through.
bool is_prose_comment(std::string_view comment);

}  // namespace indexer::html
