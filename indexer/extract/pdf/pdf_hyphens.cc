#include "indexer/extract/pdf/pdf_hyphens.h"

#include <algorithm>

#include "schema/text_analysis.h"

namespace indexer::pdf {
namespace {

constexpr std::string_view kSoftHyphen = "\u00AD";

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || (static_cast<unsigned char>(c) & 0x80);
}

/// Without quotes, brackets and stops around it, folded.
std::string bare(std::string_view word) {
  while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
  while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
  return schema::fold(word);
}

std::string_view first_word(std::string_view line) { return line.substr(0, line.find(' ')); }
std::string_view last_word(std::string_view text) {
  return text.substr(text.find_last_of(" \n") + 1);
}  // npos + 1 is 0

bool is_address(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.find("www.") != std::string_view::npos ||
         word.find('@') != std::string_view::npos;
}

}  // namespace

Hyphens::Hyphens(const std::vector<PdfPage>& pages) {
  for (const auto& page : pages)
    for (const auto& word : page.words) {
      auto text = bare(word.text);
      const auto hyphen = text.find('-');
      if (hyphen == std::string::npos)
        whole_.insert(std::move(text));
      else
        compounds_.insert(std::move(text));
    }
}

bool Hyphens::keeps(std::string_view text, std::string_view line) const {
  const auto whole = last_word(text);
  if (is_address(whole)) return true;
  const auto first = bare(whole.substr(0, whole.size() - 1)), second = bare(first_word(line));
  if (whole_.contains(first + second)) return false;
  if (compounds_.contains(first + "-" + second)) return true;
  static const std::set<std::string_view> prefixes = {
      "multi",  "anti",   "non",    "co",           "self",     "ex",       "cross",  "well",  "inter",
      "semi",   "mid",    "single", "half",         "high",     "low",      "long",   "short", "full",
      "part",   "follow", "post",   "pre",          "one",      "two",      "three",  "four",  "victim",
      "second", "child",  "family", "inter-agency", "evidence", "decision", "problem"};
  return prefixes.contains(first) || first.find('-') != std::string::npos ||
         second.find('-') != std::string::npos;
}

void Hyphens::append_line(std::string& text, std::string_view line) const {
  if (text.empty() || line.empty()) {
    text += line;
  } else if (text.ends_with(kSoftHyphen)) {
    text.resize(text.size() - kSoftHyphen.size());
    text += line;
  } else if (text.size() > 1 && text.back() == '-' &&
             std::isalnum(static_cast<unsigned char>(text[text.size() - 2]))) {
    const auto is_capital = [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; };
    const bool capitals =
        line.size() > 1 && is_capital(line[0]) && is_capital(line[1]) && is_capital(text[text.size() - 2]);
    const bool goes_on = capitals || std::islower(static_cast<unsigned char>(line.front())) != 0;
    if (goes_on && !keeps(text, line)) text.pop_back();
    text += line;
  } else {
    text += ' ';
    text += line;
  }
}

}  // namespace indexer::pdf
