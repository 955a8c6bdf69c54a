#include "indexer/extract/html/html_source.h"

#include <algorithm>
#include <map>
#include <vector>

namespace indexer::html {
namespace {

constexpr std::string_view kVoid =
    " area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr ";
/// Elements that a later tag of their kind closes, and such as stand once in a page.
constexpr std::string_view kUncounted =
    " a p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup html head body ";
/// Elements whose content is text up to their end tag.
constexpr std::string_view kRawText = " script style textarea title xmp iframe noembed noframes ";

bool among(std::string_view list, const std::string& name) {
  return list.find(" " + name + " ") != std::string_view::npos;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

struct Tag {
  std::string name;  ///< in lower case
  bool end = false;
  bool self_closing = false;
  std::size_t length = 0;
};

/// The tag that begins `text` with "<"; without a name where it is none. Quoted attributes may hold ">".
Tag tag_at(std::string_view text) {
  Tag tag;
  std::size_t i = 1;
  tag.end = text.size() > 1 && text[1] == '/';
  if (tag.end) ++i;
  if (i >= text.size() || !is_letter(text[i])) return {};
  while (i < text.size() && !is_space(text[i]) && text[i] != '/' && text[i] != '>') {
    if (tag.name.size() < 32) tag.name += is_letter(text[i]) ? static_cast<char>(text[i] | 0x20) : text[i];
    ++i;
  }
  char quote = 0;
  char before = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      break;
    } else if ((c == '"' || c == '\'') && before == '=') {
      quote = c;
    }
    if (!is_space(c)) before = c;
  }
  tag.self_closing = before == '/';
  tag.length = std::min(i + 1, text.size());
  return tag;
}

class Scan {
 public:
  Scan(std::string_view text, bool xhtml, std::size_t max_depth)
      : text_(text), xhtml_(xhtml), max_depth_(max_depth) {}

  HtmlSource run() {
    out_.text.reserve(text_.size());
    while (at_ < text_.size()) {
      const auto next = std::min(text_.find('<', at_), text_.size());
      copy_to(next);
      if (at_ < text_.size()) take_markup();
    }
    return std::move(out_);
  }

 private:
  void take_markup() {
    const auto rest = text_.substr(at_);
    if (rest.starts_with("<!--")) return copy_to(end_of("-->", at_ + 2));
    const Tag tag = tag_at(rest);
    if (tag.name.empty()) return copy_to(at_ + 1);
    if (tag.end ? !closes(tag.name) : !opens(tag)) return drop(tag.length);
    copy_to(at_ + tag.length);
    if (tag.end) return;
    ++out_.elements;
    if (xhtml_ && tag.self_closing) {
      if (!among(kVoid, tag.name)) out_.text += "</" + tag.name + ">";
    } else if (among(kRawText, tag.name)) {
      skip_raw_text(tag.name);
    }
  }

  bool opens(const Tag& tag) {
    if (among(kVoid, tag.name) || among(kUncounted, tag.name) || among(kRawText, tag.name)) return true;
    if (tag.self_closing && xhtml_) return true;
    const bool kept = kept_ < max_depth_;
    open_.push_back({tag.name, kept});
    ++open_by_name_[tag.name];
    if (kept)
      ++kept_;
    else
      ++out_.flattened;
    return kept;
  }

  /// True if the end tag stays: that of an element that stayed, or of none that is known here.
  bool closes(const std::string& name) {
    const auto found = open_by_name_.find(name);
    if (found == open_by_name_.end() || found->second == 0) return true;
    bool kept = true;
    for (bool done = false; !done; open_.pop_back()) {
      done = open_.back().name == name;
      kept = open_.back().kept;
      --open_by_name_[open_.back().name];
      if (kept) --kept_;
    }
    return kept;
  }

  void skip_raw_text(const std::string& name) {
    for (auto end = text_.find("</", at_); end != std::string_view::npos; end = text_.find("</", end + 2))
      if (tag_at(text_.substr(end, name.size() + 3)).name == name) return copy_to(end);
    copy_to(text_.size());
  }

  std::size_t end_of(std::string_view what, std::size_t from) const {
    const auto found = text_.find(what, from);
    return found == std::string_view::npos ? text_.size() : found + what.size();
  }
  void copy_to(std::size_t end) {
    out_.text.append(text_, at_, end - at_);
    at_ = end;
  }
  /// Keeps the line breaks, so that lines are still counted right.
  void drop(std::size_t length) {
    out_.text += ' ';
    out_.text.append(
        static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                            text_.begin() + static_cast<std::ptrdiff_t>(at_ + length), '\n')),
        '\n');
    at_ += length;
  }

  struct Open {
    std::string name;
    bool kept;
  };

  std::string_view text_;
  bool xhtml_;
  std::size_t max_depth_;
  std::size_t at_ = 0;
  std::size_t kept_ = 0;
  std::vector<Open> open_;
  std::map<std::string, std::size_t> open_by_name_;
  HtmlSource out_;
};

}  // namespace

HtmlSource prepare_html_source(std::string_view text, bool xhtml, std::size_t max_depth) {
  return Scan(text, xhtml, max_depth).run();
}

}  // namespace indexer::html
