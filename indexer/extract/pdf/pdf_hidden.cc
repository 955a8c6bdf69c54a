#include "indexer/extract/pdf/pdf_hidden.h"

#include <fmt/format.h>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>

namespace indexer::pdf {
namespace {

constexpr int kUnseenFlags = 0x02 | 0x20;  // Hidden, NoView

bool holds_text(QPDFObjectHandle annotation) {
  for (const char* key : {"/Contents", "/RC"}) {
    auto value = annotation.getKey(key);
    if (value.isStream() || (value.isString() && !value.getStringValue().empty())) return true;
  }
  return false;
}

bool is_comment(QPDFObjectHandle annotation) {
  const auto type =
      annotation.getKey("/Subtype").isName() ? annotation.getKey("/Subtype").getName() : std::string();
  static const std::set<std::string> notes = {"/Text",           "/Caret", "/Ink",   "/StrikeOut",
                                              "/FileAttachment", "/Sound", "/Redact"};
  static const std::set<std::string> visible = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"};
  if (notes.contains(type)) return true;
  if (visible.contains(type)) return false;
  auto flags = annotation.getKey("/F");
  const bool unseen = flags.isInteger() && (flags.getIntValue() & kUnseenFlags) != 0;
  if (type == "/FreeText" || type == "/Stamp") return unseen;
  return holds_text(annotation);
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

struct Notes {
  std::size_t comments = 0, files = 0;
};

Notes notes_of(QPDF& pdf) {
  Notes notes;
  for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    auto annotations = page.getObjectHandle().getKey("/Annots");
    if (!annotations.isArray()) continue;
    for (int i = 0; i < annotations.getArrayNItems(); ++i) {
      auto annotation = annotations.getArrayItem(i);
      if (!annotation.isDictionary()) continue;
      auto type = annotation.getKey("/Subtype");
      if (type.isName() && type.getName() == "/FileAttachment")
        ++notes.files;
      else if (is_comment(annotation))
        ++notes.comments;
    }
  }
  return notes;
}

std::size_t layers_off(QPDF& pdf) {
  auto properties = pdf.getRoot().getKey("/OCProperties");
  if (!properties.isDictionary() || !properties.getKey("/D").isDictionary()) return 0;
  auto state = properties.getKey("/D");
  std::set<QPDFObjGen> off;
  const auto each = [](QPDFObjectHandle list, auto visit) {
    if (!list.isArray()) return;
    for (int i = 0; i < list.getArrayNItems(); ++i) visit(list.getArrayItem(i).getObjGen());
  };
  auto base = state.getKey("/BaseState");
  if (base.isName() && base.getName() == "/OFF")
    each(properties.getKey("/OCGs"), [&](QPDFObjGen id) { off.insert(id); });
  each(state.getKey("/ON"), [&](QPDFObjGen id) { off.erase(id); });
  each(state.getKey("/OFF"), [&](QPDFObjGen id) { off.insert(id); });
  return off.size();
}

bool is_dynamic_form(QPDF& pdf) {
  auto form = pdf.getRoot().getKey("/AcroForm");
  auto rendered = pdf.getRoot().getKey("/NeedsRendering");
  return form.isDictionary() && form.hasKey("/XFA") && rendered.isBool() && rendered.getBoolValue();
}

}  // namespace

PdfCarries what_pdf_carries(const std::string& bytes) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("document", bytes.data(), bytes.size());
  PdfCarries carries;
  const auto notes = notes_of(pdf);
  const auto files = notes.files + QPDFEmbeddedFileDocumentHelper(pdf).getEmbeddedFiles().size();
  if (notes.comments > 0) carries.hidden.push_back(counted(notes.comments, "comment", "comments"));
  if (files > 0) carries.hidden.push_back(counted(files, "embedded file", "embedded files"));
  if (const auto layers = layers_off(pdf); layers > 0)
    carries.hidden.push_back(counted(layers, "layer that is switched off", "layers that are switched off"));
  carries.dynamic_form = is_dynamic_form(pdf);
  return carries;
}

}  // namespace indexer::pdf
