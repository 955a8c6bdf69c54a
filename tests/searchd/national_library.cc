#include "tests/searchd/national_library.h"

#include <algorithm>
#include <stdexcept>

namespace test {
namespace {

using Named = std::vector<std::pair<std::string, std::string>>;

Named real_vocabularies() {
  Named out;
  for (const auto& entry : std::filesystem::directory_iterator(HUB_SOURCE "/corpus/vocabulary")) {
    auto name = entry.path().filename().string();
    std::replace(name.begin(), name.end(), '-', '_');  // as TempCorpus calls those that it writes itself
    out.emplace_back("vocabulary/" + name, read_bytes(entry.path()));
  }
  return out;
}

std::string review(const std::string& id, const std::string& collection, const std::string& title, const std::string& more) {
  return markdown("id: " + id + "\ncollection: " + collection + "\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\ntitle: " + title + "\n" + more,
                  "## Key learning\n\nWhat was known was not passed on.\n");
}

Named files() {
  Named out = real_vocabularies();
  const auto add = [&](const std::string& id, const std::string& bytes) { out.emplace_back("records/" + id + ".md", bytes); };
  add("pe-lessons", practice("pe-lessons", "Knife lessons in year 8",
                             "summary: Form tutors teach three lessons.\ntheme: [knife-crime, schools]\nforce: [essex]\nintervention_type: [prevention]\n"
                             "evidence_stage: independently-evaluated\nworks_rating: worked\nagency: [education]\ncost_band: 10k-50k\npublished: 2023-05-04\n",
                             "## Problem\n\nPupils carried knives to school.\n"));
  add("pe-call", practice("pe-call", "A call before the exclusion letter",
                          "summary: Heads ring one number first.\ntheme: [knife-crime, robbery]\nforce: [west-yorkshire, essex]\nintervention_type: [diversion]\n"
                          "evidence_stage: evaluated-locally\nworks_rating: promising\npublished: 2024-11\n",
                          "## Problem\n\nPupils who were excluded for carrying knives were robbed or robbed others.\n"));
  add("pe-phones", practice("pe-phones", "Phones off at the bus stop",
                            "theme: [robbery]\nforce: [west-yorkshire]\nintervention_type: [prevention, location]\nevidence_stage: monitored\npublished: 2025-06\n",
                            "## Problem\n\nPupils were robbed of phones at bus stops.\n"));
  add("pe-trains", practice("pe-trains", "Reading the trains",
                            "theme: [gangs]\nforce: [btp]\nintervention_type: [organisational]\nevidence_stage: untested\npublished: 2022\n",
                            "## Problem\n\nGroups met on trains to rob pupils.\n"));
  add("pe-visits", practice("pe-visits", "Cuckooing visits",
                            "theme: [cuckooing]\nforce: [kent, dyfed-powys]\nintervention_type: [location]\nevidence_stage: rct-or-systematic-review\npublished: 2021-02\n",
                            "## Problem\n\nHomes of tenants were taken over.\n"));
  add("pe-river", practice("pe-river", "By the river", "theme: [asb]\npublished: 2019\n", "## Problem\n\nDrinking by the river.\n"));
  add("pe-docks", markdown("id: pe-docks\ncollection: practice\nmarking: OFFICIAL\ntitle: Knives at the docks\ntheme: [knife-crime]\nforce: [merseyside]\n"
                           "intervention_type: [investigation]\nevidence_stage: untested\npublished: 2025-08\n",
                           "## Problem\n\nKnives came in through the docks, and pupils bought them.\n"));
  add("rv-rider", review("rv-rider", "review", "A rider of twenty-two", "review_type: [owhr]\ntheme: [knife-crime, robbery]\nforce: [essex]\npublished: 2026-03\n"));
  add("rv-larch", review("rv-larch", "review", "Mr Larch", "review_type: [pfd]\ntheme: [knife-crime]\npublished: 2022-11-04\n"));
  add("rv-flat", review("rv-flat", "review", "The flat above", "review_type: [sar]\ntheme: [cuckooing]\nforce: [gwent]\npublished: 2020-01\n"));
  add("br-knives", review("br-knives", "briefing", "Learning from two killings", "theme: [knife-crime]\nsource_reviews: [rv-rider, rv-larch]\npublished: 2026-05\n"));
  return out;
}

}  // namespace

NationalLibrary::NationalLibrary() : index(files()) {
  if (index.report().errors() > 0) throw std::runtime_error("the national library has errors:\n" + indexer::report_text(index.report()));
}

const NationalLibrary& national() {
  static const NationalLibrary library;
  return library;
}

}  // namespace test
