#include "searchd/reply.h"

#include <nlohmann/json.hpp>

#include "searchd/response.h"

namespace searchd {
namespace {

const char* outcome_of(const SearchResults& results) {
  if (results.total == 0) return "none";
  return results.matching == Matching::kAll ? "all" : results.matching == Matching::kMost ? "most" : "any";
}

}  // namespace

Reply text_reply(std::string content_type, std::string body) {
  Reply reply;
  reply.content_type = std::move(content_type);
  reply.body = std::move(body);
  return reply;
}

Reply search_reply(std::string content_type, std::string body, const SearchResults& results) {
  Reply reply = text_reply(std::move(content_type), std::move(body));
  reply.times = results.times;
  reply.outcome = outcome_of(results);
  return reply;
}

bool holds_etag(const std::string& if_none_match, const std::string& etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string::npos;
}

Reply problem_reply(int status, const std::string& code, const std::string& title, const std::string& detail, const std::string& request_id,
                    const std::vector<ParameterProblem>& problems) {
  nlohmann::json json = {{"type", "about:blank"}, {"title", title}, {"status", status}, {"code", code}};
  if (!detail.empty()) json["detail"] = detail;
  if (!request_id.empty()) json["request_id"] = request_id;
  for (const auto& problem : problems)
    json["errors"].push_back({{"parameter", problem.parameter}, {"code", problem.code}, {"detail", problem.detail}});
  Reply reply;
  reply.status = status;
  reply.content_type = "application/problem+json";
  reply.body = dump(json);
  return reply;
}

}  // namespace searchd
