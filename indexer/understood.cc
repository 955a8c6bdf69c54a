#include "indexer/understood.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "indexer/redact.h"
#include "indexer/themes.h"
#include "schema/concept_matcher.h"
#include "schema/fields.h"

namespace indexer {
namespace {

constexpr std::size_t kFirstWordsBytes = 90;

/// A record as the narrowest audience gets it, and the names of all that get one.
struct Understood {
  schema::Record record;
  std::string marking;
  std::vector<std::string> audiences;
};

std::vector<Understood> understood(const FileCheck& check) {
  const auto& config = check.library.config;
  const RedactionContext context{config, check.library.vocabularies, [](const std::string&, AudienceRank) { return true; }};
  schema::TextAnalyser analyser;
  const schema::ConceptMatcher matcher(check.library.vocabularies, analyser);
  std::vector<Understood> out;
  for (const auto& draft : check.drafts) {
    auto record = redact(draft, config.highest(), context);
    if (!record) continue;
    suggest_themes(*record, matcher, analyser);
    Understood one{std::move(*record), draft.marking->display(), {}};
    for (AudienceRank rank = 0; rank < config.audiences.size(); ++rank)
      if (has_rendition(draft, rank, context)) one.audiences.push_back(config.audiences[rank].name);
    out.push_back(std::move(one));
  }
  return out;
}

std::string joined(const std::vector<std::string>& list, const char* between = ", ") { return fmt::format("{}", fmt::join(list, between)); }

std::string first_words(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\t') c = ' ';
  if (text.size() <= kFirstWordsBytes) return text;
  const auto space = text.rfind(' ', kFirstWordsBytes);
  return text.substr(0, space == std::string::npos ? kFirstWordsBytes : space) + " …";
}

/// Writes one record as lines of text.
class Writer {
 public:
  Writer(const schema::Record& record, const schema::Vocabularies& vocabularies) : record_(record), vocabularies_(vocabularies) {}

  std::string run(const Understood& one) {
    line("Title", record_.title);
    line("Id", record_.id);
    line("Marking", fmt::format("{}; seen, in whole or in part, by {}", one.marking, joined(one.audiences)));
    line("Summary", record_.summary);
    for (const auto& field : schema::all_fields()) add_field(field);
    for (const auto& suggestion : record_.suggested_themes)
      line("Theme, suggested", fmt::format("{} (for {})", label_of("theme", suggestion.theme), joined(suggestion.evidence)));
    add_sections();
    for (const auto& recommendation : record_.recommendations) {
      std::vector<std::string> agencies;
      for (const auto& agency : recommendation.agency) agencies.push_back(label_of("agency", agency));
      line(fmt::format("Recommendation {}", recommendation.number), fmt::format("{}[{}] {}", at_page(recommendation.page), agencies.empty() ? "no agency found" : joined(agencies), first_words(recommendation.text)));
    }
    for (const auto& attachment : record_.attachments)
      line("File", fmt::format("{}{}, {}{}", attachment.file_name, attachment.original ? " (this document)" : "", attachment.marking,
                               attachment.served ? "" : ", not offered for download"));
    return std::move(out_);
  }

 private:
  void line(std::string_view label, const std::string& text) {
    if (!text.empty()) out_ += fmt::format("  {:<26} {}\n", label, text);
  }

  static std::string at_page(int page) { return page == 0 ? std::string() : fmt::format("p. {}: ", page); }

  std::string label_of(std::string_view vocabulary, const std::string& value) const {
    const auto* known = vocabularies_.find(vocabulary);
    return known == nullptr ? value : known->label_of(value);
  }

  void add_field(const schema::Field& field) {
    const std::string name(field.name);
    std::vector<std::string> values;
    for (const auto& value : schema::terms_of(record_, name)) {
      const auto published = record_.labels.find(name + "/" + value);
      values.push_back(published == record_.labels.end() ? label_of(field.vocabulary, value) : published->second);
    }
    if (const auto date = record_.dates.find(name); date != record_.dates.end()) values.push_back(date->second.display());
    if (const auto text = record_.texts.find(name); text != record_.texts.end()) values.push_back(text->second);
    if (const auto ids = record_.ids.find(name); ids != record_.ids.end()) values.insert(values.end(), ids->second.begin(), ids->second.end());
    line(field.label, joined(values));
  }

  void add_sections() {
    for (const auto& section : record_.sections) {
      std::string kind = section.kind.empty() ? "" : fmt::format(" [{}]", section.kind);
      line("Section", fmt::format("{}{}, {} blocks", section.heading.empty() ? "(before the first heading)" : section.heading, kind, section.blocks.size()));
      for (const auto& block : section.blocks)
        if (!block.text.empty() || !block.cells.empty()) {
          line("", at_page(block.page) + first_words(block.cells.empty() ? block.text : joined(block.cells, " | ")));
          break;
        }
    }
  }

  const schema::Record& record_;
  const schema::Vocabularies& vocabularies_;
  std::string out_;
};

}  // namespace

std::string understood_text(const FileCheck& check) {
  std::string out;
  for (const auto& one : understood(check)) out += Writer(one.record, check.library.vocabularies).run(one) + "\n";
  for (const auto& problem : check.report.problems) out += problem_line(problem);
  const auto errors = check.report.errors();
  out += fmt::format("{} records understood, {} errors, {} other remarks. Nothing was written.\n", check.drafts.size(), errors, check.report.problems.size() - errors);
  return out;
}

nlohmann::json understood_json(const FileCheck& check) {
  nlohmann::json records = nlohmann::json::array();
  for (const auto& one : understood(check)) records.push_back({{"marking", one.marking}, {"audiences", one.audiences}, {"record", one.record}});
  return {{"records", std::move(records)}, {"report", report_to_json(check.report)}};
}

}  // namespace indexer
