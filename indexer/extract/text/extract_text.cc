// Plain text of any encoding.

#include <algorithm>
#include <set>

#include "indexer/extract/text/marking_lines.h"
#include "indexer/extract/readers.h"
#include "indexer/extract/text/text_encoding.h"
#include "indexer/extract/text/text_layout.h"

namespace indexer {
namespace {

using schema::Block;

constexpr std::size_t kTitleBytes = 120;

/// The first block, if it is a heading or one short line that does not end as a sentence does.
FieldValue take_title(std::vector<ExtractedBlock>& blocks) {
  FieldValue title;
  if (blocks.empty()) return title;
  const auto& first = blocks.front();
  const std::string text = unredacted(first.text);
  const bool line = first.kind == Block::Kind::kParagraph && text.size() <= kTitleBytes &&
                    text.find('\n') == std::string::npos && text.find_last_of(".,;:") != text.size() - 1 &&
                    blocks.size() > 1;
  if (first.kind != Block::Kind::kHeading && !line) return title;
  title.text = text;
  title.line = first.line;
  blocks.erase(blocks.begin());
  return title;
}

/// Sections begin at level 2, whatever they were underlined with.
void raise_headings(std::vector<ExtractedBlock>& blocks) {
  std::set<int> levels;
  for (const auto& block : blocks)
    if (block.kind == Block::Kind::kHeading) levels.insert(block.level);
  for (auto& block : blocks)
    if (block.kind == Block::Kind::kHeading)
      block.level =
          std::min(6, 2 + static_cast<int>(std::distance(levels.begin(), levels.find(block.level))));
}

Extraction rejected(const SourceContent& source, std::string message) {
  return {{}, {{Severity::kError, source.path, 0, std::move(message)}}, false};
}

}  // namespace

Extraction extract_text(const SourceContent& source) {
  if (source.bytes.empty()) return rejected(source, "is empty");
  if (auto reason = why_not_text(source.bytes)) return rejected(source, std::move(*reason));
  auto decoded = decode_text(source.bytes, Markup::kNone);
  ExtractedText text;
  for (auto& remark : decoded.remarks)
    text.problems.push_back({remark.severity, source.path, 0, std::move(remark.message)});
  text.blocks = read_text_layout(without_marking_lines(decoded.text, text));
  if (text.blocks.empty()) return rejected(source, "holds no text; check that the right file was saved");
  if (auto title = take_title(text.blocks); !title.text.empty())
    text.fields.emplace_back("title", std::move(title));
  raise_headings(text.blocks);
  Extraction extraction;
  extraction.texts.push_back(std::move(text));
  return extraction;
}

}  // namespace indexer
