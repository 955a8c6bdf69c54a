#include "indexer/extract/html/html_main_content.h"

#include <algorithm>
#include <vector>

#include "indexer/extract/html/html_furniture.h"
#include "indexer/extract/html/html_measures.h"

namespace indexer::html {
namespace {

bool role_is(const GumboNode* node, std::string_view list) {
  const std::string role = lower_case(attribute(node, "role"));
  return !role.empty() && list.find(" " + role + " ") != std::string_view::npos;
}

bool within(const GumboNode* node, std::initializer_list<GumboTag> tags) {
  for (node = node->parent; node != nullptr; node = node->parent)
    if (is_element(node) && std::find(tags.begin(), tags.end(), tag_of(node)) != tags.end()) return true;
  return false;
}

bool is_skip_link(const GumboNode* node) {
  if (tag_of(node) != GUMBO_TAG_A || !attribute(node, "href").starts_with('#')) return false;
  const auto text = lower_case(raw_text(node, {}));
  const auto begin = std::min(text.find_first_not_of(" \t\n"), text.size());
  return text.compare(begin, 8, "skip to ") == 0 || text.compare(begin, 8, "jump to ") == 0 ||
         text.compare(begin, 5, "skip ") == 0;
}

/// A link from a footnote back to its place in the text, or from a heading to itself.
bool is_back_link(const GumboNode* node) {
  if (tag_of(node) != GUMBO_TAG_A) return false;
  const std::string names = lower_case(attribute(node, "class")) + " " + lower_case(attribute(node, "rev")) +
                            " " + lower_case(attribute(node, "role"));
  for (const auto* name : {"backlink", "backref", "footnote-back", "back-to-ref", "headerlink",
                           "doc-backlink", "reversefootnote"})
    if (names.find(name) != std::string::npos) return true;
  if (!attribute(node, "href").starts_with('#')) return false;
  std::string text = raw_text(node, {});
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
  for (const auto* arrow : {"↩", "↩︎", "↑", "^", "¶", "⏎", "↵", "⬆", "&crarr;", "[↩]", "§", "#"})
    if (text == arrow) return true;
  return false;
}

/// gumbo does not know <dialog> by its name.
bool is_dialog(const GumboNode* node) {
  if (!is_element(node) || node->v.element.tag != GUMBO_TAG_UNKNOWN) return false;
  const auto& tag = node->v.element.original_tag;
  return tag.length > 7 && lower_case({tag.data, 7}) == "<dialog";
}

bool is_shown_control(const GumboNode* node) {
  return within(node, {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6,
                       GUMBO_TAG_SUMMARY});
}

/// The header of a site, not that of an article, nor one that holds the page's only <h1> as text.
bool is_site_header(const GumboNode* node, const Measures& measures, std::size_t headings1) {
  if (tag_of(node) != GUMBO_TAG_HEADER && !role_is(node, " banner ")) return false;
  if (within(node, {GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION})) return false;
  if (!measures.contains(node)) return true;
  const auto& measure = measures.of(node);
  return !(headings1 == 1 && measure.headings1 == 1 && measure.links == 0);
}

NodeSet certain_furniture(const GumboNode* body, const NodeSet& hidden) {
  NodeSet found = hidden;
  const Measures measures(body, hidden);
  const auto headings1 = measures.of(body).headings1;
  for (const auto& measure : measures.all()) {
    const auto* node = measure.node;
    if (node == body) continue;
    if (is_certain_furniture(node) || is_site_header(node, measures, headings1)) found.insert(node);
  }
  return found;
}

/// The element that the page itself names as its content, if there is one.
const GumboNode* named_content(const Measures& measures) {
  const auto largest = [&](auto wanted) {
    const GumboNode* best = nullptr;
    for (const auto& measure : measures.all())
      if (wanted(measure.node) && (best == nullptr || measure.text > measures.of(best).text))
        best = measure.node;
    return best;
  };
  if (const auto* main =
          largest([](const GumboNode* n) { return tag_of(n) == GUMBO_TAG_MAIN || role_is(n, " main "); }))
    return main;
  const auto outermost_article = [](const GumboNode* n) {
    return tag_of(n) == GUMBO_TAG_ARTICLE && !within(n, {GUMBO_TAG_ARTICLE});
  };
  const auto& all = measures.all();
  if (std::count_if(all.begin(), all.end(), [&](const auto& m) { return outermost_article(m.node); }) == 1)
    return largest(outermost_article);
  return largest([](const GumboNode* n) { return lower_case(attribute(n, "itemprop")) == "articlebody"; });
}

bool is_block_of_links(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_CENTER:
      return true;
    default:
      return false;
  }
}

/// The child of `node` that holds nearly all of the page's prose, and its only <h1>; null where there is
/// none.
const GumboNode* child_with_prose(const GumboNode* node, const Measures& measures, const Measure& whole) {
  for (const auto* child : children_of(node)) {
    if (!measures.contains(child)) continue;
    const auto& measure = measures.of(child);
    if (measure.prose * 10 >= whole.prose * 9 && (whole.headings1 != 1 || measure.headings1 == 1))
      return child;
  }
  return nullptr;
}

/// Menus, and scraps such as "Signed in as …"; nothing that may be a part of what stands beside it.
bool is_scrap(const Measure& measure) {
  constexpr std::size_t kScrapBytes = 200;
  if (measure.prose > 0) return false;
  return measure.link_text > measure.text || (measure.text < kScrapBytes && measure.structures == 0);
}

/// Leaves out the menus and scraps around the innermost element with the prose of the page, if the page is
/// one of a site: with links around its prose, and less of all of them than of it. `all` counts what is left
/// out already too.
void leave_out_surroundings(const GumboNode* body, const Measures& measures, const Measures& all,
                            NodeSet& left_out) {
  constexpr std::size_t kLinksOfASite = 5;
  const auto& whole = measures.of(body);
  if (whole.prose == 0) return;
  std::vector<const GumboNode*> around;
  const auto* content = body;
  while (const auto* next = child_with_prose(content, measures, whole)) {
    for (const auto* child : children_of(content))
      if (child != next && measures.contains(child)) around.push_back(child);
    content = next;
  }
  if (all.of(body).links < all.of(content).links + kLinksOfASite) return;
  std::erase_if(around, [&](const GumboNode* node) { return !is_scrap(measures.of(node)); });
  std::size_t size = 0;
  for (const auto* node : around) size += measures.of(node).text + measures.of(node).link_text;
  const auto& inner = measures.of(content);
  if (size * 2 <= inner.text + inner.link_text) left_out.insert(around.begin(), around.end());
}

/// False where so much is gone that it was more than the site around the content: a quarter of the text must
/// stay, and of a page with little text outside of links, such as a table of contents, a quarter of the
/// links.
bool leaves_enough(const Measure& left, const Measure& whole) {
  constexpr std::size_t kShortPageBytes = 500;
  if (left.text * 4 < whole.text) return false;
  return left.text >= kShortPageBytes || (left.text + left.link_text) * 4 >= whole.text + whole.link_text;
}

/// Furniture by score, of names that say as much as `least`, in a content whose text outside links is `whole`
/// bytes long.
bool scores_as_furniture(const Measure& measure, const Measure& whole, bool named, Hint least) {
  const Hint hint = hint_of(measure.node);
  if (hint == Hint::kContent || measure.text * 4 > whole.text) return false;
  if (whole.headings1 == 1 && measure.headings1 == 1) return false;
  const auto size = measure.text + measure.link_text;
  const double link_density =
      size == 0 ? 0 : static_cast<double>(measure.link_text) / static_cast<double>(size);
  if (hint == Hint::kFurniture) return link_density > 0.25 || size < 600 || measure.commas * 60 < size;
  if (least == Hint::kFurniture) return false;
  if (hint == Hint::kPerhapsFurniture) return link_density > 0.5;
  // A list of links with nothing to say of itself; in a page that is one, the links are the content.
  return !named && is_block_of_links(measure.node) && measure.links >= 5 && link_density > 0.9 &&
         measure.text < 60 && whole.text > 1000 && measure.link_text * 20 < whole.text * 3;
}

}  // namespace

bool is_never_text(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_RP:
      return true;
    default:
      return false;
  }
}

bool is_certain_furniture(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_METER:
    case GUMBO_TAG_PROGRESS:
      return true;
    case GUMBO_TAG_BUTTON:
      return !is_shown_control(node);
    case GUMBO_TAG_FOOTER:
      return !within(node, {GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION});
    case GUMBO_TAG_A:
      return is_skip_link(node) || is_back_link(node);
    default:
      break;
  }
  if (is_dialog(node) || lower_case(attribute(node, "aria-hidden")) == "true") return true;
  return role_is(node,
                 " navigation contentinfo search complementary dialog alertdialog menu menubar toolbar ");
}

MainContent choose_main_content(const GumboNode* html, const NodeSet& hidden) {
  const GumboNode* body = html;
  for (const auto* child : children_of(html))
    if (tag_of(child) == GUMBO_TAG_BODY) body = child;
  MainContent content{body, certain_furniture(body, hidden)};
  const Measures measures(body, content.left_out);
  const auto* named = named_content(measures);
  if (named != nullptr && measures.of(named).text * 4 >= measures.of(body).text &&
      measures.of(named).text + measures.of(named).link_text > 0)
    content.root = named;
  else
    leave_out_surroundings(body, measures, Measures(body, hidden), content.left_out);
  const auto& whole = measures.of(content.root);
  for (const auto least : {Hint::kPerhapsFurniture, Hint::kFurniture}) {
    NodeSet left_out = content.left_out;
    for (const auto* child : children_of(content.root))
      for_each_node(child, [&](const GumboNode* node) {
        if (!measures.contains(node)) return false;
        if (!scores_as_furniture(measures.of(node), whole, content.root != body, least)) return true;
        left_out.insert(node);
        return false;
      });
    if (!leaves_enough(Measures(content.root, left_out).of(content.root), whole)) continue;
    content.left_out = std::move(left_out);
    break;
  }
  return content;
}

}  // namespace indexer::html
