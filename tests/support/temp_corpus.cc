#include "tests/support/temp_corpus.h"

namespace test {
namespace {

constexpr const char* kLibrary = R"(name: Test library
audiences:
  - {name: public, marking: "OFFICIAL [FOR PUBLIC RELEASE]"}
  - {name: police, marking: OFFICIAL}
  - {name: sensitive, marking: OFFICIAL-SENSITIVE}
markings:
  - {marking: "OFFICIAL [FOR PUBLIC RELEASE]", audience: public}
  - {marking: OFFICIAL, audience: police}
  - {marking: "OFFICIAL [ORGANISATIONAL USE ONLY]", audience: police}
  - {marking: OFFICIAL-SENSITIVE, audience: sensitive}
  - {marking: "OFFICIAL-SENSITIVE [RECIPIENTS ONLY] [HMG USE ONLY]", audience: sensitive}
refused: [SECRET, TOP SECRET]
legacy: [NOT PROTECTIVELY MARKED, PROTECT, RESTRICTED, CONFIDENTIAL]
default_marking: OFFICIAL-SENSITIVE
demographic_facets_from: police
)";

constexpr std::pair<const char*, const char*> kVocabularies[] = {
    {"collection", R"(
  - {id: practice, label: Practice example}
  - {id: review, label: Review}
  - {id: briefing, label: Review briefing}
)"},
    {"theme", R"(
  - {id: vulnerability, label: Vulnerability and public protection, alt: [safeguarding]}
  - {id: child-protection, label: Child abuse and neglect, parent: vulnerability, alt: [child protection]}
  - {id: csa, label: Child sexual abuse, parent: child-protection, abbr: [CSA]}
  - id: cse
    label: Child sexual exploitation
    label_cy: Camfanteisio’n rhywiol ar blant
    parent: csa
    related: [county-lines]
    definition: A child is coerced or deceived into sexual activity.
    alt: [sexual exploitation of children]
    abbr: [CSE]
  - {id: county-lines, label: County lines, alt: [{form: going country, when: never}]}
  - {id: cuckooing, label: Cuckooing, alt: [home takeover]}
  - {id: knife-crime, label: Knife crime, alt: [bladed articles]}
  - {id: domestic-abuse, label: Domestic abuse, abbr: [DA], alt: [{form: silverbirch, audience: police}]}
  - {id: aces, label: Adverse childhood experiences, abbr: [{form: ACE, when: capitals}]}
)"},
    {"force", R"(
  - {id: essex, label: Essex Police, region: eastern, alt: [Essex]}
  - {id: kent, label: Kent Police, region: south-east, alt: [Kent]}
  - {id: humberside, label: Humberside Police, region: yorkshire, alt: [Humberside]}
  - {id: dyfed-powys, label: Dyfed-Powys Police, label_cy: Heddlu Dyfed-Powys, region: wales}
)"},
    {"region", R"(
  - {id: eastern, label: Eastern}
  - {id: south-east, label: South East}
  - {id: yorkshire, label: Yorkshire and the Humber}
  - {id: wales, label: Wales}
)"},
    {"review_type", R"(
  - {id: scr, label: Serious case review, abbr: [SCR], replaced_by: [lcspr]}
  - {id: lcspr, label: Local child safeguarding practice review, abbr: [LCSPR], replaces: [scr]}
  - {id: dhr, label: Domestic homicide review, abbr: [DHR]}
)"},
    {"agency", R"(
  - {id: police, label: Police, alt: [constabulary]}
  - {id: csc, label: Children's social care, abbr: [CSC], alt: [social services]}
  - {id: health, label: NHS and health, abbr: [NHS, A&E]}
)"},
    {"evidence_stage", R"(
  - {id: untested, label: Untested}
  - {id: monitored, label: Monitored}
  - {id: evaluated, label: Evaluated}
)"},
    {"intervention_type", R"(
  - {id: prevention, label: Prevention}
  - {id: disruption, label: Disruption}
)"},
    {"works_rating", R"(
  - {id: worked, label: Worked}
  - {id: did-not-work, label: Did not work}
)"},
    {"delivery_status", R"(
  - {id: live, label: Live}
  - {id: ended, label: Ended}
)"},
    {"section", R"(
  - {id: problem, label: Problem}
  - {id: aims, label: Aims, alt: [What we wanted]}
  - {id: evaluation, label: Evaluation}
  - {id: outcomes, label: Outcomes, alt: [Results]}
  - {id: key-learning, label: Key learning}
  - {id: recommendations, label: Recommendations}
)"},
    {"attachment_kind", R"(
  - {id: evaluation, label: Evaluation, alt: [evaluation report]}
  - {id: form, label: Form or template}
)"},
    {"redaction_reason", R"(
  - {id: covert-tactic, label: Covert tactic}
  - {id: personal-data, label: Personal data}
)"},
    {"subject_sex", R"(
  - {id: female, label: Female}
  - {id: male, label: Male}
)"},
    {"subject_age_band", R"(
  - {id: under-1, label: Under 1}
  - {id: "18-25", label: 18 to 25}
)"},
    {"language", R"(
  - {id: en, label: English}
  - {id: cy, label: Welsh}
)"},
};

bool is_ordered(std::string_view vocabulary) { return vocabulary == "evidence_stage" || vocabulary == "subject_age_band"; }

}  // namespace

std::string markdown(std::string_view front_matter, std::string_view body) {
  std::string text = "---\n";
  text += front_matter;
  text += "---\n\n";
  text += body;
  return text;
}

std::string practice(std::string_view id, std::string_view title, std::string_view more, std::string_view body) {
  std::string front_matter = "id: ";
  front_matter += id;
  front_matter += "\ncollection: practice\nmarking: OFFICIAL [FOR PUBLIC RELEASE]\ntitle: ";
  front_matter += title;
  front_matter += '\n';
  front_matter += more;
  return markdown(front_matter, body);
}

TempCorpus::TempCorpus(Files files) : TempCorpus(std::vector(files)) {}

TempCorpus::TempCorpus(const std::vector<std::pair<std::string, std::string>>& files) {
  add_file("library.yaml", kLibrary);
  for (const auto& [name, values] : kVocabularies) {
    const std::string vocabulary(name);
    add_file("vocabulary/" + vocabulary + ".yaml", "vocabulary: " + vocabulary + "\nlabel: The " + vocabulary + "\n" +
                                                       (is_ordered(vocabulary) ? "ordered: true\n" : "") + "values:" + values);
  }
  for (const auto& [path, bytes] : files) add_file(path, bytes);
}

}  // namespace test
