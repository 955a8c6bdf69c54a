#include "indexer/extract/html/html_hidden_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "indexer/extract/text/running_text.h"

namespace indexer::html {
namespace {

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0; }

/// Runs of two letters or more.
std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  std::size_t letters = 0;
  for (const char c : text) {
    letters = is_word_byte(c) ? letters + 1 : 0;
    if (letters == 2) ++words;
  }
  return words;
}

constexpr std::size_t kProseWords = 3;

std::string without_tags(std::string_view markup) {
  std::string out;
  bool tag = false;
  for (std::size_t i = 0; i < markup.size(); ++i) {
    if (markup[i] == '<' && i + 1 < markup.size() && (is_word_byte(markup[i + 1]) || markup[i + 1] == '/'))
      tag = true;
    if (!tag)
      out += markup[i];
    else if (markup[i] == '>') {
      tag = false;
      out += ' ';
    }
  }
  return out;
}

/// What programs write into comments, at its start. Before the bar: at any length; after it: up to six words.
constexpr std::string_view kRemarks[] = {"[if",
                                         "[endif",
                                         "<![endif",
                                         "saved from url",
                                         "?xml",
                                         "#include",
                                         "instancebegin",
                                         "instanceend",
                                         "newpp limit",
                                         "generated",
                                         "page generated",
                                         "this page was generated",
                                         "converted by",
                                         "produced by",
                                         "created by",
                                         "doxygen",
                                         "parsed by",
                                         "saved in parser cache",
                                         "transclusion expansion",
                                         "cached",
                                         "this site is optimized",
                                         "htmlarea",
                                         "created with",
                                         "html generated",
                                         "google tag",
                                         "global site tag",
                                         "latex2html",
                                         "mirrored from",
                                         "page served",
                                         "performance optimized",
                                         "document generated",
                                         "this html was",
                                         "this html is auto",
                                         "generator"};
constexpr std::string_view kShortRemarks[] = {
    "begin",  "end",        "start", "stop",     "close",   "closing", "open",
    "/",      ".",          "#",     "google",   "wrapper", "main",    "header",
    "footer", "navigation", "html",  "page",     "include", "load",    "javascript",
    "css",    "script",     "style", "facebook", "matomo",  "piwik",   "twitter"};

bool is_code(std::string_view text) {
  for (const std::string_view sign :
       {"{", "};", "function(", "function (", "var ", "=>", "();", "</script", "<link", "<script", "<meta"})
    if (text.find(sign) != std::string_view::npos) return true;
  return false;
}

/// A declaration of an inline style, blanks taken out, in lower case.
bool style_says(const std::string& style, std::string_view declaration) {
  for (auto at = style.find(declaration); at != std::string::npos; at = style.find(declaration, at + 1)) {
    const auto end = at + declaration.size();
    if ((at == 0 || style[at - 1] == ';') && (end == style.size() || style[end] == ';' || style[end] == '!'))
      return true;
  }
  return false;
}

std::string style_of(const GumboNode* node) {
  std::string style = lower_case(attribute(node, "style"));
  std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; });
  return style;
}

bool has_class(const GumboNode* node, std::string_view name) {
  const std::string padded = " " + lower_case(attribute(node, "class")) + " ";
  return padded.find(" " + std::string(name) + " ") != std::string::npos;
}

enum class Shown { kYes, kNo, kDeleted, kInserted, kComment };

Shown style_shows(const GumboNode* node) {
  const std::string style = style_of(node);
  if (style.empty()) return Shown::kYes;
  for (const auto* declaration : {"display:none", "visibility:hidden", "visibility:collapse", "mso-hide:all",
                                  "font-size:0", "font-size:0px", "font-size:0pt", "opacity:0"})
    if (style_says(style, declaration)) return Shown::kNo;
  if (style_says(style, "text-decoration:line-through") ||
      style_says(style, "text-decoration-line:line-through"))
    return Shown::kDeleted;
  if (style.find("mso-element:comment") != std::string::npos) return Shown::kComment;
  return Shown::kYes;
}

Shown shown(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_S:
    case GUMBO_TAG_STRIKE:
      return Shown::kDeleted;
    case GUMBO_TAG_INS:
      return Shown::kInserted;
    case GUMBO_TAG_TEMPLATE:
      return Shown::kNo;
    default:
      break;
  }
  if (has_attribute(node, "hidden")) return Shown::kNo;
  if (has_class(node, "msocommenttext") || has_class(node, "msocommentreference") ||
      has_class(node, "msocomtxt"))
    return Shown::kComment;
  return style_shows(node);
}

bool is_code_element(const GumboNode* node) {
  const auto tag = tag_of(node);
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_SVG ||
         tag == GUMBO_TAG_NOSCRIPT;
}

bool holds_text(const GumboNode* root) {
  bool found = false;
  for_each_node(root, [&](const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT && !collapsed(node->v.text.text).empty()) found = true;
    return !found && !is_code_element(node);
  });
  return found;
}

std::size_t words_below(const GumboNode* root) {
  std::size_t words = 0;
  for_each_node(root, [&](const GumboNode* node) {
    if (is_text(node)) words += count_words(node->v.text.text);
    return !is_code_element(node) && words < kProseWords;
  });
  return words;
}

class Search {
 public:
  bool visit(const GumboNode* node) {
    if (node->type == GUMBO_NODE_COMMENT) see_comment(node->v.text);
    if (!is_element(node)) return true;
    if (is_code_element(node)) return false;
    // Scripts show a body that a style hides.
    if (tag_of(node) == GUMBO_TAG_BODY || tag_of(node) == GUMBO_TAG_HTML) return true;
    const Shown how = shown(node);
    if (how == Shown::kYes) return true;
    count(how, node);
    found.nodes.insert(node);
    // A comment within hidden text counts as well.
    for (const auto* child : children_of(node))
      for_each_node(child, [&](const GumboNode* below) {
        if (below->type == GUMBO_NODE_COMMENT) see_comment(below->v.text);
        return true;
      });
    return false;
  }

  HiddenText found;

 private:
  void count(Shown how, const GumboNode* node) {
    if (how == Shown::kNo) {
      if (words_below(node) >= kProseWords) ++found.not_shown;
      return;
    }
    if (!holds_text(node)) return;
    ++(how == Shown::kDeleted    ? found.deletions
       : how == Shown::kInserted ? found.insertions
                                 : found.comments);
  }

  void see_comment(const GumboText& comment) {
    if (is_prose_comment(comment.text)) ++found.comments;
    const std::string_view source(comment.original_text.data, comment.original_text.length);
    if (source.starts_with("<!--") && source.find("-->") == std::string_view::npos &&
        source.find("--!>") == std::string_view::npos && source.size() > 7)
      found.unclosed_comment_line = comment.start_pos.line;
  }
};

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

bool is_prose_comment(std::string_view comment) {
  const std::string text = lower_case(comment);
  const auto begin = text.find_first_not_of(" \t\r\n\f-=*");
  if (begin == std::string::npos) return false;
  const auto rest = std::string_view(text).substr(begin);
  for (const auto remark : kRemarks)
    if (rest.starts_with(remark)) return false;
  if (is_code(rest)) return false;
  const auto words = count_words(without_tags(rest));
  if (words <= 6)
    for (const auto remark : kShortRemarks)
      if (rest.starts_with(remark)) return false;
  return words >= kProseWords;
}

std::vector<std::string> HiddenText::descriptions() const {
  std::vector<std::string> out;
  if (comments > 0) out.push_back(counted(comments, "comment", "comments"));
  if (deletions > 0) out.push_back("deleted text (" + counted(deletions, "place", "places") + ")");
  if (insertions > 0)
    out.push_back("tracked changes (" + counted(insertions, "insertion", "insertions") + ")");
  if (not_shown > 0) out.push_back("text that is not shown (" + counted(not_shown, "place", "places") + ")");
  return out;
}

HiddenText find_hidden_text(const GumboNode* document) {
  Search search;
  for_each_node(document, [&](const GumboNode* node) { return search.visit(node); });
  return std::move(search.found);
}

}  // namespace indexer::html
