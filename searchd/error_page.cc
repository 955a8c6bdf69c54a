// The page of an error.

#include <nlohmann/json.hpp>

#include "searchd/page.h"
#include "searchd/page_layout.h"

namespace searchd {

using nlohmann::json;

constexpr std::uint64_t kRetrySeconds = 30;

std::string error_page(int status, const std::vector<ParameterProblem>& problems, const std::string& request_id, const PageContext& context) {
  json model = layout_model(context, Header::kPlain);
  model["noindex"] = true;
  const bool not_found = status == 404;
  model["not_found"] = not_found;
  model["too_many"] = status == 429;
  model["unavailable"] = status == 503;
  model["bad_request"] = status >= 400 && status < 500 && !not_found && status != 429;
  model["failed"] = status < 400 || (status >= 500 && status != 503);
  if (status == 429 || status == 503) model["retry_after"] = context.language.say("model.retry.seconds", {{"count", context.language.number(kRetrySeconds)}});
  if (!not_found) set_if_any(model, "request_id", request_id);
  json items = json::array();
  for (const auto& problem : problems) {
    json item = {{"detail", problem.detail}};
    set_if_any(item, "parameter", problem.parameter);
    items.push_back(std::move(item));
  }
  if (!not_found) set_items(model, "problems", std::move(items));
  return context.render("error", model);
}

}  // namespace searchd
