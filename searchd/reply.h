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

/// RFC 9457 application/problem+json with a stable `code`.
Reply problem_reply(int status, const std::string& code, const std::string& title, const std::string& detail, const std::string& request_id,
                    const std::vector<ParameterProblem>& problems = {});

}  // namespace searchd
