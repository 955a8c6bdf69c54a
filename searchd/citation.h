#pragma once
// A record as others cite it: for reading, for BibTeX, for RIS.

#include <string>

#include "searchd/search_index.h"

namespace searchd {

/// What is cited. Parts that are not known are empty.
struct Citation {
  std::string id;
  std::string author;   ///< its originator, else who commissioned it, else its forces
  std::string title;
  std::string year;
  std::string month;    ///< "1" to "12"
  std::string marking;
  std::string address;  ///< absolute
  bool report = false;  ///< a review or briefing
};

/// `base_url`: of the site; empty: the citation has no address.
Citation citation_of(const schema::Record& record, const AudienceIndex& index, const std::string& base_url);

/// "Essex Police (2020) Checking in on tenants. Practice Hub, pe-7f3a. https://hub.example/records/pe-7f3a"
std::string citation_text(const Citation& citation);

/// One entry of a .bib file, in UTF-8, what TeX would take for its own escaped.
std::string bibtex(const Citation& citation);

/// One reference of a .ris file.
std::string ris(const Citation& citation);

}  // namespace searchd
