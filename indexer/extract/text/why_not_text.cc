// Files that are called text or HTML and are something else.

#include <algorithm>

#include "indexer/extract/text/text_encoding.h"

namespace indexer {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr Signature kSignatures[] = {
    {"%PDF-", "a PDF; rename it to .pdf"},
    {"{\\rtf", "a rich text file (RTF); save it as .docx"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word, Excel or Outlook file; save it as .docx or .pdf"},
    {"\x89PNG\r\n", "a PNG image; put it beside a document as an attachment"},
    {"\xFF\xD8\xFF", "a JPEG image; put it beside a document as an attachment"},
    {"GIF87a", "a GIF image; put it beside a document as an attachment"},
    {"GIF89a", "a GIF image; put it beside a document as an attachment"},
    {"II*\0"sv, "a TIFF image; put it beside a document as an attachment"},
    {"MM\0*"sv, "a TIFF image; put it beside a document as an attachment"},
    {"\x1F\x8B\x08", "a gzip archive; unpack it"},
    {"7z\xBC\xAF", "a 7-Zip archive; unpack it"},
    {"Rar!\x1A", "a RAR archive; unpack it"},
    {"BZh9", "a bzip2 archive; unpack it"},
    {"\x7F"
     "ELF",
     "a program"},
    {"ID3", "a sound recording"},
    {"OggS", "a sound recording"},
    {"SQLite format 3", "a database"},
    {"bplist00", "a web archive of Safari; save the page as HTML"},
};

std::string_view zip_kind(std::string_view bytes) {
  const auto head = bytes.substr(0, 65'536);
  const auto holds = [&](std::string_view name) {
    return head.find(name) != std::string_view::npos ||
           bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 65'536)).find(name) !=
               std::string_view::npos;
  };
  if (holds("word/document")) return "a Word document; rename it to .docx";
  if (holds("application/vnd.oasis.opendocument.text")) return "an OpenDocument text; rename it to .odt";
  return "a zip archive; unpack it";
}

/// Saved by browsers as .mht: mail with the page as a part.
bool is_mhtml(std::string_view bytes) {
  const auto head = bytes.substr(0, 1024);
  return (head.starts_with("MIME-Version:") || head.starts_with("From: <Saved by")) &&
         head.find("multipart/related") != std::string_view::npos;
}

/// Control characters that no text has. NULs are counted where they do not come from UTF-16 or UTF-32.
bool is_binary(std::string_view bytes) {
  const auto sample = bytes.substr(0, 65'536);
  if (sample.starts_with("\xFF\xFE") || sample.starts_with("\xFE\xFF") ||
      sample.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
    return false;
  std::size_t controls = 0;
  std::size_t nuls[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto c = static_cast<unsigned char>(sample[i]);
    if (c == 0)
      ++nuls[i & 1];
    else if (c < 0x20 && !(c >= 0x08 && c <= 0x0D) && c != 0x1A && c != 0x1B)
      ++controls;
  }
  const auto [few, many] = std::minmax(nuls[0], nuls[1]);
  const bool utf16 = many * 10 >= sample.size() / 2 * 7 && few * 20 <= sample.size() / 2;
  return (controls + (utf16 ? 0 : few + many)) * 20 > sample.size();
}

}  // namespace

std::optional<std::string> why_not_text(std::string_view bytes) {
  const std::string start = "is not text: looks like ";
  if (bytes.starts_with("PK\x03\x04")) return start + std::string(zip_kind(bytes));
  for (const auto& signature : kSignatures)
    if (bytes.starts_with(signature.bytes) && (signature.bytes != "ID3" || is_binary(bytes)))
      return start + std::string(signature.what);
  if (bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP")
    return start + "a WebP image; put it beside a document as an attachment";
  if (is_mhtml(bytes)) return start + "a web archive (MHTML); save the page as HTML";
  if (is_binary(bytes)) return "is not text: holds binary data; give it the ending of its format";
  return std::nullopt;
}

}  // namespace indexer
