#include "indexer/recommendations.h"

#include <re2/re2.h>

#include <algorithm>

#include "schema/text_analysis.h"

namespace indexer {
namespace {

/// How far into a recommendation its addressee may stand.
constexpr std::size_t kReach = 120;
constexpr std::size_t kMaxWords = 8;

std::vector<std::string> words_of(std::string_view text) {
  const std::string joined = schema::slug(text);
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= joined.size() && !joined.empty();) {
    const auto end = std::min(joined.find('-', at), joined.size());
    words.push_back(joined.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// By a name as `written`, or with its last word in the other number: "youth-justice-services", "local-authorities".
const schema::VocabularyValue* value_named(const std::string& written, const schema::Vocabulary& vocabulary) {
  constexpr std::size_t kLeastBytes = 5;  // "as" is no plural
  if (const auto* value = vocabulary.resolve(written)) return value;
  if (written.size() - (written.rfind('-') + 1) < kLeastBytes) return nullptr;  // npos + 1 is 0
  if (!written.ends_with('s')) return vocabulary.resolve(written + "s");
  const auto without = [&](std::size_t bytes) { return written.substr(0, written.size() - bytes); };
  if (written.ends_with("ies"))
    if (const auto* value = vocabulary.resolve(without(3) + "y")) return value;
  return vocabulary.resolve(without(1));
}

}  // namespace

std::vector<std::string> values_named(std::string_view text, const schema::Vocabulary& vocabulary) {
  std::vector<std::string> out;
  const auto words = words_of(text);
  for (std::size_t first = 0; first < words.size(); ++first) {
    for (std::size_t count = std::min(words.size() - first, kMaxWords); count > 0; --count) {
      std::string name = words[first];
      for (std::size_t i = 1; i < count; ++i) name += "-" + words[first + i];
      const auto* value = value_named(name, vocabulary);
      if (value == nullptr) continue;
      if (std::find(out.begin(), out.end(), value->id) == out.end()) out.push_back(value->id);
      first += count - 1;
      break;
    }
  }
  return out;
}

std::vector<std::string> agencies_addressed(std::string_view text, const schema::Vocabulary& agencies) {
  const auto colon = text.find(':');
  if (colon <= kReach) {
    auto named = values_named(text.substr(0, colon), agencies);
    if (!named.empty()) return named;
  }
  static const RE2 at_end("(?i)(?:\\((?:lead(?: agency)?|for|owner|action)?:?\\s*([^()]{2,100})\\)|\\blead(?: agency)?:\\s*([^.]{2,100}))[.\\s]*$");
  const std::string tail(text.substr(text.size() > 2 * kReach ? text.size() - 2 * kReach : 0));
  if (std::string in_brackets, after_lead; RE2::PartialMatch(tail, at_end, &in_brackets, &after_lead)) {
    auto named = values_named(in_brackets.empty() ? after_lead : in_brackets, agencies);
    if (!named.empty()) return named;
  }
  static const RE2 modal("(?is)^(.*?)\\b(?:should|must|will|to|needs?)\\b");
  const std::string head(text.substr(0, kReach));
  if (std::string before; RE2::PartialMatch(head, modal, &before)) return values_named(before, agencies);
  return {};
}

}  // namespace indexer
