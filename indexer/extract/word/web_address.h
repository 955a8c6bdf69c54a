#pragma once
// Which link addresses a document's text is given with: "text (address)".

#include <string>
#include <string_view>

namespace indexer::word {

/// True if `address` is one of the web and `shown`, the link's text, does not say it already, with or without
/// "https://" and a slash at the end. Addresses of mail, files and other schemes are for programs, and may
/// tell what the text does not.
bool adds_address(std::string_view shown, std::string_view address);

}  // namespace indexer::word
