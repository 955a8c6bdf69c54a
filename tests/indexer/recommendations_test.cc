#include "indexer/recommendations.h"

#include <gmock/gmock.h>

namespace {

schema::Vocabulary agencies() {
  schema::Vocabulary out;
  for (const auto& [id, label, other] : {std::tuple{"police", "Police", "Essex Police"}, {"csc", "Children's social care", "CSC"}, {"health", "NHS trust", "health"}, {"lscp", "Safeguarding partnership", "the partnership"}, {"yjs", "Youth justice service", "YJS"}, {"la", "Local authority", "LA"}, {"housing", "Housing providers", "landlord"}}) {
    schema::VocabularyValue value;
    value.id = id;
    value.label = label;
    value.forms.push_back({other, schema::SurfaceForm::When::kAlways, false, "en", ""});
    out.add(std::move(value));
  }
  return out;
}

TEST(AgenciesAddressed, AreFoundWhereARecommendationNamesThem) {
  struct Case {
    const char* text;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"Essex Police and children's social care: review the joint protocol.", {"police", "csc"}},
      {"Police: tell CSC within the hour.", {"police"}},
      {"The police should record who was spoken to by health.", {"police"}},
      {"Children's social care and the NHS trust must meet monthly.", {"csc", "health"}},
      {"Review the protocol and report back. (Lead: CSC)", {"csc"}},
      {"Review the protocol. Lead agency: NHS trust.", {"health"}},
      {"Review the protocol and report to the police by March.", {}},
      {"All staff should be trained: the police first.", {}},
      {"Youth justice services should check on the day of each hearing.", {"yjs"}},
      {"NHS trusts and local authorities should meet monthly.", {"health", "la"}},
      {"Every housing provider must keep a list.", {"housing"}},
      {"Staff as well as partners should be trained.", {}},
      {"", {}},
  };
  const auto vocabulary = agencies();
  for (const auto& one : cases) EXPECT_EQ(indexer::agencies_addressed(one.text, vocabulary), one.expected) << one.text;
}

}  // namespace
