#include "searchd/named_filters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "schema/fields.h"

namespace searchd {
namespace {

using schema::Token;
using Kind = QueryNode::Kind;

/// Tokens [first, first + count) name values of `field`.
struct Span {
  std::size_t first = 0;
  std::size_t count = 0;
  std::string field;
  std::vector<std::string> values;  ///< ids; of a date "from:2023", "to:2024" or both
};

std::optional<int> year_of(const Token& token) {
  int year = 0;
  const auto& word = token.word;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), year);
  const bool whole = error == std::errc() && end == word.data() + word.size() && word.size() == 4;
  return whole && year >= 1950 && year <= 2100 ? std::optional(year) : std::nullopt;
}

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), token.word) != words.end();
}

/// Years and spans of years, with the words that say of what and in which direction.
class YearFinder {
 public:
  explicit YearFinder(const std::vector<Token>& tokens) : tokens_(tokens) {}

  std::vector<Span> find() const {
    std::vector<Span> out;
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (const auto year = year_of(tokens_[i]); year && !(i > 0 && is_one_of(tokens_[i - 1], {"act", "acts", "order", "regulations"}))) {
        out.push_back(span_around(i, *year));
        i = out.back().first + out.back().count - 1;
      }
    return out;
  }

 private:
  Span span_around(std::size_t at, int year) const {
    std::size_t first = at;
    std::size_t last = at;
    int from = year;
    int to = year;
    if (at + 2 < tokens_.size() && is_one_of(tokens_[at + 1], {"to", "and", "until"}) && year_of(tokens_[at + 2])) {
      last = at + 2;
    } else if (at + 1 < tokens_.size() && year_of(tokens_[at + 1])) {
      last = at + 1;  // 2019-2021
    }
    if (last > at) to = *year_of(tokens_[last]);
    if (to < from) std::swap(from, to);
    if (first > 0 && last == at) {
      const auto& before = tokens_[first - 1];
      if (is_one_of(before, {"since", "from"})) to = 0, --first;
      else if (is_one_of(before, {"after"})) from = year + 1, to = 0, --first;
      else if (is_one_of(before, {"before"})) from = 0, to = year - 1, --first;
      else if (is_one_of(before, {"until"})) from = 0, --first;
    }
    if (first > 0 && is_one_of(tokens_[first - 1], {"in", "during", "between", "from"})) --first;
    std::string field = "year";
    if (first > 0) {
      const auto& verb = tokens_[first - 1];
      if (is_one_of(verb, {"started", "implemented", "introduced", "launched", "began", "begun", "running"})) field = "start_date", --first;
      else if (is_one_of(verb, {"published"})) field = "published", --first;
    }
    Span span{first, last - first + 1, field, {}};
    if (field == "year") {
      // Open ends are of the years that records may have.
      const int earliest = from == 0 ? 1990 : from;
      const int latest = to == 0 ? 2040 : to;
      for (int one = earliest; one <= std::min(latest, earliest + 100); ++one) span.values.push_back(std::to_string(one));
    } else {
      if (from != 0) span.values.push_back("from:" + std::to_string(from));
      if (to != 0) span.values.push_back("to:" + std::to_string(to));
    }
    return span;
  }

  const std::vector<Token>& tokens_;
};

/// Values that some record has, with the node that finds their records; no values: there is nothing to filter by.
NamedFilter filter_of(const Span& span, const AudienceIndex& index) {
  const auto& facets = index.records().facets();
  NamedFilter out;
  out.field = span.field;
  if (const auto* dates = facets.dates(span.field)) {
    out.node.kind = Kind::kDates;
    out.node.word = span.field;
    out.node.words = {"", ""};
    for (const auto& value : span.values) {
      const bool from = value.starts_with("from:");
      const auto date = schema::parse_date(value.substr(value.find(':') + 1));
      out.node.words[from ? 0 : 1] = std::to_string(from ? date->first_day() : date->last_day());
    }
    const auto day = [&](std::size_t i) { return static_cast<schema::DayNumber>(std::atoi(out.node.words[i].c_str())); };
    if (!facets.overlapping(*dates, day(0), day(1)).isEmpty()) out.values = span.values;
    return out;
  }
  const auto* column = facets.column(span.field);
  const auto* field = schema::find_field(span.field);
  if (column == nullptr || field == nullptr || !field->facet) return out;
  out.node.kind = Kind::kFilter;
  for (const auto& value : span.values)
    if (column->values.contains(value)) {
      out.values.push_back(value);
      out.node.terms.push_back(schema::facet_term(*field, value));
    }
  return out;
}

void merge(NamedFilter& into, NamedFilter&& other) {
  for (std::size_t i = 0; i < other.values.size(); ++i) {
    if (std::find(into.values.begin(), into.values.end(), other.values[i]) != into.values.end()) continue;
    into.values.push_back(std::move(other.values[i]));
    if (into.node.kind == Kind::kFilter) into.node.terms.push_back(std::move(other.node.terms[i]));
  }
  into.typed += ", " + other.typed;
}

}  // namespace

FiltersInWords filters_in_words(std::string_view text, const AudienceIndex& index, const std::vector<std::string>& as_words) {
  const auto tokens = thread_analyser().tokens(text);
  std::vector<Span> spans = YearFinder(tokens).find();
  for (const auto* matcher : {&index.question_matcher(), &index.matcher()})
    for (auto& match : matcher->find(tokens, schema::ConceptMatcher::Text::kQuery)) {
      if (matcher == &index.matcher() && match.field != "force") continue;
      const auto same = std::find_if(spans.begin(), spans.end(), [&](const auto& s) { return s.first == match.first && s.count == match.count && s.field == match.field; });
      if (same != spans.end()) same->values.push_back(match.id);
      else spans.push_back({match.first, match.count, match.field, {match.id}});
    }
  // The longer name is meant: "North Wales" is a force, not the region Wales; of equally long ones the force.
  std::stable_sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.count != b.count ? a.count > b.count : a.field == "force" && b.field != "force"; });

  FiltersInWords out;
  std::vector<bool> taken(tokens.size());
  std::map<std::string, std::size_t> by_field;
  for (const auto& span : spans) {
    const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(span.first);
    const auto end = begin + static_cast<std::ptrdiff_t>(span.count);
    if (std::find(as_words.begin(), as_words.end(), span.field) != as_words.end() || std::find(begin, end, true) != end) continue;
    auto filter = filter_of(span, index);
    if (filter.values.empty()) continue;
    std::fill(begin, end, true);
    const auto at = tokens[span.first].begin;
    filter.typed = std::string(text.substr(at, tokens[span.first + span.count - 1].end - at));
    if (const auto known = by_field.find(filter.field); known != by_field.end()) merge(out.filters[known->second], std::move(filter));
    else by_field[filter.field] = out.filters.size(), out.filters.push_back(std::move(filter));
  }
  for (std::size_t i = 0; i < tokens.size();) {
    if (taken[i]) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    while (i < tokens.size() && !taken[i]) ++i;
    out.rest.emplace_back(text.substr(tokens[first].begin, tokens[i - 1].end - tokens[first].begin));
  }
  return out;
}

}  // namespace searchd
