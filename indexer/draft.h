#pragma once
// A Draft is a record before redaction: it may hold text that only some may read, and never leaves indexer/.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/library_config.h"
#include "indexer/source.h"
#include "schema/vocabulary.h"

namespace indexer {

/// One value of a field under `restrictions`; spans of its text may be restricted further.
struct DraftValue {
  RestrictedText text;
  std::vector<Restriction> restrictions;
  int line = 0;
};

struct DraftRecommendation {
  RestrictedText text;
  std::vector<DraftValue> agency;
  std::string scope;
  std::string status;
  std::vector<Restriction> restrictions;
  int line = 0;
};

struct DraftAttachment {
  std::string file;  ///< as written, relative to the source
  std::filesystem::path absolute;
  RestrictedText title;
  std::string kind;
  std::optional<Marking> marking;  ///< without one: the record's
  AudienceRank audience = 0;       ///< set by validate(): never wider than the record's
  std::string sha256;              ///< set by validate()
  std::uint64_t size_bytes = 0;
  std::vector<Restriction> restrictions;
  int line = 0;
  bool original = false;  ///< the document that the record itself was read from
  bool served = true;     ///< false: it holds what its reader does not see, and is named but not offered
  std::vector<ExtractedBlock> blocks;  ///< its text, once it was read; of an original: the record's
};

struct Draft {
  std::string file;
  std::string line_file;  ///< the file that lines count in; empty: `file`
  int line = 1;
  std::string id;
  std::optional<Marking> marking;
  AudienceRank audience = 0;  ///< set by validate(): the widest that may see the record
  std::string withdrawn;      ///< the reason; not empty: in no index
  std::map<std::string, std::vector<DraftValue>> values;  ///< by field name, title and summary among them
  std::vector<ExtractedBlock> blocks;
  std::vector<DraftRecommendation> recommendations;
  std::vector<DraftAttachment> attachments;
  std::vector<std::string> printed_markings;  ///< that the document's pages show
  bool holds_contacts = false;                ///< the original names a person whom the record does not
};

/// Sorts an extracted text into a draft. Keys that neither the field table nor the vocabulary "section" knows are warnings;
/// a malformed redaction mark is an error. `id_key` makes the id of a source that has none. Nothing if an error was found.
std::optional<Draft> make_draft(const ExtractedText& text, const SourceFile& source, const std::string& id_key,
                                const schema::Vocabularies& vocabularies, std::vector<Problem>& problems);

/// Offers the document that `draft` was read from as its first attachment. `form`: it is a filled call-for-practice form.
void add_original(Draft& draft, const SourceFile& source, bool form);

/// True for 4 to 40 of a-z, 0-9 and hyphens, with a letter in front.
bool is_record_id(std::string_view id);

}  // namespace indexer
