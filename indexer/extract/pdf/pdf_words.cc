#include "indexer/extract/pdf/pdf_words.h"

#include <poppler-page.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "schema/text_analysis.h"

namespace indexer::pdf {
namespace {

constexpr std::size_t kMaxWords = 200'000;

bool is_private(UChar32 c) {
  return c == 0xFFFD || u_charType(c) == U_PRIVATE_USE_CHAR || u_charType(c) == U_UNASSIGNED;
}

/// Ligatures, Arabic and wide forms, letters of mathematics. Not all that NFKC would change: "½" and "²"
/// stay.
bool is_presentation_form(UChar32 c) {
  return (c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFFEF) || (c >= 0x1D400 && c <= 0x1D7FF) ||
         c == 0x00A0;
}

void append_composed(std::string& out, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto composed = U_SUCCESS(status) ? nfc->normalize(text, status) : text;
  (U_SUCCESS(status) ? composed : text).toUTF8String(out);
}

icu::UnicodeString taken_apart(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const icu::UnicodeString one(c);
  return U_SUCCESS(status) ? nfkc->normalize(one, status) : one;
}

bool is_plain_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

std::string utf8_of(const poppler::ustring& text) {
  const auto bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

bool contains(const std::string& folded, std::initializer_list<const char*> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const char* part) { return folded.find(part) != std::string::npos; });
}

/// What is known of a font by its name.
struct FontLook {
  std::string name;
  bool bold = false;
  bool symbols = false;  ///< its letters are pictures: Wingdings
};

FontLook look_of(const std::string& name) {
  const auto folded = schema::fold(name);
  return {name, contains(folded, {"bold", "black", "heavy", "demi"}),
          contains(folded, {"wingdings", "dingbats", "symbol", "webdings"})};
}

/// One letter or sign alone, in a font whose letters are bullets, or Word's "o" of Courier.
bool is_symbol_bullet(const std::string& text, const FontLook& font) {
  if (icu::UnicodeString::fromUTF8(text).countChar32() != 1) return false;
  if (font.symbols) return true;
  return text == "o" && font.name.find("Courier") != std::string::npos;
}

bool is_one_private(const std::string& text) {
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  return unicode.countChar32() == 1 && u_charType(unicode.char32At(0)) == U_PRIVATE_USE_CHAR;
}

std::vector<Box> letter_boxes(const poppler::text_box& box, const poppler::ustring& text) {
  std::vector<Box> letters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!u_isalnum(text[i]) && !is_private(text[i])) continue;
    const auto where = box.char_bbox(i);
    letters.push_back({where.left(), where.top(), where.right(), where.bottom()});
  }
  return letters;
}

}  // namespace

void Box::cover(const Box& other) {
  x0 = std::min(x0, other.x0);
  y0 = std::min(y0, other.y0);
  x1 = std::max(x1, other.x1);
  y1 = std::max(y1, other.y1);
}

std::string plain_text(const std::string& text, LetterCount& letters) {
  if (is_plain_ascii(text)) {
    letters.readable += static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c); }));
    return text;
  }
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 c = unicode.char32At(i);
    if (is_private(c)) {
      ++letters.unreadable;
    } else if (!u_iscntrl(c) || c == 0xAD) {
      letters.readable += u_isalnum(c) ? 1u : 0u;
      if (is_presentation_form(c))
        kept.append(taken_apart(c));
      else
        kept.append(c);
    }
  }
  std::string out;
  append_composed(out, kept.trim());
  return out;
}

std::vector<Word> words_of(const poppler::page& page, LetterCount& letters) {
  std::vector<Word> words;
  const auto crop = page.page_rect();
  FontLook font;
  for (const auto& box : page.text_list(poppler::page::text_list_include_font)) {
    if (words.size() == kMaxWords) break;
    const auto where = box.bbox();
    Word word;
    word.box = {where.left(), where.top(), where.right(), where.bottom()};
    const double x = (word.box.x0 + word.box.x1) / 2;
    if (box.rotation() != 0 ||
        !(x >= 0 && x <= crop.width() && word.box.middle() >= 0 && word.box.middle() <= crop.height()))
      continue;
    if (const auto name = box.get_font_name(); name != font.name) font = look_of(name);
    const auto unicode = box.text();
    const auto raw = utf8_of(unicode);
    word.text = is_one_private(raw) || is_symbol_bullet(raw, font) ? "•" : plain_text(raw, letters);
    if (word.text.empty()) continue;
    word.size = box.get_font_size();
    word.bold = font.bold;
    word.font = font.name;
    word.space_after = box.has_space_after();
    word.letters = letter_boxes(box, unicode);
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace indexer::pdf
