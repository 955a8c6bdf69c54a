#include "indexer/extract/html/html_main_content.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "indexer/extract/html/html_furniture.h"

namespace indexer::html {
namespace {

/// Non-blank bytes of text below a node, what is left out not counted.
struct Measure {
  const GumboNode* node = nullptr;
  std::size_t parent = 0;  ///< index of the parent's measure
  std::size_t text = 0;    ///< outside of links
  std::size_t link_text = 0;
  std::size_t links = 0;
  std::size_t commas = 0;
  std::size_t headings1 = 0;
};

/// Every element below a root with its measure, parents before children.
class Measures {
 public:
  Measures(const GumboNode* root, const NodeSet& left_out) {
    add(root, 0, false);
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const bool in_link = in_link_[i];
      for (const auto* child : children_of(all_[i].node)) {
        if (left_out.contains(child) || is_never_text(child)) continue;
        if (is_text(child))
          count_text(all_[i], child->v.text.text, in_link);
        else if (is_element(child))
          add(child, i, in_link);
      }
    }
    for (std::size_t i = all_.size(); i-- > 1;) {
      auto& parent = all_[all_[i].parent];
      parent.text += all_[i].text;
      parent.link_text += all_[i].link_text;
      parent.links += all_[i].links;
      parent.commas += all_[i].commas;
      parent.headings1 += all_[i].headings1;
    }
  }

  const std::vector<Measure>& all() const { return all_; }
  const Measure& of(const GumboNode* node) const { return all_[at_.at(node)]; }
  bool contains(const GumboNode* node) const { return at_.contains(node); }

 private:
  void add(const GumboNode* node, std::size_t parent, bool in_link) {
    at_.emplace(node, all_.size());
    all_.push_back({});
    all_.back().node = node;
    all_.back().parent = parent;
    const bool link = tag_of(node) == GUMBO_TAG_A && has_attribute(node, "href");
    if (link) ++all_.back().links;
    if (tag_of(node) == GUMBO_TAG_H1) ++all_.back().headings1;
    in_link_.push_back(in_link || link);
  }

  static void count_text(Measure& measure, std::string_view text, bool in_link) {
    const auto blanks = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; }));
    (in_link ? measure.link_text : measure.text) += text.size() - blanks;
    measure.commas += static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
  }

  std::vector<Measure> all_;
  std::vector<bool> in_link_;
  std::unordered_map<const GumboNode*, std::size_t> at_;
};

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
