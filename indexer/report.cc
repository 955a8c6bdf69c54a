#include "indexer/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace indexer {
namespace {

const char* name_of(Severity severity) {
  return severity == Severity::kError ? "error" : severity == Severity::kWarning ? "warning" : "note";
}

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kIndexed:
      return "indexed";
    case Outcome::kUnchanged:
      return "unchanged";
    case Outcome::kSkipped:
      return "skipped";
    case Outcome::kFailed:
      return "failed";
  }
  return "";
}

/// "area: 'x' is not…" and "area: 'y' is not…" are of one kind: what stands between the first and the last quote is left out.
std::string kind_of(const Problem& problem) {
  const auto& message = problem.message;
  const auto first = message.find('\'');
  const auto last = message.rfind('\'');
  std::string kind = problem.file + '\n' + name_of(problem.severity) + message.substr(0, first);
  if (first != last) kind += message.substr(last + 1);
  return kind;
}

/// One line of a message, whatever a source's values held.
std::string on_one_line(const std::string& message) {
  constexpr std::size_t kMaxBytes = 300;
  std::string line = message.size() <= kMaxBytes ? message : message.substr(0, kMaxBytes / 2) + " … " + message.substr(message.size() - kMaxBytes / 2);
  for (char& c : line)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return line;
}

}  // namespace

std::uint64_t Report::count(Outcome outcome) const {
  return static_cast<std::uint64_t>(std::count_if(files.begin(), files.end(), [&](const auto& f) { return f.outcome == outcome; }));
}

std::uint64_t Report::errors() const {
  return static_cast<std::uint64_t>(
      std::count_if(problems.begin(), problems.end(), [](const auto& p) { return p.severity == Severity::kError; }));
}

void Report::reconcile(std::size_t found) const {
  const auto accounted = count(Outcome::kIndexed) + count(Outcome::kUnchanged) + count(Outcome::kSkipped) + count(Outcome::kFailed);
  if (accounted != found)
    throw std::logic_error(fmt::format("{} files were found and {} are accounted for; nothing was published", found, accounted));
}

nlohmann::json report_to_json(const Report& report) {
  nlohmann::json json = {
      {"generation", report.generation}, {"published", report.published}, {"dry_run", report.dry_run}, {"seconds", report.seconds},
      {"source_bytes", report.source_bytes}, {"attachments_read", report.attachments_read}};
  auto& counts = json["files"] = nlohmann::json::object();
  counts["found"] = report.files.size();
  for (const auto outcome : {Outcome::kIndexed, Outcome::kUnchanged, Outcome::kSkipped, Outcome::kFailed})
    counts[name_of(outcome)] = report.count(outcome);
  json["outcomes"] = nlohmann::json::array();
  for (const auto& file : report.files)
    json["outcomes"].push_back(
        {{"path", file.path}, {"outcome", name_of(file.outcome)}, {"records", file.records}, {"rejected", file.rejected}});
  json["problems"] = nlohmann::json::array();
  for (const auto& p : report.problems)
    json["problems"].push_back({{"severity", name_of(p.severity)}, {"file", p.file}, {"line", p.line}, {"message", p.message}});
  json["audiences"] = nlohmann::json::array();
  for (const auto& a : report.audiences)
    json["audiences"].push_back({{"name", a.name}, {"records", a.records}, {"recommendations", a.recommendations}, {"content_hash", a.content_hash}});
  json["changes"] = nlohmann::json::array();
  for (const auto& change : report.changes)
    json["changes"].push_back(
        {{"audience", change.audience}, {"added", change.added}, {"changed", change.changed}, {"removed", change.removed}});
  return json;
}

std::string problem_line(const Problem& problem) {
  const std::string place = problem.line > 0 ? fmt::format("{}:{}", problem.file, problem.line) : problem.file;
  return fmt::format("{}: {}: {}\n", place, name_of(problem.severity), on_one_line(problem.message));
}

std::string report_text(const Report& report, std::size_t per_file) {
  std::string out;
  std::map<std::string, std::size_t> seen;
  for (const auto& problem : report.problems)
    if (++seen[kind_of(problem)] <= per_file) out += problem_line(problem);
  for (const auto& [kind, count] : seen)
    if (count > per_file) out += fmt::format("{}: … and {} more like the last of these; --json lists all\n", kind.substr(0, kind.find('\n')), count - per_file);
  std::uint64_t records = 0;
  std::uint64_t rejected = 0;
  for (const auto& file : report.files) {
    records += file.records;
    rejected += file.rejected;
  }
  out += fmt::format("Files: {} found = {} indexed + {} unchanged + {} skipped + {} failed. Records: {} accepted, {} rejected.{}\n", report.files.size(),
                     report.count(Outcome::kIndexed), report.count(Outcome::kUnchanged), report.count(Outcome::kSkipped),
                     report.count(Outcome::kFailed), records, rejected,
                     report.attachments_read > 0 ? fmt::format(" Attachments: {} read.", report.attachments_read) : "");
  for (const auto& audience : report.audiences)
    out += fmt::format("Audience {}: {} records, {} recommendations.\n", audience.name, audience.records, audience.recommendations);
  for (const auto& change : report.changes)
    if (!change.added.empty() || !change.changed.empty() || !change.removed.empty())
      out += fmt::format("Audience {}: {} added, {} changed, {} removed.\n", change.audience, change.added.size(), change.changed.size(),
                         change.removed.size());
  if (report.dry_run) out += fmt::format("Dry run: nothing was written ({:.1f} s).\n", report.seconds);
  else if (report.published) out += fmt::format("Published generation {} in {:.1f} s.\n", report.generation, report.seconds);
  else out += fmt::format("Nothing has changed: generation {} stays current ({:.1f} s).\n", report.generation, report.seconds);
  return out;
}

}  // namespace indexer
