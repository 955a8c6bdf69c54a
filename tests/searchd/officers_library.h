#pragma once
// A small library with one of everything: what most tests of searchd search in.

#include "tests/searchd/site.h"
#include "tests/support/temp_index.h"

namespace test {

/// Words that only the police may see. They stand in a title, a restricted paragraph, a restricted recommendation, a restricted attachment,
/// a vocabulary's name and a record of its own; facet values "dyfed-powys" and "aces" are of restricted values alone.
inline const std::vector<std::string>& restricted_words() {
  static const std::vector<std::string> words = {"zebrafinch", "quetzal", "marmoset", "pangolin", "silverbirch", "ocelot"};
  return words;
}

/// The corpus, indexed. `with_restricted` false: the same corpus without anything that the public may not see.
std::unique_ptr<TempIndex> make_officers_library(bool with_restricted = true);

/// One library and its two sites for all tests of a process.
struct OfficersLibrary {
  std::unique_ptr<TempIndex> index = make_officers_library();
  Site open{index->data(), "public"};
  Site police{index->data(), "police"};
};
const OfficersLibrary& officers();

/// Ids of the hits of all pages of a search, in order, read page by page.
std::vector<std::string> all_hits(const Site& site, const std::string& query_string, std::size_t count = 7);

}  // namespace test
