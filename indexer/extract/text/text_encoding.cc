#include "indexer/extract/text/text_encoding.h"

#include <fmt/format.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "indexer/extract/text/encoding_labels.h"

namespace indexer {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct DeleteDetector {
  void operator()(uchardet* detector) const { uchardet_delete(detector); }
};

constexpr char kSubstitute = '\x1A';

/// ICU writes U+001A, not U+FFFD, for single bytes of some encodings.
std::string with_replacements(const std::string& text) {
  if (text.find(kSubstitute) == std::string::npos) return text;
  std::string out;
  for (const char c : text)
    if (c == kSubstitute)
      out += "\uFFFD";
    else
      out += c;
  return out;
}

std::string convert(std::string_view bytes, const std::string& converter_name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(converter_name.c_str(), &status));
  if (U_FAILURE(status))
    throw std::runtime_error("the encoding '" + converter_name + "' is not known to ICU");
  std::string out(bytes.size() * 2 + 16, '\0');
  for (;;) {
    status = U_ZERO_ERROR;
    const auto length =
        ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), out.data(), static_cast<int32_t>(out.size()),
                           bytes.data(), static_cast<int32_t>(bytes.size()), &status);
    if (status != U_BUFFER_OVERFLOW_ERROR) {
      out.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(length));
      return bytes.find(kSubstitute) == std::string_view::npos ? with_replacements(out) : out;
    }
    out.resize(static_cast<std::size_t>(length) + 1);
  }
}

/// How much of a text is UTF-8.
struct Utf8Census {
  std::size_t sequences = 0;  ///< valid, of two bytes or more
  std::size_t stray = 0;      ///< bytes that belong to none
  bool valid() const { return stray == 0; }
};

Utf8Census census_of(std::string_view bytes) {
  Utf8Census census;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t i = 0; i < bytes.size();) {
    if (data[i] < 0x80) {
      ++i;
      continue;
    }
    std::size_t next = i;
    UChar32 c = 0;
    U8_NEXT(data, next, bytes.size(), c);
    if (c >= 0) {
      ++census.sequences;
      i = next;
    } else {
      ++census.stray;
      ++i;
    }
  }
  return census;
}

/// In text of other encodings a valid sequence is a rare accident, so few of them are enough.
bool mostly_utf8(const Utf8Census& census) {
  return census.sequences > 0 && census.sequences * 4 >= census.stray;
}

std::string repaired(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t next = i;
    UChar32 c = 0;
    U8_NEXT(data, next, bytes.size(), c);
    if (c >= 0)
      out.append(bytes, i, next - i);
    else
      out += convert(bytes.substr(i, 1), "windows-1252");
    i = c >= 0 ? next : i + 1;
  }
  return out;
}

bool is_dropped(UChar32 c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\f') || (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
         U_IS_UNICODE_NONCHAR(c);
}

/// Line breaks as "\n", without control characters. `text` is valid UTF-8 but for what ICU may have left of
/// surrogates.
std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(data, i, text.size(), c);
    if (c == '\r') {
      if (i == text.size() || text[i] != '\n') out += '\n';
    } else if (c == 0xFFFD) {
      out += "\uFFFD";
    } else if (!is_dropped(c)) {
      out.append(text, begin, i - begin);
    }
  }
  return out;
}

struct ByteOrderMark {
  std::string_view bytes;
  const char* encoding;
};

// UTF-32LE before UTF-16LE, with whose mark it begins.
constexpr ByteOrderMark kMarks[] = {{{"\xEF\xBB\xBF", 3}, "utf-8"},
                                    {{"\xFF\xFE\0\0", 4}, "utf-32le"},
                                    {{"\0\0\xFE\xFF", 4}, "utf-32be"},
                                    {{"\xFF\xFE", 2}, "utf-16le"},
                                    {{"\xFE\xFF", 2}, "utf-16be"}};

const ByteOrderMark* mark_of(std::string_view bytes) {
  for (const auto& mark : kMarks)
    if (bytes.starts_with(mark.bytes)) return &mark;
  return nullptr;
}

/// "utf-16le" or "utf-16be" where NULs stand at every other byte, as they do in Latin text.
std::optional<std::string> utf16_by_shape(std::string_view bytes) {
  const auto sample = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 4096);
  std::size_t nuls[2] = {0, 0};
  for (std::size_t i = 0; i < sample; ++i)
    if (bytes[i] == '\0') ++nuls[i & 1];
  const auto pairs = sample / 2;
  if (pairs < 2) return std::nullopt;
  if (nuls[1] * 10 >= pairs * 7 && nuls[0] * 20 <= pairs) return "utf-16le";
  if (nuls[0] * 10 >= pairs * 7 && nuls[1] * 20 <= pairs) return "utf-16be";
  return std::nullopt;
}

/// What uchardet takes `bytes`, which are not UTF-8, for. In mostly ASCII text it guesses wildly from a few
/// quotation marks: that is Western.
std::string detected(std::string_view bytes) {
  const auto high =
      static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) { return c < 0; }));
  if (high < 20 || high * 33 < bytes.size()) return "windows-1252";
  const std::unique_ptr<uchardet, DeleteDetector> detector(uchardet_new());
  uchardet_handle_data(detector.get(), bytes.data(), std::min<std::size_t>(bytes.size(), 1 << 20));
  uchardet_data_end(detector.get());
  const auto converter = converter_of_label(uchardet_get_charset(detector.get()));
  return converter && *converter != "utf-8" ? *converter : "windows-1252";
}

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  DecodedText decode(Markup markup) {
    if (const auto* mark = mark_of(bytes_)) {
      bytes_.remove_prefix(mark->bytes.size());
      if (std::string_view(mark->encoding) == "utf-8")
        take_utf8();
      else
        take(mark->encoding);
    } else if (const auto shape = utf16_by_shape(bytes_)) {
      take(*shape);
    } else {
      census_ = census_of(bytes_);
      const auto label = markup == Markup::kHtml ? declared_label(bytes_.substr(0, 1024)) : std::nullopt;
      if (!label || !take_declared(*label)) take_detected();
    }
    out_.text = cleaned(out_.text);
    return std::move(out_);
  }

 private:
  bool take_declared(const std::string& label) {
    const auto converter = converter_of_label(label);
    if (!converter) {
      remark(Severity::kWarning, "declares the unknown encoding '" + label.substr(0, 40) +
                                     "'; the encoding was found by the bytes instead");
      return false;
    }
    if (*converter == "utf-8") {
      if (census_.valid() || mostly_utf8(census_)) return take_utf8(), true;
      return contradicted(label), false;
    }
    // Text with accents that happens to be valid UTF-8 in another encoding does not occur in practice.
    if (census_.valid() && census_.sequences > 0) return contradicted(label), false;
    take(*converter);
    if (out_.text.find("\uFFFD") == std::string::npos) return true;
    return contradicted(label), false;
  }

  void take_detected() {
    if (census_.valid() || mostly_utf8(census_)) return take_utf8();
    take(detected(bytes_));
    if (out_.text.find("\uFFFD") != std::string::npos) take("windows-1252");
    remark(Severity::kNote, "was read as " + out_.encoding +
                                ", which its bytes look like; save it as UTF-8 if words come out wrong");
  }

  void take_utf8() {
    census_ = census_of(bytes_);
    out_.encoding = "utf-8";
    out_.text = census_.valid() ? std::string(bytes_) : repaired(bytes_);
    if (!census_.valid())
      remark(Severity::kNote,
             fmt::format("is UTF-8 with {} stray byte{}, read as windows-1252; save it as UTF-8",
                         census_.stray, census_.stray == 1 ? "" : "s"));
  }

  void take(const std::string& converter) {
    out_.encoding = converter;
    out_.text = convert(bytes_, converter);
  }

  void contradicted(const std::string& label) {
    remark(Severity::kWarning,
           "declares the encoding '" + label.substr(0, 40) +
               "', which its bytes are not in; the encoding was found by the bytes instead");
  }
  void remark(Severity severity, std::string message) {
    out_.remarks.push_back({severity, std::move(message)});
  }

  std::string_view bytes_;
  Utf8Census census_;
  DecodedText out_;
};

}  // namespace

DecodedText decode_text(std::string_view bytes, Markup markup) { return Decoder(bytes).decode(markup); }

}  // namespace indexer
