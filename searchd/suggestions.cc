#include "searchd/suggestions.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "schema/text_analysis.h"
#include "schema/word_forms.h"
#include "searchd/searcher.h"

namespace searchd {
namespace {

constexpr std::size_t kMostWords = 8;
constexpr std::size_t kShortestSlipped = 4;  ///< letters
constexpr std::size_t kLittle = 3;           ///< suggestions; with fewer, slips are looked for
constexpr int kSlip = 4;                     ///< worse than any match without one
constexpr std::size_t kKinds = 4;

const char* field_of(SuggestionKind kind) {
  return kind == SuggestionKind::kTheme ? "theme" : kind == SuggestionKind::kForce ? "force" : "";
}

/// The words that must be found: stop words but for the last, which may be the beginning of another word.
std::vector<std::string> typed_words(std::string_view typed) {
  std::vector<std::string> words;
  for (const auto& token : thread_analyser().tokens(typed.substr(0, kLongestTyped))) {
    if (!words.empty() && schema::is_stop_word(words.back())) words.pop_back();
    if (words.size() == kMostWords) break;
    words.push_back(token.word);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool holds_words(const std::string& words, const std::string& some) { return (" " + words + " ").find(" " + some + " ") != std::string::npos; }

/// 0: the whole name; 1: its beginning; 2: from one of its words on; 3: words in any order.
int distance(const std::string& words, const std::string& typed) {
  if (words == typed) return 0;
  if (words.starts_with(typed)) return 1;
  return words.find(" " + typed) != std::string::npos ? 2 : 3;
}

/// Bytes at the beginning of `text` that fold to what begins with `prefix`; all of it if none do.
std::size_t folded_length(std::string_view text, const std::string& prefix) {
  for (std::size_t end = 1; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) continue;
    if (schema::fold(text.substr(0, end)).starts_with(prefix)) return end;
  }
  return text.size();
}

/// Bytes of the word at `token` that answer to one of `typed`; 0: none.
std::size_t hit_length(const std::string& text, const schema::Token& token, const std::vector<std::string>& typed, bool slipped) {
  const auto word = std::string_view(text).substr(token.begin, token.end - token.begin);
  std::size_t longest = 0;
  for (const auto& one : typed) {
    if (token.word.starts_with(one)) longest = std::max(longest, folded_length(word, one));
    else if (token.compound.starts_with(one) || (slipped && one.size() >= kShortestSlipped && within_one_slip(one, token.word))) longest = word.size();
  }
  return longest;
}

std::vector<Segment> segments_of(const std::string& text, const std::vector<std::string>& typed, bool slipped) {
  std::vector<Segment> out;
  std::size_t done = 0;
  for (const auto& token : thread_analyser().tokens(text)) {
    const auto length = hit_length(text, token, typed, slipped);
    if (length == 0 || token.begin < done) continue;
    if (token.begin > done) out.push_back({text.substr(done, token.begin - done), false});
    out.push_back({text.substr(token.begin, length), true});
    done = token.begin + length;
  }
  if (done < text.size()) out.push_back({text.substr(done), false});
  return out;
}

}  // namespace

bool within_one_slip(std::string_view typed, std::string_view word) {
  std::size_t same = 0;
  while (same < typed.size() && same < word.size() && typed[same] == word[same]) ++same;
  if (same == typed.size()) return true;
  if (same == 0) return false;
  const auto rest = [](std::string_view text, std::size_t from) { return text.substr(std::min(from, text.size())); };
  // Where nothing after it was typed to bear it out, another last letter is another word: "leaf" is no slip of "learning".
  const bool last = same + 1 == typed.size();
  const bool another = same < word.size() && (!last || word.size() == typed.size()) && rest(word, same + 1).starts_with(rest(typed, same + 1));
  const bool too_many = (!last || same == word.size()) && rest(word, same).starts_with(rest(typed, same + 1));
  const bool too_few = same < word.size() && rest(word, same + 1).starts_with(rest(typed, same));
  const bool changed_places = same + 1 < typed.size() && same + 1 < word.size() && typed[same] == word[same + 1] && typed[same + 1] == word[same] &&
                              rest(word, same + 2).starts_with(rest(typed, same + 2));
  return another || too_many || too_few || changed_places;
}

/// Collects entries and names; what the deny-list holds never gets in.
class Suggestions::Builder {
 public:
  Builder(Suggestions& out, const AudienceIndex& index) : out_(out), index_(index) {
    for (const auto& denied : index.curation().deny) denied_.push_back(" " + stems_of(denied) + " ");
  }

  void add_queries() {
    for (const auto& query : index_.curation().queries) {
      SearchRequest request;
      request.q = query;
      request.count = 0;
      request.facets.resize(1);
      request.facets.front().field = "collection";
      if (const auto total = search(request, index_).total; total > 0) add({SuggestionKind::kQuery, query, total, query, {}}, {});
    }
  }

  void add_values(SuggestionKind kind) {
    const auto* vocabulary = index_.vocabularies().find(field_of(kind));
    const auto* column = index_.records().facets().column(field_of(kind));
    if (vocabulary == nullptr || column == nullptr) return;
    std::vector<std::pair<std::uint64_t, const schema::VocabularyValue*>> values;
    for (const auto& value : vocabulary->values())
      if (const auto found = column->values.find(value.id); found != column->values.end()) values.emplace_back(found->second.cardinality(), &value);
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [count, value] : values) {
      std::vector<std::string> others;
      for (const auto& form : value->forms) others.push_back(form.text);
      add({kind, value->id, count, value->label, value->label_cy}, others);
    }
  }

  void add_titles() {
    for (const auto& record : index_.titles()) add({SuggestionKind::kRecord, record.id, 0, record.title, {}}, {});
  }

  void finish() {
    for (auto& [word, names] : names_by_word_) {
      out_.words_.push_back(word);
      out_.first_.push_back(static_cast<std::uint32_t>(out_.names_of_words_.size()));
      out_.names_of_words_.insert(out_.names_of_words_.end(), names.begin(), names.end());
    }
    out_.first_.push_back(static_cast<std::uint32_t>(out_.names_of_words_.size()));
  }

 private:
  static std::string stems_of(const std::string& text) {
    std::vector<std::string> stems;
    for (auto& token : thread_analyser().tokens(text)) stems.push_back(std::move(token.stem));
    return joined(stems);
  }

  bool is_denied(const std::string& text) const {
    if (denied_.empty()) return false;
    const std::string stems = " " + stems_of(text) + " ";
    return std::any_of(denied_.begin(), denied_.end(), [&](const auto& denied) { return stems.find(denied) != std::string::npos; });
  }

  void add(Entry entry, const std::vector<std::string>& other_names) {
    if (is_denied(entry.label)) return;
    if (is_denied(entry.label_cy)) entry.label_cy.clear();
    const auto number = out_.entries_.size();
    add_name(number, entry.label);
    if (!entry.label_cy.empty()) add_name(number, entry.label_cy);
    for (const auto& name : other_names)
      if (!is_denied(name)) add_name(number, name);
    out_.entries_.push_back(std::move(entry));
  }

  void add_name(std::size_t entry, const std::string& text) {
    const auto number = static_cast<std::uint32_t>(out_.names_.size());
    std::vector<std::string> words;
    for (const auto& token : thread_analyser().tokens(text)) {
      words.push_back(token.word);
      for (const auto& word : {token.word, token.compound})
        if (!word.empty()) names_by_word_[word].push_back(number);
    }
    out_.names_.push_back({entry, text, joined(words)});
  }

  Suggestions& out_;
  const AudienceIndex& index_;
  std::vector<std::string> denied_;
  std::map<std::string, Numbers> names_by_word_;  ///< ascending; a name that has a word twice stands there twice
};

Suggestions::Suggestions(const AudienceIndex& index) {
  Builder builder(*this, index);
  builder.add_queries();
  builder.add_values(SuggestionKind::kTheme);
  builder.add_values(SuggestionKind::kForce);
  builder.add_titles();
  builder.finish();
}

void Suggestions::add_with(Numbers& out, const std::string& typed, bool slipped) const {
  // Of words with a slip the first letter is right: they are looked for among those that begin with it.
  const auto begins = slipped ? std::string_view(typed).substr(0, 1) : std::string_view(typed);
  for (auto word = std::lower_bound(words_.begin(), words_.end(), begins); word != words_.end() && word->starts_with(begins); ++word) {
    if (slipped && !within_one_slip(typed, *word)) continue;
    const auto number = static_cast<std::size_t>(word - words_.begin());
    out.insert(out.end(), names_of_words_.begin() + first_[number], names_of_words_.begin() + first_[number + 1]);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

Suggestions::Numbers Suggestions::names_with(const std::vector<std::string>& typed, std::optional<std::size_t> slipped) const {
  Numbers out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    Numbers with;
    add_with(with, typed[i], slipped == i);
    Numbers both;
    if (i > 0) std::set_intersection(out.begin(), out.end(), with.begin(), with.end(), std::back_inserter(both));
    out = i > 0 ? std::move(both) : std::move(with);
  }
  return out;
}

Suggestion Suggestions::shown(const Match& match, const std::vector<std::string>& typed, std::string_view language) const {
  const auto& entry = entries_[match.name->entry];
  Suggestion out;
  out.text = language == "cy" && !entry.label_cy.empty() ? entry.label_cy : entry.label;
  std::vector<std::string> words;
  for (const auto& token : thread_analyser().tokens(out.text)) words.push_back(token.word);
  if (match.name->text != out.text && !holds_words(joined(words), match.name->words)) out.text += " (" + match.name->text + ")";
  out.segments = segments_of(out.text, typed, match.distance >= kSlip);
  if (entry.kind == SuggestionKind::kQuery) out.q = entry.key;
  else if (entry.kind == SuggestionKind::kRecord) out.id = entry.key;
  else out.value = entry.key;
  out.field = field_of(entry.kind);
  if (entry.kind != SuggestionKind::kRecord) out.count = entry.count;
  return out;
}

std::vector<SuggestionGroup> Suggestions::find(std::string_view typed, std::size_t count, std::string_view language) const {
  const auto words = typed_words(typed);
  if (words.empty()) return {};
  const std::string whole = joined(words);
  std::map<std::size_t, Match> best;  ///< by entry
  const auto take = [&](const Numbers& numbers, int slip) {
    for (const auto number : numbers) {
      const Match match{distance(names_[number].words, whole) + slip, &names_[number]};
      const auto [known, added] = best.emplace(match.name->entry, match);
      if (!added && match.distance < known->second.distance) known->second = match;
    }
  };
  take(names_with(words, std::nullopt), 0);
  if (best.size() < kLittle)
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i].size() >= kShortestSlipped) take(names_with(words, i), kSlip);

  std::vector<std::vector<Match>> by_kind(kKinds);
  for (const auto& [entry, match] : best) by_kind[static_cast<std::size_t>(entries_[entry].kind)].push_back(match);
  for (auto& matches : by_kind) std::stable_sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) { return a.distance < b.distance; });

  // In turn, so that no group keeps another out.
  std::vector<SuggestionGroup> groups(kKinds);
  std::size_t taken = 0;
  for (std::size_t place = 0; taken < count && place < best.size(); ++place)
    for (std::size_t kind = 0; kind < kKinds && taken < count; ++kind) {
      if (place >= by_kind[kind].size()) continue;
      groups[kind].kind = static_cast<SuggestionKind>(kind);
      groups[kind].suggestions.push_back(shown(by_kind[kind][place], words, language));
      ++taken;
    }
  std::erase_if(groups, [](const auto& group) { return group.suggestions.empty(); });
  return groups;
}

}  // namespace searchd
