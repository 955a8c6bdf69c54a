#pragma once
// A small library on the sample library's real vocabularies, with all forces and themes: for the pages of themes, the map and comparisons.

#include "tests/searchd/site.h"
#include "tests/support/temp_index.h"

namespace test {

struct NationalLibrary {
  NationalLibrary();
  TempIndex index;
  Site open{index.data(), "public"};
  Site police{index.data(), "police"};
};
const NationalLibrary& national();

}  // namespace test
