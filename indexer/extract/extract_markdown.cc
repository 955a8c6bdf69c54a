// Markdown with YAML front matter, restricted parts marked as Pandoc marks them.

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>

#include "indexer/extract/readers.h"
#include "indexer/extract/yaml_values.h"
#include "schema/text_analysis.h"

namespace indexer {
namespace {

using schema::Block;

/// A stretch of Markdown under one set of fenced divs.
struct Stretch {
  int first_line = 0;
  std::vector<Restriction> restrictions;
  std::string text;
};

/// CR LF as LF.
std::string with_plain_line_breaks(std::string text) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') text[kept++] = text[i];
  text.resize(kept);
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// The line without an indent of up to three spaces; more is code.
std::string_view without_indent(std::string_view line) {
  const auto indent = std::min(line.find_first_not_of(' '), line.size());
  return indent <= 3 ? line.substr(indent) : std::string_view();
}

/// A line that opens or closes a block of code: three or more backticks or tildes.
struct CodeFence {
  char mark = 0;
  std::size_t length = 0;
  bool closes = false;  ///< nothing follows
};

std::optional<CodeFence> code_fence_of(std::string_view line) {
  const auto text = without_indent(line);
  if (!text.starts_with("```") && !text.starts_with("~~~")) return std::nullopt;
  const auto length = std::min(text.find_first_not_of(text[0]), text.size());
  const auto rest = text.substr(length);
  // "```x```" is code within a paragraph.
  if (text[0] == '`' && rest.find('`') != std::string_view::npos) return std::nullopt;
  return CodeFence{text[0], length, rest.find_first_not_of(" \t") == std::string_view::npos};
}

/// The attributes of a line ":::", empty where it closes a div; nothing for other lines.
std::optional<std::string> div_attributes(std::string_view line) {
  auto text = without_indent(line);
  if (!text.starts_with(":::")) return std::nullopt;
  text.remove_prefix(std::min(text.find_first_not_of(':'), text.size()));
  const auto trim_end = [&](const char* what) { text = text.substr(0, text.find_last_not_of(what) + 1); };
  trim_end(" \t");
  trim_end(":");
  trim_end(" \t");
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return std::string(text);
}

constexpr std::size_t kMaxRestrictions = 32;

/// Reads the fenced divs of the body and gives the stretches between them.
class Divs {
 public:
  Divs(ExtractedText& out, const std::string& file, int& next_part) : out_(out), file_(file), next_part_(next_part) {}

  std::vector<Stretch> split(const std::vector<std::string>& lines, std::size_t first) {
    begin(static_cast<int>(first) + 1);
    std::optional<CodeFence> code;
    for (std::size_t i = first; i < lines.size(); ++i) {
      const int line = static_cast<int>(i) + 1;
      if (const auto fence = code_fence_of(lines[i])) {
        if (!code) code = fence;
        else if (fence->closes && fence->mark == code->mark && fence->length >= code->length) code.reset();
      } else if (const auto attributes = code ? std::nullopt : div_attributes(lines[i])) {
        if (attributes->empty()) close(line);
        else open(*attributes, line);
        begin(line + 1);
        continue;
      }
      stretches_.back().text += lines[i] + '\n';
    }
    if (!open_.empty())
      error(open_.back().line, "the part that ':::' opens here is not closed; end it with a line ':::'");
    return std::move(stretches_);
  }

 private:
  struct Open {
    int line;
    bool restricted;
  };

  void begin(int line) { stretches_.push_back({line, restrictions_, {}}); }

  void open(std::string attributes, int line) {
    AttributeResult parsed;
    if (attributes.starts_with('{')) {
      if (!attributes.ends_with('}')) parsed.error = "the braces do not close";
      else parsed = parse_attributes(std::string_view(attributes).substr(1, attributes.size() - 2));
    } else if (attributes.find_first_of("={} ") != std::string::npos) {
      parsed.error = "attributes stand in braces: ::: {audience=police}";
    }
    if (!parsed.error.empty()) error(line, "'::: " + attributes.substr(0, 80) + "' cannot be read: " + parsed.error);
    if (restrictions_.size() >= kMaxRestrictions) {
      error(line, "is nested too deep");
      parsed.restricted = false;
    }
    open_.push_back({line, parsed.restricted});
    if (!parsed.restricted) return;
    parsed.restriction.part = next_part_++;
    restrictions_.push_back(parsed.restriction);
  }

  void close(int line) {
    if (open_.empty()) return error(line, "':::' closes nothing; open the part with ::: {audience=…}");
    if (open_.back().restricted) restrictions_.pop_back();
    open_.pop_back();
  }

  void error(int line, std::string message) { out_.problems.push_back({Severity::kError, file_, line, std::move(message)}); }

  ExtractedText& out_;
  const std::string& file_;
  int& next_part_;
  std::vector<Open> open_;
  std::vector<Restriction> restrictions_;
  std::vector<Stretch> stretches_;
};

struct IterFree {
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};

constexpr int kMaxNesting = 100;

/// Turns cmark's tree of one stretch into blocks.
class Blocks {
 public:
  Blocks(ExtractedText& out, const std::string& file, const Stretch& stretch, const SpanMarks& marks)
      : out_(out), file_(file), stretch_(stretch), marks_(marks) {}

  void add_children(cmark_node* parent, int list_depth) {
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) add(node, list_depth);
  }

 private:
  void add(cmark_node* node, int list_depth) {
    if (nesting_ == kMaxNesting) return error(stretch_.first_line + cmark_node_get_start_line(node) - 1, "is nested too deep");
    ++nesting_;
    add_block(node, list_depth);
    --nesting_;
  }

  void add_block(cmark_node* node, int list_depth) {
    const std::string type = cmark_node_get_type_string(node);
    const int line = stretch_.first_line + cmark_node_get_start_line(node) - 1;
    if (type == "heading") {
      const int level = cmark_node_get_heading_level(node);
      push(Block::Kind::kHeading, level, line, text_of(node));
    } else if (type == "paragraph") {
      push(Block::Kind::kParagraph, 0, line, text_of(node));
    } else if (type == "code_block") {
      push(Block::Kind::kCode, 0, line, literal(node));
    } else if (type == "block_quote") {
      for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH) push(Block::Kind::kQuote, 0, line, text_of(child));
        else add(child, list_depth);
      }
    } else if (type == "list") {
      const auto kind = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Block::Kind::kNumbered : Block::Kind::kBullet;
      for (cmark_node* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item)) add_item(item, kind, list_depth);
    } else if (type == "table") {
      for (cmark_node* row = cmark_node_first_child(node); row != nullptr; row = cmark_node_next(row)) add_row(row);
    } else if (type == "html_block") {
      warn(line, "raw HTML is left out; write it in Markdown");
    } else if (type != "thematic_break") {
      add_children(node, list_depth);
    }
  }

  void add_item(cmark_node* item, Block::Kind kind, int depth) {
    bool first = true;
    for (cmark_node* child = cmark_node_first_child(item); child != nullptr; child = cmark_node_next(child)) {
      const int line = stretch_.first_line + cmark_node_get_start_line(child) - 1;
      if (first && cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH) push(kind, depth, line, text_of(child));
      else add(child, depth + 1);
      first = false;
    }
  }

  void add_row(cmark_node* row) {
    ExtractedBlock block;
    block.kind = std::string(cmark_node_get_type_string(row)) == "table_header" ? Block::Kind::kTableHead : Block::Kind::kTableRow;
    block.line = stretch_.first_line + cmark_node_get_start_line(row) - 1;
    for (cmark_node* cell = cmark_node_first_child(row); cell != nullptr; cell = cmark_node_next(cell))
      block.cells.push_back(decoded(text_of(cell), block.line));
    out_.blocks.push_back(std::move(block));
  }

  void push(Block::Kind kind, int level, int line, const std::string& text) {
    ExtractedBlock block;
    block.kind = kind;
    block.level = level;
    block.line = line;
    block.text = decoded(text, line);
    if (!block.text.empty()) out_.blocks.push_back(std::move(block));
  }

  RestrictedText decoded(const std::string& text, int line) {
    RestrictedText out;
    if (!marks_.decode(text, stretch_.restrictions, out))
      error(line, "a restricted span begins here and ends in another paragraph, link or cell; close it where it began, or use '::: {audience=…}'");
    else if (looks_like_mark(unredacted(out)))
      error(line, "looks like a redaction mark that was not understood; write [text]{audience=NAME} or a line '::: {audience=NAME}'");
    return out;
  }

  static std::string literal(cmark_node* node) {
    const char* text = cmark_node_get_literal(node);
    return text == nullptr ? std::string() : std::string(text);
  }

  /// Plain text of the inlines below `node`; links as "text (address)".
  std::string text_of(cmark_node* node) {
    std::string text;
    const std::unique_ptr<cmark_iter, IterFree> walk(cmark_iter_new(node));
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get())) {
      cmark_node* child = cmark_iter_get_node(walk.get());
      if (child == node) continue;
      if (event == CMARK_EVENT_EXIT) add_address(child, text);
      else add_inline(child, text);
    }
    return text;
  }

  void add_inline(cmark_node* node, std::string& text) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_SOFTBREAK) text += ' ';
    else if (type == CMARK_NODE_LINEBREAK) text += '\n';
    else if (type == CMARK_NODE_HTML_INLINE) warn(stretch_.first_line + cmark_node_get_start_line(node) - 1, "raw HTML is left out; write it in Markdown");
    else text += literal(node);
  }

  static void add_address(cmark_node* node, std::string& text) {
    const char* url = cmark_node_get_type(node) == CMARK_NODE_LINK ? cmark_node_get_url(node) : nullptr;
    if (url != nullptr && *url != '\0' && !text.ends_with(url) && !std::string_view(url).starts_with("mailto:"))
      text += std::string(" (") + url + ")";
  }

  void error(int line, std::string message) { out_.problems.push_back({Severity::kError, file_, line, std::move(message)}); }
  void warn(int line, std::string message) { out_.problems.push_back({Severity::kWarning, file_, line, std::move(message)}); }

  ExtractedText& out_;
  const std::string& file_;
  const Stretch& stretch_;
  const SpanMarks& marks_;
  int nesting_ = 0;
};

struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct ParserFree {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

void add_stretch(ExtractedText& out, const std::string& file, const Stretch& stretch, int& next_part) {
  SpanMarks marks;
  std::vector<MarkError> errors;
  const std::string text = marks.encode(stretch.text, next_part, errors);
  for (auto& error : errors) out.problems.push_back({Severity::kError, file, stretch.first_line + error.line, std::move(error.message)});
  const std::unique_ptr<cmark_parser, ParserFree> parser(cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8));
  if (auto* tables = cmark_find_syntax_extension("table")) cmark_parser_attach_syntax_extension(parser.get(), tables);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  const std::unique_ptr<cmark_node, NodeFree> tree(cmark_parser_finish(parser.get()));
  Blocks(out, file, stretch, marks).add_children(tree.get(), 0);
}

}  // namespace

Extraction extract_markdown(const SourceContent& source) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  Extraction extraction;
  std::string clean = schema::valid_utf8(with_plain_line_breaks(source.bytes));
  if (clean.starts_with("\uFEFF")) clean.erase(0, 3);
  const auto lines = lines_of(clean);
  const auto reject = [&](int line, std::string message) {
    extraction.problems.push_back({Severity::kError, source.path, line, std::move(message)});
    return extraction;
  };
  if (lines.empty() || lines.front() != "---") return reject(1, "has no front matter; begin the file with '---', the fields, and '---'");
  std::size_t end = 1;
  std::string front_matter;
  while (end < lines.size() && lines[end] != "---" && lines[end] != "...") front_matter += lines[end++] + '\n';
  if (end == lines.size()) return reject(1, "the front matter is not closed; end it with a line '---'");

  ExtractedText text;
  try {
    text.fields = parse_yaml(front_matter, 2).members;
  } catch (const YamlError& error) {
    return reject(error.line, std::string("the front matter ") + error.what());
  }
  if (text.fields.empty()) return reject(1, "the front matter has no fields; see the corpus README");
  int next_part = 1;
  for (const auto& stretch : Divs(text, source.path, next_part).split(lines, end + 1)) add_stretch(text, source.path, stretch, next_part);
  extraction.texts.push_back(std::move(text));
  return extraction;
}

}  // namespace indexer
