#pragma once
// From a Draft to one audience's Record. The only maker of Records.

#include <functional>
#include <optional>
#include <string>

#include "indexer/draft.h"
#include "schema/record.h"
#include "schema/text_analysis.h"

namespace indexer {

/// What redaction needs to know beside the draft.
struct RedactionContext {
  const LibraryConfig& config;
  const schema::Vocabularies& vocabularies;
  std::function<bool(const std::string& id, AudienceRank audience)> may_see;  ///< whether the audience has a record of that id
};

/// The rendition of a validated draft for `audience`; nothing where that audience may not see the record, or nothing of its
/// title. What is derived (region, year, numbers of recommendations and attachments, the marking shown) is derived from what
/// is left. Without a stub nothing tells that something was removed: no gap, no number, no heading without content.
std::optional<schema::Record> redact(const Draft& draft, AudienceRank audience, const RedactionContext& context);

/// Whether redact() gives a rendition, without making it: who has none must not learn that the record exists.
bool has_rendition(const Draft& draft, AudienceRank audience, const RedactionContext& context);

}  // namespace indexer
