#include "indexer/restricted_text.h"

#include <algorithm>
#include <regex>

namespace indexer {
namespace {

// U+E000 and a letter of U+E100.. open restricted part n; U+E001 closes it. A source's own use of these is replaced first.
constexpr std::string_view kOpen = "\uE000";
constexpr std::string_view kClose = "\uE001";
constexpr std::size_t kPrivateBytes = 3;
constexpr std::size_t kFirstIndex = 0xE100;
constexpr std::size_t kMaxMarks = 0xF800 - kFirstIndex;

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

/// Start of the bracket that closes at `close`, within one paragraph; npos if there is none.
std::size_t opening_bracket(std::string_view text, std::size_t close) {
  int depth = 0;
  for (std::size_t i = close + 1; i-- > 0;) {
    const bool escaped = i > 0 && text[i - 1] == '\\';
    if (text[i] == ']' && !escaped) ++depth;
    if (text[i] == '[' && !escaped && --depth == 0) return i;
    if (text[i] == '\n' && i > 0 && text[i - 1] == '\n') break;
  }
  return std::string_view::npos;
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

AttributeResult parse_attributes(std::string_view attributes) {
  static const std::regex attribute(R"re(\s*(?:([.#][\w-]+)|([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'}]+)))(?=\s|$))re");
  AttributeResult result;
  std::string rest(attributes);
  std::smatch m;
  while (rest.find_first_not_of(" \t") != std::string::npos) {
    if (!std::regex_search(rest, m, attribute, std::regex_constants::match_continuous)) {
      result.error = "'" + rest + "' cannot be read as attributes";
      return result;
    }
    const std::string key = m[2].str();
    const std::string value = m[3].str() + m[4].str() + m[5].str();
    rest = m.suffix();
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
  static const std::regex mark(R"(\]\{([^{}\n]*)\}?)");
  // From the left: an inner span ends before its outer one, so nesting comes out right.
  std::size_t from = 0;
  for (std::smatch m; std::regex_search(text.cbegin() + static_cast<std::ptrdiff_t>(from), text.cend(), m, mark);) {
    const std::size_t close = from + static_cast<std::size_t>(m.position(0));
    const auto length = static_cast<std::size_t>(m.length(0));
    const std::string attributes = m[1].str();
    from = close + 1;
    if (attributes.find('=') == std::string::npos && attributes.find("audience") == std::string::npos) continue;
    const bool braced = text[close + length - 1] == '}';
    auto parsed = parse_attributes(attributes);
    const std::size_t open = opening_bracket(text, close);
    if (!braced || !parsed.error.empty() || !parsed.restricted || open == std::string::npos || restrictions_.size() >= kMaxMarks) {
      std::string why = "the braces do not close";
      if (braced) why = !parsed.error.empty() ? parsed.error : !parsed.restricted ? "there is no audience" : "no '[' opens it in this paragraph";
      const auto lines_above = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(close), '\n');
      errors.push_back({static_cast<int>(lines_above), "']{" + attributes + "}' looks like a redaction mark, but " + why});
      continue;
    }
    parsed.restriction.part = next_part++;
    const std::string opened = std::string(kOpen) + utf8_of(kFirstIndex + restrictions_.size());
    restrictions_.push_back(parsed.restriction);
    text.replace(close, length, kClose);
    text.replace(open, 1, opened);
    from = close + opened.size() - 1 + kClose.size();
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
      if (index >= restrictions_.size()) return false;
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
  return out;
}

}  // namespace indexer
