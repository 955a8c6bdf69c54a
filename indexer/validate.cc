#include "indexer/validate.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "schema/fields.h"
#include "schema/partial_date.h"
#include "schema/sha256.h"

namespace indexer {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxTitleBytes = 400;
constexpr int kContactPart = 2'000'000;  // apart from the numbers of parts that a source marks

/// A marking as pages print it: "OFFICIAL - SENSITIVE", with a colon or a space, is OFFICIAL-SENSITIVE. Who gives a marking writes it exactly.
Marking printed_as(const std::string& text) {
  static const RE2 sensitive("OFFICIAL(?:\\s*[-:]\\s*|\\s*\xE2\x80\x93\\s*|\\s+)SENSITIVE");
  auto marking = parse_marking(text);
  if (RE2::FullMatch(marking.classification, sensitive)) marking.classification = "OFFICIAL-SENSITIVE";
  return marking;
}

/// Why text whose pages show `printed` must not go out under `given`, which decided `audience`; empty if it may. Pages often show the
/// classification alone, without its handling instructions.
std::string narrower_print(const std::vector<std::string>& printed, const Marking& given, AudienceRank audience, const LibraryConfig& config) {
  for (const auto& text : printed) {
    const auto shown = printed_as(text);
    if (shown.classification == given.classification && shown.handling.empty()) continue;
    const auto decision = config.decide(shown);
    if (decision.audience && *decision.audience <= audience) continue;
    return fmt::format("its pages show '{}' and it is marked '{}'{}; correct the marking or the document", shown.display(), given.display(),
                       decision.audience ? "" : ", and " + decision.refusal);
  }
  return {};
}

class Validator {
 public:
  Validator(Draft& draft, const LibraryConfig& config, const schema::Vocabularies& vocabularies, const fs::path& corpus,
            std::vector<Problem>& problems)
      : draft_(draft), config_(config), vocabularies_(vocabularies), corpus_(corpus), problems_(problems) {}

  bool run() {
    take_printed_marking();
    check_marking();
    check_required();
    restrict_contacts();
    for (auto& [name, values] : draft_.values) {
      check_field(name, values);
      for (const auto& value : values) {
        check_restrictions(value.restrictions, value.line);
        check_text(value.text, value.line);
      }
    }
    for (auto& recommendation : draft_.recommendations) {
      for (const auto& agency : recommendation.agency) {
        check_restrictions(agency.restrictions, agency.line);
        check_text(agency.text, agency.line);
      }
      check_terms("agency", "agency", recommendation.agency);
      check_restrictions(recommendation.restrictions, recommendation.line);
      check_text(recommendation.text, recommendation.line);
    }
    for (auto& attachment : draft_.attachments) check_attachment(attachment);
    for (const auto& block : draft_.blocks) {
      check_text(block.text, block.line);
      for (const auto& cell : block.cells) check_text(cell, block.line);
    }
    return ok_;
  }

 private:
  /// A document that was given no marking has the one that its pages show.
  void take_printed_marking() {
    if (draft_.marking || draft_.printed_markings.size() != 1) return;
    draft_.marking = printed_as(draft_.printed_markings.front());
  }

  /// Addresses are for those who may write to them.
  void restrict_contacts() {
    const auto found = draft_.values.find("contact_email");
    if (found == draft_.values.end() || draft_.audience >= config_.contacts_from) return;
    for (auto& value : found->second)
      if (value.restrictions.empty()) value.restrictions.push_back({kContactPart, config_.audiences[config_.contacts_from].name, false, {}});
  }

  void check_marking() {
    if (draft_.marking && draft_.marking->classification.empty()) {
      if (!config_.default_marking) return error(draft_.line, "has handling instructions without a marking");
      draft_.marking->classification = config_.default_marking->classification;
    }
    const auto decision = config_.decide(draft_.marking);
    if (!decision.audience) return error(draft_.line, decision.refusal);
    draft_.audience = *decision.audience;
    if (!draft_.marking) draft_.marking = config_.default_marking;
    if (!draft_.marking) draft_.marking = parse_marking(config_.audiences.back().marking);
    const auto narrower = narrower_print(draft_.printed_markings, *draft_.marking, draft_.audience, config_);
    if (!narrower.empty()) error(0, narrower);
  }

  void check_required() {
    if (text_of("title").empty()) error(draft_.line, "has no 'title'");
    if (text_of("title").size() > kMaxTitleBytes)
      error(draft_.line, fmt::format("'title' is longer than {} bytes; put the rest into 'summary'", kMaxTitleBytes));
    if (text_of("collection").empty()) error(draft_.line, "has no 'collection' (practice, review or briefing)");
  }

  std::string text_of(const std::string& field) const {
    const auto found = draft_.values.find(field);
    return found == draft_.values.end() || found->second.empty() ? std::string() : unredacted(found->second.front().text);
  }

  void check_field(const std::string& name, std::vector<DraftValue>& values) {
    const auto* field = schema::find_field(name);
    if (field == nullptr) return;
    if (field->kind == schema::FieldKind::kDate) check_dates(name, values);
    else if (field->kind == schema::FieldKind::kTerms && !field->vocabulary.empty()) {
      check_terms(name, field->vocabulary, values);
      if (name == "collection" && values.empty()) ok_ = false;
    }
  }

  /// What takes the place of a text says all of it, so that it stands under the restrictions of every part.
  static std::vector<Restriction> all_restrictions(const RestrictedText& text) {
    std::vector<Restriction> all;
    for (const auto& span : text)
      for (const auto& restriction : span.restrictions)
        if (std::find(all.begin(), all.end(), restriction) == all.end()) all.push_back(restriction);
    return all;
  }

  void check_dates(const std::string& name, std::vector<DraftValue>& values) {
    std::erase_if(values, [&](DraftValue& value) {
      const std::string written = unredacted(value.text);
      const auto date = schema::parse_date(written);
      if (!date) warn(value.line, fmt::format("{}: '{}' is not a date and was left out; write 2019, 2019-11 or 2019-11-04", name, written));
      else value.text = {{date->iso(), all_restrictions(value.text)}};
      return !date;
    });
  }

  void check_terms(const std::string& name, std::string_view vocabulary_name, std::vector<DraftValue>& values) {
    const auto* vocabulary = vocabularies_.find(vocabulary_name);
    std::erase_if(values, [&](DraftValue& value) {
      const std::string written = unredacted(value.text);
      const auto* known = vocabulary == nullptr ? nullptr : vocabulary->resolve(written);
      if (known != nullptr) {
        value.text = {{known->id, all_restrictions(value.text)}};
        return false;
      }
      const auto message = fmt::format("{}: '{}' is not in the vocabulary and was left out; see vocabulary '{}'", name, written, vocabulary_name);
      if (name == "collection") error(value.line, fmt::format("collection: '{}' is not in the vocabulary", written));
      else warn(value.line, message);
      return true;
    });
  }

  void check_text(const RestrictedText& text, int line) {
    for (const auto& span : text) check_restrictions(span.restrictions, line);
  }

  void check_restrictions(const std::vector<Restriction>& restrictions, int line) {
    const auto* reasons = vocabularies_.find("redaction_reason");
    for (const auto& restriction : restrictions) {
      if (!config_.rank_of(restriction.audience))
        error(line, fmt::format("'{}' is not an audience of this library ({})", restriction.audience, audience_names()));
      if (reasons != nullptr && !restriction.reason.empty() && reasons->resolve(restriction.reason) == nullptr && warned_reason_ != restriction.reason) {
        warned_reason_ = restriction.reason;
        warn(line, fmt::format("reason '{}' is not in the vocabulary 'redaction_reason'", restriction.reason));
      }
    }
  }

  std::string audience_names() const {
    std::string names;
    for (const auto& audience : config_.audiences) names += (names.empty() ? "" : ", ") + audience.name;
    return names;
  }

  void check_attachment(DraftAttachment& attachment) {
    check_restrictions(attachment.restrictions, attachment.line);
    check_text(attachment.title, attachment.line);
    if (attachment.marking && attachment.marking->classification.empty()) attachment.marking->classification = draft_.marking->classification;
    const auto decision = config_.decide(attachment.marking ? attachment.marking : draft_.marking);
    if (!decision.audience) return error(attachment.line, fmt::format("attachment '{}': {}", attachment.file, decision.refusal));
    attachment.audience = std::max(*decision.audience, draft_.audience);
    if (attachment.original) attachment.audience = std::max(attachment.audience, narrowest_part());
    if (!attachment.marking) attachment.marking = draft_.marking;
    if (const auto* kinds = vocabularies_.find("attachment_kind")) {
      const auto* kind = kinds->resolve(attachment.kind);
      if (kind == nullptr && !attachment.kind.empty())
        warn(attachment.line, fmt::format("attachment kind '{}' is not in the vocabulary and was left out", attachment.kind));
      attachment.kind = kind == nullptr ? std::string() : kind->id;
    }
    const fs::path written = (corpus_ / draft_.file).parent_path() / attachment.file;
    std::error_code failure;
    const auto real = fs::canonical(written, failure);
    if (failure) return error(attachment.line, fmt::format("attachment '{}' does not exist; 'file' is relative to this source", attachment.file));
    const auto inside = real.lexically_relative(fs::canonical(corpus_)).generic_string();
    if (inside.empty() || inside.starts_with("..") || fs::path(attachment.file).is_absolute())
      return error(attachment.line, fmt::format("attachment '{}' lies outside the corpus", attachment.file));
    if (!fs::is_regular_file(real)) return error(attachment.line, fmt::format("attachment '{}' is not a file", attachment.file));
    attachment.absolute = real;
    const std::string bytes = read_file(real);
    attachment.sha256 = schema::sha256_hex(bytes);
    attachment.size_bytes = bytes.size();
  }

  /// The audience that may see every part of the record: its original is for that one.
  AudienceRank narrowest_part() const {
    AudienceRank rank = draft_.holds_contacts ? config_.contacts_from : 0;
    const auto take = [&](const std::vector<Restriction>& restrictions) {
      for (const auto& restriction : restrictions) rank = std::max(rank, config_.rank_of(restriction.audience).value_or(config_.highest()));
    };
    const auto take_text = [&](const RestrictedText& text) {
      for (const auto& span : text) take(span.restrictions);
    };
    const auto take_values = [&](const std::vector<DraftValue>& values) {
      for (const auto& value : values) {
        take(value.restrictions);
        take_text(value.text);
      }
    };
    for (const auto& [name, values] : draft_.values) take_values(values);
    for (const auto& recommendation : draft_.recommendations) {
      take(recommendation.restrictions);
      take_text(recommendation.text);
      take_values(recommendation.agency);
    }
    for (const auto& block : draft_.blocks) {
      take_text(block.text);
      for (const auto& cell : block.cells) take_text(cell);
    }
    return rank;
  }

  void error(int line, std::string message) {
    ok_ = false;
    problems_.push_back({Severity::kError, file_of(line), line, std::move(message)});
  }
  void warn(int line, std::string message) { problems_.push_back({Severity::kWarning, file_of(line), line, std::move(message)}); }
  const std::string& file_of(int line) const { return line > 0 && !draft_.line_file.empty() ? draft_.line_file : draft_.file; }

  Draft& draft_;
  const LibraryConfig& config_;
  const schema::Vocabularies& vocabularies_;
  const fs::path& corpus_;
  std::vector<Problem>& problems_;
  std::string warned_reason_;
  bool ok_ = true;
};

}  // namespace

bool validate(Draft& draft, const LibraryConfig& config, const schema::Vocabularies& vocabularies, const fs::path& corpus,
              std::vector<Problem>& problems) {
  return Validator(draft, config, vocabularies, corpus, problems).run();
}

bool take_text(DraftAttachment& attachment, const ExtractedText& text, const Draft& draft, const LibraryConfig& config, std::vector<Problem>& problems) {
  const auto narrower = narrower_print(text.printed_markings, *attachment.marking, attachment.audience, config);
  if (!narrower.empty()) {
    problems.push_back({Severity::kError, draft.file, attachment.line, fmt::format("attachment '{}': {}", attachment.file, narrower)});
    return false;
  }
  attachment.blocks = text.blocks;
  attachment.served = text.hidden.empty();
  return true;
}

}  // namespace indexer
