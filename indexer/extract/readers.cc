#include "indexer/extract/readers.h"

#include <algorithm>
#include <stdexcept>

#include "indexer/extract/numbered_items.h"
#include "indexer/extract/yaml_values.h"

namespace indexer {
namespace {

using Reader = Extraction (*)(const SourceContent&);

Reader reader_of(std::string_view format) {
  static constexpr std::pair<std::string_view, Reader> readers[] = {
      {"markdown", extract_markdown}, {"jsonl", extract_jsonl}, {"docx", word::extract_docx}, {"odt", word::extract_odt},
      {"pdf", pdf::extract_pdf},           {"html", html::extract_html},   {"text", extract_text}};
  for (const auto& [name, reader] : readers)
    if (name == format) return reader;
  return nullptr;
}

/// A document's marks could not be told from its text: who restricts a part of one does so in its sidecar, or sends Markdown.
void reject_marks(ExtractedText& text, const std::string& path) {
  const auto check = [&](std::string_view one, int page) {
    if (!looks_like_mark(one)) return;
    text.problems.push_back({Severity::kError, path, 0,
                             (page > 0 ? "page " + std::to_string(page) + ": " : std::string()) +
                                 "holds what looks like a redaction mark; documents cannot be restricted in part: mark the whole file in its sidecar, or send the text as Markdown"});
  };
  const auto check_blocks = [&](const std::vector<ExtractedBlock>& blocks) {
    for (const auto& block : blocks) {
      check(unredacted(block.text), block.page);
      for (const auto& cell : block.cells) check(unredacted(cell), block.page);
    }
  };
  for (const auto& [name, value] : text.fields) check(value.text, 0);
  check_blocks(text.blocks);
  for (const auto& answer : text.answers) {
    check(answer.question, 0);
    for (const auto& label : answer.ticked) check(label, 0);
    check_blocks(answer.blocks);
  }
}

/// The sidecar's word counts: its fields take the place of what the document says.
void add_sidecar(ExtractedText& text, const SourceContent& source, Extraction& extraction) {
  text.line_file = source.companion_path;
  try {
    for (auto& [name, value] : parse_yaml(source.companion).members) {
      std::erase_if(text.fields, [&name = name](const auto& field) { return field.first == name; });
      text.fields.emplace_back(name, std::move(value));
    }
  } catch (const YamlError& error) {
    extraction.problems.push_back({Severity::kError, source.companion_path, error.line, error.what()});
  }
}

}  // namespace

Extraction extract(const SourceContent& source) {
  const auto* format = source.format.empty() ? format_of(source.path) : format_named(source.format);
  if (format == nullptr) throw std::runtime_error("is of a format that is not read");
  auto extraction = reader_of(format->name)(source);
  if (format->companion != Companion::kSidecar) return extraction;
  for (auto& text : extraction.texts) {
    find_numbered_items(text.blocks);
    reject_marks(text, source.path);
    if (!source.companion_path.empty()) add_sidecar(text, source, extraction);
  }
  return extraction;
}

}  // namespace indexer
