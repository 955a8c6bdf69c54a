// The JSON API, its feeds and tables.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "searchd/endpoints.h"
#include "searchd/feeds.h"
#include "searchd/query_parser.h"
#include "searchd/response.h"

namespace searchd {
namespace {

constexpr std::size_t kPassagesOfRecord = 10;

}  // namespace

Reply Endpoints::search_api(const Context& context) const {
  const auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  return cached(context, kJson, "json " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    return search_reply(kJson, dump(search_json(request, results, context.index, context.call.path)), results);
  });
}

Reply Endpoints::recommendations_api(const Context& context) const {
  const auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  return cached(context, kJson, "recommendations " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index, Searched::kRecommendations);
    return search_reply(kJson, dump(search_json(request, results, context.index, context.call.path)), results);
  });
}

Reply Endpoints::search_atom(const Context& context) const {
  auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  return cached(context, "application/atom+xml; charset=utf-8", "atom " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    return text_reply("application/atom+xml; charset=utf-8", atom_feed(request, results, context.index, config_));
  });
}

Reply Endpoints::search_csv(const Context& context) const {
  auto request = parse_search_request(context.call.parameters, Unknown::kReject);
  request.start = 0;
  request.count = config_.max_csv_rows;
  return cached(context, "text/csv; charset=utf-8", "csv " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    Reply reply = text_reply("text/csv; charset=utf-8; header=present", csv_table(results, context.index, config_));
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"practice-hub.csv\"");
    return reply;
  });
}

Reply Endpoints::record_api(const Context& context) const {
  const auto& id = context.captures[0];
  const auto request = parse_search_request(context.call.parameters, Unknown::kIgnore);
  const auto record = context.index.find_record(id);
  if (!record) throw NotFound("there is no such record");
  return cached(context, kJson, "record json " + id + " " + request.language,
                [&] { return text_reply(kJson, dump(record_json(*record, context.index, request.language))); });
}

Reply Endpoints::passages_api(const Context& context) const {
  const auto& id = context.captures[0];
  const auto q = first_parameter(context.call.parameters, "q");
  const Xapian::Database database = context.index.records().open();
  const auto posting = database.postlist_begin(schema::id_term(id));
  if (posting == database.postlist_end(schema::id_term(id))) throw NotFound("there is no such record");
  const auto card = nlohmann::json::parse(database.get_document(*posting).get_data()).get<schema::Record>();
  return cached(context, kJson, "passages " + id + "\n" + q, [&] {
    const auto query = parse_query(q, context.index);
    const auto passages = select_passages(*posting, query, context.index, database, kPassagesOfRecord);
    return text_reply(kJson, dump(passages_json(card, q, passages)));
  });
}

Reply Endpoints::facet_api(const Context& context) const {
  const auto& name = context.captures[0];
  const auto* field = schema::find_field(name);
  if (field == nullptr || !field->facet) throw NotFound("there is no such facet");
  // `prefix` and `count` belong to the facet here; the rest is a search.
  Parameters parameters;
  std::string facet = std::to_string(kMaxFacetValues);
  for (const auto& [key, value] : context.call.parameters) {
    if (key == "count") facet = value;
  }
  for (const auto& [key, value] : context.call.parameters) {
    if (key == "prefix") facet += ",prefix:" + value;
    else if (key == "order") facet += ",order:" + value;
    else if (key != "count") parameters.emplace_back(key, value);
  }
  parameters.emplace_back("facet_" + name, facet);
  auto request = parse_search_request(parameters, Unknown::kReject);
  request.count = 0;
  return cached(context, kJson, "facet " + query_string(parameters_of(request)), [&] {
    const auto results = search(request, context.index);
    const auto asked = std::find_if(results.facets.begin(), results.facets.end(), [&](const auto& f) { return f.field == name; });
    auto json = facet_json(*asked);
    json["field"] = name;
    json["index"] = index_json(context.index);
    return text_reply(kJson, dump(json));
  });
}

Reply Endpoints::vocabulary_api(const Context& context) const {
  const std::string name = context.captures.empty() ? "theme" : context.captures[0];
  const auto* vocabulary = context.index.vocabularies().find(name);
  if (vocabulary == nullptr) throw NotFound("there is no such vocabulary");
  const auto request = parse_search_request(context.call.parameters, Unknown::kIgnore);
  return cached(context, kJson, "vocabulary " + name + " " + request.language,
                [&] { return text_reply(kJson, dump(vocabulary_json(*vocabulary, context.index, request.language))); });
}

}  // namespace searchd
