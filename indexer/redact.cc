#include "indexer/redact.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "indexer/recommendations.h"
#include "schema/fields.h"

namespace indexer {
namespace {

using schema::Block;
using schema::Record;

/// The kind of section whose numbered items are recommendations.
constexpr std::string_view kRecommendations = "recommendations";

/// A heading without what numbers it: "Appendix A. Single-agency recommendations", "7.2 Findings".
std::string unnumbered(const std::string& heading) {
  static const RE2 number(R"((?i)^\s*(?:(?:appendix|annex|atodiad|part|section|chapter)\s+(?:[a-z]|[0-9]{1,2}|[ivx]{1,4})|[0-9]{1,2}(?:\.[0-9]{1,2})*)(?:\s*(?:[.:)-]|–|—))?\s+)");
  std::string bare(heading);
  RE2::Replace(&bare, number, "");
  return bare;
}

bool is_one_of(std::string_view characters, char c) { return characters.find(c) != std::string_view::npos; }

/// Appends the text behind a part that left no trace. What would show the gap goes: a second space or line break, a space
/// before punctuation, a second comma, empty brackets. Nothing else of either text is touched.
void append_over_gap(std::string& out, std::string_view next) {
  const auto drop = [&](std::string_view characters) {
    while (!next.empty() && is_one_of(characters, next.front())) next.remove_prefix(1);
  };
  for (bool brackets = true; brackets;) {
    if (out.empty()) drop(" \n.,;:!?");
    if (out.ends_with('\n') && next.starts_with('\n')) next.remove_prefix(1);
    else if (!out.empty() && is_one_of(" \n([", out.back()) && next.starts_with(' ')) drop(" ");
    brackets = (out.ends_with('(') && next.starts_with(')')) || (out.ends_with('[') && next.starts_with(']'));
    if (!brackets) break;
    out.pop_back();
    next.remove_prefix(1);
  }
  if (!next.empty() && is_one_of(".,;:)!?", next.front())) {
    while (out.ends_with(' ')) out.pop_back();
    if (next.front() != ')' && !out.empty() && is_one_of(",;", out.back())) out.pop_back();
  }
  out += next;
}

std::string media_type_of(const std::string& file) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> types = {{
      {".txt", "text/plain; charset=utf-8"},
      {".md", "text/markdown; charset=utf-8"},
      {".csv", "text/csv; charset=utf-8"},
      {".pdf", "application/pdf"},
      {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
      {".odt", "application/vnd.oasis.opendocument.text"},
      {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
      {".html", "text/html; charset=utf-8"},
      {".json", "application/json"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".zip", "application/zip"},
  }};
  const std::string extension = schema::fold(std::filesystem::path(file).extension().string());
  for (const auto& [known, type] : types)
    if (known == extension) return std::string(type);
  return "application/octet-stream";
}

class Redactor {
 public:
  Redactor(const Draft& draft, AudienceRank audience, const RedactionContext& context)
      : draft_(draft), audience_(audience), context_(context), highest_part_(draft.audience) {}

  std::string title() { return first_text("title"); }

  std::optional<Record> run() {
    record_.title = title();
    if (record_.title.empty()) return std::nullopt;
    record_.id = draft_.id;
    record_.summary = first_text("summary");
    const std::string illustrative = first_text("illustrative");
    record_.illustrative = illustrative == "true" || illustrative == "yes";
    for (const auto& field : schema::all_fields()) add_field(field);
    add_recommendations();
    add_blocks();
    add_attachments();
    derive();
    const auto& parts = context_.config.audiences[highest_part_];
    record_.marking = highest_part_ > draft_.audience ? parts.marking : draft_.marking->display();
    return std::move(record_);
  }

 private:
  /// The outermost restriction that hides something from this audience; null if none does.
  const Restriction* hidden_by(const std::vector<Restriction>& restrictions) {
    AudienceRank needed = 0;
    for (const auto& restriction : restrictions) {
      const auto rank = context_.config.rank_of(restriction.audience);
      if (!rank || *rank > audience_) return &restriction;
      needed = std::max(needed, *rank);
    }
    highest_part_ = std::max(highest_part_, needed);
    return nullptr;
  }

  std::string reason_of(const Restriction& restriction) const {
    const auto* reasons = context_.vocabularies.find("redaction_reason");
    const auto* known = reasons == nullptr ? nullptr : reasons->resolve(restriction.reason);
    return known == nullptr ? restriction.reason : known->label;
  }

  enum class Stubs { kShown, kLeftOut };

  std::string plain(const RestrictedText& text, Stubs stubs = Stubs::kShown) {
    std::string out;
    int last_part = 0;
    bool gap = false;
    const auto append = [&](std::string_view next) {
      if (gap) append_over_gap(out, next);
      else out += next;
      gap = false;
    };
    for (const auto& span : text) {
      const auto* hidden = hidden_by(span.restrictions);
      if (hidden == nullptr) {
        append(span.text);
        last_part = 0;
        continue;
      }
      if (!hidden->stub || stubs == Stubs::kLeftOut) {
        gap = true;
      } else if (hidden->part != last_part) {
        const std::string reason = reason_of(*hidden);
        append(reason.empty() ? "[removed]" : "[removed: " + reason + "]");
      }
      last_part = hidden->part;
    }
    while (gap && (out.ends_with(' ') || out.ends_with('\n'))) out.pop_back();
    return out;
  }

  /// True if nothing of `text` is left for this audience, although there was something. `stub` is set to the first restriction
  /// of which that may be known.
  bool is_hidden(const RestrictedText& text, const Restriction*& stub) {
    bool any = false;
    for (const auto& span : text) {
      const auto* hidden = hidden_by(span.restrictions);
      if (hidden == nullptr && span.text.find_first_not_of(" \n\t") != std::string::npos) return false;
      any = any || hidden != nullptr;
      if (hidden != nullptr && hidden->stub && stub == nullptr) stub = hidden;
    }
    return any;
  }

  bool is_hidden(const RestrictedText& text) {
    const Restriction* stub = nullptr;
    return is_hidden(text, stub);
  }

  /// The same for a block with its cells.
  bool is_hidden(const ExtractedBlock& block, const Restriction*& stub) {
    bool any = is_hidden(block.text, stub);
    if (!any && !block.text.empty()) return false;
    for (const auto& cell : block.cells) {
      const bool hidden = is_hidden(cell, stub);
      if (!hidden && !cell.empty()) return false;
      any = any || hidden;
    }
    return any;
  }

  std::vector<std::string> plain_values(const std::string& field, Stubs stubs = Stubs::kShown) {
    std::vector<std::string> out;
    const auto found = draft_.values.find(field);
    if (found == draft_.values.end()) return out;
    for (const auto& value : found->second) {
      if (hidden_by(value.restrictions) != nullptr || is_hidden(value.text)) continue;
      std::string text = plain(value.text, stubs);
      if (!text.empty() && std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    }
    return out;
  }

  std::string first_text(const std::string& field) {
    const auto values = plain_values(field);
    return values.empty() ? std::string() : values.front();
  }

  void add_field(const schema::Field& field) {
    const std::string name(field.name);
    auto values = plain_values(name, field.kind == schema::FieldKind::kText ? Stubs::kShown : Stubs::kLeftOut);
    if (values.empty()) return;
    switch (field.kind) {
      case schema::FieldKind::kTerms:
        if (field.open) add_open_terms(name, values);
        else record_.terms[name] = std::move(values);
        break;
      case schema::FieldKind::kDate:
        if (const auto date = schema::parse_date(values.front())) record_.dates[name] = *date;
        break;
      case schema::FieldKind::kText:
        for (const auto& value : values) record_.texts[name] += (record_.texts[name].empty() ? "" : "; ") + value;
        break;
      case schema::FieldKind::kIds:
        // A reference to a record that this audience cannot see would tell that it exists.
        std::erase_if(values, [&](const std::string& value) { return is_record_id(value) && !context_.may_see(value, audience_); });
        if (!values.empty()) record_.ids[name] = std::move(values);
        break;
      case schema::FieldKind::kFlag:
        break;
    }
  }

  void add_open_terms(const std::string& name, const std::vector<std::string>& values) {
    for (const auto& value : values) {
      const std::string id = schema::slug(value);
      if (id.empty()) continue;
      auto& ids = record_.terms[name];
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
      record_.labels[name + "/" + id] = value;
    }
  }

  void add_blocks() {
    record_.sections.emplace_back();
    int last_removed = 0;
    for (const auto& source : draft_.blocks) {
      Block block;
      block.kind = source.kind;
      block.level = source.level;
      block.page = source.page;
      block.text = plain(source.text);
      for (const auto& cell : source.cells) block.cells.push_back(plain(cell));
      const Restriction* stub = nullptr;
      if (is_hidden(source, stub)) {
        if (stub == nullptr && source.kind == Block::Kind::kHeading) end_heading(source.level);
        if (stub == nullptr || stub->part == last_removed) continue;
        last_removed = stub->part;
        block.kind = Block::Kind::kRemoved;
        block.text = reason_of(*stub);
        block.cells.clear();
      } else {
        last_removed = 0;
        if (block.text.empty() && std::all_of(block.cells.begin(), block.cells.end(), [](const auto& c) { return c.empty(); })) continue;
      }
      if (block.kind == Block::Kind::kHeading && block.level <= 2) begin_section(block, source.section_kind);
      else record_.sections.back().blocks.push_back(std::move(block));
    }
    join_sections();
    for (auto& section : record_.sections) {
      take_recommendations(section);
      drop_bare_headings(section.blocks);
    }
    std::erase_if(record_.sections, [](const auto& section) { return section.blocks.empty(); });
    join_parts();
  }

  /// A heading that leaves no trace still ends the one before: what follows is not that one's text, which may be hidden too.
  void end_heading(int level) {
    if (level <= 2) {
      continuing_.push_back(record_.sections.size());
      record_.sections.emplace_back();
    } else {
      Block end;
      end.kind = Block::Kind::kHeading;
      end.level = level;
      record_.sections.back().blocks.push_back(std::move(end));
    }
  }

  /// A section from whose middle items were taken, or that goes on behind them, is one.
  void join_parts() {
    std::vector<schema::Section> joined;
    for (auto& section : record_.sections) {
      if (joined.empty() || joined.back().heading.empty() || joined.back().heading != section.heading || joined.back().kind != section.kind) joined.push_back(std::move(section));
      else std::move(section.blocks.begin(), section.blocks.end(), std::back_inserter(joined.back().blocks));
    }
    record_.sections = std::move(joined);
  }

  /// Text below a heading that left no trace goes on with the last section that has text of its own.
  void join_sections() {
    std::vector<schema::Section> joined;
    for (std::size_t i = 0; i < record_.sections.size(); ++i) {
      auto& section = record_.sections[i];
      drop_bare_headings(section.blocks);
      std::erase_if(section.blocks, [](const Block& block) { return block.kind == Block::Kind::kHeading && block.text.empty(); });
      if (section.blocks.empty()) continue;
      const bool continues = std::find(continuing_.begin(), continuing_.end(), i) != continuing_.end();
      if (!continues || joined.empty()) joined.push_back(std::move(section));
      else std::move(section.blocks.begin(), section.blocks.end(), std::back_inserter(joined.back().blocks));
    }
    record_.sections = std::move(joined);
  }

  void begin_section(const Block& heading, const std::string& kind) {
    if (heading.text == record_.title) return;
    schema::Section section;
    section.heading = heading.text;
    section.kind = kind;
    if (const auto* kinds = context_.vocabularies.find("section")) {
      const auto* known = kinds->resolve(kind.empty() ? heading.text : kind);
      if (known == nullptr) known = kinds->resolve(unnumbered(heading.text));
      if (known != nullptr) section.kind = known->id;
    }
    record_.sections.push_back(std::move(section));
  }

  /// Headings without a text below them, and those of tables without a row.
  static void drop_bare_headings(std::vector<Block>& blocks) {
    std::vector<Block> kept;
    for (auto it = blocks.rbegin(); it != blocks.rend(); ++it) {
      bool bare = false;
      if (it->kind == Block::Kind::kHeading)
        bare = kept.empty() || (kept.back().kind == Block::Kind::kHeading && kept.back().level <= it->level);
      if (it->kind == Block::Kind::kTableHead)
        bare = kept.empty() || (kept.back().kind != Block::Kind::kTableRow && kept.back().kind != Block::Kind::kRemoved);
      if (!bare) kept.push_back(std::move(*it));
    }
    std::reverse(kept.begin(), kept.end());
    blocks = std::move(kept);
  }

  /// Numbered items of a section "recommendations" become recommendations, unless the front matter lists some for this audience.
  void take_recommendations(schema::Section& section) {
    if (section.kind != kRecommendations || listed_recommendations_) return;
    const auto* agencies = context_.vocabularies.find("agency");
    std::vector<Block> rest;
    for (auto& block : section.blocks) {
      const bool item = block.kind == Block::Kind::kNumbered || block.kind == Block::Kind::kBullet;
      const bool removed = block.kind == Block::Kind::kRemoved && !record_.recommendations.empty();
      if (!(item && block.level == 0) && !removed) {
        rest.push_back(std::move(block));
        continue;
      }
      schema::Recommendation recommendation;
      recommendation.removed = removed;
      recommendation.page = block.page;
      recommendation.text = std::move(block.text);
      if (!removed && agencies != nullptr) recommendation.agency = agencies_addressed(recommendation.text, *agencies);
      push(std::move(recommendation));
    }
    section.blocks = std::move(rest);
  }

  void add_recommendations() {
    for (const auto& draft : draft_.recommendations) {
      schema::Recommendation out;
      const auto* hidden = hidden_by(draft.restrictions);
      const Restriction* stub = hidden != nullptr && hidden->stub ? hidden : nullptr;
      if (hidden != nullptr || is_hidden(draft.text, stub)) {
        if (stub == nullptr) continue;
        out.removed = true;
        out.text = reason_of(*stub);
      } else {
        out.text = plain(draft.text);
        if (out.text.empty()) continue;
        for (const auto& agency : draft.agency)
          if (hidden_by(agency.restrictions) == nullptr && !is_hidden(agency.text)) out.agency.push_back(plain(agency.text));
        out.scope = draft.scope;
        out.status = draft.status;
      }
      push(std::move(out));
    }
    listed_recommendations_ = !record_.recommendations.empty();
  }

  void push(schema::Recommendation recommendation) {
    recommendation.number = static_cast<int>(record_.recommendations.size()) + 1;
    record_.recommendations.push_back(std::move(recommendation));
  }

  void add_attachments() {
    for (const auto& draft : draft_.attachments) {
      const auto shown_part = highest_part_;
      const auto* hidden = hidden_by(draft.restrictions);
      schema::Attachment out;
      if (hidden != nullptr || draft.audience > audience_) {
        highest_part_ = shown_part;
        if (hidden == nullptr || !hidden->stub) continue;
        out.removed = true;
        out.reason = reason_of(*hidden);
      } else {
        out.file_name = draft.absolute.filename().string();
        out.title = is_hidden(draft.title) ? out.file_name : plain(draft.title);
        out.kind = draft.kind;
        out.media_type = media_type_of(out.file_name);
        out.marking = draft.marking->display();
        out.original = draft.original;
        out.served = draft.served;
        if (draft.served) out.sha256 = draft.sha256;
        if (draft.served) out.size_bytes = draft.size_bytes;
        out.sections = sections_of(draft.blocks);
      }
      record_.attachments.push_back(std::move(out));
    }
  }

  /// The text of an attachment, in which nothing can be restricted.
  std::vector<schema::Section> sections_of(const std::vector<ExtractedBlock>& blocks) const {
    std::vector<schema::Section> sections(1);
    const auto* kinds = context_.vocabularies.find("section");
    for (const auto& source : blocks) {
      Block block{source.kind, unredacted(source.text), {}, source.level, source.page};
      for (const auto& cell : source.cells) block.cells.push_back(unredacted(cell));
      if (block.kind != Block::Kind::kHeading || block.level > 2) {
        sections.back().blocks.push_back(std::move(block));
        continue;
      }
      const auto* kind = kinds == nullptr ? nullptr : kinds->resolve(block.text);
      sections.push_back({block.text, kind == nullptr ? std::string() : kind->id, {}});
    }
    for (auto& section : sections) drop_bare_headings(section.blocks);
    std::erase_if(sections, [](const auto& section) { return section.blocks.empty(); });
    return sections;
  }

  void derive() {
    const auto add_unique = [&](const std::string& field, const std::string& value) {
      auto& values = record_.terms[field];
      if (!value.empty() && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
      if (values.empty()) record_.terms.erase(field);
    };
    if (const auto* forces = context_.vocabularies.find("force"); forces != nullptr && !record_.terms.contains("region"))
      for (const auto& id : schema::terms_of(record_, "force"))
        if (const auto* force = forces->find(id))
          if (const auto region = force->extra.find("region"); region != force->extra.end()) add_unique("region", region->second);
    for (const auto& attachment : record_.attachments)
      if (!attachment.removed) add_unique("attachment_kind", attachment.kind);
    if (!record_.terms.contains("language")) record_.terms["language"] = {"en"};
    for (const auto* field : {"published", "start_date"})
      if (const auto date = record_.dates.find(field); date != record_.dates.end() && !record_.terms.contains("year")) {
        const std::string year = std::to_string(date->second.year);
        record_.terms["year"] = {year};
        record_.labels["year/" + year] = year;
      }
  }

  const Draft& draft_;
  AudienceRank audience_;
  const RedactionContext& context_;
  AudienceRank highest_part_;  ///< of what is shown
  bool listed_recommendations_ = false;
  std::vector<std::size_t> continuing_;  ///< sections that begin where a heading left no trace
  Record record_;
};

}  // namespace

bool has_rendition(const Draft& draft, AudienceRank audience, const RedactionContext& context) {
  return audience >= draft.audience && draft.withdrawn.empty() && !Redactor(draft, audience, context).title().empty();
}

std::optional<Record> redact(const Draft& draft, AudienceRank audience, const RedactionContext& context) {
  if (audience < draft.audience || !draft.withdrawn.empty()) return std::nullopt;
  return Redactor(draft, audience, context).run();
}

}  // namespace indexer
