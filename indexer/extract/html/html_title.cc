#include "indexer/extract/html/html_title.h"

#include <algorithm>
#include <set>

#include "indexer/extract/text/running_text.h"

namespace indexer::html {
namespace {

using schema::Block;

constexpr std::string_view kSeparators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · "};

std::vector<std::string> parts_of(const std::string& title) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < title.size();) {
    const auto rest = std::string_view(title).substr(i);
    const auto* separator = std::find_if(std::begin(kSeparators), std::end(kSeparators),
                                         [&](auto s) { return rest.starts_with(s); });
    if (separator == std::end(kSeparators)) {
      parts.back() += title[i++];
    } else {
      parts.emplace_back();
      i += separator->size();
    }
  }
  return parts;
}

/// The page's visible texts that a site's name may repeat: headings, links and the like, in lower case; and
/// og:site_name.
struct PageNames {
  std::set<std::string> headings1;
  std::set<std::string> site;
};

PageNames names_in(const GumboNode* html) {
  PageNames names;
  for_each_node(html, [&](const GumboNode* node) {
    const auto tag = tag_of(node);
    if (tag == GUMBO_TAG_H1) names.headings1.insert(lower_case(collapsed(raw_text(node, {}))));
    if (tag == GUMBO_TAG_META && attribute(node, "property") == "og:site_name")
      names.site.insert(lower_case(collapsed(attribute(node, "content"))));
    if (is_text(node)) {
      const std::string_view text = node->v.text.text;
      if (text.size() < 200 && tag_of(node->parent) != GUMBO_TAG_TITLE)
        names.site.insert(lower_case(collapsed(text)));
    }
    return tag != GUMBO_TAG_SCRIPT && tag != GUMBO_TAG_STYLE && names.site.size() < 20'000;
  });
  return names;
}

}  // namespace

FieldValue take_title(std::vector<ExtractedBlock>& blocks) {
  const auto is_heading = [](const ExtractedBlock& block) { return block.kind == Block::Kind::kHeading; };
  const auto is_h1 = [&](const ExtractedBlock& block) { return is_heading(block) && block.level == 1; };
  FieldValue title;
  const auto first = std::find_if(blocks.begin(), blocks.end(), is_heading);
  const auto h1 = std::find_if(blocks.begin(), blocks.end(), is_h1);
  if (h1 != blocks.end() && (h1 == first || std::count_if(blocks.begin(), blocks.end(), is_h1) == 1)) {
    title.text = unredacted(h1->text);
    title.line = h1->line;
    blocks.erase(h1);
  }
  std::set<int> levels;
  for (const auto& block : blocks)
    if (is_heading(block)) levels.insert(block.level);
  for (auto& block : blocks)
    if (is_heading(block))
      block.level =
          std::min(6, 2 + static_cast<int>(std::distance(levels.begin(), levels.find(block.level))));
  return title;
}

FieldValue tab_title(const GumboNode* html) {
  FieldValue title;
  for_each_node(html, [&](const GumboNode* node) {
    if (tag_of(node) == GUMBO_TAG_TITLE && title.text.empty()) {
      title.text = collapsed(raw_text(node, {}));
      title.line = static_cast<int>(node->v.element.start_pos.line);
    }
    return title.text.empty() && tag_of(node) != GUMBO_TAG_BODY;
  });
  const auto parts = parts_of(title.text);
  if (parts.size() < 2) return title;
  const auto names = names_in(html);
  for (const auto& part : parts)
    if (names.headings1.contains(lower_case(part))) {
      title.text = part;
      return title;
    }
  const auto& last = parts.back();
  const auto before = title.text.size() - last.size();
  const bool bar = title.text.compare(before - 3, 3, " | ") == 0;
  if (!bar && !names.site.contains(lower_case(last))) return title;
  for (const auto separator : kSeparators)
    if (std::string_view(title.text).substr(0, before).ends_with(separator)) {
      title.text.resize(before - separator.size());
      break;
    }
  return title;
}

}  // namespace indexer::html
