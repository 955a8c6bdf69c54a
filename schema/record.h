#pragma once
// A Record is one audience's rendition of one source: what is indexed, stored and shown. It holds nothing that this audience
// may not know. indexer/redact.h is its only maker.

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "schema/partial_date.h"

namespace schema {

/// A piece of a section. `text` is plain UTF-8 without markup.
struct Block {
  enum class Kind {
    kHeading,    ///< a heading below the section's own; `level` 3 to 6
    kParagraph,
    kBullet,     ///< an item of a list; `level` is its depth from 0
    kNumbered,   ///< an item of a numbered list; numbers follow from the position
    kQuote,
    kCode,
    kTableHead,  ///< header row of a table: `cells`
    kTableRow,
    kRemoved,    ///< something was removed here and that may be known; `text` is the reason, or empty
  };
  Kind kind = Kind::kParagraph;
  std::string text;
  std::vector<std::string> cells;
  int level = 0;
  int page = 0;  ///< page of the file that it was read from, from 1; 0 where the format has none
};

/// `heading` is empty for text before the first heading. `kind` is a value of the vocabulary "section", or empty.
struct Section {
  std::string heading;
  std::string kind;
  std::vector<Block> blocks;
};

/// `number` counts from 1 within this rendition.
struct Recommendation {
  int number = 0;
  std::string text;
  std::vector<std::string> agency;  ///< values of the vocabulary "agency"
  std::string scope;                ///< as given: "local", "national"
  std::string status;
  int page = 0;          ///< of the original; 0: none
  bool removed = false;  ///< text was removed and that may be known; `text` is the reason
};

/// A file of the record, stored in the generation as files/<sha256>: a supporting material, or the document that the record was read from.
struct Attachment {
  std::string title;
  std::string kind;  ///< value of the vocabulary "attachment_kind"
  std::string file_name;
  std::string media_type;
  std::string marking;
  std::string sha256;
  std::uint64_t size_bytes = 0;
  bool original = false;  ///< the record's own text was read from it, and its blocks' pages are this file's
  bool served = true;     ///< false: it holds what its reader does not see; it is named, and its text searched, but not offered
  bool removed = false;
  std::string reason;
  std::vector<Section> sections;  ///< its text, where it was read; none of an original
};

/// A theme that the vocabulary suggests for a record without themes, with the words in the text that it rests on.
struct ThemeSuggestion {
  std::string theme;
  std::vector<std::string> evidence;
};

struct Record {
  std::string id;
  std::string title;
  std::string summary;
  std::string marking;  ///< as shown: "OFFICIAL [FOR PUBLIC RELEASE]"
  bool illustrative = false;
  std::map<std::string, std::vector<std::string>> terms;  ///< kTerms fields: values in the order given; the first theme is the primary one
  std::map<std::string, std::string> labels;              ///< of open fields: "field/value" -> as published
  std::map<std::string, PartialDate> dates;
  std::map<std::string, std::string> texts;
  std::map<std::string, std::vector<std::string>> ids;  ///< kIds fields
  std::vector<Section> sections;
  std::vector<Recommendation> recommendations;
  std::vector<Attachment> attachments;
  std::vector<ThemeSuggestion> suggested_themes;
};

/// First value of a kTerms field; empty where there is none. Example: first_term(record, "collection") == "practice".
std::string first_term(const Record& record, const std::string& field);
const std::vector<std::string>& terms_of(const Record& record, const std::string& field);

/// The one JSON codec of records. Empty parts are left out. from_json throws nlohmann::json::exception on anything else.
void to_json(nlohmann::json& json, const Record& record);
void from_json(const nlohmann::json& json, Record& record);
void to_json(nlohmann::json& json, const Block& block);
void from_json(const nlohmann::json& json, Block& block);
void to_json(nlohmann::json& json, const Recommendation& recommendation);
void from_json(const nlohmann::json& json, Recommendation& recommendation);

/// The number, from 1, of the attachment that the record's own text was read from; 0 where there is none to be had.
std::size_t original_number(const Record& record);

/// A record without its sections, those of its attachments, recommendations, suggestions and texts: all that a list of results shows, and what it names.
Record card_of(const Record& record);

}  // namespace schema
