#include "indexer/extract/text/encoding_labels.h"

#include <algorithm>
#include <array>

namespace indexer {
namespace {

struct Encoding {
  std::string_view converter;
  std::string_view labels;  ///< separated and surrounded by spaces
};

// UTF-16 in a declaration that could be read as ASCII cannot be true: WHATWG reads it as UTF-8.
constexpr Encoding kEncodings[] = {
    {"utf-8",
     " utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-16 utf-16le utf-16be "
     "ucs-2 "
     "unicode iso-10646-ucs-2 csunicode unicodefeff unicodefffe "},
    {"windows-1252",
     " windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 "
     "latin1 l1 "
     "csisolatin1 cp819 ibm819 ascii us-ascii ansi_x3.4-1968 x-user-defined "},
    {"iso-8859-2",
     " iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 latin2 l2 csisolatin2 iso-ir-101 "},
    {"iso-8859-3", " iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3 csisolatin3 iso-ir-109 "},
    {"iso-8859-4", " iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4 csisolatin4 iso-ir-110 "},
    {"iso-8859-5", " iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic iso-ir-144 "},
    {"iso-8859-6", " iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic csisolatinarabic ecma-114 asmo-708 "},
    {"iso-8859-7",
     " iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 csisolatingreek ecma-118 elot_928 "},
    {"iso-8859-8",
     " iso-8859-8 iso8859-8 iso88598 iso_8859-8 hebrew visual csisolatinhebrew iso-8859-8-i logical "},
    {"iso-8859-10", " iso-8859-10 iso8859-10 iso885910 latin6 l6 csisolatin6 iso-ir-157 "},
    {"iso-8859-13", " iso-8859-13 iso8859-13 iso885913 "},
    {"iso-8859-14", " iso-8859-14 iso8859-14 iso885914 "},
    {"iso-8859-15", " iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin-9 csisolatin9 "},
    {"koi8-r", " koi8-r koi8 koi koi8_r cskoi8r "},
    {"koi8-u", " koi8-u koi8-ru "},
    {"macintosh", " macintosh mac x-mac-roman csmacintosh "},
    {"windows-874", " windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 iso885911 "},
    {"windows-1250", " windows-1250 cp1250 x-cp1250 "},
    {"windows-1251", " windows-1251 cp1251 x-cp1251 "},
    {"windows-1253", " windows-1253 cp1253 x-cp1253 "},
    {"windows-1254",
     " windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 csisolatin5 "},
    {"windows-1255", " windows-1255 cp1255 x-cp1255 "},
    {"windows-1256", " windows-1256 cp1256 x-cp1256 "},
    {"windows-1257", " windows-1257 cp1257 x-cp1257 "},
    {"windows-1258", " windows-1258 cp1258 x-cp1258 "},
    {"x-mac-cyrillic", " x-mac-cyrillic x-mac-ukrainian mac-cyrillic "},
    {"gb18030", " gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 iso-ir-58 x-gbk "},
    {"big5", " big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"euc-jp", " euc-jp x-euc-jp cseucpkdfmtjapanese "},
    {"iso-2022-jp", " iso-2022-jp csiso2022jp "},
    {"windows-31j", " shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis "},
    {"windows-949",
     " euc-kr korean windows-949 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 cseuckr csksc56011987 "
     "iso-ir-149 uhc "},
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

constexpr std::string_view kSpace = " \t\r\n\f";

/// The value that follows `name` and "=" in `tag`, quoted or not.
std::optional<std::string_view> value_after(std::string_view tag, std::string_view lower_tag,
                                            std::string_view name) {
  for (auto at = lower_tag.find(name); at != std::string_view::npos; at = lower_tag.find(name, at + 1)) {
    auto begin = tag.find_first_not_of(kSpace, at + name.size());
    if (begin == std::string_view::npos || tag[begin] != '=') continue;
    begin = tag.find_first_not_of(" \t\r\n\f\"'", begin + 1);
    if (begin == std::string_view::npos) return std::nullopt;
    const auto end = std::min(tag.find_first_of(" \t\r\n\f\"';/>?", begin), tag.size());
    if (end > begin) return tag.substr(begin, end - begin);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> converter_of_label(std::string_view label) {
  const auto begin = std::min(label.find_first_not_of(kSpace), label.size());
  label = label.substr(begin, label.find_last_not_of(kSpace) + 1 - begin);
  if (label.empty() || label.find(' ') != std::string_view::npos) return std::nullopt;
  const std::string padded = " " + lower(label) + " ";
  for (const auto& encoding : kEncodings)
    if (encoding.labels.find(padded) != std::string_view::npos) return std::string(encoding.converter);
  return std::nullopt;
}

std::optional<std::string> declared_label(std::string_view head) {
  const std::string folded = lower(head);
  for (std::size_t at = folded.find('<'); at != std::string::npos; at = folded.find('<', at + 1)) {
    const auto rest = std::string_view(folded).substr(at);
    if (rest.starts_with("<!--")) {
      at = folded.find("-->", at + 2);
      if (at == std::string::npos) return std::nullopt;
      continue;
    }
    const bool meta = rest.starts_with("<meta") && rest.size() > 5 &&
                      (kSpace.find(rest[5]) != std::string_view::npos || rest[5] == '/');
    if (!meta && !rest.starts_with("<?xml")) continue;
    const auto length = std::min(rest.find('>'), rest.size());
    if (const auto value =
            value_after(head.substr(at, length), rest.substr(0, length), meta ? "charset" : "encoding"))
      return std::string(*value);
  }
  return std::nullopt;
}

}  // namespace indexer
