#include "searchd/best_bets.h"

#include <algorithm>
#include <optional>

#include "schema/fields.h"
#include "searchd/search_index.h"

namespace searchd {
namespace {

std::string key_of(const std::string& typed) {
  std::string key;
  for (const auto& token : thread_analyser().tokens(typed)) key += token.word + " ";
  return key;
}

std::optional<Xapian::docid> document_of(const std::string& id, const Xapian::Database& database) {
  const std::string term = schema::id_term(id);
  const auto posting = database.postlist_begin(term);
  return posting == database.postlist_end(term) ? std::nullopt : std::optional(*posting);
}

}  // namespace

BestBets::BestBets(const schema::Curation& curation, const Xapian::Database& database) {
  for (const auto& bet : curation.bets)
    for (const auto& query : bet.queries) {
      auto& curated = by_query_[key_of(query)];
      for (const auto& id : bet.pin)
        if (const auto document = document_of(id, database); document && std::find(curated.pinned.begin(), curated.pinned.end(), *document) == curated.pinned.end())
          curated.pinned.push_back(*document);
      for (const auto& id : bet.hide)
        if (const auto document = document_of(id, database)) curated.hidden.add(*document);
    }
}

const Curated* BestBets::find(const std::string& typed) const {
  if (by_query_.empty()) return nullptr;
  const auto found = by_query_.find(key_of(typed));
  return found == by_query_.end() ? nullptr : &found->second;
}

}  // namespace searchd
