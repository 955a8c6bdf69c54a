#include "indexer/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "schema/fields.h"
#include "schema/sha256.h"

namespace indexer {
namespace {

using schema::Block;

class DraftMaker {
 public:
  DraftMaker(const ExtractedText& text, const SourceFile& source, const schema::Vocabularies& vocabularies, std::vector<Problem>& problems)
      : text_(text), source_(source), vocabularies_(vocabularies), problems_(problems) {}

  std::optional<Draft> make(const std::string& id_key) {
    draft_.file = source_.path;
    draft_.line_file = text_.line_file;
    draft_.line = text_.line;
    draft_.printed_markings = text_.printed_markings;
    draft_.holds_contacts = text_.holds_contacts;
    for (const auto& [name, value] : text_.fields) add_field(name, value);
    draft_.blocks.insert(draft_.blocks.end(), text_.blocks.begin(), text_.blocks.end());
    if (draft_.id.empty()) draft_.id = "r-" + schema::hmac_sha256_hex(id_key, source_.path + "\n" + text_.key).substr(0, 10);
    if (failed_) return std::nullopt;
    return std::move(draft_);
  }

 private:
  void add_field(const std::string& name, const FieldValue& value) {
    if (name == "id") {
      draft_.id = value.text;
      if (!is_record_id(value.text)) error(value.line, fmt::format("id '{}' must be 4 to 40 of a-z, 0-9 and '-', with a letter in front", value.text));
    } else if (name == "marking") {
      auto marking = parse_marking(value.text);
      if (marking.classification.empty()) return error(value.line, "'marking' is empty; leave the line out or write a marking");
      if (draft_.marking) marking.handling.insert(marking.handling.end(), draft_.marking->handling.begin(), draft_.marking->handling.end());
      std::sort(marking.handling.begin(), marking.handling.end());
      draft_.marking = marking;
    } else if (name == "handling") {
      add_handling(draft_.marking, value);
    } else if (name == "withdrawn") {
      draft_.withdrawn = value.text.empty() ? "yes" : value.text;
    } else if (name == "recommendations" || name == "attachments") {
      if (!value.text.empty() || !value.members.empty()) error(value.line, fmt::format("'{}' must be a list", name));
      for (const auto& item : value.items)
        if (name == "recommendations") add_recommendation(item, {});
        else add_attachment(item);
    } else if (name == "title" || name == "summary" || schema::find_field(name) != nullptr) {
      collect(value, {}, draft_.values[name]);
    } else if (!add_section(name, value)) {
      unknown_field(name, value.line);
    }
  }

  /// What a document's sidecar says must not be lost: it may be the marking, misspelt, of a document that says another one.
  void unknown_field(const std::string& name, int line) {
    if (!text_.line_file.empty() && line > 0) error(line, fmt::format("'{}' is not a known field; correct or remove it", name));
    else warn(line, fmt::format("'{}' is not a known field and was left out", name));
  }

  static void add_handling(std::optional<Marking>& marking, const FieldValue& value) {
    if (!marking) marking.emplace();
    const auto add = [&](const std::string& text) {
      if (!text.empty()) marking->handling.push_back(parse_marking("X [" + text + "]").handling.front());
    };
    add(value.text);
    for (const auto& item : value.items) add(item.text);
    std::sort(marking->handling.begin(), marking->handling.end());
  }

  /// Flattens a scalar, a list or a map {value, audience, stub, reason}.
  void collect(const FieldValue& value, std::vector<Restriction> restrictions, std::vector<DraftValue>& out) {
    if (!value.members.empty()) {
      const FieldValue* inner = restricted_value(value, restrictions);
      if (inner != nullptr) collect(*inner, restrictions, out);
      return;
    }
    for (const auto& item : value.items) collect(item, restrictions, out);
    if (value.text.empty()) return;
    DraftValue one;
    one.text = parsed(value.text, value.line);
    one.restrictions = std::move(restrictions);
    one.line = value.line;
    out.push_back(std::move(one));
  }

  /// The `value` of such a map, its restriction appended; null, with an error, if it is none.
  const FieldValue* restricted_value(const FieldValue& map, std::vector<Restriction>& restrictions) {
    const FieldValue* inner = nullptr;
    Restriction restriction;
    restriction.part = next_part_++;
    for (const auto& [key, value] : map.members) {
      if (key == "value") inner = &value;
      else if (!take_restriction(key, value, restriction))
        error(value.line, fmt::format("'{}' is not known here (value, audience, stub, reason)", key));
    }
    if (inner == nullptr || restriction.audience.empty()) {
      error(map.line, "a restricted value is written {value: …, audience: NAME}");
      return nullptr;
    }
    restrictions.push_back(std::move(restriction));
    return inner;
  }

  bool take_restriction(const std::string& key, const FieldValue& value, Restriction& restriction) {
    if (key == "audience") restriction.audience = value.text;
    else if (key == "stub") restriction.stub = is_yes(value);
    else if (key == "reason") restriction.reason = value.text;
    else return false;
    return true;
  }

  bool is_yes(const FieldValue& value) {
    const bool yes = value.text == "yes" || value.text == "true";
    if (!yes && value.text != "no" && value.text != "false") error(value.line, "'stub' is yes or no");
    return yes;
  }

  void add_recommendation(const FieldValue& item, std::vector<Restriction> restrictions) {
    DraftRecommendation out;
    out.line = item.line;
    if (const auto* value = item.member("value")) {
      if (restricted_value(item, restrictions) != nullptr) add_recommendation(*value, restrictions);
      return;
    }
    Restriction own;
    own.part = next_part_++;
    for (const auto& [key, value] : item.members) {
      if (key == "text") out.text = parsed(value.text, value.line);
      else if (key == "agency") collect(value, {}, out.agency);
      else if (key == "scope") out.scope = unmarked(key, value);
      else if (key == "status") out.status = unmarked(key, value);
      else if (key != "n" && !take_restriction(key, value, own))
        warn(value.line, fmt::format("'{}' is not a known part of a recommendation and was left out", key));
    }
    if (!item.text.empty()) out.text = parsed(item.text, item.line);
    if (out.text.empty()) return error(item.line, "a recommendation has no text");
    if (!own.audience.empty()) restrictions.push_back(std::move(own));
    out.restrictions = std::move(restrictions);
    draft_.recommendations.push_back(std::move(out));
  }

  void add_attachment(const FieldValue& item) {
    DraftAttachment out;
    out.line = item.line;
    Restriction own;
    own.part = next_part_++;
    for (const auto& [key, value] : item.members) {
      if (key == "file") out.file = value.text;
      else if (key == "title") out.title = parsed(value.text, value.line);
      else if (key == "kind") out.kind = value.text;
      else if (key == "marking") {
        const auto handling = out.marking ? out.marking->handling : std::vector<std::string>{};
        out.marking = parse_marking(value.text);
        out.marking->handling.insert(out.marking->handling.end(), handling.begin(), handling.end());
        std::sort(out.marking->handling.begin(), out.marking->handling.end());
      } else if (key == "handling") add_handling(out.marking, value);
      else if (!take_restriction(key, value, own))
        warn(value.line, fmt::format("'{}' is not a known part of an attachment and was left out", key));
    }
    if (out.file.empty()) return error(item.line, "an attachment needs 'file', relative to this source");
    if (out.title.empty()) out.title = {{std::filesystem::path(out.file).filename().string(), {}}};
    if (!own.audience.empty()) out.restrictions.push_back(own);
    draft_.attachments.push_back(std::move(out));
  }

  /// A text field that is a section of its own ("aims: …"); false if there is no such kind of section.
  bool add_section(std::string name, const FieldValue& value) {
    const auto* sections = vocabularies_.find("section");
    if (sections == nullptr) return false;
    std::replace(name.begin(), name.end(), '_', '-');
    const auto* kind = sections->find(name);
    if (kind == nullptr) return false;
    std::vector<DraftValue> values;
    collect(value, {}, values);
    ExtractedBlock heading;
    heading.kind = Block::Kind::kHeading;
    heading.level = 2;
    heading.line = value.line;
    heading.section_kind = kind->id;
    heading.text = {{kind->label, {}}};
    draft_.blocks.push_back(std::move(heading));
    for (auto& one : values) {
      ExtractedBlock block;
      block.kind = value.items.empty() ? Block::Kind::kParagraph : Block::Kind::kBullet;
      block.line = one.line;
      block.text = std::move(one.text);
      for (auto& span : block.text) span.restrictions.insert(span.restrictions.begin(), one.restrictions.begin(), one.restrictions.end());
      draft_.blocks.push_back(std::move(block));
    }
    return true;
  }

  /// A text that has no parts of its own audience.
  std::string unmarked(const std::string& key, const FieldValue& value) {
    const auto text = parsed(value.text, value.line);
    if (text.size() > 1 || (!text.empty() && !text.front().restrictions.empty()))
      error(value.line, fmt::format("'{}' cannot be restricted in part; restrict the whole item", key));
    return unredacted(text);
  }

  RestrictedText parsed(const std::string& text, int line) {
    std::vector<MarkError> errors;
    // YAML's folded texts end with a line break.
    auto out = parse_restricted(std::string_view(text).substr(0, text.find_last_not_of(" \t\n") + 1), next_part_, errors);
    for (const auto& mark : errors) error(line + mark.line, mark.message);
    return out;
  }

  void error(int line, std::string message) {
    failed_ = true;
    problems_.push_back({Severity::kError, file_of(line), line, std::move(message)});
  }
  void warn(int line, std::string message) { problems_.push_back({Severity::kWarning, file_of(line), line, std::move(message)}); }
  const std::string& file_of(int line) const { return line > 0 && !text_.line_file.empty() ? text_.line_file : source_.path; }

  const ExtractedText& text_;
  const SourceFile& source_;
  const schema::Vocabularies& vocabularies_;
  std::vector<Problem>& problems_;
  Draft draft_;
  int next_part_ = 1'000'000;  // apart from the numbers that the extractor gave
  bool failed_ = false;
};

}  // namespace

void add_original(Draft& draft, const SourceFile& source, bool form) {
  DraftAttachment original;
  original.file = source.absolute.filename().string();
  original.title = {{form ? "The form as it was sent" : "The document", {}}};
  original.kind = form ? "form" : "";
  original.original = true;
  draft.attachments.insert(draft.attachments.begin(), std::move(original));
}

bool is_record_id(std::string_view id) {
  return id.size() >= 4 && id.size() <= 40 && std::islower(static_cast<unsigned char>(id[0])) &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) { return (c >= 'a' && c <= 'z') || std::isdigit(c) || c == '-'; });
}

std::optional<Draft> make_draft(const ExtractedText& text, const SourceFile& source, const std::string& id_key,
                                const schema::Vocabularies& vocabularies, std::vector<Problem>& problems) {
  bool failed = false;
  for (const auto& problem : text.problems) {
    failed = failed || problem.severity == Severity::kError;
    problems.push_back(problem);
  }
  auto draft = DraftMaker(text, source, vocabularies, problems).make(id_key);
  return failed ? std::nullopt : std::move(draft);
}

}  // namespace indexer
