#include "tests/support/small_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "indexer/redact.h"
#include "indexer/validate.h"
#include "indexer/vocabulary_yaml.h"

namespace test {
namespace {

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? between : "") + parts[i];
  return out;
}

std::string text_of(const schema::Block& block) {
  switch (block.kind) {
    case schema::Block::Kind::kHeading:
      return std::string(static_cast<std::size_t>(block.level), '#') + " " + block.text;
    case schema::Block::Kind::kParagraph:
      return block.text;
    case schema::Block::Kind::kBullet:
      return std::string(static_cast<std::size_t>(2 * block.level), ' ') + "* " + block.text;
    case schema::Block::Kind::kNumbered:
      return std::string(static_cast<std::size_t>(2 * block.level), ' ') + "1. " + block.text;
    case schema::Block::Kind::kQuote:
      return "> " + block.text;
    case schema::Block::Kind::kCode:
      return "code: " + block.text;
    case schema::Block::Kind::kTableHead:
      return "head: " + joined(block.cells, " | ");
    case schema::Block::Kind::kTableRow:
      return "row: " + joined(block.cells, " | ");
    case schema::Block::Kind::kRemoved:
      return "removed: " + block.text;
  }
  return "?";
}

}  // namespace

SmallLibrary::SmallLibrary(Files files) : corpus_(files) {
  std::vector<indexer::Problem> problems;
  config_ = indexer::load_library_config(corpus_.path() / "library.yaml", problems);
  vocabularies_ = indexer::load_vocabularies(corpus_.path() / "vocabulary", config_, problems);
  if (!problems.empty()) throw std::runtime_error(text_of(problems));
}

std::optional<indexer::Draft> SmallLibrary::draft(const std::string& source) {
  problems_.clear();
  const indexer::SourceFile file{"practice/test.md", corpus_.path() / "practice/test.md", ""};
  const auto extraction = indexer::extract({file.path, source, "", ""});
  problems_ = extraction.problems;
  if (extraction.texts.empty()) return std::nullopt;
  auto draft = indexer::make_draft(extraction.texts.front(), file, "test key", vocabularies_, problems_);
  if (!draft || !indexer::validate(*draft, config_, vocabularies_, corpus_.path(), problems_)) return std::nullopt;
  return draft;
}

std::optional<schema::Record> SmallLibrary::rendition(const std::string& source, const std::string& audience) {
  const auto made = draft(source);
  if (!made) throw std::runtime_error("the source was rejected:\n" + problem_text());
  const auto may_see = [this](const std::string& id, indexer::AudienceRank) {
    return std::find(known_ids.begin(), known_ids.end(), id) != known_ids.end();
  };
  return indexer::redact(*made, config_.rank_of(audience).value(), {config_, vocabularies_, may_see});
}

std::string SmallLibrary::problem_text() const { return text_of(problems_); }

std::string text_of(const std::vector<indexer::Problem>& problems) {
  std::string out;
  for (const auto& p : problems)
    out += fmt::format("{}: {}: {}\n", p.line, p.severity == indexer::Severity::kError ? "error" : p.severity == indexer::Severity::kWarning ? "warning" : "note",
                       p.message);
  return out;
}

std::string text_of(const schema::Record& record) {
  std::string out = "# " + record.title + "\n";
  if (!record.summary.empty()) out += record.summary + "\n";
  for (const auto& section : record.sections) {
    if (!section.heading.empty()) out += "## " + section.heading + (section.kind.empty() ? "" : " (" + section.kind + ")") + "\n";
    for (const auto& block : section.blocks) out += text_of(block) + "\n";
  }
  for (const auto& r : record.recommendations)
    out += fmt::format("R{}{}{}: {}\n", r.number, r.agency.empty() ? "" : " (" + joined(r.agency, ", ") + ")", r.removed ? " removed" : "", r.text);
  for (const auto& a : record.attachments)
    out += a.removed ? "A removed: " + a.reason + "\n" : fmt::format("A: {} ({})\n", a.title, a.file_name);
  return out;
}

}  // namespace test
