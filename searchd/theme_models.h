#pragma once
// Themes as pages list them.

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "searchd/page.h"

namespace searchd {

enum class ThemeDetail {
  kNames,        ///< the top of the tree and its children
  kDefinitions,  ///< with what each top means, where that is known in the page's language, and the children's children
};

/// "theme groups" of every theme that a record has, in the order of the vocabulary; links lead to the pages of the themes.
nlohmann::json theme_groups(const PageContext& context, ThemeDetail detail);

/// Every theme that a record has, each below its parent, with its depth from 0.
std::vector<std::pair<const schema::VocabularyValue*, int>> themes_in_tree_order(const PageContext& context);

/// {label, url, count} of the page of a theme.
nlohmann::json theme_link(const std::string& theme, const PageContext& context);

/// What a theme is, as the vocabulary says, in English; empty on pages in another language.
std::string definition_of(const schema::VocabularyValue& value, const PageContext& context);

}  // namespace searchd
