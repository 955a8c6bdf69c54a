#pragma once
// From a file's bytes to its text, whatever its format: the seam where formats are added. Readers run in a child process
// (hub-extract); what they found comes back through the codec below, which is also that of the cache.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/extract/restricted_text.h"
#include "indexer/problem.h"
#include "schema/record.h"

namespace indexer {

/// A value as the source gives it: a text, a list or a map. `line` counts from 1 in the file that ExtractedText::line_file names.
struct FieldValue {
  std::string text;
  std::vector<FieldValue> items;
  std::vector<std::pair<std::string, FieldValue>> members;
  int line = 0;
  const FieldValue* member(std::string_view name) const;
};

/// Like schema::Block, before redaction. A heading of level 1 or 2 begins a section.
struct ExtractedBlock {
  schema::Block::Kind kind = schema::Block::Kind::kParagraph;
  int level = 0;
  int page = 0;  ///< of the original, from 1; 0 where the format has none
  int line = 0;
  std::string section_kind;  ///< of a heading, where the source says it
  RestrictedText text;
  std::vector<RestrictedText> cells;
};

/// A question of a form and what stands in its answer, in order. make_draft() finds the field by the vocabulary "form-question".
struct FormAnswer {
  std::string question;
  std::vector<ExtractedBlock> blocks;  ///< empty: not answered
  std::vector<std::string> ticked;     ///< labels of the boxes that are ticked, where the answer has boxes
  bool has_boxes = false;              ///< then `ticked` is the answer, `blocks` is what was written beside them
};

/// One record's worth of a source file. Bulk files give many, each with its own `key` within the file.
struct ExtractedText {
  std::string key;
  int line = 1;
  std::string line_file;  ///< the file whose lines `line` counts: a document's sidecar; empty: the source itself
  std::vector<std::pair<std::string, FieldValue>> fields;
  std::vector<FormAnswer> answers;
  std::vector<ExtractedBlock> blocks;
  std::vector<std::string> printed_markings;  ///< protective markings that stand alone in a line of header, footer or page, as printed
  /// What a document holds beside the text that its reader sees, none of which is in this struct: "2 comments", "tracked
  /// changes (3 deletions)". Not empty: the original must not be served.
  std::vector<std::string> hidden;
  bool holds_contacts = false;    ///< set by apply_form(): the original names a person whom the record does not
  std::vector<Problem> problems;  ///< an error among them leaves this record out
};

/// What a file holds.
struct Extraction {
  std::vector<ExtractedText> texts;
  std::vector<Problem> problems;  ///< an error among them leaves the whole file out
  bool reader_failed = false;     ///< the child process broke or ran into a limit; `problems` says which
};

/// How to read, as the library's configuration says.
struct ReadingOptions {
  std::string ocr_languages;  ///< of scanned pages, as tesseract names them: "eng+cym"; empty: they are not read
};

/// A file's bytes and those of the file that goes with it. Nothing else is read.
struct SourceContent {
  std::string path;  ///< relative to the corpus, with forward slashes; problems name it
  std::string bytes;
  std::string companion_path;  ///< "import.yaml" of a bulk import, "NAME.meta.yaml" of a document; empty: there is none
  std::string companion;
  ReadingOptions options = {};
  std::string format = {};  ///< name of a row of the table below; empty: by the ending of `path`
};

/// What kind of file stands beside a source.
enum class Companion {
  kNone,
  kManifest,  ///< import.yaml in the same folder
  kSidecar,   ///< report.pdf.meta.yaml or report.meta.yaml: fields that the document cannot say
};

/// One row of the table of formats.
struct Format {
  std::string_view name;
  int version;  ///< part of the cache key: raise it when the same bytes would give another text
  Companion companion;
  std::string_view program;  ///< that reads it, in the folder of hub-extract
  bool document;  ///< the file itself is shown to readers: /records/{id}/files/1
  std::vector<std::string_view> endings;
};

/// Of the ending of `path`, in any case; null where no reader is known.
const Format* format_of(std::string_view path);
/// Null where there is none of that name.
const Format* format_named(std::string_view name);

void to_json(nlohmann::json& json, const Extraction& extraction);
void from_json(const nlohmann::json& json, Extraction& extraction);

}  // namespace indexer
