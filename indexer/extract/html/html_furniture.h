#pragma once
// Names in class and id that tell a site's furniture from its content.

#include "indexer/extract/html/html_tree.h"

namespace indexer::html {

/// What the names of an element suggest.
enum class Hint {
  kNone,
  kContent,           ///< content, article, entry, …
  kPerhapsFurniture,  ///< sidebar, related, toc, …: if its text is mostly links or short
  kFurniture,         ///< cookie banner, breadcrumb, skip link, pagination, …
};

/// Reads `class` and `id`. Names are split at hyphens, underscores and capitals: "navHeader", "nav-header"
/// and "navheader" are alike.
Hint hint_of(const GumboNode* node);

}  // namespace indexer::html
