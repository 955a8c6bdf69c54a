#pragma once
// What an endpoint answers, before it is HTTP: endpoints are plain functions and are tested without a socket.

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "searchd/request.h"
#include "searchd/searcher.h"

namespace searchd {

struct Reply {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string etag;      ///< with quotes; empty: none
  std::filesystem::path file;        ///< sent instead of `body`, from `file_offset`, `file_length` bytes; empty: none
  std::uint64_t file_offset = 0;
  std::uint64_t file_length = 0;
  PhaseTimes times;      ///< of a search, for metrics
  std::string outcome;   ///< of a search, for metrics: "all", "most", "any", "none"; empty: no search
};

inline constexpr const char* kJson = "application/json";
inline constexpr const char* kHtml = "text/html; charset=utf-8";

Reply text_reply(std::string content_type, std::string body);

/// The same of a search, with its times and outcome.
Reply search_reply(std::string content_type, std::string body, const SearchResults& results);

/// Whether the caller has what `etag` names already. `if_none_match`: the header as sent.
bool holds_etag(const std::string& if_none_match, const std::string& etag);

/// RFC 9457 application/problem+json with a stable `code`.
Reply problem_reply(int status, const std::string& code, const std::string& title, const std::string& detail, const std::string& request_id,
                    const std::vector<ParameterProblem>& problems = {});

}  // namespace searchd
