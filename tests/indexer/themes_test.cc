#include "indexer/themes.h"

#include <gmock/gmock.h>

#include "tests/support/small_library.h"

namespace {

/// "theme (evidence, evidence)" in order.
std::vector<std::string> suggested(test::SmallLibrary& library, const std::string& source, const char* audience) {
  auto record = library.rendition(source, audience);
  schema::TextAnalyser analyser;
  const schema::ConceptMatcher matcher(library.vocabularies(), analyser);
  indexer::suggest_themes(*record, matcher, analyser);
  std::vector<std::string> out;
  for (const auto& suggestion : record->suggested_themes) {
    std::string line = suggestion.theme + " (";
    for (std::size_t i = 0; i < suggestion.evidence.size(); ++i) line += (i > 0 ? ", " : "") + suggestion.evidence[i];
    out.push_back(line + ")");
  }
  return out;
}

TEST(SuggestThemes, NamesTheThemesThatARenditionSpeaksOfWithTheirEvidence) {
  struct Case {
    const char* what;
    std::string source;
    std::vector<std::string> wide;
    std::vector<std::string> police;
  };
  const std::string three = "County lines. A county line. COUNTY LINES!\n";
  const Case cases[] = {
      {"the title", test::practice("pe-test", "Cuckooing in Hull"), {"cuckooing (Cuckooing)"}, {"cuckooing (Cuckooing)"}},
      {"the summary", test::practice("pe-test", "x", "summary: About CSE and home takeover.\n"), {"cse (CSE)", "cuckooing (home takeover)"}, {"cse (CSE)", "cuckooing (home takeover)"}},
      {"three times in the text", test::practice("pe-test", "x", "", three), {"county-lines (County lines, county line, COUNTY LINES)"}, {"county-lines (County lines, county line, COUNTY LINES)"}},
      {"twice in the text is not enough", test::practice("pe-test", "x", "", "County lines. A county line.\n"), {}, {}},
      {"an abbreviation counts in capitals only", test::practice("pe-test", "x", "", "cse cse cse\n"), {}, {}},
      {"the strongest first", test::practice("pe-test", "Knife crime", "summary: Cuckooing.\n", three),
       {"knife-crime (Knife crime)", "cuckooing (Cuckooing)", "county-lines (County lines, county line, COUNTY LINES)"},
       {"knife-crime (Knife crime)", "cuckooing (Cuckooing)", "county-lines (County lines, county line, COUNTY LINES)"}},
      {"five at most", test::practice("pe-test", "Knife crime, cuckooing, county lines, CSE, CSA, domestic abuse"),
       {"county-lines (county lines)", "csa (CSA)", "cse (CSE)", "cuckooing (cuckooing)", "domestic-abuse (domestic abuse)"},
       {"county-lines (county lines)", "csa (CSA)", "cse (CSE)", "cuckooing (cuckooing)", "domestic-abuse (domestic abuse)"}},
      {"a record with themes gets none", test::practice("pe-test", "Cuckooing", "theme: cse\n"), {}, {}},
      {"one whose themes are hidden does", test::practice("pe-test", "Cuckooing", "theme: {value: cse, audience: police}\n"), {"cuckooing (Cuckooing)"}, {}},
      {"what was removed counts for nothing", test::practice("pe-test", "x", "", "County lines. A county line. [COUNTY LINES!]{audience=police}\n"), {},
       {"county-lines (County lines, county line, COUNTY LINES)"}},
      {"and is no evidence", test::practice("pe-test", "x", "summary: \"Cuckooing, [home takeover]{audience=police}\"\n"), {"cuckooing (Cuckooing)"}, {"cuckooing (Cuckooing, home takeover)"}},
      {"nor is the reason of a removal", test::practice("pe-test", "x", "", "::: {audience=police stub=yes reason=\"Knife crime, knife crime, knife crime\"}\na\n:::\n"), {}, {}},
      {"recommendations count", test::practice("pe-test", "x", "recommendations: [County lines., A county line., COUNTY LINES]\n"),
       {"county-lines (County lines, county line, COUNTY LINES)"}, {"county-lines (County lines, county line, COUNTY LINES)"}},
      {"reviews and agencies are no themes", test::practice("pe-test", "Domestic homicide review of the NHS"), {}, {}},
  };
  test::SmallLibrary library;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(suggested(library, c.source, "public"), c.wide);
    EXPECT_EQ(suggested(library, c.source, "police"), c.police);
  }
}

}  // namespace
