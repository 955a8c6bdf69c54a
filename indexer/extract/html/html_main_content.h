#pragma once
// Which part of a page is its content and which is the site around it. Losing content is worse than keeping
// some of the site.

#include "indexer/extract/html/html_tree.h"

namespace indexer::html {

/// The content: what is below `root` without the subtrees in `left_out`.
struct MainContent {
  const GumboNode* root = nullptr;  ///< an element; the <body> where nothing narrower is certain
  NodeSet left_out;
};

/// Chooses the main content of the page below `html` (<html>), passing over `hidden`. First <main>,
/// role=main, the only <article> or itemprop=articleBody, if it holds a quarter of the text that is no link;
/// else the body without the menus and scraps around its prose. From it are taken: always nav, aside, header and footer of the site, form controls,
/// dialogs, their ARIA roles, skip links, links back from footnotes; and by score (after Readability: names
/// in class and id, link density, commas) menus, cookie banners, breadcrumbs and the like. The score counts
/// for nothing where less than a quarter of the text would be left.
MainContent choose_main_content(const GumboNode* html, const NodeSet& hidden);

/// True if `node` is furniture by its tag or role, whatever the rest of the page looks like.
bool is_certain_furniture(const GumboNode* node);

/// True for <script>, <style>, <svg> and such: they hold nothing that is read as text.
bool is_never_text(const GumboNode* node);

}  // namespace indexer::html
