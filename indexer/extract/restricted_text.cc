#include "indexer/extract/restricted_text.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>

namespace indexer {
namespace {

// U+E000 and a letter of U+E100.. open restricted part n; U+E001 closes it. A source's own use of these is replaced first.
constexpr std::string_view kOpen = "\uE000";
constexpr std::string_view kClose = "\uE001";
constexpr std::size_t kPrivateBytes = 3;
constexpr std::size_t kFirstIndex = 0xE100;
constexpr std::size_t kMaxMarks = 0xF800 - kFirstIndex;
constexpr std::size_t kMaxNesting = 32;
constexpr std::size_t kMaxAttributeBytes = 1'000;
constexpr std::size_t kShownBytes = 80;

std::string utf8_of(std::size_t code_point) {
  return {static_cast<char>(0xE0 | (code_point >> 12)), static_cast<char>(0x80 | ((code_point >> 6) & 0x3F)),
          static_cast<char>(0x80 | (code_point & 0x3F))};
}

std::size_t code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(text[at + i])); };
  return ((byte(0) & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
}

/// U+E000 to U+F8FF, the private use area, in UTF-8.
bool is_private(std::string_view text, std::size_t at) {
  if (at + kPrivateBytes > text.size()) return false;
  const auto first = static_cast<unsigned char>(text[at]);
  if (first != 0xEE && first != 0xEF) return false;
  const std::size_t c = code_point_at(text, at);
  return c >= 0xE000 && c <= 0xF8FF;
}

std::string without_private_use(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (is_private(text, i)) {
      out += "\uFFFD";
      i += kPrivateBytes;
    } else {
      out += text[i++];
    }
  }
  return out;
}

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

/// Start of the bracket that closes at `close`, within one paragraph; npos if there is none.
std::size_t opening_bracket(std::string_view text, std::size_t close) {
  int depth = 0;
  for (std::size_t i = close + 1; i-- > 0;) {
    if (text[i] == ']' && !is_escaped(text, i)) ++depth;
    if (text[i] == '[' && !is_escaped(text, i) && --depth == 0) return i;
    if (text[i] == '\n' && i > 0 && text[i - 1] == '\n') break;
  }
  return std::string_view::npos;
}

/// A paragraph that holds a mark. Where a bracket is left over, it cannot be told which one a mark begins at: what Pandoc would
/// hide and what is hidden here might differ.
struct Paragraph {
  std::size_t end = 0;
  bool brackets_pair = true;
};

Paragraph paragraph_around(std::string_view text, std::size_t at) {
  Paragraph paragraph;
  const auto before = text.rfind("\n\n", at);
  paragraph.end = std::min(text.find("\n\n", at), text.size());
  int depth = 0;
  for (std::size_t i = before == std::string_view::npos ? 0 : before; i < paragraph.end; ++i) {
    if ((text[i] != '[' && text[i] != ']') || is_escaped(text, i)) continue;
    depth += text[i] == '[' ? 1 : -1;
    if (depth < 0) break;
  }
  paragraph.brackets_pair = depth == 0;
  return paragraph;
}

std::string shortened(const std::string& text) {
  if (text.size() <= kShownBytes) return text;
  std::size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void add(RestrictedText& out, std::string text, const std::vector<Restriction>& restrictions) {
  if (text.empty()) return;
  if (!out.empty() && out.back().restrictions == restrictions) out.back().text += text;
  else out.push_back({std::move(text), restrictions});
}

}  // namespace

std::string unredacted(const RestrictedText& text) {
  std::string whole;
  for (const auto& span : text) whole += span.text;
  return whole;
}

bool looks_like_mark(std::string_view text) {
  static constexpr std::string_view word = "audience";
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  bool braces = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ':' && text.substr(i).starts_with(":::")) return true;
    if (text[i] == '{') braces = true;
    else if (text[i] == '}' || text[i] == '\n') braces = false;
    else if (braces && i + word.size() <= text.size() && std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(i), [&](char w, char t) { return same(t, w); }))
      return true;
  }
  return false;
}

AttributeResult parse_attributes(std::string_view attributes) {
  static const RE2 space(R"(\s*)");
  static const RE2 attribute(R"re((?:[.#][\w-]+|([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'}]+)))(?:\s+|$))re");
  AttributeResult result;
  if (attributes.size() > kMaxAttributeBytes) {
    result.error = "the attributes are too long";
    return result;
  }
  re2::StringPiece rest(attributes.data(), attributes.size());
  std::string key, double_quoted, single_quoted, bare;
  RE2::Consume(&rest, space);
  while (!rest.empty()) {
    if (!RE2::Consume(&rest, attribute, &key, &double_quoted, &single_quoted, &bare)) {
      result.error = "'" + shortened(std::string(rest)) + "' cannot be read as attributes";
      return result;
    }
    const std::string value = double_quoted + single_quoted + bare;
    if (key.empty()) continue;
    if (key == "audience" && !value.empty() && !result.restricted) {
      result.restriction.audience = value;
      result.restricted = true;
    } else if (key == "stub" && (value == "yes" || value == "no")) {
      result.restriction.stub = value == "yes";
    } else if (key == "reason") {
      result.restriction.reason = value;
    } else {
      result.error = "'" + key + "=" + value + "' is not known here (audience=NAME, stub=yes|no, reason=\"…\")";
      return result;
    }
  }
  if (!result.restricted && (result.restriction.stub || !result.restriction.reason.empty()))
    result.error = "stub and reason need an audience";
  return result;
}

std::string SpanMarks::encode(std::string_view raw, int& next_part, std::vector<MarkError>& errors) {
  std::string text = without_private_use(raw);
  Paragraph paragraph;
  // From the left: an inner span ends before its outer one, so nesting comes out right.
  std::size_t from = 0;
  for (std::size_t close = text.find("]{"); close != std::string::npos; close = text.find("]{", from)) {
    const std::size_t end = std::min(text.find_first_of("{}\n", close + 2), text.size());
    const std::string attributes = text.substr(close + 2, end - close - 2);
    from = close + 1;
    const bool braced = end < text.size() && text[end] == '}';
    const std::size_t length = end - close + (braced ? 1 : 0);
    if (restrictions_.size() >= kMaxMarks) {
      errors.push_back({0, "holds too many redaction marks; use '::: {audience=…}' for longer parts"});
      break;
    }
    auto parsed = parse_attributes(attributes);
    if (braced && parsed.error.empty() && !parsed.restricted) continue;  // classes, an id or nothing: no mark
    const std::size_t open = opening_bracket(text, close);
    if (close >= paragraph.end) paragraph = paragraph_around(text, close);
    std::string why;
    if (!braced) why = "the braces do not close";
    else if (!parsed.error.empty()) why = parsed.error;
    else if (open == std::string::npos) why = "no '[' opens it in this paragraph";
    else if (!paragraph.brackets_pair) why = "the brackets of this paragraph do not pair; write \\[ and \\] for those that are only text";
    if (!why.empty()) {
      const auto lines_above = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(close), '\n');
      errors.push_back({static_cast<int>(lines_above), "']{" + shortened(attributes) + "}' looks like a redaction mark, but " + why});
      continue;
    }
    parsed.restriction.part = next_part++;
    const std::string opened = std::string(kOpen) + utf8_of(kFirstIndex + restrictions_.size());
    restrictions_.push_back(parsed.restriction);
    text.replace(close, length, kClose);
    text.replace(open, 1, opened);
    from = close + opened.size() - 1 + kClose.size();
    paragraph.end += opened.size() + kClose.size() - 1 - length;
  }
  return text;
}

bool SpanMarks::decode(std::string_view text, const std::vector<Restriction>& outer, RestrictedText& out) const {
  auto restrictions = outer;
  std::string run;
  for (std::size_t i = 0; i < text.size();) {
    const auto rest = text.substr(i);
    if (rest.starts_with(kOpen)) {
      if (!is_private(text, i + kPrivateBytes)) return false;
      const std::size_t index = code_point_at(text, i + kPrivateBytes) - kFirstIndex;
      if (index >= restrictions_.size() || restrictions.size() >= outer.size() + kMaxNesting) return false;
      add(out, std::move(run), restrictions);
      run.clear();
      restrictions.push_back(restrictions_[index]);
      i += 2 * kPrivateBytes;
    } else if (rest.starts_with(kClose)) {
      if (restrictions.size() == outer.size()) return false;
      add(out, std::move(run), restrictions);
      run.clear();
      restrictions.pop_back();
      i += kPrivateBytes;
    } else {
      run += text[i++];
    }
  }
  add(out, std::move(run), restrictions);
  return restrictions.size() == outer.size();
}

RestrictedText parse_restricted(std::string_view text, int& next_part, std::vector<MarkError>& errors) {
  SpanMarks marks;
  RestrictedText out;
  if (!marks.decode(marks.encode(text, next_part, errors), {}, out)) errors.push_back({0, "redaction marks do not pair"});
  else if (errors.empty() && looks_like_mark(unredacted(out)))
    errors.push_back({0, "looks like a redaction mark that was not understood; write [text]{audience=NAME}"});
  return out;
}

}  // namespace indexer
