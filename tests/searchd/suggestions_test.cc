#include "searchd/suggestions.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "schema/text_analysis.h"
#include "tests/searchd/officers_library.h"

namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

/// "kind: text with [hits] count" lines of an answer.
std::vector<std::string> suggested(const std::string& query_string, const test::Site& site = test::officers().open) {
  std::vector<std::string> out;
  const json answer = site.json("/api/v1/suggest?" + query_string);
  for (const auto& group : answer.at("groups"))
    for (const auto& one : group.at("suggestions")) {
      std::string line = group.at("kind").get<std::string>() + ": ";
      std::string text;
      for (const auto& segment : one.at("segments")) {
        text += segment.at("text").get<std::string>();
        line += fmt::format(fmt::runtime(segment.value("hit", false) ? "[{}]" : "{}"), segment.at("text").get<std::string>());
      }
      EXPECT_EQ(text, one.at("text")) << "segments are the text, cut";
      out.push_back(one.contains("count") ? line + " " + one.at("count").dump() : line);
    }
  return out;
}

struct Case {
  const char* query_string;
  std::vector<std::string> lines;
};

void expect(std::initializer_list<Case> cases, const test::Site& site = test::officers().open) {
  for (const auto& c : cases) {
    SCOPED_TRACE(c.query_string);
    EXPECT_EQ(suggested(c.query_string, site), c.lines);
  }
}

TEST(Suggestions, AreFoundByTheBeginningOfAnyWord) {
  expect({
      {"q=kni", {"queries: [kni]fe crime in schools 3", "themes: [Kni]fe crime 3", "records: [Kni]fe crime lessons in year 8", "records: Hot spot patrols against [kni]fe carrying"}},
      {"q=KNIFE+less", {"records: [Knife] crime [less]ons in year 8"}},
      {"q=crime+kni", {"queries: [kni]fe [crime] in schools 3", "themes: [Kni]fe [crime] 3", "records: [Kni]fe [crime] lessons in year 8"}},
      {"q=the+hum", {"forces: [Hum]berside Police 2"}},
      {"q=%22zzz", {}},
      {"q=", {}},
      {"q=%20+%3F", {}},
      {"q=%FF%C3", {}},
  });
}

TEST(Suggestions, ShowTheNameThatWasTyped) {
  expect({
      {"q=cse", {"themes: Child sexual exploitation ([CSE]) 2"}},
      {"q=bladed", {"themes: Knife crime ([bladed] articles) 3"}},
      {"q=going+cou", {"themes: [Cou]nty lines ([going] [cou]ntry) 2"}},
      {"q=essex", {"forces: [Essex] Police 4"}},
  });
}

TEST(Suggestions, AreWelshForThoseWhoAskAndFoundInEitherLanguage) {
  expect({
      {"q=camfant&lang=cy", {"themes: [Camfant]eisio\u2019n rhywiol ar blant 2"}},
      {"q=camfant", {"themes: Child sexual exploitation ([Camfant]eisio\u2019n rhywiol ar blant) 2"}},
      {"q=cse&lang=cy", {"themes: Camfanteisio\u2019n rhywiol ar blant ([CSE]) 2"}},
      {"q=diog", {"records: [Diog]el ar y stepen drws"}},
  });
  EXPECT_EQ(test::officers().open.json("/api/v1/suggest?q=cse&lang=cy").at("groups")[0].at("label"), "Them\u00E2u");
  expect({{"q=heddlu", {"forces: Dyfed-Powys Police ([Heddlu] Dyfed-Powys) 2"}}}, test::officers().police);
}

TEST(Suggestions, ForgiveOneSlipWhereLittleIsFound) {
  expect({
      {"q=cuckoing", {"themes: [Cuckooing] 1", "records: [Cuckooing] visits with housing officers"}},
      {"q=humbreside", {"forces: [Humberside] Police 2"}},
      {"q=humbursi", {"forces: [Humberside] Police 2"}},
      {"q=exploytation+child", {"themes: [Child] sexual [exploitation] 2", "records: Hotel checks for [child] sexual [exploitation]"}},
      {"q=xuckooing", {}},  // the first letter must be right
      {"q=hmu", {}},        // three letters are too few
      {"q=humbreisde", {}}, // two slips
  });
}

TEST(Suggestions, SlipsAreOneLetterOrTwoThatChangedPlaces) {
  struct Slip {
    const char* typed;
    const char* word;
    bool one;
  };
  const Slip slips[] = {{"knife", "knife", true}, {"kni", "knife", true},   {"knive", "knife", true},   {"kinfe", "knife", true},  {"knfe", "knife", true},  {"knnife", "knife", true},
                        {"knifes", "knife", true}, {"kinef", "knife", false}, {"gnife", "knife", false}, {"nkife", "knife", false}, {"knives", "knife", false}, {"", "knife", true},
                        {"k", "", false},          {"knifexy", "knife", false},
                        {"leaf", "learning", false}, {"leaf", "lear", true},     {"leag", "leaf", true},      {"lerning", "learning", true}, {"leatn", "learning", true}};
  for (const auto& slip : slips) EXPECT_EQ(searchd::within_one_slip(slip.typed, slip.word), slip.one) << slip.typed;
}

TEST(Suggestions, HoldNothingThatIsDenied) {
  for (const auto* site : {&test::officers().open, &test::officers().police}) {
    expect({{"q=leaf", {}}, {"q=a+leaf", {}}, {"q=drinking", {}}}, *site);
    EXPECT_THAT(suggested("q=viol&count=20", *site), testing::Not(testing::Contains(testing::HasSubstr("leaflet"))));
  }
  EXPECT_GT(test::officers().open.search("q=leaflet").total, 0u) << "it is found all the same";
}

TEST(Suggestions, AreOnlyWhatTheAudienceCanFind) {
  const auto& open = test::officers().open;
  const auto& police = test::officers().police;
  struct Hidden {
    const char* query_string;
    std::vector<std::string> police;
  };
  const Hidden hidden[] = {
      {"q=zebra", {"queries: [zebra]finch patrols 3", "records: [Zebra]finch covert knife patrols"}},
      {"q=zebrafnch", {"queries: [zebrafinch] patrols 3", "records: [Zebrafinch] covert knife patrols"}},
      {"q=ace", {"themes: Adverse childhood experiences ([ACE]) 2"}},
      {"q=dyfed", {"forces: [Dyfed]-Powys Police 2"}},
      {"q=silverb", {"themes: Domestic abuse ([silverb]irch) 4"}},
  };
  for (const auto& c : hidden) {
    SCOPED_TRACE(c.query_string);
    EXPECT_THAT(suggested(c.query_string, open), IsEmpty());
    EXPECT_EQ(suggested(c.query_string, police), c.police);
  }
  expect({{"q=unicorn", {}}}, police);  // a curated query that finds nothing
}

TEST(Suggestions, LeadToWhatTheyCount) {
  for (const auto* site : {&test::officers().open, &test::officers().police})
    for (const auto* typed : {"k", "p", "c", "v", "d", "e", "essex", "child", "pat", "spot"}) {
      const json answer = site->json(std::string("/api/v1/suggest?count=20&q=") + typed);
      for (const auto& group : answer.at("groups"))
        for (const auto& one : group.at("suggestions")) {
          SCOPED_TRACE(one.dump());
          const auto url = one.at("url").get<std::string>();
          EXPECT_EQ(site->get(url).status, 200);
          ASSERT_EQ(one.contains("count"), group.at("kind") != "records");
          if (!one.contains("count")) continue;
          EXPECT_EQ(site->json("/api/v1" + url).at("total"), one.at("count"));
        }
    }
}

TEST(Suggestions, ShareTheirPlacesAmongTheGroups) {
  const auto count_of = [](const std::string& count) {
    std::map<std::string, int> kinds;
    for (const auto& line : suggested("q=p&count=" + count)) ++kinds[line.substr(0, line.find(':'))];
    return kinds;
  };
  EXPECT_EQ(count_of("3"), (std::map<std::string, int>{{"forces", 1}, {"queries", 1}, {"themes", 1}}));
  EXPECT_THAT(suggested("q=p&count=0"), IsEmpty());
  EXPECT_EQ(suggested("q=p").size(), 8u);
}

TEST(Suggestions, RefuseWhatIsNoParameter) {
  const auto reply = test::officers().open.get("/api/v1/suggest?q=" + std::string(300, 'a') + "&count=21&lang=fr&filter_theme=cse");
  EXPECT_EQ(reply.status, 422);
  const json problem = json::parse(reply.body);
  std::vector<std::string> parameters;
  for (const auto& one : problem.at("errors")) parameters.push_back(one.at("parameter"));
  EXPECT_THAT(parameters, ElementsAre("count", "lang", "q", "filter_theme"));
}

TEST(Suggestions, CanBeSwitchedOff) {
  searchd::ServerConfig config;
  config.suggestions = false;
  const test::Site site(test::officers().index->data(), "public", config);
  EXPECT_EQ(site.get("/api/v1/suggest?q=kni").status, 404);
  EXPECT_EQ(site.get("/api/v1/search?q=knife").status, 200);
}

}  // namespace
