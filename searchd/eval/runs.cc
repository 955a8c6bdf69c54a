#include "searchd/eval/runs.h"

#include <xapian.h>

#include <algorithm>

#include "schema/fields.h"
#include "schema/word_forms.h"
#include "searchd/searcher.h"

namespace evaluation {
namespace {

using Xapian::Query;

class StopWords : public Xapian::Stopper {
 public:
  bool operator()(const std::string& word) const override { return schema::is_stop_word(word); }
};

Query stock_query(const std::string& typed, const Xapian::Database& database) {
  Xapian::QueryParser parser;
  parser.set_database(database);
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
  try {
    return parser.parse_query(typed, Xapian::QueryParser::FLAG_DEFAULT);
  } catch (const Xapian::QueryParserError&) {
    return {};
  }
}

Query word_query(const std::string& typed, Query::op op) {
  const StopWords stop_words;
  Xapian::QueryParser parser;
  parser.set_default_op(op);
  parser.set_stopper(&stop_words);
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
  return parser.parse_query(typed, 0);
}

Query concept_query(const std::string& typed, const searchd::AudienceIndex& index) {
  std::vector<std::string> terms;
  for (const auto& match : index.matcher().find(searchd::thread_analyser().tokens(typed), schema::ConceptMatcher::Text::kQuery))
    terms.push_back(schema::concept_term(match.field, match.id));
  return {Query::OP_OR, terms.begin(), terms.end()};
}

Query query_of(Run run, const std::string& typed, const searchd::AudienceIndex& index, const Xapian::Database& database) {
  switch (run) {
    case Run::kAnd:
      return word_query(typed, Query::OP_AND);
    case Run::kOr:
      return word_query(typed, Query::OP_OR);
    case Run::kConcepts:
      return concept_query(typed, index);
    default:
      return stock_query(typed, database);
  }
}

/// By the term that each document has of its id: reading a whole record for it would take most of the time.
std::string id_of(Xapian::docid document, const Xapian::Database& database) {
  auto term = database.termlist_begin(document);
  term.skip_to(schema::id_term({}));
  return (*term).substr(schema::id_term({}).size());
}

/// searchd::search() without what a page shows beside the order.
std::vector<std::string> product_ranking(const std::string& typed, const searchd::AudienceIndex& index, const Xapian::Database& database, std::size_t count) {
  searchd::SearchRequest request;
  request.q = typed;
  request.count = request.page = count;
  const auto query = searchd::understood(request, index);
  const auto matched = searchd::matched_by(request, query, index, searchd::Searched::kRecords);
  std::vector<std::string> out;
  for (const auto& ranked : searchd::ranked_page(request, query, matched, index.records(), database, *index.ranking())) out.push_back(id_of(ranked.id, database));
  return out;
}

}  // namespace

std::string_view name_of(Run run) {
  return std::find_if(kRuns.begin(), kRuns.end(), [&](const auto& named) { return named.run == run; })->name;
}

std::vector<std::string> ranking(Run run, const std::string& typed, const searchd::AudienceIndex& index, std::size_t count) {
  const Xapian::Database database = index.records().open();
  if (run == Run::kProduct) return product_ranking(typed, index, database, count);
  Xapian::Enquire enquire(database);
  enquire.set_query(query_of(run, typed, index, database));
  if (run == Run::kIneB2) enquire.set_weighting_scheme(Xapian::IneB2Weight(index.ranking()->words.ineb2_c));
  else enquire.set_weighting_scheme(Xapian::BM25Weight());
  enquire.set_sort_by_relevance_then_value(schema::slot::kTieBreak, false);
  const auto found = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
  std::vector<std::string> out;
  for (auto hit = found.begin(); hit != found.end(); ++hit) out.push_back(id_of(*hit, database));
  return out;
}

}  // namespace evaluation
