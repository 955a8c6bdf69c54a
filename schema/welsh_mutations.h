#pragma once
// How the first letter of a Welsh word changes within a sentence: "trais" is "drais" after some words, "thrais" after others.

#include <string>
#include <string_view>
#include <vector>

namespace schema {

/// The soft, nasal and aspirate mutations of a folded word and its h before a vowel, as far as it has them; never the word itself.
/// Source: the tables of any grammar, such as P. W. Thomas, Gramadeg y Gymraeg (1996).
std::vector<std::string> welsh_mutations(std::string_view word);

}  // namespace schema
