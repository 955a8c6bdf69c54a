// The API's endpoints that lead to a search or on from one.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "searchd/discovery_response.h"
#include "searchd/endpoints.h"
#include "searchd/own_parameters.h"
#include "searchd/response.h"

namespace searchd {
namespace {

constexpr std::size_t kSuggestions = 8;
constexpr std::size_t kMostSuggestions = 20;

constexpr std::size_t kSimilar = 5;
constexpr std::size_t kMostSimilar = 20;

}  // namespace

Reply Endpoints::suggest_api(const Context& context) const {
  if (!config_.suggestions) throw NotFound("suggestions are switched off");
  OwnParameters own(context.call.parameters, {"q", "count", "lang"});
  const auto q = own.text("q");
  const auto count = own.number("count", kSuggestions, kMostSuggestions);
  const auto language = own.language();
  if (q.size() > kLongestTyped) own.problem("q", "out_of_range", fmt::format("is longer than {} bytes", kLongestTyped));
  own.end();
  return cached(context, kJson, fmt::format("suggest {} {} {}", count, language, q), [&] {
    const auto groups = context.index.suggestions().find(q, count, language);
    return text_reply(kJson, dump(suggestions_json(q, groups, context.index, language)));
  });
}

Reply Endpoints::similar_api(const Context& context) const {
  const auto& id = context.captures[0];
  OwnParameters own(context.call.parameters, {"count", "lang"});
  const auto count = own.number("count", kSimilar, kMostSimilar);
  const auto language = own.language();
  own.end();
  const auto document = context.index.find_document(id);
  if (!document) throw NotFound("there is no such record");
  return cached(context, kJson, fmt::format("similar {} {} {}", count, language, id), [&] {
    return text_reply(kJson, dump(similar_json(id, similar_records(*document, context.index, count), context.index, language)));
  });
}

Reply Endpoints::links_api(const Context& context) const {
  const auto& id = context.captures[0];
  OwnParameters own(context.call.parameters, {"count", "lang"});
  const auto count = own.number("count", kSimilar, kMostSimilar);
  const auto language = own.language();
  own.end();
  const auto record = context.index.find_record(id);
  if (!record) throw NotFound("there is no such record");
  return cached(context, kJson, fmt::format("links {} {} {}", count, language, id), [&] {
    return text_reply(kJson, dump(links_json(id, learning_links(*record, context.index, count), context.index, language)));
  });
}

Reply Endpoints::matrix_api(const Context& context) const {
  OwnParameters own(context.call.parameters, {"rows", "cols", "empty"});
  const auto& rows = own.field("rows", "theme");
  const auto& cols = own.field("cols", "force");
  const bool empty = own.flag("empty", true);
  const auto request = own.search();
  return cached(context, kJson, fmt::format("matrix {} {} {} {}", rows.name, cols.name, empty, query_string(parameters_of(request))), [&] {
    return text_reply(kJson, dump(matrix_json(request.q, cross_counts(request, context.index, rows, cols, empty), context.index)));
  });
}

Reply Endpoints::trends_api(const Context& context) const {
  OwnParameters own(context.call.parameters, {"field"});
  const auto& field = own.field("field", "theme");
  const auto request = own.search();
  return cached(context, kJson, fmt::format("trends {} {}", field.name, query_string(parameters_of(request))), [&] {
    return text_reply(kJson, dump(trends_json(request.q, trends(request, context.index, field), context.index)));
  });
}

}  // namespace searchd
