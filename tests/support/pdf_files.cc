#include "tests/support/pdf_files.h"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace test {
namespace {

constexpr std::size_t kFirstOwn = 20;  // objects before it are the catalog, the page tree and the fonts

/// WinAnsi, as the base-14 fonts are declared below.
std::string win_ansi(const std::string& utf8) {
  static const std::map<UChar32, int> others = {{0x2013, 0x96}, {0x2014, 0x97}, {0x2018, 0x91},
                                                {0x2019, 0x92}, {0x201C, 0x93}, {0x201D, 0x94},
                                                {0x2022, 0x95}, {0x2026, 0x85}, {0x20AC, 0x80}};
  std::string out;
  const auto text = icu::UnicodeString::fromUTF8(utf8);
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const auto other = others.find(c);
    const auto byte = static_cast<char>(other != others.end() ? other->second : c < 256 ? c : '?');
    if (byte == '(' || byte == ')' || byte == '\\') out += '\\';
    out += byte;
  }
  return out;
}

std::string stream(const std::string& dictionary, const std::string& data) {
  return fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", dictionary, data.size(), data);
}

std::string base14(const char* name) {
  return fmt::format("<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>", name);
}

/// Every letter a box of half its height.
std::string boxes_font() {
  std::string differences = "32", widths;
  for (int c = 32; c < 127; ++c)
    differences += fmt::format(" /uni{:04X}", c), widths += c == 32 ? "400 " : "600 ";
  std::string glyphs;
  for (int c = 32; c < 127; ++c) glyphs += fmt::format("/uni{:04X} {} 0 R ", c, c == 32 ? 11 : 10);
  return fmt::format(
      "<< /Type /Font /Subtype /Type3 /BaseFont /Boxes /Name /Boxes /FontBBox [0 -200 600 800] /FontMatrix "
      "[0.001 0 0 0.001 0 0] /FirstChar 32 /LastChar 126 "
      "/Widths [{}] /CharProcs << {} >> /Encoding << /Type /Encoding /Differences [{}] >> /Resources << >> "
      ">>",
      widths, glyphs, differences);
}

std::string private_map() {
  return "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
         "1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <21> <FF> <E021> "
         "endbfrange\nendcmap end end";
}

}  // namespace

PdfFile& PdfFile::page(double width, double height, const std::string& more) {
  pages_.push_back({fmt::format("/MediaBox [0 0 {} {}] {}", width, height, more), {}, {}, {}, height});
  next_y_ = 72;
  return *this;
}

PdfFile& PdfFile::text(double x, double y, const std::string& utf8, const PdfStyle& style) {
  auto& page = pages_.back();
  const auto font = !style.font.empty() ? style.font : style.bold ? "F2" : "F1";
  page.content += fmt::format("BT {} rg {} Tr /{} {} Tf {} {} Td ({}) Tj ET\n", style.colour,
                              style.render_mode, font, style.size, x, page.height - y, win_ansi(utf8));
  next_y_ = y + style.size * 1.2;
  return *this;
}

PdfFile& PdfFile::lines(double x, double y, const std::vector<std::string>& lines, const PdfStyle& style,
                        double leading) {
  for (const auto& line : lines) {
    text(x, y, line, style);
    y += leading;
  }
  next_y_ = y;
  return *this;
}

PdfFile& PdfFile::box(double x, double y, double width, double height, const std::string& colour) {
  return content(
      fmt::format("{} rg {} {} {} {} re f", colour, x, pages_.back().height - y - height, width, height));
}

PdfFile& PdfFile::content(const std::string& operators) {
  pages_.back().content += operators + "\n";
  return *this;
}

PdfFile& PdfFile::image(double x, double y, double width, double height, int columns, int rows,
                        const std::string& grey) {
  const auto number = object(stream(
      fmt::format(
          "/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray /BitsPerComponent 8",
          columns, rows),
      grey));
  auto& page = pages_.back();
  page.resources += fmt::format("/Im{} {} 0 R ", number, number);
  return content(
      fmt::format("q {} 0 0 {} {} {} cm /Im{} Do Q", width, height, x, page.height - y - height, number));
}

PdfFile& PdfFile::annotation(const std::string& entries) {
  pages_.back().annotations += "<< /Type /Annot " + entries + " >> ";
  return *this;
}

PdfFile& PdfFile::attach(const std::string& name, const std::string& bytes) {
  attachments_.emplace_back(name, bytes);
  return *this;
}

PdfFile& PdfFile::catalog(const std::string& entries) {
  catalog_ += entries + " ";
  return *this;
}

std::size_t PdfFile::object(const std::string& body) {
  objects_.push_back(body);
  return kFirstOwn + objects_.size() - 1;
}

std::string PdfFile::bytes() const {
  std::map<std::size_t, std::string> all = {
      {1, "<< /Type /Catalog /Pages 2 0 R " + catalog_ + ">>"},
      {3, base14("Helvetica")},
      {4, base14("Helvetica-Bold")},
      {5, base14("Courier")},
      {6, boxes_font()},
      {7, "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 8 0 R >>"},
      {8, stream("", private_map())},
      {10, stream("", "600 0 0 0 500 700 d1 50 0 400 700 re f")},
      {11, stream("", "400 0 d0")}};
  for (std::size_t i = 0; i < objects_.size(); ++i) all[kFirstOwn + i] = objects_[i];
  std::size_t next = kFirstOwn + objects_.size();
  std::string kids;
  for (const auto& page : pages_) {
    kids += fmt::format("{} 0 R ", next);
    all[next] = fmt::format(
        "<< /Type /Page /Parent 2 0 R {} /Contents {} 0 R /Annots [{}] /Resources << /Font << /F1 3 0 R /F2 "
        "4 0 R /F3 5 0 R /F4 6 0 R /F5 7 0 R >> "
        "/XObject << {} >> /Properties << /Layer {} 0 R >> >> >>",
        page.dictionary, next + 1, page.annotations, page.resources, kFirstOwn);
    all[next + 1] = stream("", page.content);
    next += 2;
  }
  all[2] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages_.size());
  std::string out = "%PDF-1.7\n", table;
  std::size_t last = 0;
  for (const auto& [number, body] : all) {
    table += fmt::format("{} 1\n{:010} 00000 n \n", number, out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
    last = number;
  }
  out += fmt::format(
      "xref\n0 1\n0000000000 65535 f \n{}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", table,
      last + 1, out.size());
  if (attachments_.empty()) return out;
  QPDF pdf;
  pdf.processMemoryFile("test", out.data(), out.size());
  QPDFEmbeddedFileDocumentHelper files(pdf);
  for (const auto& [name, data] : attachments_)
    files.replaceEmbeddedFile(name, QPDFFileSpecObjectHelper::createFileSpec(
                                        pdf, name, QPDFEFStreamObjectHelper::createEFStream(pdf, data)));
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string PdfFile::encrypted(const std::string& user_password) const {
  const auto plain = bytes();
  QPDF pdf;
  pdf.processMemoryFile("test", plain.data(), plain.size());
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setR6EncryptionParameters(user_password.c_str(), "owner", true, true, true, true, true, true,
                                   qpdf_r3p_full, true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace test
