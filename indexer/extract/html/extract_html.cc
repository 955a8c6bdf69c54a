// Pages: saved from the web, exported by Word, made by documentation tools.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "indexer/extract/html/html_blocks.h"
#include "indexer/extract/html/html_hidden_text.h"
#include "indexer/extract/html/html_source.h"
#include "indexer/extract/html/html_title.h"
#include "indexer/extract/text/marking_lines.h"
#include "indexer/extract/printed_marking.h"
#include "indexer/extract/readers.h"
#include "indexer/extract/text/running_text.h"
#include "indexer/extract/text/text_encoding.h"

namespace indexer::html {
namespace {

constexpr std::size_t kMaxDepth = 150;
/// Of start tags. The manual of PostgreSQL 15, all pages together, has 277,000.
constexpr std::size_t kMaxElements = 1'000'000;

bool is_xhtml(const SourceContent& source, std::string_view text) {
  return lower_case(source.path).ends_with(".xhtml") ||
         text.substr(0, 200).find("<?xml") != std::string_view::npos;
}

/// "en" or "cy" if the content, or what it stands in, says so.
std::string language_of(const GumboNode* node) {
  for (; node != nullptr; node = node->parent) {
    auto language =
        lower_case(attribute(node, "lang").empty() ? attribute(node, "xml:lang") : attribute(node, "lang"));
    if (language.empty()) continue;
    language.resize(std::min(language.find_first_of("-_"), language.size()));
    return language == "en" || language == "cy" ? language : std::string();
  }
  return {};
}

/// Why a page has no text, and what to do.
std::string no_text(const HtmlTree& tree, const HiddenText& hidden) {
  bool frames = false;
  bool scripts = false;
  for_each_node(tree.document(), [&](const GumboNode* node) {
    frames = frames || tag_of(node) == GUMBO_TAG_FRAMESET || tag_of(node) == GUMBO_TAG_IFRAME;
    scripts = scripts || tag_of(node) == GUMBO_TAG_SCRIPT;
    return true;
  });
  if (hidden.unclosed_comment_line > 0)
    return fmt::format("holds no text; the comment that begins in line {} is not closed: close it with -->",
                       hidden.unclosed_comment_line);
  if (frames) return "holds no text; it only shows other pages in frames: import those";
  if (scripts)
    return "holds no text; scripts make it when a browser opens the page: save it from there as PDF";
  return "holds no text; check that the right file was saved";
}

void add_field(ExtractedText& text, const char* name, FieldValue value) {
  if (!value.text.empty()) text.fields.emplace_back(name, std::move(value));
}

class Page {
 public:
  explicit Page(const SourceContent& source) : source_(source) {}

  Extraction read() {
    if (source_.bytes.empty()) return rejected("is empty");
    if (auto reason = why_not_text(source_.bytes)) return rejected(std::move(*reason));
    auto decoded = decode_text(source_.bytes, Markup::kHtml);
    for (auto& remark : decoded.remarks) problem(remark.severity, std::move(remark.message));
    auto prepared = prepare_html_source(decoded.text, is_xhtml(source_, decoded.text), kMaxDepth);
    if (prepared.elements > kMaxElements)
      return rejected(fmt::format(
          "has {} elements, more than any page has; save the part that matters as a file of its own",
          prepared.elements));
    if (prepared.flattened > 0)
      problem(
          Severity::kWarning,
          fmt::format(
              "nests more than {} elements in each other; what lies deeper was read without its structure",
              kMaxDepth));
    const HtmlTree tree(std::move(prepared.text));
    const HiddenText hidden = find_hidden_text(tree.document());
    const MainContent content = choose_main_content(tree.html(), hidden.nodes);
    auto read = read_html_blocks(content);
    if (read.blocks.empty()) return rejected(no_text(tree, hidden));
    if (read.cut > 0)
      problem(Severity::kWarning,
              "nests its elements so deeply that parts were left out; save the page anew");
    text_.blocks = std::move(read.blocks);
    take_printed_markings(text_);
    add_markings_around(tree, hidden, content);
    auto title = take_title(text_.blocks);
    add_field(text_, "title", title.text.empty() ? tab_title(tree.html()) : std::move(title));
    add_field(text_, "language", {language_of(content.root), {}, {}, 0});
    add_hidden(hidden);
    return {{std::move(text_)}, {}, false};
  }

 private:
  /// Markings that stand in a banner or a footer, outside of the content. A link of that name is none.
  void add_markings_around(const HtmlTree& tree, const HiddenText& hidden, const MainContent& content) {
    const auto look_at = [&](const GumboNode* node) {
      if (hidden.nodes.contains(node) || is_never_text(node) || node == content.root ||
          tag_of(node) == GUMBO_TAG_A)
        return false;
      if (!is_text(node)) return true;
      if (auto marking = printed_marking(collapsed(node->v.text.text)))
        add_printed_marking(text_, std::move(*marking));
      return true;
    };
    for_each_node(tree.html(), look_at);
    for_each_node(content.root, [&](const GumboNode* node) {
      if (!content.left_out.contains(node)) return true;
      for_each_node(node, look_at);
      return false;
    });
  }

  void add_hidden(const HiddenText& hidden) {
    text_.hidden = hidden.descriptions();
    if (hidden.unclosed_comment_line > 0)
      problem(Severity::kWarning, fmt::format("holds a comment, begun in line {}, that is not closed and "
                                              "swallows the rest of the page; close it with -->",
                                              hidden.unclosed_comment_line));
    if (!text_.hidden.empty())
      problem(Severity::kWarning, fmt::format("holds {}, left out; the original is not offered for download: "
                                              "remove them and save the page again",
                                              fmt::join(text_.hidden, ", ")));
  }

  void problem(Severity severity, std::string message) {
    text_.problems.push_back({severity, source_.path, 0, std::move(message)});
  }

  Extraction rejected(std::string message) const {
    return {{}, {{Severity::kError, source_.path, 0, std::move(message)}}, false};
  }

  const SourceContent& source_;
  ExtractedText text_;
};

}  // namespace

Extraction extract_html(const SourceContent& source) { return Page(source).read(); }

}  // namespace indexer::html
