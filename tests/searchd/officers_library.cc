#include "tests/searchd/officers_library.h"

#include <fmt/format.h>

#include <stdexcept>

namespace test {
namespace {

constexpr const char* kMore = "published: 2020-03\n";

/// A public record of `collection`.
std::string record(const std::string& id, const std::string& collection, const std::string& title, const std::string& more, const std::string& body) {
  return markdown("id: " + id + "\ncollection: " + collection + "\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\ntitle: " + title + "\n" + more, body);
}

// The same in both libraries: what the public may not see falls out of its curation by itself.
constexpr const char* kCuration = R"(
suggestions:
  queries:
    - knife crime in schools
    - hot spot patrols
    - zebrafinch patrols
    - {text: patrols at night, audience: police}
    - unicorn racing
    - leaflet for tenants
  deny: [leaflets, street drinking, quetzal]
bets:
  - query: [station at night, zebrafinch]
    pin: [pe-parts, pe-finch]
    hide: [pe-failed]
  - {query: pangolin, pin: [pe-patrols]}
  - {query: parts of a station, pin: [pe-finch]}
)";

}  // namespace

std::unique_ptr<TempIndex> make_officers_library(bool with_restricted) {
  auto index = std::make_unique<TempIndex>(Files{
      {"curation.yaml", kCuration},
      {"practice/knife.md",
       practice("pe-knife", "Knife crime lessons in year 8",
                "summary: Form tutors teach three lessons on carrying knives.\ntheme: [knife-crime]\nforce: [essex]\nregion: [eastern]\n"
                "intervention_type: [prevention]\nevidence_stage: evaluated\nworks_rating: worked\ndelivery_status: live\nagency: [police]\n"
                "start_date: 2018-09\npublished: 2019-11\nverified: 2024-05-01\n",
                "## Problem\n\nPupils carried knives to school. Anti-social behaviour rose near the bus station, and A&E saw more wounds.\n\n"
                "## Evaluation\n\nKnife carrying fell by a third among pupils who had the lessons. The lessons cost little.\n")},
      {"practice/patrols.md",
       practice("pe-patrols", "Hot spot patrols against knife carrying",
                "theme: [knife-crime]\nforce: [kent]\nregion: [south-east]\nintervention_type: [disruption]\nevidence_stage: monitored\n"
                "works_rating: worked\ndelivery_status: ended\npublished: 2021-06-30\nstart_date: 2020\n",
                "## Problem\n\nViolence clustered in the town centre at night.\n\n## Outcomes\n\nFoot patrols of fifteen minutes reduced violence. "
                "Officers said that patrols were popular.\n")},
      {"practice/cuckooing.md",
       practice("pe-cuckoo", "Cuckooing visits with housing officers",
                "theme: [cuckooing, county-lines]\nforce: [kent, essex]\nregion: [south-east, eastern]\nintervention_type: [prevention, disruption]\n"
                "evidence_stage: evaluated\nworks_rating: worked\ndelivery_status: live\nagency: [police, csc]\npublished: 2020-02-21\n",
                "## Problem\n\nDealers took over the homes of vulnerable tenants. County lines gangs used the flats for weeks.\n\n"
                "## Evaluation\n\nWeekly visits with a housing officer ended most takeovers. Tenants felt safer at home.\n")},
      {"practice/hotels.md",
       practice("pe-hotels", "Hotel checks for child sexual exploitation",
                "theme: [cse]\nforce: [humberside]\nregion: [yorkshire]\nintervention_type: [disruption]\nevidence_stage: untested\n"
                "delivery_status: live\nagency: [police]\npublished: 2017\n",
                "## Aims\n\nTo test how hotels respond to signs of CSE.\n\n## Key learning\n\nStaff who were told about CSE called the police more often.\n")},
      {"practice/antisocial.md",
       practice("pe-antisocial", "Antisocial behaviour and street drinking", "theme: []\nforce: [humberside]\nregion: [yorkshire]\npublished: 2018-04-01\n",
                "## Problem\n\nAntisocial behaviour by the river. Street drinking in the park, and section 136 detentions under s.136 at weekends.\n")},
      {"practice/texts.md",
       practice("pe-texts", "Text messages to people buying from a county line",
                "theme: [county-lines]\nforce: [essex, kent]\nregion: [eastern, south-east]\nintervention_type: [disruption]\nworks_rating: worked\n"
                "published: 2021-06\nevidence_stage: monitored\n",
                "## What was done\n\nA text was sent to every number in the phone of the dealer.\n\n## Outcomes\n\nSome people asked for treatment.\n")},
      {"practice/failed.md",
       practice("pe-failed", "A leaflet about violence that did not work", "works_rating: did-not-work\nevidence_stage: evaluated\npublished: 2016-01\n",
                "## Outcomes\n\nThe leaflet changed nothing. Violence went on as before, and police officers saw no effect.\n")},
      {"practice/undated.md",
       practice("pe-undated", "The undated exercise", "theme: [domestic-abuse]\nforce: [kent]\nregion: [south-east]\n",
                "## Problem\n\nDomestic abuse was reported late. Nobody wrote down when the exercise took place.\n")},
      {"practice/welsh.md",
       practice("pe-diogel", "Diogel ar y stepen drws", "language: [cy]\ntheme: [domestic-abuse]\npublished: 2022\nforce: [kent]\nregion: [south-east]\n",
                "## Problem\n\nMae'r t\u0177 yn ddiogel. Camfanteisio'n rhywiol ar blant yw'r pwnc. Heddlu a phlant.\n")},
      {"practice/script.md",
       practice("pe-script", "\"<script>alert(1)</script> & \\\"quotes\\\"\"", "summary: \"<b>bold</b> {{q}} {{{q}}}\"\npublished: 2019-05-05\narea: \"<i>Hull</i>\"\n",
                "## Problem\n\nA form said `<img src=x onerror=alert(2)>` and \\<svg onload=alert(3)\\> and {{> layout}} about violence.\n")},
      {"practice/formula.md",
       practice("pe-formula", "\"=HYPERLINK(\\\"http://evil.example\\\")\"", "summary: \"+44, -1 and @sum\"\npublished: 2015\n", "## Problem\n\nA sheet of figures.\n")},
      {"reviews/q.md",
       record("rv-childq", "review", "\"Serious case review: Child Q\"",
              "review_type: [scr]\ntheme: [child-protection]\narea: Northtown\nsubject_sex: [female]\nsubject_age_band: [under-1]\npublished: 2012-03-05\n"
              "agency: [csc, health]\nrecommendations:\n  - {text: Share information about a child with the police on the same day., agency: [csc], scope: local, status: accepted}\n"
              "  - {text: Train health visitors to ask about domestic abuse., agency: [health], scope: national}\n",
              "## Problem\n\nThe health visitor was not told. A knife was found at home.\n\n## Key learning\n\nShare information about children early.\n")},
      {"reviews/r.md",
       record("rv-childr", "review", "\"Local child safeguarding practice review: Child R\"",
              "review_type: [lcspr]\ntheme: [csa, cse]\narea: Southtown\nsubject_sex: [male]\nsubject_age_band: [\"18-25\"]\npublished: 2022-09-01\nagency: [police]\n",
              "## Key learning\n\nChild sexual exploitation was not recognised. Professional curiosity was missing.\n")},
      {"reviews/rowan.md",
       record("rv-rowan", "review", "\"Domestic homicide review: Rowan\"",
              "review_type: [dhr]\ntheme: [domestic-abuse]\narea: Northtown\nsubject_sex: [female]\npublished: 2021-06\nforce: [kent]\nregion: [south-east]\n"
              "agency: [police, health]\nrecommendations:\n  - {text: Record domestic abuse when a victim separates., agency: [police], scope: local, status: completed}\n",
              "## Problem\n\nShe left him four months before. The A&E department recorded injuries.\n\n## Key learning\n\nSeparation raises risk.\n")},
      {"reviews/briefing.md",
       record("br-brief", "briefing", "Learning from two reviews", std::string("source_reviews: [rv-childq, rv-rowan]\ntheme: [domestic-abuse, child-protection]\n") + kMore,
              "## Key learning\n\nInformation was held by one agency and not shared.\n")},
  });
  if (with_restricted) {
    index->add_file("practice/finch.md", markdown("id: pe-finch\ncollection: practice\nmarking: OFFICIAL\ntitle: Zebrafinch covert knife patrols\ntheme: [aces]\n"
                                                  "force: [dyfed-powys]\nregion: [wales]\npublished: 2025-01\n",
                                                  "## Problem\n\nZebrafinch patrols of violence and knife crime with police officers.\n"));
    index->add_file("attachments/marmoset.txt", "marmoset marmoset knife violence\n");
    // The same record as below with four restricted parts.
    index->add_file("practice/parts.md",
                    record("pe-parts", "practice", "Parts of a patrol plan",
                           "theme: [knife-crime, {value: aces, audience: police}]\nforce: [essex, {value: dyfed-powys, audience: police}]\nregion: [eastern]\n"
                           "published: 2019-01\nattachments:\n  - {file: ../attachments/marmoset.txt, title: Marmoset list, kind: form, marking: OFFICIAL}\n"
                           "recommendations:\n  - {text: Meet every month about violence., agency: [police]}\n"
                           "  - {text: Pangolin teams meet every day., agency: [police], audience: police}\n",
                           "## Problem\n\nPatrols of the station. Violence at night. [Ocelot cars]{audience=police}\n\n"
                           "::: {audience=police}\n\nQuetzal is the name of the covert knife operation.\n\n:::\n\nThe plan was public.\n"));
    index->reindex();
  } else {
    index->add_file("practice/parts.md", record("pe-parts", "practice", "Parts of a patrol plan",
                                                "theme: [knife-crime]\nforce: [essex]\nregion: [eastern]\npublished: 2019-01\n"
                                                "recommendations:\n  - {text: Meet every month about violence., agency: [police]}\n",
                                                "## Problem\n\nPatrols of the station. Violence at night.\n\nThe plan was public.\n"));
    index->reindex();
  }
  if (index->report().errors() > 0) throw std::runtime_error("the officers' library has errors:\n" + indexer::report_text(index->report()));
  return index;
}

const OfficersLibrary& officers() {
  static const OfficersLibrary library;
  return library;
}

std::vector<std::string> all_hits(const Site& site, const std::string& query_string, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t start = 0;; start += count) {
    const auto page = site.search(fmt::format("{}{}start={}&count={}", query_string, query_string.empty() ? "" : "&", start, count));
    for (const auto& hit : page.hits) out.push_back(hit.card.id);
    if (page.hits.size() < count) return out;
  }
}

}  // namespace test
