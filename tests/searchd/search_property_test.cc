// Document sets, which count and narrow, must mean what Xapian's own operators mean.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "searchd/match_set.h"
#include "searchd/query_parser.h"
#include "tests/searchd/officers_library.h"
#include "tests/searchd/printed_query.h"
#include "tests/searchd/reference_query.h"

namespace {

constexpr unsigned kSeed = 20260821;
constexpr int kRecords = 60;
constexpr int kQueries = 300;

const std::vector<std::string>& themes() {
  static const std::vector<std::string> all = {"cse", "csa", "county-lines", "cuckooing", "knife-crime", "domestic-abuse", "child-protection"};
  return all;
}

/// Texts in which phrases, concepts and rare words come together by chance.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}
  template <typename List>
  const auto& pick(const List& list) {
    return list[random_() % list.size()];
  }
  bool once_in(unsigned n) { return random_() % n == 0; }
  unsigned up_to(unsigned n) { return static_cast<unsigned>(random_() % (n + 1)); }

  std::string sentence() {
    static const std::vector<std::string> words = {"police",  "violence", "knife",  "knives",     "foot",     "patrols", "patrol",         "the",    "of",     "a",       "tenants",
                                                   "housing", "officer",  "county lines", "CSE",  "A&E",      "s.136",   "anti-social",    "antisocial", "behaviour", "child sexual exploitation",
                                                   "school",  "pupils",   "weekly", "visits",     "not",      "organised", "organized",    "children", "child", "home",  "Essex",  "Kent Police", "SCR",
                                                   "t\u0177",  "evaluation", "evaluated", "rare", "unusual",  "risk",    "harm",           "safety"};
    std::string out = "Then";
    for (unsigned i = 0, n = 4 + up_to(10); i < n; ++i) out += " " + pick(words);
    return out + ".";
  }

  std::string query() {
    static const std::vector<std::string> words = {"police",  "violence", "knife",    "knives",   "foot",   "patrols",  "the",       "of",        "tenants",  "housing", "county", "lines",
                                                   "CSE",     "cse",      "A&E",      "s.136",    "anti-social", "antisocial", "child", "sexual", "exploitation", "school", "rare",  "organised",
                                                   "organized", "essex",  "kent",     "SCR",      "lcspr",  "t\u0177", "xyzzyx",    "eval*",     "pat*",     "w*",      "*",      "->",
                                                   "\"foot patrols\"", "\"county lines\"", "\"the police\"", "\"knife\"", "\"police police\"", "force:essex", "theme:cse", "-force:kent", "title:patrol",
                                                   "year:2019..2020", "-violence", "-\"housing officer\"", "+risk", "(", ")", "\"", "NEAR", "foot NEAR patrols", "knife NEAR knife", "unusual", "harm"};
    static const std::vector<std::string> operators = {" ", " ", " ", " AND ", " OR ", " NOT ", " AND NOT ", " OR (", ") AND ", ") "};
    std::string out = pick(words);
    for (unsigned i = 0, n = up_to(6); i < n; ++i) out += pick(operators) + pick(words);
    return out;
  }

  std::string filters() {
    static const std::vector<std::string> all = {"filter_force=essex", "filter_force=kent", "filter_theme=vulnerability", "filter_theme=cse", "filter_theme=_MISSING", "reject_force=kent", "reject_theme=_MISSING",
                                                 "filter_all_theme=csa", "filter_all_force=essex", "filter_published=from:2019-06", "filter_published=to:2020-02,from:2018", "filter_year=2020",
                                                 "filter_collection=practice", "filter_force=nowhere"};
    static const std::vector<std::string> orders = {"relevance", "-published", "published", "title", "-title", "-verified", "-evidence_stage"};
    std::string out;
    if (once_in(2)) out += "&" + pick(all);
    if (once_in(4)) out += "&" + pick(all);
    if (once_in(2)) out += "&order=" + pick(orders);
    return out;
  }

 private:
  std::mt19937 random_;
};

std::unique_ptr<test::TempIndex> random_library() {
  Writer writer(kSeed);
  static const std::vector<std::string> forces = {"essex", "kent", "humberside"};
  static const std::vector<std::string> dates = {"2018", "2019", "2019-06", "2019-11-04", "2020-02", "2020-02-21", "2021"};
  auto index = std::make_unique<test::TempIndex>(test::Files{{"practice/first.md", test::practice("pe-first", "First", "", "Police patrols.\n")}});
  for (int i = 0; i < kRecords; ++i) {
    std::string more;
    if (!writer.once_in(4)) more += "force: [" + writer.pick(forces) + "]\n";
    if (!writer.once_in(4)) more += "theme: [" + writer.pick(themes()) + "]\n";
    if (!writer.once_in(5)) more += "published: " + writer.pick(dates) + "\n";
    std::string title = writer.sentence();
    title.pop_back();
    std::string body;
    for (unsigned p = 0, n = 1 + writer.up_to(3); p < n; ++p) body += writer.sentence() + " " + writer.sentence() + "\n\n";
    index->add_file(fmt::format("practice/{}.md", i), test::practice(fmt::format("pe-random{}", i), "\"" + title + "\"", more, body));
  }
  index->reindex();
  return index;
}

std::set<Xapian::docid> by_xapian(const searchd::QueryNode& node, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(test::reference_query(node));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const auto matches = enquire.get_mset(0, database.get_doccount());
  std::set<Xapian::docid> out;
  for (auto it = matches.begin(); it != matches.end(); ++it) out.insert(*it);
  return out;
}

void check_nodes(const searchd::QueryNode& node, const searchd::SearchIndex& index, const Xapian::Database& database) {
  const auto set = searchd::evaluate(node, index, database);
  EXPECT_EQ(std::set<Xapian::docid>(set->begin(), set->end()), by_xapian(node, database)) << test::printed(node);
  // A node that is not the whole query is one too.
  for (const auto& child : node.children) check_nodes(child, index, database);
}

TEST(SearchProperty, DocumentSetsAndXapianAgreeAndTotalsAreExact) {
  const auto library = random_library();
  const test::Site site(library->data());
  const auto& index = site.index();
  const auto database = index.records().open();
  ASSERT_GE(database.get_doccount(), 60u);
  Writer writer(kSeed + 1);
  std::size_t found_something = 0;
  for (int i = 0; i < kQueries; ++i) {
    const std::string typed = writer.query();
    const std::string address = "q=" + searchd::encode_component(typed) + writer.filters();
    SCOPED_TRACE(fmt::format("query {}: {} ({})", i, typed, address));
    const auto parsed = searchd::parse_query(typed, index);
    for (const auto* nodes : {&parsed.clauses, &parsed.required, &parsed.excluded})
      for (const auto& node : *nodes) check_nodes(node, index.records(), database);

    const auto total = site.search(address + "&count=0").total;
    const auto ids = test::all_hits(site, address, 9);
    EXPECT_EQ(ids.size(), total);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size()) << "a record came twice";
    // The same in pages of ten, which ask for no more matches: the order is one order.
    EXPECT_EQ(ids, test::all_hits(site, address, 10));
    found_something += total > 0 ? 1 : 0;
    if (HasFailure()) return;
  }
  EXPECT_GT(found_something, kQueries / 2) << "the queries say too little";
}

TEST(SearchProperty, RecommendationsAreCountedAsTheyAreListed) {
  const auto& index = test::officers().police.index();
  for (const auto* q : {"", "information", "domestic abuse", "police OR health", "violence meet", "every day"}) {
    SCOPED_TRACE(q);
    searchd::SearchRequest request;
    request.q = q;
    request.count = 100;
    const auto results = searchd::search(request, index, searchd::Searched::kRecommendations);
    EXPECT_EQ(results.total, results.hits.size());
    for (const auto& hit : results.hits) EXPECT_EQ(hit.card.recommendations.size(), 1u);
  }
}

}  // namespace
