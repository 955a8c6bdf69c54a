#pragma once
// Protective markings as documents print them, alone in a line of a header, a footer or a page. Every reader
// of documents asks here which of its lines are one: they are checked against the record's marking and are no
// text of it.

#include <optional>
#include <string>
#include <string_view>

namespace indexer {

/// `line` (UTF-8, one line) as printed, with white space at its ends dropped and within it made one space, if
/// it consists of a marking alone: of the present or an older scheme, in any case, with or without handling
/// ("PERSONAL", "WHEN COMPLETE" or anything in brackets). Nothing for every other line. "Protect" and
/// "Prevent" head sections of policing texts, so PROTECT counts in capitals only. Never fails; invalid UTF-8
/// makes a line an ordinary one. Any thread. Example: printed_marking(" Official – Sensitive  [PERSONAL]") ==
/// "Official – Sensitive [PERSONAL]".
std::optional<std::string> printed_marking(std::string_view line);

}  // namespace indexer
