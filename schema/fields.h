#pragma once
// The field table: every field of a record, with its vocabulary, term prefix, facet and role. One table feeds indexing, query
// parsing, filters, facets and pages. Changing a name, prefix or slot here changes the index: raise kSchemaVersion.

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace schema {

/// Of everything that both programs must agree on. searchd refuses a generation with another one.
inline constexpr int kSchemaVersion = 4;

enum class FieldKind {
  kTerms,  ///< values of a vocabulary, or free values folded to slugs; a set
  kDate,   ///< a partial date
  kText,   ///< free text, shown in the key details
  kFlag,   ///< yes or no
  kIds,    ///< ids of other records, or citations
};

/// One field. `prefix` is the term prefix of a kTerms field that can be filtered ("" for fields that are shown only).
struct Field {
  std::string_view name;  ///< in front matter, filters, facets and JSON
  std::string_view label;
  FieldKind kind;
  std::string_view vocabulary;  ///< name of its vocabulary; empty: free values
  std::string_view prefix;
  bool facet = false;        ///< offered as filter and facet
  bool open = false;         ///< free values, kept as published, with a slug as facet value
  bool demographic = false;  ///< of the subject of a review: not filtered or counted for the widest audience
  bool searched = false;     ///< labels are part of the searched text
};

/// All fields, in the order in which a record's key details show them.
std::span<const Field> all_fields();
/// Null where there is none.
const Field* find_field(std::string_view name);
/// Fields with facet == true, in the order in which facets are shown.
std::span<const Field* const> facet_fields();

/// Vocabularies whose concepts are looked for in texts and queries.
inline constexpr std::array<std::string_view, 4> kConceptVocabularies = {"theme", "review_type", "force", "agency"};

/// Term prefixes that are not a field's. Exact words have none.
namespace prefix {
inline constexpr std::string_view kStem = "Z";       ///< stem, with positions
inline constexpr std::string_view kTitle = "S";      ///< stem in the title
inline constexpr std::string_view kLead = "XLD";     ///< stem in the title or the first 40 words
inline constexpr std::string_view kConcept = "XCO";  ///< concept_term(), with the position of its first word
inline constexpr std::string_view kId = "Q";
inline constexpr std::string_view kMissing = "XMI";  ///< + field name: the record has no value there
inline constexpr std::string_view kYear = "Y";       ///< years a record's date overlaps
inline constexpr std::string_view kParent = "XPA";   ///< of a recommendation: its record's id
}  // namespace prefix

/// Value slots.
namespace slot {
inline constexpr unsigned kTieBreak = 0;        ///< hash of the id: the order of equal scores
inline constexpr unsigned kTitle = 1;           ///< collation_key of the title
inline constexpr unsigned kPublishedFirst = 2;  ///< first and last day of `published`, 8 digits; empty: none
inline constexpr unsigned kPublishedLast = 3;
inline constexpr unsigned kStartFirst = 4;
inline constexpr unsigned kStartLast = 5;
inline constexpr unsigned kVerifiedFirst = 6;
inline constexpr unsigned kVerifiedLast = 7;
inline constexpr unsigned kEvidence = 8;        ///< rank of the evidence stage, two digits, higher is stronger
}  // namespace slot

/// Words that count as the lead of a record.
inline constexpr std::size_t kLeadWords = 40;

/// The longest term Xapian takes is 245 bytes; longer ones are cut and end with a hash.
std::string bounded_term(std::string_view prefix, std::string_view text);
/// The term of a value of a filterable field. Example: facet_term(*find_field("theme"), "cuckooing") == "XTH:cuckooing".
std::string facet_term(const Field& field, std::string_view value);
/// Example: concept_term("theme", "cse") == "XCO:theme/cse".
std::string concept_term(std::string_view vocabulary, std::string_view id);
std::string id_term(std::string_view record_id);
std::string missing_term(std::string_view field);

}  // namespace schema
