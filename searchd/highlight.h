#pragma once
// Marking the words searched for. Highlights are segments, never markup: what a document holds cannot become code.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/query_compiler.h"
#include "searchd/search_index.h"

namespace searchd {

/// A stretch of text that was searched for, or was not.
struct Segment {
  std::string text;
  bool hit = false;
};

/// What to mark: stems, exact words (of phrases and wildcards) and concepts under any of their names.
struct HighlightTerms {
  std::set<std::string> stems;
  std::set<std::string> words;
  std::set<std::pair<std::string, std::string>> concepts;  ///< vocabulary and id

  bool empty() const { return stems.empty() && words.empty() && concepts.empty(); }
};

/// With ConceptWords::kTogether the words of "county lines" are marked where they name the concept, not one by one.
HighlightTerms highlight_terms(const ParsedQuery& query, ConceptWords words = ConceptWords::kTogether);

/// `text` cut into segments; joined they are `text`. Neighbouring hits with only spaces or hyphens between them are one.
std::vector<Segment> highlight(const std::string& text, const HighlightTerms& terms, const AudienceIndex& index);

}  // namespace searchd
