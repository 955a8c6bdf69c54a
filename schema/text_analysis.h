#pragma once
// How text becomes terms. The one place that indexing, querying, highlighting and concept matching share: if two of them
// disagreed on a token, a word would be found but not shown, or shown but not found.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace schema {

/// One word of a text.
struct Token {
  std::string word;      ///< folded: NFKC, case folded, accents dropped, possessive 's dropped. Never empty, at most 64 bytes
  std::string stem;      ///< English stem of schema::joined_form(word); equal to `word` where it holds a digit or a symbol
  std::string compound;  ///< "antisocial" on the first token of "anti-social", else empty
  std::uint32_t begin = 0;  ///< bytes of the token in the text as given, [begin, end)
  std::uint32_t end = 0;
  bool capitals = false;  ///< two letters or more, all of them capitals in the text ("CSE"); "CSEs" counts too
};

/// Folds `text` (UTF-8) to the form that is indexed: NFKC, case folded, accents dropped, invalid bytes replaced. Never
/// fails. Any thread. Example: fold("STRASSE") == "strasse", fold("tŷ") == "ty".
std::string fold(std::string_view text);

/// `text` (UTF-8) with invalid bytes replaced by U+FFFD and control characters except tab and newline by spaces.
std::string valid_utf8(std::string_view text);

/// A key that sorts titles as British English people expect, ignoring case, punctuation and a leading ordinal or article
/// ("12 - Think Family" sorts under T); accents count only between titles that are else equal. Byte-wise comparison. Any thread.
std::string collation_key(std::string_view title);

/// Lower-case words joined by hyphens, as facet values and ids are written. Example: slug("A&E, Hull") == "a-and-e-hull".
std::string slug(std::string_view text);

/// Breaks texts into tokens and sentences. Holds break iterators and a stemmer: one object a thread, not to be shared.
class TextAnalyser {
 public:
  TextAnalyser();
  ~TextAnalyser();
  TextAnalyser(const TextAnalyser&) = delete;
  TextAnalyser& operator=(const TextAnalyser&) = delete;

  /// The words of `text`, in order, by Unicode word boundaries (ICU), with these joined to one token: "A&E", "s.136".
  /// Pieces without a letter or digit are no tokens. Invalid UTF-8 is read as U+FFFD. Never fails.
  std::vector<Token> tokens(std::string_view text);

  /// Byte ranges [begin, end) of the sentences of `text` (ICU, British English), white space trimmed, none empty.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sentences(std::string_view text);

  /// The stem under which `word` (folded) is indexed. Example: stem("knives") == stem("knife").
  std::string stem(std::string_view word);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schema
