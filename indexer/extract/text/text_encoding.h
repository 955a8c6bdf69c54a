#pragma once
// From the bytes of a text or HTML file to UTF-8: the first step of both readers. What a file says of its
// encoding is often wrong, so the bytes are asked as well.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/problem.h"

namespace indexer {

/// Where an encoding may be declared.
enum class Markup {
  kNone,  ///< nowhere but in a byte order mark
  kHtml,  ///< also in <meta charset>, http-equiv or an XML declaration within the first 1,024 bytes
};

/// What was found out about the encoding, for the report.
struct EncodingRemark {
  Severity severity = Severity::kNote;
  std::string message;
};

/// `text` is valid UTF-8 with line breaks as "\n", without a byte order mark and without control characters
/// except tab, line break and form feed.
struct DecodedText {
  std::string text;
  std::string encoding;  ///< that was used, in lower case: "utf-8", "windows-1252"
  std::vector<EncodingRemark> remarks;
};

/// Decodes `bytes`. In this order: byte order mark; the shape of UTF-16; the declaration, unless the bytes
/// contradict it (a warning says so); valid UTF-8; mostly valid UTF-8, whose stray bytes are read as
/// windows-1252 (a note says so); what uchardet detects; windows-1252. Labels mean what browsers take them
/// for (WHATWG: "iso-8859-1" is windows-1252). Never fails: what cannot be decoded becomes U+FFFD. Any
/// thread. Example: decode_text("caf\xE9", Markup::kNone).text == "café".
DecodedText decode_text(std::string_view bytes, Markup markup);

/// Why `bytes` are no text, as the rest of a sentence about the file: "is not text: looks like a PDF; rename
/// it to .pdf". Nothing for text of any encoding and for no bytes at all.
std::optional<std::string> why_not_text(std::string_view bytes);

}  // namespace indexer
