#include "schema/text_analysis.h"

#include <re2/re2.h>
#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/sortkey.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include <xapian.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "schema/word_forms.h"

namespace schema {
namespace {

constexpr std::size_t kMaxWordBytes = 64;
constexpr std::size_t kMaxCachedStems = 50'000;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU cannot ") + what + ": " + u_errorName(status));
}

std::string fold_unicode(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  check(status, "fold text");
  const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const auto decomposed = decompose->normalize(casefold->normalize(source, status), status);
  check(status, "fold text");
  icu::UnicodeString kept;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    kept.append(c == 0x2019 || c == 0x2018 || c == 0x02BC ? UChar32{'\''} : c);
  }
  std::string folded;
  kept.toUTF8String(folded);
  return folded;
}

/// Cuts at a character boundary.
void truncate(std::string& word) {
  if (word.size() <= kMaxWordBytes) return;
  std::size_t end = kMaxWordBytes;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
  word.resize(end);
}

void drop_apostrophes(std::string& word) {
  if (word.find('\'') == std::string::npos) return;
  if (word.ends_with("'s")) word.resize(word.size() - 2);
  std::erase(word, '\'');
}

/// Calls visit(code point, begin, end); a negative code point stands for invalid bytes.
template <typename Visit>
void each_code_point(std::string_view text, Visit visit) {
  int32_t i = 0;
  const auto length = static_cast<int32_t>(text.size());
  while (i < length) {
    const int32_t begin = i;
    UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
    U8_NEXT(text.data(), i, length, c);
#pragma GCC diagnostic pop
    visit(c, static_cast<std::size_t>(begin), static_cast<std::size_t>(i));
  }
}

bool has_letter_or_digit(std::string_view text) {
  bool found = false;
  each_code_point(text, [&](UChar32 c, std::size_t, std::size_t) { found = found || (c >= 0 && u_isalnum(c)); });
  return found;
}

/// Two capitals or more and nothing else but digits and symbols; a plural s at the end is allowed.
bool all_capitals(std::string_view text) {
  if (text.size() > 2 && text.ends_with('s')) text.remove_suffix(1);
  int capitals = 0;
  bool others = false;
  each_code_point(text, [&](UChar32 c, std::size_t, std::size_t) {
    if (c >= 0 && u_isUUppercase(c)) ++capitals;
    else if (c >= 0 && u_isalpha(c)) others = true;
  });
  return capitals >= 2 && !others;
}

bool is_single_letter(std::string_view word) { return word.size() == 1 && std::isalpha(static_cast<unsigned char>(word[0])); }

bool all_letters(std::string_view word) {
  return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) || c == '&' || c == '.' || c == '_';
  });
}

bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c); });
}

}  // namespace

std::string fold(std::string_view text) {
  if (!is_ascii(text)) return fold_unicode(text);
  std::string folded(text);
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return folded;
}

std::string valid_utf8(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  each_code_point(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    if (c < 0) clean += "\xEF\xBF\xBD";
    else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) clean += ' ';
    else clean.append(text.substr(begin, end - begin));
  });
  return clean;
}

std::string collation_key(std::string_view title) {
  static const RE2 lead(R"((?i)^\s*(?:\d+\s*[-.:)]\s*)?(?:(?:the|a|an|y|yr)\s+)?)");
  std::string bare(title);
  RE2::Replace(&bare, lead, "");
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<const icu::Collator> collator = [] {
    UErrorCode made = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> c(icu::Collator::createInstance(icu::Locale::getUK(), made));
    check(made, "collate British English");
    c->setStrength(icu::Collator::SECONDARY);
    c->setAttribute(UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, made);
    c->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, made);
    return c;
  }();
  icu::CollationKey key;
  collator->getCollationKey(icu::UnicodeString::fromUTF8(bare.empty() ? std::string(title) : bare), key, status);
  check(status, "make a collation key");
  int32_t length = 0;
  const auto* bytes = key.getByteArray(length);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    if (std::isalnum(static_cast<unsigned char>(c))) out += c;
    else if (c == '&') out += out.empty() || out.back() == '-' ? "and-" : "-and-";
    else if (c != '\'' && !out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

struct TextAnalyser::State {
  std::unique_ptr<icu::BreakIterator> words;
  std::unique_ptr<icu::BreakIterator> sentences;
  Xapian::Stem stemmer{"english"};
  std::unordered_map<std::string, std::string> stems;
};

TextAnalyser::TextAnalyser() : state_(std::make_unique<State>()) {
  UErrorCode status = U_ZERO_ERROR;
  state_->words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getUK(), status));
  state_->sentences.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getUK(), status));
  check(status, "break text into words and sentences");
}

TextAnalyser::~TextAnalyser() = default;

std::string TextAnalyser::stem(std::string_view word) {
  std::string key(word);
  if (const auto found = state_->stems.find(key); found != state_->stems.end()) return found->second;
  std::string result = all_letters(word) ? state_->stemmer(joined_form(word)) : key;
  if (state_->stems.size() >= kMaxCachedStems) state_->stems.clear();
  return state_->stems.emplace(std::move(key), std::move(result)).first->second;
}

std::vector<Token> TextAnalyser::tokens(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &status);
  check(status, "read UTF-8");
  state_->words->setText(&utext, status);
  check(status, "break text into words");

  std::vector<Token> out;
  int32_t begin = state_->words->first();
  for (int32_t end = state_->words->next(); end != icu::BreakIterator::DONE; begin = end, end = state_->words->next()) {
    const auto piece = text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    if (!has_letter_or_digit(piece)) continue;
    Token token;
    token.word = fold(piece);
    drop_apostrophes(token.word);
    truncate(token.word);
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.capitals = all_capitals(piece);
    if (token.word.empty()) continue;
    if (!out.empty()) {
      Token& last = out.back();
      const auto gap = text.substr(last.end, token.begin - last.end);
      const bool ampersand = gap == "&" && is_single_letter(last.word) && is_single_letter(token.word);
      const bool section = gap == "." && last.word == "s" && all_digits(token.word);
      if (ampersand || section) {
        last.word += (ampersand ? "&" : "") + token.word;
        last.end = token.end;
        last.capitals = ampersand && all_capitals(text.substr(last.begin, last.end - last.begin));
        continue;
      }
      if ((gap == "-" || gap == "\u2010" || gap == "\u2011") && all_letters(last.word) && all_letters(token.word) &&
          last.word.size() + token.word.size() <= kMaxWordBytes)
        last.compound = last.word + token.word;
    }
    out.push_back(std::move(token));
  }
  utext_close(&utext);
  for (Token& token : out) token.stem = stem(token.word);
  return out;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> TextAnalyser::sentences(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &status);
  check(status, "read UTF-8");
  state_->sentences->setText(&utext, status);
  check(status, "break text into sentences");
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  int32_t begin = state_->sentences->first();
  for (int32_t end = state_->sentences->next(); end != icu::BreakIterator::DONE; begin = end, end = state_->sentences->next()) {
    auto from = static_cast<std::uint32_t>(begin);
    auto to = static_cast<std::uint32_t>(end);
    while (from < to && std::isspace(static_cast<unsigned char>(text[from]))) ++from;
    while (to > from && std::isspace(static_cast<unsigned char>(text[to - 1]))) --to;
    if (from < to) out.emplace_back(from, to);
  }
  utext_close(&utext);
  return out;
}

}  // namespace schema
