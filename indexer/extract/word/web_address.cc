#include "indexer/extract/word/web_address.h"

namespace indexer::word {

bool adds_address(std::string_view shown, std::string_view address) {
  if (!address.starts_with("http://") && !address.starts_with("https://")) return false;
  auto bare = address.substr(address.find("//") + 2);
  if (bare.ends_with('/')) bare.remove_suffix(1);
  return !bare.empty() && shown.find(bare) == std::string_view::npos;
}

}  // namespace indexer::word
