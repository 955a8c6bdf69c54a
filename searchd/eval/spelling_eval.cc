#include "searchd/eval/spelling_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string_view>

#include "schema/text_analysis.h"
#include "searchd/speller.h"

namespace evaluation {
namespace {

constexpr std::size_t kShortest = 4;

bool of_letters(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == std::string_view::npos ? std::string() : std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

std::ifstream opened(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  return in;
}

}  // namespace

std::vector<Misspelling> load_misspellings(const std::filesystem::path& file) {
  std::vector<Misspelling> out;
  auto in = opened(file);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trimmed(line).empty() || line[0] == '#') continue;
    const auto arrow = line.find("->");
    const auto at = arrow == std::string::npos ? line.find('\t') : arrow;
    if (at == std::string::npos) throw std::runtime_error(fmt::format("{}:{}: is no pair; write typed, a tab or ->, and what was meant", file.string(), number));
    Misspelling pair{schema::fold(trimmed(std::string_view(line).substr(0, at))), {}};
    const std::string meant = line.substr(at + (arrow == std::string::npos ? 1 : 2));
    for (std::size_t from = 0; from <= meant.size();) {
      const auto comma = std::min(meant.find(',', from), meant.size());
      if (auto one = schema::fold(trimmed(std::string_view(meant).substr(from, comma - from))); of_letters(one)) pair.meant.push_back(std::move(one));
      from = comma + 1;
    }
    if (of_letters(pair.typed) && pair.typed.size() >= kShortest && !pair.meant.empty()) out.push_back(std::move(pair));
  }
  return out;
}

std::vector<std::pair<std::string, unsigned>> load_words(const std::filesystem::path& file) {
  std::map<std::string, unsigned> words;
  auto in = opened(file);
  for (std::string line; std::getline(in, line);) {
    const auto tab = line.find('\t');
    const auto word = schema::fold(trimmed(std::string_view(line).substr(0, tab)));
    const auto texts = tab == std::string::npos ? 1U : static_cast<unsigned>(std::strtoul(line.c_str() + tab, nullptr, 10));
    if (of_letters(word)) words[word] += texts;
  }
  return {words.begin(), words.end()};
}

SpellingFigures measure_spelling(const std::vector<Misspelling>& pairs, const std::vector<std::pair<std::string, unsigned>>& words) {
  const searchd::Speller speller(words);
  std::map<std::string_view, unsigned> known;
  for (const auto& [word, texts] : words) known.emplace(word, texts);
  SpellingFigures out;
  out.words = words.size();
  std::chrono::duration<double, std::milli> taken{0};
  for (const auto& pair : pairs) {
    const bool can_be_right = std::any_of(pair.meant.begin(), pair.meant.end(), [&](const auto& word) { return known.contains(word); });
    if (!can_be_right || known.contains(pair.typed)) {
      ++out.left_out;
      continue;
    }
    ++out.pairs;
    const auto begin = std::chrono::steady_clock::now();
    const auto nearest = speller.nearest(pair.typed);
    taken += std::chrono::steady_clock::now() - begin;
    if (!nearest) ++out.none;
    if (nearest && std::find(pair.meant.begin(), pair.meant.end(), nearest->word) != pair.meant.end()) ++out.right;
    else out.wrong.emplace_back(pair, nearest ? nearest->word : std::string());
  }
  out.milliseconds = out.pairs == 0 ? 0 : taken.count() / static_cast<double>(out.pairs);
  return out;
}

}  // namespace evaluation
