#pragma once
// What the name of an encoding in an HTML page means to a browser.

#include <optional>
#include <string>
#include <string_view>

namespace indexer {

/// The ICU converter for a WHATWG label (https://encoding.spec.whatwg.org/#names-and-labels), in any case,
/// with spaces around it. Nothing for labels that browsers do not know, among them UTF-7 and EBCDIC, in which
/// text could hide. Example: converter_of_label(" ISO-8859-1 ") == "windows-1252".
std::optional<std::string> converter_of_label(std::string_view label);

/// The label that `head`, the first bytes of an HTML page, declares: <meta charset=…>, <meta http-equiv …
/// content="…charset=…"> or <?xml … encoding=…?>. As written; nothing where there is none. Declarations
/// within comments do not count.
std::optional<std::string> declared_label(std::string_view head);

}  // namespace indexer
