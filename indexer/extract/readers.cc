#include "indexer/extract/readers.h"

#include <re2/re2.h>

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
    auto sidecar = parse_yaml(source.companion);
    if (!sidecar.text.empty() || !sidecar.items.empty()) throw YamlError(sidecar.line, "is not a list of fields; write 'field: value', one a line");
    for (auto& [name, value] : sidecar.members) {
      std::erase_if(text.fields, [&name = name](const auto& field) { return field.first == name; });
      text.fields.emplace_back(name, std::move(value));
    }
  } catch (const YamlError& error) {
    extraction.problems.push_back({Severity::kError, source.companion_path, error.line, error.what()});
  }
}

/// A quotation mark that is not closed can take a marking into another field's value, where it marks nothing.
void reject_swallowed_marking(ExtractedText& text, const std::string& path) {
  static const RE2 marking("(?:^|\\s)(?:marking|handling):\\s");
  for (const auto& [name, value] : text.fields)
    if (value.line > 0 && RE2::PartialMatch(value.text, marking))
      text.problems.push_back({Severity::kError, text.line_file.empty() ? path : text.line_file, value.line,
                               "'" + name + "' holds 'marking:' or 'handling:' in its value; is a quotation mark missing?"});
}

}  // namespace

Extraction extract(const SourceContent& source) {
  const auto* format = source.format.empty() ? format_of(source.path) : format_named(source.format);
  if (format == nullptr) throw std::runtime_error("is of a format that is not read");
  auto extraction = reader_of(format->name)(source);
  if (format->companion == Companion::kNone)
    for (auto& text : extraction.texts) reject_swallowed_marking(text, source.path);
  if (format->companion != Companion::kSidecar) return extraction;
  for (auto& text : extraction.texts) {
    find_numbered_items(text.blocks);
    reject_marks(text, source.path);
    if (source.companion_path.empty()) continue;
    add_sidecar(text, source, extraction);
    reject_swallowed_marking(text, source.path);
  }
  return extraction;
}

}  // namespace indexer
