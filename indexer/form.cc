#include "indexer/form.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>

#include "indexer/recommendations.h"
#include "schema/fields.h"
#include "schema/partial_date.h"
#include "schema/text_analysis.h"

namespace indexer {
namespace {

using schema::Block;

/// What a question's `field` says where its answer must not be kept: it names a person.
constexpr std::string_view kNowhere = "none";

/// A value whose names are no questions: what the form itself says.
bool is_printed(const schema::VocabularyValue& value) {
  return std::find(value.tags.begin(), value.tags.end(), "printed") != value.tags.end();
}

std::string trimmed(std::string_view text, std::string_view what = " \t\n\r") {
  const auto first = text.find_first_not_of(what);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(what) - first + 1));
}

/// "3. Aims of the project (max 200 words):" -> "Aims of the project".
std::string bare_question(std::string_view question) {
  static const RE2 number(R"(^\s*(?:[Qq](?:uestion)?\s*)?(?:\(?[0-9]{1,2}[a-z]?(?:\.[0-9]+)?[.):]*|\(?[a-z][.):]+)\s+)");
  static const RE2 brackets(R"(\s*[(\[][^)\]]*[)\]])");
  // What follows a question mark is guidance.
  std::string out(question.substr(0, question.find('?')));
  RE2::Replace(&out, number, "");
  RE2::GlobalReplace(&out, brackets, "");
  return trimmed(out, " \t\n\r.:?*-");
}

std::set<std::string> content_stems(std::string_view text, schema::TextAnalyser& analyser) {
  static const std::set<std::string> little = {"the", "a",   "an",  "of",   "to",    "and",  "or",   "in",   "for",  "was", "is",     "it",    "do",      "does", "did",     "you",
                                               "your", "we", "our", "what", "which", "were", "are",  "be",   "by",   "has", "have",   "been",  "please",  "this", "that",    "with",
                                               "any", "how", "who", "when", "where", "on",   "from", "give", "brief", "tell", "describe", "details", "about", "practice", "initiative", "project"};
  std::set<std::string> out;
  for (const auto& token : analyser.tokens(text))
    if (!little.contains(token.word)) out.insert(token.stem);
  return out;
}

double overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
  const auto common = std::count_if(a.begin(), a.end(), [&](const auto& word) { return b.contains(word); });
  const auto all = static_cast<double>(a.size() + b.size()) - static_cast<double>(common);
  return all == 0 ? 0 : static_cast<double>(common) / all;
}

std::string plain_text(const std::vector<ExtractedBlock>& blocks, const char* between) {
  std::string out;
  const auto add = [&](const RestrictedText& text) {
    const auto one = trimmed(unredacted(text));
    if (!one.empty()) out += (out.empty() ? "" : between) + one;
  };
  for (const auto& block : blocks) {
    add(block.text);
    for (const auto& cell : block.cells) add(cell);
  }
  return out;
}

/// Puts the answers of one form where they belong.
class FormReader {
 public:
  FormReader(ExtractedText& text, const std::string& path, const schema::Vocabularies& vocabularies, std::vector<Problem>& problems)
      : text_(text), path_(path), vocabularies_(vocabularies), problems_(problems) {
    for (const auto& [name, value] : text.fields) given_.insert(name);
  }

  void run(const schema::Vocabulary& questions) {
    const auto printed = [&](const ExtractedBlock& block) {
      const auto* value = questions.resolve(unredacted(block.text));
      return value != nullptr && is_printed(*value);
    };
    auto below = std::move(text_.blocks);
    text_.blocks.clear();
    std::erase_if(below, printed);
    for (auto& answer : text_.answers) std::erase_if(answer.blocks, printed);
    add_field("collection", "practice");
    for (const auto& answer : text_.answers) {
      if (answer.blocks.empty() && answer.ticked.empty()) continue;
      const auto* question = find_question(questions, answer.question);
      if (question == nullptr) keep_unknown(answer);
      else add_answer(*question, answer);
    }
    text_.blocks.insert(text_.blocks.end(), std::make_move_iterator(below.begin()), std::make_move_iterator(below.end()));
  }

 private:
  void add_answer(const schema::VocabularyValue& question, const FormAnswer& answer) {
    const auto named = question.extra.find("field");
    const std::string targets = named == question.extra.end() ? question.id : named->second;
    if (targets == kNowhere) {
      text_.holds_contacts = true;
      return;
    }
    std::vector<std::string> list;
    for (std::size_t at = 0; at < targets.size();) {
      const auto end = std::min(targets.find(' ', at), targets.size());
      list.push_back(targets.substr(at, end - at));
      at = end + 1;
    }
    if (is(list[0], schema::FieldKind::kDate)) return add_dates(list, answer);
    const bool kept_as_text = list.size() > 1;
    for (const auto& target : list) add_to(target, answer, kept_as_text);
  }

  static bool is(const std::string& field, schema::FieldKind kind) {
    const auto* found = schema::find_field(field);
    return found != nullptr && found->kind == kind;
  }

  void add_to(const std::string& target, const FormAnswer& answer, bool kept_as_text) {
    if (is(target, schema::FieldKind::kTerms)) add_terms(target, answer, kept_as_text);
    else if (schema::find_field(target) != nullptr || target == "title" || target == "summary" || target == "marking")
      add_field(target, plain_text(answer.blocks, target == "title" || target == "marking" ? " " : "\n"));
    else add_section(target, answer);
  }

  void add_field(const std::string& name, std::string value) {
    if (value.empty() || !given_.insert(name).second) return;
    FieldValue field;
    field.text = std::move(value);
    text_.fields.emplace_back(name, std::move(field));
  }

  /// Ticked boxes, or what stands between commas, semicolons and line breaks. Of a text that is kept elsewhere too only what the vocabulary
  /// knows is a value.
  void add_terms(const std::string& name, const FormAnswer& answer, bool kept_as_text) {
    if (given_.contains(name)) return;
    const auto* vocabulary = vocabularies_.find(schema::find_field(name)->vocabulary);
    FieldValue field;
    const auto add = [&](const std::string& value) {
      if (value.empty() || (kept_as_text && (vocabulary == nullptr || vocabulary->resolve(value) == nullptr))) return;
      field.items.emplace_back().text = value;
    };
    for (const auto& label : answer.ticked) add(label);
    if (!answer.has_boxes) {
      std::string rest = plain_text(answer.blocks, "\n");
      if (vocabulary != nullptr && vocabulary->resolve(rest) != nullptr) {
        add(rest);
      } else {
        for (std::size_t at = 0; at <= rest.size();) {
          const auto end = std::min(rest.find_first_of(",;\n/", at), rest.size());
          add_part(trimmed(std::string_view(rest).substr(at, end - at), " \t.-"), vocabulary, add);
          at = end + 1;
        }
      }
    } else if (answer.ticked.empty()) {
      problems_.push_back({Severity::kNote, path_, 0, fmt::format("no box of '{}' is ticked", answer.question)});
    }
    if (field.items.empty()) return;
    given_.insert(name);
    text_.fields.emplace_back(name, std::move(field));
  }

  /// A name of the vocabulary, else the names in it, else what stands between "and".
  template <typename Add>
  static void add_part(const std::string& part, const schema::Vocabulary* vocabulary, const Add& add) {
    if (vocabulary == nullptr || vocabulary->resolve(part) != nullptr) return add(part);
    const auto named = values_named(part, *vocabulary);  // "Kent Police (child abuse team) with the paediatric service"
    for (const auto& id : named) add(id);
    if (!named.empty()) return;
    for (const std::string_view joint : {" and ", " & "}) {
      const auto at = part.find(joint);
      if (at == std::string::npos) continue;
      add(trimmed(part.substr(0, at)));
      return add_part(trimmed(part.substr(at + joint.size())), vocabulary, add);
    }
    add(part.starts_with("and ") ? part.substr(4) : part);
  }

  /// The dates in an answer, in order: "Started in May 2019; ended March 2021", "2019 - ongoing".
  void add_dates(const std::vector<std::string>& fields, const FormAnswer& answer) {
    static const RE2 date(
        "(?i)((?:[0-9]{1,2}(?:st|nd|rd|th)?\\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+(?:19|20)[0-9]{2}"
        "|(?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2}|[0-9]{1,2}[./][0-9]{1,2}[./](?:19|20)[0-9]{2})");
    const std::string written = plain_text(answer.blocks, "\n");
    std::size_t next = 0;
    re2::StringPiece rest(written);
    for (std::string one; next < fields.size() && RE2::FindAndConsume(&rest, date, &one);)
      if (schema::parse_date(one)) add_field(fields[next++], one);
    if (next == 0 && !written.empty())
      problems_.push_back({Severity::kWarning, path_, 0, fmt::format("'{}': '{}' holds no date and was left out; write for example \"May 2019 to March 2021\"", answer.question, written)});
  }

  void add_section(const std::string& kind, const FormAnswer& answer) {
    const auto* sections = vocabularies_.find("section");
    add_heading(sections == nullptr ? kind : sections->label_of(kind), kind);
    add_blocks(answer);
  }

  void keep_unknown(const FormAnswer& answer) {
    problems_.push_back({Severity::kWarning, path_, 0,
                         fmt::format("the question '{}' is not known; its answer is kept as a section of that name. Add the wording to vocabulary 'form_question' if it asks for a field", answer.question)});
    add_heading(bare_question(answer.question), "");
    add_blocks(answer);
  }

  void add_heading(std::string text, const std::string& kind) {
    ExtractedBlock heading;
    heading.kind = Block::Kind::kHeading;
    heading.level = 2;
    heading.section_kind = kind;
    heading.text = {{std::move(text), {}}};
    text_.blocks.push_back(std::move(heading));
  }

  void add_blocks(const FormAnswer& answer) {
    for (const auto& label : answer.ticked) {
      auto& block = text_.blocks.emplace_back();
      block.kind = Block::Kind::kBullet;
      block.text = {{label, {}}};
    }
    for (auto block : answer.blocks) {
      if (block.kind == Block::Kind::kHeading) block.level = std::max(block.level, 3);  // within the answer
      text_.blocks.push_back(std::move(block));
    }
  }

  ExtractedText& text_;
  const std::string& path_;
  const schema::Vocabularies& vocabularies_;
  std::vector<Problem>& problems_;
  std::set<std::string> given_;
};

}  // namespace

const schema::VocabularyValue* find_question(const schema::Vocabulary& questions, std::string_view question) {
  constexpr double kEnough = 0.5;
  constexpr double kMargin = 0.15;
  const std::string bare = bare_question(question);
  if (const auto* known = questions.resolve(bare); known != nullptr && !is_printed(*known)) return known;
  schema::TextAnalyser analyser;
  const auto words = content_stems(bare, analyser);
  const schema::VocabularyValue* best = nullptr;
  double best_score = 0;
  double second = 0;
  for (const auto& value : questions.values()) {
    if (is_printed(value)) continue;
    double score = overlap(words, content_stems(value.label, analyser));
    for (const auto& form : value.forms) score = std::max(score, overlap(words, content_stems(form.text, analyser)));
    if (score > best_score) {
      second = best_score;
      best_score = score;
      best = &value;
    } else {
      second = std::max(second, score);
    }
  }
  return best_score >= kEnough && best_score - second >= kMargin ? best : nullptr;
}

void apply_form(ExtractedText& text, const std::string& path, const schema::Vocabularies& vocabularies, std::vector<Problem>& problems) {
  if (text.answers.empty()) return;
  const auto* questions = vocabularies.find("form_question");
  if (questions == nullptr) {
    problems.push_back({Severity::kError, path, 0, "is a form, and the library has no vocabulary 'form_question' to read it by"});
    return;
  }
  FormReader(text, path, vocabularies, problems).run(*questions);
  text.answers.clear();
}

}  // namespace indexer
