#include "searchd/similar.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "schema/fields.h"
#include "schema/word_forms.h"
#include "searchd/query_compiler.h"

namespace searchd {
namespace {

constexpr Xapian::termcount kTellingWords = 40;
constexpr Xapian::doccount kCandidates = 200;
constexpr double kSameCollection = 0.05;  ///< of the best score by words, as those below

/// A field by which records can be called similar; `bonus` for all of the record's values, a part of it for some.
struct Likeness {
  const char* field;
  double bonus;
};
constexpr std::array<Likeness, 4> kLikenesses = {{{"theme", 0.25}, {"intervention_type", 0.05}, {"review_type", 0.05}, {"target_group", 0.05}}};

schema::Record card_at(Xapian::docid id, const Xapian::Database& database) {
  return nlohmann::json::parse(database.get_document(id).get_data()).get<schema::Record>();
}

/// Stems that can tell a subject: letters alone, no stop words.
class TellingStems : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override {
    const auto prefix = schema::prefix::kStem;
    if (!term.starts_with(prefix)) return false;
    const auto stem = std::string_view(term).substr(prefix.size());
    return stem.size() > 2 && !schema::is_stop_word(stem) && std::none_of(stem.begin(), stem.end(), [](unsigned char c) { return c < 0x80 && !std::isalpha(c); });
  }
};

/// Whatever has the telling words, ranked by them, or one of the themes.
Xapian::Query candidates_query(Xapian::docid record, const schema::Record& card, const Xapian::Database& database) {
  Xapian::RSet relevant;
  relevant.add_document(record);
  const TellingStems decider;
  Xapian::Enquire enquire(database);
  const auto words = enquire.get_eset(kTellingWords, relevant, &decider);
  std::vector<Xapian::Query> any;
  for (auto word = words.begin(); word != words.end(); ++word)
    any.push_back(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*word), word.get_weight()));
  for (const auto& theme : schema::terms_of(card, "theme"))
    any.push_back(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(schema::facet_term(*schema::find_field("theme"), theme)), 0.0));
  return {Xapian::Query::OP_OR, any.begin(), any.end()};
}

std::vector<SharedValue> shared_by(const schema::Record& a, const schema::Record& b) {
  std::vector<SharedValue> out;
  for (const auto& likeness : kLikenesses) {
    const auto& others = schema::terms_of(b, likeness.field);
    for (const auto& value : schema::terms_of(a, likeness.field))
      if (std::find(others.begin(), others.end(), value) != others.end()) out.push_back({likeness.field, value});
  }
  return out;
}

/// Of the record's values of `field`, the part that document `other` has too, or one below it.
double part_shared(const schema::Record& record, const char* field, Xapian::docid other, const FacetIndex& facets) {
  const auto& values = schema::terms_of(record, field);
  const auto* column = facets.column(field);
  if (column == nullptr || values.empty()) return 0;
  const auto same = std::count_if(values.begin(), values.end(), [&](const auto& value) {
    const auto found = column->values.find(value);
    return found != column->values.end() && found->second.contains(other);
  });
  return static_cast<double>(same) / static_cast<double>(values.size());
}

double bonus(const schema::Record& record, Xapian::docid other, const FacetIndex& facets) {
  double out = kSameCollection * part_shared(record, "collection", other, facets);
  for (const auto& likeness : kLikenesses) out += likeness.bonus * part_shared(record, likeness.field, other, facets);
  return out;
}

}  // namespace

std::string in_a_sentence(std::string label) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!label.empty() && is_upper(label[0]) && (label.size() == 1 || !is_upper(label[1]))) label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label;
}

std::vector<SimilarRecord> similar_records(Xapian::docid record, const AudienceIndex& index, std::size_t count) {
  const Xapian::Database database = index.records().open();
  const auto card = card_at(record, database);
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_NOT, candidates_query(record, card, database), Xapian::Query(schema::id_term(card.id))));
  enquire.set_weighting_scheme(Xapian::IneB2Weight(index.ranking()->words.ineb2_c));
  enquire.set_sort_by_relevance_then_value(schema::slot::kTieBreak, false);
  const auto matches = enquire.get_mset(0, kCandidates, kCandidates);

  std::vector<std::pair<double, Xapian::docid>> scored;
  const double best = matches.empty() ? 0.0 : matches.begin().get_weight();
  for (auto match = matches.begin(); match != matches.end(); ++match)
    scored.emplace_back((best > 0 ? match.get_weight() / best : 0.0) + bonus(card, *match, index.records().facets()), *match);
  std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  scored.resize(std::min(scored.size(), count));
  std::vector<SimilarRecord> out;
  for (const auto& [score, id] : scored) {
    out.push_back({card_at(id, database), {}});
    out.back().shares = shared_by(card, out.back().card);
  }
  return out;
}

std::string explanation(const SimilarRecord& similar, const AudienceIndex& index, const std::string& language) {
  const bool welsh = language == "cy";
  if (similar.shares.empty()) return welsh ? "Yn defnyddio geiriau tebyg" : "Uses similar words";
  std::string values;
  for (const auto& share : similar.shares) values += (values.empty() ? "" : ", ") + in_a_sentence(index.label_of(share.field, share.value, language));
  return (welsh ? "Yn rhannu " : "Shares ") + values;
}

}  // namespace searchd
