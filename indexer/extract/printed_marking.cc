#include "indexer/extract/printed_marking.h"

#include <algorithm>

namespace indexer {
namespace {

constexpr std::size_t kMaxBytes = 200;

constexpr std::string_view kMarkings[] = {"OFFICIAL",     "TOP SECRET", "SECRET",
                                          "RESTRICTED",   "PROTECT",    "CONFIDENTIAL",
                                          "UNCLASSIFIED", "SENSITIVE",  "NOT PROTECTIVELY MARKED",
                                          "UNRESTRICTED", "NPM",        "POLICE EYES ONLY"};
constexpr std::string_view kHandling[] = {"SENSITIVE",
                                          "PERSONAL DATA",
                                          "PERSONAL",
                                          "COMMERCIAL",
                                          "LOCSEN",
                                          "STAFF",
                                          "MANAGEMENT",
                                          "POLICY",
                                          "OPERATIONAL",
                                          "INVESTIGATION",
                                          "ORGCON",
                                          "INTERNATIONAL",
                                          "MARKET",
                                          "LEGAL",
                                          "RECIPIENTS ONLY",
                                          "UK EYES ONLY",
                                          "POLICE EYES ONLY",
                                          "POLICE ONLY",
                                          "FOR PUBLIC RELEASE",
                                          "NOT FOR PUBLIC RELEASE",
                                          "WHEN COMPLETED",
                                          "WHEN COMPLETE",
                                          "ONCE COMPLETED",
                                          "ONCE COMPLETE"};
/// Alone they are no marking, as words of a heading.
constexpr std::string_view kOnlyWithMore[] = {"SENSITIVE"};

struct Spelling {
  std::string_view bytes;
  char plain;
};
/// Spaces and dashes that word processors put in.
constexpr Spelling kSpellings[] = {{"\u00A0", ' '}, {"\u2002", ' '}, {"\u2003", ' '}, {"\u2009", ' '},
                                   {"\u202F", ' '}, {"\u2010", '-'}, {"\u2011", '-'}, {"\u2012", '-'},
                                   {"\u2013", '-'}, {"\u2014", '-'}, {"\u2212", '-'}};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// The line twice: as printed with white space made one, and in plain ASCII capitals to compare (other bytes
/// stay).
struct Line {
  std::string printed;
  std::string plain;
};

void append(Line& line, std::string_view printed, char plain) {
  if (!is_space(plain)) {
    line.printed += printed;
    line.plain += plain;
  } else if (!line.plain.empty() && line.plain.back() != ' ') {
    line.printed += ' ';
    line.plain += ' ';
  }
}

Line line_of(std::string_view text) {
  Line line;
  while (!text.empty()) {
    const auto* spelling = std::find_if(std::begin(kSpellings), std::end(kSpellings),
                                        [&](const auto& one) { return text.starts_with(one.bytes); });
    const bool known = spelling != std::end(kSpellings);
    const auto printed = text.substr(0, known ? spelling->bytes.size() : 1);
    const char c = text.front();
    append(line, printed,
           known                  ? spelling->plain
           : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A')
                                  : c);
    text.remove_prefix(printed.size());
  }
  if (line.plain.ends_with(' ')) {
    line.plain.pop_back();
    line.printed.pop_back();
  }
  return line;
}

/// Takes the first of `phrases` that `text` begins with, as whole words.
template <std::size_t size>
std::string_view take(std::string_view& text, const std::string_view (&phrases)[size]) {
  const auto is_word = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
  };
  for (const auto phrase : phrases) {
    if (!text.starts_with(phrase) || (text.size() > phrase.size() && is_word(text[phrase.size()]))) continue;
    text.remove_prefix(phrase.size());
    return phrase;
  }
  return {};
}

/// Takes "[…]" or "(…)".
bool take_brackets(std::string_view& text) {
  if (!text.starts_with('[') && !text.starts_with('(')) return false;
  const auto end = text.find(text.front() == '[' ? ']' : ')');
  if (end == std::string_view::npos) return false;
  text.remove_prefix(end + 1);
  return true;
}

void skip_separators(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" -:/,|."), text.size()));
}

bool is_marking(std::string_view plain) {
  if (plain.starts_with("UK ")) plain.remove_prefix(3);
  const auto marking = take(plain, kMarkings);
  if (marking.empty()) return false;
  skip_separators(plain);
  if (plain.empty())
    return std::find(std::begin(kOnlyWithMore), std::end(kOnlyWithMore), marking) == std::end(kOnlyWithMore);
  while (!plain.empty()) {
    if (!take_brackets(plain) && take(plain, kHandling).empty() && take(plain, kMarkings).empty())
      return false;
    skip_separators(plain);
  }
  return true;
}

}  // namespace

std::optional<std::string> printed_marking(std::string_view text) {
  if (text.size() > 4 * kMaxBytes) return std::nullopt;
  const Line line = line_of(text);
  if (line.plain.size() > kMaxBytes) return std::nullopt;
  std::string_view plain = line.plain;
  if (plain.size() > 2 && (plain.front() == '[' || plain.front() == '(') &&
      plain.find_first_of("])") == plain.size() - 1)
    plain = plain.substr(1, plain.size() - 2);
  if (!is_marking(plain)) return std::nullopt;
  if (plain.starts_with("PROTECT") && line.printed.find("PROTECT") == std::string::npos) return std::nullopt;
  return line.printed;
}

}  // namespace indexer
