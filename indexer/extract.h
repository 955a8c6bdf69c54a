#pragma once
// From a source file to its text, whatever its format: the seam where formats are added.

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "indexer/problem.h"
#include "indexer/restricted_text.h"
#include "indexer/source.h"
#include "schema/record.h"

namespace indexer {

/// A value as the source gives it: a text, a list or a map. `line` counts from 1 in the source file.
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
  int page = 0;
  int line = 0;
  std::string section_kind;  ///< of a heading, where the source says it
  RestrictedText text;
  std::vector<RestrictedText> cells;
};

/// One record's worth of a source file. Bulk files give many, each with its own `key` within the file.
struct ExtractedText {
  std::string key;
  int line = 1;
  std::vector<std::pair<std::string, FieldValue>> fields;
  std::vector<ExtractedBlock> blocks;
  std::vector<Problem> problems;  ///< an error among them leaves this record out
};

/// What a file holds, and the other files that this depends on (an import manifest).
struct Extraction {
  std::vector<ExtractedText> texts;
  std::vector<Problem> problems;  ///< an error among them leaves the whole file out
};

/// Reads one format. Stateless: any thread.
class Extractor {
 public:
  virtual ~Extractor() = default;
  virtual std::string name() const = 0;
  /// Part of the cache key: raise it when the same bytes would give another text.
  virtual int version() const = 0;
  virtual bool handles(const SourceFile& source) const = 0;
  /// Content problems are data. Throws only when the file cannot be read at all.
  virtual Extraction extract(const SourceFile& source, const std::string& bytes) const = 0;
};

std::unique_ptr<Extractor> make_markdown_extractor();
std::unique_ptr<Extractor> make_jsonl_extractor();

/// All formats; the first that handles a file reads it.
std::vector<std::unique_ptr<Extractor>> all_extractors();

void to_json(nlohmann::json& json, const Extraction& extraction);
void from_json(const nlohmann::json& json, Extraction& extraction);

}  // namespace indexer
