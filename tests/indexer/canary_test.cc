// Nothing that an audience may not know is anywhere in its index. A canary is a nonsense word that stands in one restricted place;
// its name begins with the widest audience that may know it.

#include <gmock/gmock.h>
#include <xapian.h>

#include <nlohmann/json.hpp>

#include "schema/blob_file.h"
#include "tests/support/index_dump.h"
#include "tests/support/temp_index.h"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<std::string> kAudiences = {"public", "police", "sensitive"};

struct Canary {
  const char* word;      ///< as it stands in the corpus and must be found by those who may know it
  std::size_t from;      ///< rank of the widest audience that may know it; 3: nobody
  const char* where;     ///< where it stands
  std::size_t to = 2;    ///< rank of the narrowest audience that reads it: a reason is there for those who see the stub only
};

// Words of one stem and no English letters beside them, so that a match is no accident.
const Canary kCanaries[] = {
    {"pubqzzopen", 0, "open text"},
    {"pubqzztitle", 0, "an open part of a title that is restricted in part"},
    {"pubqzzreason", 0, "the reason of a stub", 0},
    {"pubqzzrecreason", 0, "the reason of a recommendation's stub", 0},
    {"polqzzblock", 1, "a block"},
    {"senqzznested", 2, "a block within a block"},
    {"polqzzspan", 1, "a span"},
    {"senqzzspan", 2, "a span within a span"},
    {"polqzzstub", 1, "a block with a stub"},
    {"polqzzfield", 1, "a text field"},
    {"polqzzpartfield", 1, "a part of a text field"},
    {"polqzzsummary", 1, "a part of the summary"},
    {"polqzzarea", 1, "an open value"},
    {"polqzzlist", 1, "an item of a list in the front matter"},
    {"polqzzsection", 1, "a section in the front matter"},
    {"polqzzitem", 1, "an item of a list"},
    {"polqzztitle", 1, "a part of the title"},
    {"polqzzonlytitle", 1, "the whole title of a public record"},
    {"polqzzheading", 1, "a heading"},
    {"polqzzsubheading", 1, "a lower heading"},
    {"polqzzcell", 1, "a cell"},
    {"polqzzhead", 1, "a table's head"},
    {"polqzzcode", 1, "inline code"},
    {"polqzzfence", 1, "a block of code"},
    {"polqzzquote", 1, "a quotation"},
    {"polqzzlink", 1, "an address"},
    {"polqzzatttitle", 1, "an attachment's title"},
    {"polqzzattpart", 1, "a part of an attachment's title"},
    {"polqzzattfile", 1, "an attachment's file name"},
    {"polqzzattcontent", 1, "an attachment's content"},
    {"polqzzattmarked", 1, "the content of an attachment that is marked higher than its record"},
    {"polqzzrec", 1, "a recommendation in the front matter"},
    {"polqzzrecvalue", 1, "a recommendation as a restricted value"},
    {"polqzzrecpart", 1, "a part of a recommendation"},
    {"polqzzrecscope", 1, "the scope of a restricted recommendation"},
    {"polqzzrecbody", 1, "a recommendation in the body"},
    {"polqzzrecord", 1, "a police record"},
    {"polqzzrecordid", 1, "the id of a police record, which public records refer to"},
    {"polqzzid", 1, "the id of a public record whose title the public may not see"},
    {"senqzzrecord", 2, "a sensitive record"},
    {"senqzzunmarked", 2, "a record without a marking"},
    {"senqzzrecordarea", 2, "an open value of a sensitive record"},
    {"senqzzrow", 2, "a row of a bulk import with a marking of its own"},
    {"polqzzrowspan", 1, "a span in a row of a bulk import"},
    {"polqzzform", 1, "a name in the vocabulary that is for police"},
    {"senqzzform", 2, "a name in the vocabulary that is for sensitive"},
    {"hidqzzfilename", 3, "the file name of a source"},
    {"hidqzzpolicefile", 3, "the file name of a restricted source"},
    {"hidqzzwithdrawn", 3, "a withdrawn record"},
    {"hidqzzsecret", 3, "a record marked SECRET"},
    {"hidqzzbroken", 3, "a record with a mark that is none"},
    {"hidqzzunstubbed", 3, "a reason without a stub"},
    {"hidqzzcomment", 3, "a comment in HTML"},
    {"hidqzzunknown", 3, "a field that nobody knows"},
};

/// A corpus with every canary in its place.
std::unique_ptr<test::TempIndex> canary_index() {
  return std::unique_ptr<test::TempIndex>(new test::TempIndex{
      {"vocabulary/intervention_type.yaml", R"(vocabulary: intervention_type
label: Type
values:
  - {id: prevention, label: Prevention, alt: [{form: polqzzform, audience: police}, {form: senqzzform, audience: sensitive}]}
)"},
      {"practice/hidqzzfilename.md", R"(---
id: pe-canary
collection: practice
marking: OFFICIAL [FOR PUBLIC RELEASE]
title: "pubqzztitle [polqzztitle]{audience=police}"
summary: "Summary [polqzzsummary]{audience=police} end."
originator: {value: polqzzfield, audience: police}
funding: "Grant [polqzzpartfield]{audience=police}"
area: [Hull, {value: Polqzzarea, audience: police}]
theme: [county-lines, {value: cse, audience: police}]
force: [essex, {value: kent, audience: sensitive}]
aims: [pubqzzopen aim, {value: polqzzlist, audience: police}]
key_learning: {value: polqzzsection, audience: police}
hidqzzunknown: hidqzzunknown
related: [pe-polqzzrecordid, pe-polqzzid]
source_reviews: [{value: polqzzfield review, audience: police}]
attachments:
  - {file: ../attachments/open.txt, title: Open}
  - {file: ../attachments/polqzzattfile.txt, title: polqzzatttitle, kind: form, audience: police, stub: yes}
  - {file: ../attachments/marked.txt, title: "Marked polqzzattmarked", marking: OFFICIAL}
  - {file: ../attachments/open.txt, title: "Open [polqzzattpart]{audience=police}"}
recommendations:
  - {text: Open recommendation., agency: police}
  - {text: polqzzrec, scope: polqzzrecscope, audience: police, stub: yes, reason: pubqzzrecreason}
  - {value: {text: polqzzrecvalue}, audience: police}
  - {text: "In part [polqzzrecpart]{audience=police}."}
---

## Problem

pubqzzopen text with [polqzzspan [senqzzspan]{audience=sensitive}]{audience=police} in it, `code [polqzzcode]{audience=police}` and
[a link [to](http://example.org/polqzzlink)]{audience=police}.

<!-- hidqzzcomment -->

::: {audience=police}
polqzzblock

::: {audience=sensitive}
senqzznested
:::
:::

::: {audience=police stub=yes reason="pubqzzreason"}
polqzzstub
:::

::: {audience=police reason="hidqzzunstubbed"}
Nothing of note.
:::

* one
* [polqzzitem]{audience=police}

> [polqzzquote]{audience=police}

```
code
[polqzzfence]{audience=police}
```

| A | [polqzzhead]{audience=police} |
| - | - |
| 1 | [polqzzcell]{audience=police} |

### [polqzzsubheading]{audience=police}

Text.

## [polqzzheading]{audience=police}

Text.
)"},
      {"practice/body.md", test::practice("rv-body-recs", "Body", "", "## Recommendations\n\n1. Essex Police: open\n2. [NHS: polqzzrecbody]{audience=police}\n")},
      {"practice/hidqzzpolicefile.md", test::markdown("id: pe-polqzzrecordid\ntitle: polqzzrecord\ncollection: practice\nmarking: OFFICIAL\ntheme: knife-crime\nforce: humberside\n", "polqzzrecord\n")},
      {"practice/titled.md", test::practice("pe-polqzzid", "{value: polqzzonlytitle, audience: police}", "theme: knife-crime\n", "Body of the record.\n")},
      {"reviews/sensitive.md", test::markdown("title: senqzzrecord\ncollection: review\nmarking: OFFICIAL-SENSITIVE\narea: Senqzzrecordarea\nforce: dyfed-powys\ntheme: domestic-abuse\n", "senqzzrecord\n")},
      {"reviews/unmarked.md", test::markdown("title: senqzzunmarked\ncollection: review\n")},
      {"reviews/withdrawn.md", test::practice("pe-withdrawn", "hidqzzwithdrawn", "withdrawn: hidqzzwithdrawn\n")},
      {"reviews/secret.md", test::markdown("title: hidqzzsecret\ncollection: review\nmarking: SECRET\n")},
      {"reviews/broken.md", test::practice("pe-broken", "hidqzzbroken", "", "hidqzzbroken [x]{audence=police}\n")},
      {"import/n/import.yaml",
       "source: rows.jsonl\ncollection: review\ndefault_marking: OFFICIAL [FOR PUBLIC RELEASE]\nid: ref\ntitle: ref\nfields: {marking: marking}\nsections:\n  - {field: story, heading: Story}\n"},
      {"import/n/rows.jsonl",
       "{\"ref\": \"one\", \"story\": \"Open [polqzzrowspan]{audience=police}.\"}\n{\"ref\": \"two\", \"marking\": \"OFFICIAL-SENSITIVE\", \"story\": \"senqzzrow\"}\n"},
      {"attachments/open.txt", "open pubqzzopen"},
      {"attachments/polqzzattfile.txt", "polqzzattcontent"},
      {"attachments/marked.txt", "content polqzzattmarked"},
  });
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// Every byte of an audience's folder, every file name in it, and everything that its indexes hold, read through the API: document
/// data and postings are compressed on disk.
std::string everything_of(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& file : test::files_below(folder)) all += file.lexically_relative(folder).string() + "\n" + test::read_bytes(file) + "\n";
  for (const auto& line : test::dump_audience(folder)) all += line + "\n";
  return lower(std::move(all));
}

TEST(Canary, IsFoundByThoseWhoMayKnowItAndNowhereBelow) {
  const auto index = canary_index();
  std::string problems;
  for (const auto& problem : index->report().problems) problems += indexer::problem_line(problem);
  EXPECT_EQ(index->report().errors(), 2u) << problems;
  for (std::size_t rank = 0; rank < kAudiences.size(); ++rank) {
    const auto all = everything_of(index->generation() / kAudiences[rank]);
    for (const auto& canary : kCanaries) {
      SCOPED_TRACE(std::string(canary.word) + " in " + kAudiences[rank] + ": " + canary.where);
      const bool found = all.find(canary.word) != std::string::npos;
      EXPECT_EQ(found, rank >= canary.from && rank <= canary.to);
    }
  }
}

TEST(Canary, LeavesNoTraceOfValuesThatOnlyRestrictedPartsHave) {
  const auto index = canary_index();
  struct Case {
    const char* term;
    std::size_t from;
  };
  const Case cases[] = {{"XTH:county-lines", 0}, {"XTH:cse", 1},  {"XTH:csa", 1},     {"XTH:knife-crime", 1}, {"XTH:domestic-abuse", 2}, {"XFO:essex", 0},   {"XFO:kent", 2},
                        {"XFO:humberside", 1},   {"XFO:dyfed-powys", 2}, {"XRG:eastern", 0}, {"XRG:south-east", 2},  {"XRG:yorkshire", 1},       {"XRG:wales", 2}, {"XAR:polqzzarea", 1},
                        {"XAT:form", 1},         {"XCO:force/kent", 2},  {"XAR:senqzzrecordarea", 2}};
  for (std::size_t rank = 0; rank < kAudiences.size(); ++rank) {
    const Xapian::Database database(index->audience(kAudiences[rank]).records_index.string());
    for (const auto& c : cases) {
      SCOPED_TRACE(std::string(c.term) + " in " + kAudiences[rank]);
      EXPECT_EQ(database.term_exists(c.term), rank >= c.from);
    }
  }
  const schema::AudienceFiles wide = index->audience("public");
  EXPECT_EQ(test::files_below(wide.originals).size(), 1u);
  EXPECT_EQ(test::files_below(index->audience("police").originals).size(), 3u);
}

TEST(Canary, IsSaidInNoStubThatDoesNotSayItsReason) {
  const auto record = canary_index()->record("public", "pe-canary");
  std::string removed;
  for (const auto& section : record.sections)
    for (const auto& block : section.blocks)
      if (block.kind == schema::Block::Kind::kRemoved) removed += block.text + "|";
  EXPECT_EQ(removed, "pubqzzreason|");
  ASSERT_EQ(record.recommendations.size(), 3u);
  EXPECT_TRUE(record.recommendations[1].removed);
  EXPECT_EQ(record.recommendations[1].text, "pubqzzrecreason");
}

/// {path, with restricted parts, without them}
struct Pair {
  const char* what;
  std::vector<std::pair<std::string, std::string>> with;
  std::vector<std::pair<std::string, std::string>> without;
};

TEST(Canary, WhatThePublicHasIsTheSameWithAndWithoutRestrictedRecordsAndParts) {
  using test::practice;
  const std::string police_record = test::markdown("id: pe-hidden\ntitle: Hidden\ncollection: practice\nmarking: OFFICIAL\ntheme: cse\nforce: kent\narea: Goole\npublished: 2025\nrelated: [pe-one]\n"
                                                   "recommendations: [Do it.]\nattachments: [{file: ../attachments/hidden.txt}]\n",
                                                   "Hidden words about cuckooing.\n");
  const Pair pairs[] = {
      {"a record between others", {{"practice/hidden.md", police_record}, {"attachments/hidden.txt", "hidden"}}, {}},
      {"a record that others refer to",
       {{"practice/hidden.md", police_record}, {"attachments/hidden.txt", "hidden"}, {"practice/ref.md", practice("pe-ref", "Ref", "related: [pe-hidden, pe-one]\n")}},
       {{"practice/ref.md", practice("pe-ref", "Ref", "related: [pe-one]\n")}}},
      {"a record with a hidden title", {{"practice/h.md", practice("pe-hid-title", "{value: Hidden, audience: police}", "theme: cse\nforce: kent\n", "Words.\n")}}, {}},
      {"a block", {{"practice/p.md", practice("pe-part", "Part", "", "One.\n\n::: {audience=police}\n## Hidden\n\nHidden words.\n\n1. item\n:::\n\nTwo.\n")}},
       {{"practice/p.md", practice("pe-part", "Part", "", "One.\n\nTwo.\n")}}},
      {"a span", {{"practice/p.md", practice("pe-part", "Part", "", "One  [hidden]{audience=police} two  (three) [hidden]{audience=sensitive}.\n")}},
       {{"practice/p.md", practice("pe-part", "Part", "", "One  two  (three).\n")}}},
      {"a list item", {{"practice/p.md", practice("pe-part", "Part", "", "1. one\n2. [hidden]{audience=police}\n3. three\n")}}, {{"practice/p.md", practice("pe-part", "Part", "", "1. one\n2. three\n")}}},
      {"a title", {{"practice/p.md", practice("pe-part", "\"Part [hidden]{audience=police}\"")}}, {{"practice/p.md", practice("pe-part", "Part")}}},
      {"fields", {{"practice/p.md", practice("pe-part", "Part", "theme: [cse, {value: knife-crime, audience: police}]\nforce: {value: kent, audience: police}\narea: {value: Goole, audience: police}\n"
                                                              "published: {value: 2030, audience: police}\nlanguage: {value: cy, audience: police}\nevidence_stage: {value: evaluated, audience: police}\n")}},
       {{"practice/p.md", practice("pe-part", "Part", "theme: [cse]\n")}}},
      {"recommendations", {{"practice/p.md", practice("pe-part", "Part", "recommendations: [{text: hidden, audience: police, agency: police}, Open.]\n")}},
       {{"practice/p.md", practice("pe-part", "Part", "recommendations: [Open.]\n")}}},
      {"all recommendations of the front matter", {{"practice/p.md", practice("pe-part", "Part", "recommendations: [{text: hidden, audience: police}]\n", "## Recommendations\n\n1. Open.\n")}},
       {{"practice/p.md", practice("pe-part", "Part", "", "## Recommendations\n\n1. Open.\n")}}},
      {"an attachment", {{"attachments/hidden.txt", "hidden"}, {"practice/p.md", practice("pe-part", "Part", "attachments: [{file: ../attachments/hidden.txt, kind: form, marking: OFFICIAL}]\n")}},
       {{"practice/p.md", practice("pe-part", "Part")}}},
      {"a name in a vocabulary",
       {{"vocabulary/intervention_type.yaml", "vocabulary: intervention_type\nlabel: Type\nvalues:\n  - {id: prevention, label: Prevention, alt: [open, {form: hidden, audience: police}]}\n"}},
       {{"vocabulary/intervention_type.yaml", "vocabulary: intervention_type\nlabel: Type\nvalues:\n  - {id: prevention, label: Prevention, alt: [open]}\n"}}},
  };
  for (const auto& pair : pairs) {
    SCOPED_TRACE(pair.what);
    std::vector<std::string> dumps[2];
    std::string hashes[2];
    for (const int with : {0, 1}) {
      auto files = with == 1 ? pair.with : pair.without;
      files.insert(files.end(), {{"practice/a.md", practice("pe-aaa", "A", "theme: county-lines\n", "About county lines.\n")},
                                 {"practice/one.md", practice("pe-one", "One", "force: essex\n", "Some text.\n")},
                                 {"practice/z.md", practice("pe-zzz", "Z", "", "## Recommendations\n\n1. Police: do it\n")}});
      const test::TempIndex index(files);
      ASSERT_EQ(index.report().errors(), 0u);
      dumps[with] = test::dump_audience(index.audience("public").folder);
      hashes[with] = schema::read_manifest(index.generation()).audiences.at(0).content_hash;
    }
    EXPECT_EQ(hashes[0], hashes[1]);
    ASSERT_EQ(dumps[0].size(), dumps[1].size());
    for (std::size_t i = 0; i < dumps[0].size(); ++i) EXPECT_EQ(dumps[0][i], dumps[1][i]);
  }
}

}  // namespace
