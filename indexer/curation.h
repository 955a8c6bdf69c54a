#pragma once
// corpus/curation.yaml -> schema::Curation of each audience.

#include <xapian.h>

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/library_config.h"
#include "schema/curation.h"
#include "schema/text_analysis.h"
#include "schema/vocabulary.h"

namespace indexer {

/// The file as written, with lines for problems. `audience` empty: everyone.
struct CurationFile {
  struct Text {
    std::string text;
    std::string audience;  ///< the widest that may be told
    int line = 0;
  };
  struct Bet {
    std::vector<Text> queries, pin, hide;
    std::string audience;
  };
  std::vector<Text> queries;
  std::vector<Text> deny;
  std::vector<Bet> bets;
};

/// Reads and checks `file`; empty where there is none. Problems have file and line; with an error among them nothing may be indexed.
CurationFile load_curation(const std::filesystem::path& file, const LibraryConfig& config, std::vector<Problem>& problems);

/// Warns of ids that no record of the library has. `ids`: sorted.
void check_ids(const CurationFile& curation, const std::vector<std::string>& ids, std::vector<Problem>& problems);

/// What `audience` may be told, as far as the file itself says.
schema::Curation curation_of(const CurationFile& curation, const LibraryConfig& config, AudienceRank audience);

/// The same without all that would tell this audience of something that its index does not hold: texts with a word that stands neither
/// in `records` nor in its vocabularies, ids that it has not, and bets of which nothing is left.
schema::Curation without_unknown(schema::Curation curation, const Xapian::Database& records, const schema::Vocabularies& vocabularies,
                                 schema::TextAnalyser& analyser);

}  // namespace indexer
