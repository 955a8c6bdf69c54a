#include "searchd/facet_index.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace searchd {
namespace {

DocumentSet postings(const Xapian::Database& database, const std::string& term) {
  DocumentSet out;
  for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) out.add(*it);
  out.runOptimize();
  return out;
}

std::vector<std::string> slot_values(const Xapian::Database& database, unsigned slot) {
  std::vector<std::string> out(database.get_lastdocid() + 1);
  for (auto it = database.valuestream_begin(slot); it != database.valuestream_end(slot); ++it) out[it.get_docid()] = *it;
  return out;
}

std::vector<schema::DayNumber> day_values(const Xapian::Database& database, unsigned slot) {
  std::vector<schema::DayNumber> out(database.get_lastdocid() + 1, 0);
  for (auto it = database.valuestream_begin(slot); it != database.valuestream_end(slot); ++it)
    out[it.get_docid()] = std::atoi((*it).c_str());
  return out;
}

}  // namespace

FacetIndex::FacetIndex(const Xapian::Database& database) {
  all_ = postings(database, "");
  load_columns(database);
  load_dates(database);
  load_orders(database);
}

void FacetIndex::load_columns(const Xapian::Database& database) {
  for (const auto* field : schema::facet_fields()) {
    FacetColumn column;
    const std::string prefix = schema::facet_term(*field, "");
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
      column.values.emplace((*term).substr(prefix.size()), postings(database, *term));
    column.missing = postings(database, schema::missing_term(field->name));
    if (!column.values.empty() || !column.missing.isEmpty()) columns_.emplace(field->name, std::move(column));
  }
}

void FacetIndex::load_dates(const Xapian::Database& database) {
  namespace slot = schema::slot;
  dates_["published"] = {day_values(database, slot::kPublishedFirst), day_values(database, slot::kPublishedLast)};
  dates_["start_date"] = {day_values(database, slot::kStartFirst), day_values(database, slot::kStartLast)};
  dates_["verified"] = {day_values(database, slot::kVerifiedFirst), day_values(database, slot::kVerifiedLast)};
}

void FacetIndex::load_orders(const Xapian::Database& database) {
  const auto ties = slot_values(database, schema::slot::kTieBreak);
  std::vector<Xapian::docid> by_tie(all_.begin(), all_.end());
  std::sort(by_tie.begin(), by_tie.end(), [&](auto a, auto b) { return ties[a] < ties[b]; });
  // Stable on top of the ties; `key` 0 or empty means "has none" and goes last.
  const auto order_by = [&](Order order, const auto& keys, bool descending) {
    using Key = typename std::decay_t<decltype(keys)>::value_type;
    auto& ids = orders_[order] = by_tie;
    std::stable_sort(ids.begin(), ids.end(), [&](auto a, auto b) {
      const bool has_a = keys[a] != Key{};
      const bool has_b = keys[b] != Key{};
      if (!has_a || !has_b) return has_a && !has_b;
      return descending ? keys[b] < keys[a] : keys[a] < keys[b];
    });
  };
  const auto titles = slot_values(database, schema::slot::kTitle);
  order_by(Order::kTitle, titles, false);
  order_by(Order::kTitleDescending, titles, true);
  order_by(Order::kNewest, dates_["published"].last, true);
  order_by(Order::kOldest, dates_["published"].first, false);
  order_by(Order::kNewestVerified, dates_["verified"].last, true);
  order_by(Order::kEvidence, slot_values(database, schema::slot::kEvidence), true);
}

const DocumentSet& FacetIndex::documents_with(std::string_view field, std::string_view value) const {
  static const DocumentSet none;
  const auto* in_field = column(field);
  if (in_field == nullptr) return none;
  const auto found = in_field->values.find(value);
  return found == in_field->values.end() ? none : found->second;
}

const FacetColumn* FacetIndex::column(std::string_view field) const {
  const auto found = columns_.find(field);
  return found == columns_.end() ? nullptr : &found->second;
}

const DateColumn* FacetIndex::dates(std::string_view field) const {
  const auto found = dates_.find(field);
  return found == dates_.end() ? nullptr : &found->second;
}

DocumentSet FacetIndex::overlapping(const DateColumn& dates, schema::DayNumber from, schema::DayNumber to) const {
  DocumentSet out;
  for (const auto id : all_) {
    const auto first = dates.first[id];
    const auto last = dates.last[id];
    if (first != 0 && (to == 0 || first <= to) && (from == 0 || last >= from)) out.add(id);
  }
  return out;
}

}  // namespace searchd
