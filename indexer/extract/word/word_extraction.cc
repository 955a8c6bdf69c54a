#include "indexer/extract/word/word_extraction.h"

#include "indexer/extract/word/word_blocks.h"
#include "indexer/extract/word/word_form.h"
#include "indexer/extract/word/zip_package.h"

namespace indexer::word {
namespace {

ExtractedText text_from(WordDocument document, const std::string& path) {
  ExtractedText out;
  take_markings(document, out.printed_markings);
  if (!read_form(document, path, out)) {
    if (auto title = take_title(document)) out.fields.push_back({"title", {std::move(*title), {}, {}, 0}});
    add_blocks(document.body, out.blocks);
  }
  out.hidden = document.hidden.phrases();
  if (!out.hidden.empty()) out.problems.push_back({Severity::kWarning, path, 0, document.hidden.warning()});
  for (auto& warning : document.warnings)
    out.problems.push_back({Severity::kWarning, path, 0, std::move(warning)});
  if (out.blocks.empty() && out.answers.empty() && out.fields.empty())
    out.problems.push_back(
        {Severity::kWarning, path, 0, "shows no text; if its pages are pictures, send the text itself"});
  return out;
}

}  // namespace

Extraction extraction_of(const std::string& path, const std::function<WordDocument()>& read) {
  Extraction extraction;
  try {
    extraction.texts.push_back(text_from(read(), path));
  } catch (const UnreadableDocument& reason) {
    extraction.problems.push_back({Severity::kError, path, 0, reason.what()});
  }
  return extraction;
}

}  // namespace indexer::word
