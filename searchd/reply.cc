#include "searchd/reply.h"

#include <nlohmann/json.hpp>

#include "searchd/response.h"

namespace searchd {

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
