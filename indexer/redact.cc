#include "indexer/redact.h"

#include <algorithm>
#include <array>

#include "schema/fields.h"

namespace indexer {
namespace {

using schema::Block;
using schema::Record;

/// The kind of section whose numbered items are recommendations.
constexpr std::string_view kRecommendations = "recommendations";

/// Spaces that a removed span leaves doubled, and those before punctuation.
std::string closed_up(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool closes = c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '?' || c == '!';
    if ((c == ' ' && (out.empty() || out.back() == ' ' || out.back() == '\n' || out.back() == '(')) || (closes && out.ends_with(' '))) {
      if (closes) out.back() = c;
      continue;
    }
    out += c;
  }
  while (out.ends_with(' ') || out.ends_with('\n')) out.pop_back();
  return out;
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

  std::optional<Record> run() {
    record_.title = first_text("title");
    if (record_.title.empty()) return std::nullopt;
    record_.id = draft_.id;
    record_.summary = first_text("summary");
    const std::string illustrative = first_text("illustrative");
    record_.illustrative = illustrative == "true" || illustrative == "yes";
    for (const auto& field : schema::all_fields()) add_field(field);
    add_blocks();
    add_recommendations();
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

  std::string plain(const RestrictedText& text) {
    std::string out;
    int last_part = 0;
    bool removed = false;
    for (const auto& span : text) {
      const auto* hidden = hidden_by(span.restrictions);
      if (hidden == nullptr) {
        out += span.text;
        last_part = 0;
        continue;
      }
      removed = true;
      if (hidden->stub && hidden->part != last_part) {
        const std::string reason = reason_of(*hidden);
        out += reason.empty() ? "[removed]" : "[removed: " + reason + "]";
      }
      last_part = hidden->part;
    }
    return removed ? closed_up(out) : out;
  }

  std::vector<std::string> plain_values(const std::string& field) {
    std::vector<std::string> out;
    const auto found = draft_.values.find(field);
    if (found == draft_.values.end()) return out;
    for (const auto& value : found->second) {
      if (hidden_by(value.restrictions) != nullptr) continue;
      std::string text = plain(value.text);
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
    auto values = plain_values(name);
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
      const bool empty = block.text.empty() && std::all_of(block.cells.begin(), block.cells.end(), [](const auto& c) { return c.empty(); });
      if (empty) {
        const auto* hidden = stub_of(source);
        if (hidden == nullptr || hidden->part == last_removed) continue;
        last_removed = hidden->part;
        block.kind = Block::Kind::kRemoved;
        block.text = reason_of(*hidden);
        block.cells.clear();
      } else {
        last_removed = 0;
      }
      if (block.kind == Block::Kind::kHeading && block.level <= 2) begin_section(block, source.section_kind);
      else record_.sections.back().blocks.push_back(std::move(block));
    }
    for (auto& section : record_.sections) {
      take_recommendations(section);
      drop_bare_headings(section.blocks);
    }
    std::erase_if(record_.sections, [](const auto& section) { return section.blocks.empty(); });
  }

  /// The restriction with a stub that hides the whole block; null where nothing may be known.
  const Restriction* stub_of(const ExtractedBlock& block) {
    const auto* text = &block.text;
    if (text->empty() && !block.cells.empty()) text = &block.cells.front();
    if (text->empty()) return nullptr;
    const auto* hidden = hidden_by(text->front().restrictions);
    return hidden != nullptr && hidden->stub ? hidden : nullptr;
  }

  void begin_section(const Block& heading, const std::string& kind) {
    if (heading.text == record_.title) return;
    schema::Section section;
    section.heading = heading.text;
    section.kind = kind;
    if (section.kind.empty())
      if (const auto* kinds = context_.vocabularies.find("section"))
        if (const auto* known = kinds->resolve(heading.text)) section.kind = known->id;
    record_.sections.push_back(std::move(section));
  }

  static void drop_bare_headings(std::vector<Block>& blocks) {
    std::vector<Block> kept;
    for (auto it = blocks.rbegin(); it != blocks.rend(); ++it) {
      const bool heading = it->kind == Block::Kind::kHeading;
      const bool bare = kept.empty() || (kept.back().kind == Block::Kind::kHeading && kept.back().level <= it->level);
      if (!heading || !bare) kept.push_back(std::move(*it));
    }
    std::reverse(kept.begin(), kept.end());
    blocks = std::move(kept);
  }

  /// Numbered items of a section "recommendations" become recommendations, unless the front matter lists them.
  void take_recommendations(schema::Section& section) {
    if (section.kind != kRecommendations || !draft_.recommendations.empty()) return;
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
      recommendation.text = std::move(block.text);
      if (!removed) recommendation.agency = agencies_before_colon(recommendation.text);
      push(std::move(recommendation));
    }
    section.blocks = std::move(rest);
  }

  /// "Essex Police and children's social care: review …" -> police, csc.
  std::vector<std::string> agencies_before_colon(const std::string& text) {
    std::vector<std::string> out;
    const auto* agencies = context_.vocabularies.find("agency");
    const auto colon = text.find(':');
    if (agencies == nullptr || colon == std::string::npos || colon > 120) return out;
    const auto words = schema::slug(text.substr(0, colon));
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= words.size();) {
      const auto end = std::min(words.find('-', at), words.size());
      parts.push_back(words.substr(at, end - at));
      at = end + 1;
    }
    for (std::size_t first = 0; first < parts.size(); ++first) {
      for (std::size_t count = std::min<std::size_t>(parts.size() - first, 8); count > 0; --count) {
        std::string name = parts[first];
        for (std::size_t i = 1; i < count; ++i) name += "-" + parts[first + i];
        const auto* agency = agencies->resolve(name);
        if (agency == nullptr) continue;
        if (std::find(out.begin(), out.end(), agency->id) == out.end()) out.push_back(agency->id);
        first += count - 1;
        break;
      }
    }
    return out;
  }

  void add_recommendations() {
    for (const auto& draft : draft_.recommendations) {
      schema::Recommendation out;
      if (const auto* hidden = hidden_by(draft.restrictions)) {
        if (!hidden->stub) continue;
        out.removed = true;
        out.text = reason_of(*hidden);
      } else {
        out.text = plain(draft.text);
        if (out.text.empty()) continue;
        for (const auto& agency : draft.agency)
          if (hidden_by(agency.restrictions) == nullptr) out.agency.push_back(plain(agency.text));
        out.scope = draft.scope;
        out.status = draft.status;
      }
      push(std::move(out));
    }
  }

  void push(schema::Recommendation recommendation) {
    recommendation.number = static_cast<int>(record_.recommendations.size()) + 1;
    record_.recommendations.push_back(std::move(recommendation));
  }

  void add_attachments() {
    for (const auto& draft : draft_.attachments) {
      const auto* hidden = hidden_by(draft.restrictions);
      schema::Attachment out;
      if (hidden != nullptr || draft.audience > audience_) {
        if (hidden == nullptr || !hidden->stub) continue;
        out.removed = true;
        out.reason = reason_of(*hidden);
      } else {
        out.title = plain(draft.title);
        out.kind = draft.kind;
        out.file_name = draft.absolute.filename().string();
        out.media_type = media_type_of(out.file_name);
        out.marking = draft.marking->display();
        out.sha256 = draft.sha256;
        out.size_bytes = draft.size_bytes;
      }
      record_.attachments.push_back(std::move(out));
    }
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
  Record record_;
};

}  // namespace

std::optional<Record> redact(const Draft& draft, AudienceRank audience, const RedactionContext& context) {
  if (audience < draft.audience || !draft.withdrawn.empty()) return std::nullopt;
  return Redactor(draft, audience, context).run();
}

}  // namespace indexer
