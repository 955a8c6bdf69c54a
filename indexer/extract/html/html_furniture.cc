#include "indexer/extract/html/html_furniture.h"

#include <vector>

namespace indexer::html {
namespace {

// Each surrounded by spaces; "x*" stands for all that begins with x.
constexpr std::string_view kFurnitureNames[] = {
    "cookie*",   "breadcrumb*",    "breadcrumbs", "skiplink*", "skip",        "skipnav*",    "pagination",
    "pager",     "navbar*",        "navigation",  "navheader", "navfooter",   "navpath",     "nav",
    "navbox*",   "navlinks",       "menu",        "menubar",   "submenu",     "topnav",      "subnav",
    "sidenav",   "sitenav",        "mainnav",     "masthead",  "sharing",     "sharedaddy",  "sharethis",
    "addthis*",  "social*",        "advert*",     "adsense",   "newsletter*", "editsection", "headerlink",
    "catlinks",  "printfooter",    "noprint",     "popup",     "backtotop",   "feedback",    "langs",
    "titlearea", "sphinxsidebar*", "jumplink*",   "consent",   "quickview",   "toplang",     "bottomlang"};
constexpr std::string_view kPerhapsNames[] = {
    "sidebar*", "footer*", "related*", "toc",       "share",      "toolbar*",    "banner*",
    "promo*",   "login*",  "search*",  "comments",  "respond",    "recommended", "subscribe*",
    "header",   "top",     "bottom",   "links",     "siteheader", "sitefooter",  "tabs",
    "widget",   "jump",    "metadata", "masthead*", "menu*",      "nav*"};
constexpr std::string_view kContentNames[] = {"content", "article*",    "main",        "entry",
                                              "post",    "maincontent", "bodycontent", "body",
                                              "story",   "document",    "text"};

template <std::size_t N>
bool among(const std::string_view (&names)[N], const std::string& word) {
  for (const auto name : names)
    if (name.ends_with('*') ? std::string_view(word).starts_with(name.substr(0, name.size() - 1))
                            : word == name)
      return true;
  return false;
}

/// The words of a class or id, in lower case, and each pair of neighbours as one: "skip", "link", "skiplink".
std::vector<std::string> words_of(std::string_view names) {
  std::vector<std::string> words;
  std::string word;
  std::string before;
  const auto take = [&] {
    if (word.empty()) return;
    if (!before.empty()) words.push_back(before + word);
    before = word;
    words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && i > 0 && names[i - 1] >= 'a' && names[i - 1] <= 'z') take();
    if (upper || (c >= 'a' && c <= 'z')) {
      word += static_cast<char>(c | 0x20);
    } else {
      take();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') before.clear();
    }
  }
  take();
  return words;
}

}  // namespace

Hint hint_of(const GumboNode* node) {
  std::string names(attribute(node, "class"));
  names += ' ';
  names += attribute(node, "id");
  if (names.size() == 1 || names.size() > 2000) return Hint::kNone;
  Hint hint = Hint::kNone;
  for (const auto& word : words_of(names)) {
    if (among(kFurnitureNames, word)) return Hint::kFurniture;
    if (among(kContentNames, word))
      hint = Hint::kContent;
    else if (hint == Hint::kNone && among(kPerhapsNames, word))
      hint = Hint::kPerhapsFurniture;
  }
  return hint;
}

}  // namespace indexer::html
