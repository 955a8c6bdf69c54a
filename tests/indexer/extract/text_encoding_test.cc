#include "indexer/extract/text/text_encoding.h"

#include <gmock/gmock.h>

#include "indexer/extract/text/encoding_labels.h"

namespace {

using indexer::decode_text;
using indexer::Markup;
using indexer::Severity;
using testing::HasSubstr;
using namespace std::string_literals;

/// "x" as UTF-16 or UTF-32 of ASCII text, `before` and `after` NULs around each character.
std::string wide(const std::string& text, std::size_t before, std::size_t after) {
  std::string out;
  for (const char c : text) out += std::string(before, '\0') + c + std::string(after, '\0');
  return out;
}

TEST(TextEncoding, IsFoundByMarkDeclarationAndBytes) {
  struct Case {
    const char* what;
    std::string bytes;
    std::string encoding;
    std::string text;
    Severity severity;   ///< of the remark, if there is one
    const char* remark;  ///< empty: none
  };
  const std::string meta = "<meta charset=";
  const std::string russian =
      "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0. \xdd\xf2\xee \xf2\xe5\xea\xf1\xf2 \xed\xe0 "
      "\xf0\xf3\xf1\xf1\xea\xee\xec \xff\xe7\xfb\xea\xe5, \xea\xee\xf2\xee\xf0\xfb\xe9 \xed\xe0\xe4\xee "
      "\xf0\xe0\xf1\xef\xee\xe7\xed\xe0\xf2\xfc.";
  const Case cases[] = {
      {"ASCII", "plain", "utf-8", "plain", {}, ""},
      {"UTF-8", "caf\u00e9 \u0175", "utf-8", "caf\u00e9 \u0175", {}, ""},
      {"UTF-8 with a mark",
       "\xEF\xBB\xBF"
       "caf\u00e9",
       "utf-8",
       "caf\u00e9",
       {},
       ""},
      {"a mark wins over a declaration",
       "\xEF\xBB\xBF" + meta + "windows-1252>\u00e9",
       "utf-8",
       meta + "windows-1252>\u00e9",
       {},
       ""},
      {"UTF-16LE with a mark", "\xFF\xFE" + wide("ab", 0, 1), "utf-16le", "ab", {}, ""},
      {"UTF-16BE with a mark", "\xFE\xFF" + wide("ab", 1, 0), "utf-16be", "ab", {}, ""},
      {"UTF-32LE with a mark", "\xFF\xFE\0\0"s + wide("ab", 0, 3), "utf-32le", "ab", {}, ""},
      {"UTF-32BE with a mark", "\0\0\xFE\xFF"s + wide("ab", 3, 0), "utf-32be", "ab", {}, ""},
      {"UTF-16LE without a mark", wide("plain text", 0, 1), "utf-16le", "plain text", {}, ""},
      {"UTF-16BE without a mark", wide("plain text", 1, 0), "utf-16be", "plain text", {}, ""},
      {"UTF-16 cut in the middle", "\xFF\xFE" + wide("ab", 0, 1) + "c", "utf-16le", "ab\uFFFD", {}, ""},
      {"declared, latin1 meaning windows-1252",
       meta + "'iso-8859-1'>\x93x\x94",
       "windows-1252",
       meta + "'iso-8859-1'>\u201Cx\u201D",
       {},
       ""},
      {"declared by http-equiv",
       "<META http-equiv=Content-Type content=\"text/html; charset=windows-1250\">\xb9",
       "windows-1250",
       "<META http-equiv=Content-Type content=\"text/html; charset=windows-1250\">\u0105",
       {},
       ""},
      {"declared by XML",
       "<?xml version='1.0' encoding='ISO-8859-14'?>\xf0",
       "iso-8859-14",
       "<?xml version='1.0' encoding='ISO-8859-14'?>\u0175",
       {},
       ""},
      {"declared in a comment only", "<!-- " + meta + "windows-1251> -->\xE9", "windows-1252",
       "<!-- " + meta + "windows-1251> -->\u00e9", Severity::kNote, "was read as windows-1252"},
      {"declared too late", std::string(1100, ' ') + meta + "windows-1251>\xE9", "windows-1252",
       std::string(1100, ' ') + meta + "windows-1251>\u00e9", Severity::kNote, "was read as"},
      {"declared UTF-16, which it cannot be",
       meta + "utf-16>\u00e9",
       "utf-8",
       meta + "utf-16>\u00e9",
       {},
       ""},
      {"declared Japanese", meta + "shift_jis>\x83\x65", "windows-31j", meta + "shift_jis>\u30C6", {}, ""},
      {"declared UTF-8 and is not", meta + "utf-8>caf\xE9", "windows-1252", meta + "utf-8>caf\u00e9",
       Severity::kWarning, "declares the encoding 'utf-8'"},
      {"declared windows-1252 and is UTF-8", meta + "windows-1252>caf\u00e9", "utf-8",
       meta + "windows-1252>caf\u00e9", Severity::kWarning, "declares the encoding 'windows-1252'"},
      {"declared Japanese and is not", meta + "euc-jp>caf\xE9 x", "windows-1252", meta + "euc-jp>caf\u00e9 x",
       Severity::kWarning, "declares the encoding 'euc-jp'"},
      {"declared UTF-7, in which tags could hide", meta + "utf-7>+ADw-", "utf-8", meta + "utf-7>+ADw-",
       Severity::kWarning, "unknown encoding 'utf-7'"},
      {"stray windows-1252 in UTF-8", "caf\u00e9 \u00a35 it\x92s", "utf-8", "caf\u00e9 \u00a35 it\u2019s",
       Severity::kNote, "1 stray byte, read"},
      {"stray bytes in declared UTF-8", meta + "utf-8>\u00e9 it\x92s \x96", "utf-8",
       meta + "utf-8>\u00e9 it\u2019s \u2013", Severity::kNote, "2 stray bytes"},
      {"windows-1252 by its quotation marks", "The officer\x92s \x93notes\x94 \x96 and more text in English",
       "windows-1252", "The officer\u2019s \u201Cnotes\u201D \u2013 and more text in English",
       Severity::kNote, "was read as windows-1252"},
      {"Russian by its letters", russian, "windows-1251",
       "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440. \u042d\u0442\u043e "
       "\u0442\u0435\u043a\u0441\u0442 \u043d\u0430 \u0440\u0443\u0441\u0441\u043a\u043e\u043c "
       "\u044f\u0437\u044b\u043a\u0435, \u043a\u043e\u0442\u043e\u0440\u044b\u0439 \u043d\u0430\u0434\u043e "
       "\u0440\u0430\u0441\u043f\u043e\u0437\u043d\u0430\u0442\u044c.",
       Severity::kNote, "was read as windows-1251"},
      {"no declaration counts in plain text", "", "utf-8", "", {}, ""},
      {"line breaks of all systems", "a\r\nb\rc\nd", "utf-8", "a\nb\nc\nd", {}, ""},
      {"control characters", "a\0b\x01\x1b[1m\x7f\tc\fd"s, "utf-8", "ab[1m\tc\fd", {}, ""},
      {"C1 controls and marks within", "a\u0085b\uFEFFc\uFFFEd", "utf-8", "abcd", {}, ""},
      {"an overlong sequence", "\u00e9\u00e9 \xC0\xAF", "utf-8", "\u00e9\u00e9 \u00C0\u00AF", Severity::kNote,
       "2 stray bytes"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const auto decoded = decode_text(c.bytes, Markup::kHtml);
    EXPECT_EQ(decoded.encoding, c.encoding);
    EXPECT_EQ(decoded.text, c.text);
    ASSERT_EQ(decoded.remarks.empty(), *c.remark == '\0');
    if (decoded.remarks.empty()) continue;
    EXPECT_EQ(decoded.remarks[0].severity, c.severity);
    EXPECT_THAT(decoded.remarks[0].message, HasSubstr(c.remark));
  }
  EXPECT_EQ(decode_text("<meta charset=windows-1251>\xE9", Markup::kNone).encoding, "windows-1252");
}

TEST(TextEncoding, LabelsMeanWhatBrowsersTakeThemFor) {
  using indexer::converter_of_label;
  EXPECT_EQ(converter_of_label(" ISO-8859-1\n"), "windows-1252");
  EXPECT_EQ(converter_of_label("UTF8"), "utf-8");
  EXPECT_EQ(converter_of_label("gb2312"), "gb18030");
  for (const auto* unknown : {"", "utf-7", "ibm037", "scsu", "utf-8 utf8", "x"})
    EXPECT_EQ(converter_of_label(unknown), std::nullopt) << unknown;
}

TEST(TextEncoding, EveryConverterIsKnownToIcu) {
  for (const auto* label :
       {"utf-8",  "latin1",      "latin2",  "latin3",      "latin4",         "cyrillic", "arabic",
        "greek",  "hebrew",      "latin6",  "iso-8859-13", "iso-8859-14",    "l9",       "koi8",
        "koi8-u", "mac",         "tis-620", "cp1250",      "cp1251",         "cp1253",   "latin5",
        "cp1255", "cp1256",      "cp1257",  "cp1258",      "x-mac-cyrillic", "gbk",      "big5",
        "euc-jp", "iso-2022-jp", "sjis",    "euc-kr"}) {
    const std::string page = "<meta charset=" + std::string(label) + ">x";
    EXPECT_EQ(decode_text(page, Markup::kHtml).text, page);
    EXPECT_EQ(decode_text(page, Markup::kHtml).encoding, indexer::converter_of_label(label));
  }
}

TEST(TextEncoding, WhatIsNoTextIsNamed) {
  struct Case {
    std::string bytes;
    const char* message;  ///< empty: is text
  };
  const Case cases[] = {
      {"", ""},
      {"plain", ""},
      {"MM and II* begin this text", ""},
      {"ID3 tags are explained here", ""},
      {"\x1b[1mbold\x1b[0m", ""},
      {"\xFF\xFE" + wide("plain", 0, 1), ""},
      {wide("plain text", 1, 0), ""},
      {"\0\0\xFE\xFF"s + wide("plain", 3, 0), ""},
      {"caf\xE9", ""},
      {"%PDF-1.7\n", "looks like a PDF; rename it to .pdf"},
      {"PK\x03\x04....word/document.xml", "rename it to .docx"},
      {"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "rename it to .odt"},
      {"PK\x03\x04....", "a zip archive; unpack it"},
      {"\x89PNG\r\n\x1a\n", "a PNG image"},
      {"\xFF\xD8\xFF\xE0", "a JPEG image"},
      {"{\\rtf1", "(RTF); save it as .docx"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word"},
      {"MM\0*"s, "a TIFF image"},
      {"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;", "MHTML"},
      {std::string("abc\0\0\0\0\0\0\0\1\2\3", 13), "holds binary data"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.bytes);
    const auto reason = indexer::why_not_text(c.bytes);
    ASSERT_EQ(reason.has_value(), *c.message != '\0') << reason.value_or("");
    if (reason) {
      EXPECT_THAT(*reason, HasSubstr(c.message));
    }
  }
}

}  // namespace
