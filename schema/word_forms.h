#pragma once
// What Snowball's English stemmer does not join and British officers expect joined: irregular plurals and the spellings
// of -ise/-ize, -yse/-yze and -our/-or. Applied before stemming, in index, query and highlights alike.

#include <string>
#include <string_view>

namespace schema {

/// The form of a folded word (lower case, no accents) that goes to the stemmer. Words it knows nothing about are returned as
/// they are. Any thread. Example: joined_form("knives") == "knife", joined_form("organized") == "organised".
std::string joined_form(std::string_view word);

/// Words that carry no subject ("the", "of", "what"): ranked softly, dropped from what must match. Folded word.
bool is_stop_word(std::string_view word);

}  // namespace schema
