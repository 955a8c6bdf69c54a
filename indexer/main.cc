// hub-indexer: builds and looks after the generations of a library.

#include <fmt/format.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "indexer/generation_store.h"
#include "indexer/inspect.h"
#include "indexer/reindex.h"
#include "indexer/understood.h"

namespace {

/// Exit codes, as the man page lists them.
enum Exit { kDone = 0, kProblems = 1, kConfiguration = 2, kFailed = 3, kLocked = 4 };

struct Arguments {
  indexer::ReindexOptions run;
  bool json = false;
  bool quiet = false;
  std::string id;
};

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void print_json(const nlohmann::json& json) { print(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"); }

int run_reindex(const Arguments& arguments) {
  indexer::Report report;
  {
    indexer::Progress progress(arguments.quiet);
    report = indexer::reindex(arguments.run, progress);
  }
  if (arguments.json) print_json(indexer::report_to_json(report));
  else print(indexer::report_text(report));
  return kDone;
}

/// A file that a person names, of the corpus or from anywhere else; nothing where the path is a folder or all of the corpus.
std::optional<std::filesystem::path> named_file(const indexer::ReindexOptions& run) {
  if (run.only.empty()) return std::nullopt;
  for (const auto& path : {std::filesystem::path(run.only), run.corpus / run.only})
    if (std::filesystem::is_regular_file(path)) return path;
  return std::nullopt;
}

int check_one(const Arguments& arguments, const std::filesystem::path& file) {
  indexer::Progress quiet(true);
  const auto check = indexer::check_file(arguments.run, file, quiet);
  if (arguments.json) print_json(indexer::understood_json(check));
  else print(indexer::understood_text(check));
  return check.report.errors() > 0 ? kProblems : kDone;
}

int run_check(const Arguments& arguments) {
  if (const auto file = named_file(arguments.run)) return check_one(arguments, *file);
  if (!arguments.run.only.empty() && !std::filesystem::exists(arguments.run.corpus / arguments.run.only)) {
    std::cerr << fmt::format("hub-indexer: {}: is neither a file nor a path of the corpus\n", arguments.run.only);
    return kConfiguration;
  }
  indexer::Report report;
  {
    indexer::Progress progress(arguments.quiet);
    report = indexer::check(arguments.run, progress);
  }
  if (arguments.json) {
    print_json(indexer::report_to_json(report));
  } else {
    for (const auto& problem : report.problems) print(indexer::problem_line(problem));
    print(fmt::format("{} files checked: {} errors, {} other remarks. Nothing was written.\n", report.files.size(), report.errors(),
                      report.problems.size() - report.errors()));
  }
  return report.errors() > 0 ? kProblems : kDone;
}

int run_inspect(const Arguments& arguments) {
  const auto inspected = indexer::inspect_record(arguments.run.data, arguments.id);
  if (arguments.json) print_json(inspected);
  else print(indexer::inspect_text(inspected));
  return kDone;
}

int run_generations(const Arguments& arguments) {
  const auto current = schema::read_current(arguments.run.data);
  nlohmann::json list = nlohmann::json::array();
  for (const auto& id : indexer::list_generations(arguments.run.data)) {
    nlohmann::json one = {{"id", id}, {"current", id == current}};
    try {
      one["manifest"] = schema::read_manifest(schema::generation_folder(arguments.run.data, id));
    } catch (const std::runtime_error& error) {
      one["error"] = error.what();
    }
    list.push_back(std::move(one));
  }
  if (arguments.json) {
    print_json(list);
    return kDone;
  }
  if (list.empty()) print("There are no generations yet; run hub-indexer reindex.\n");
  for (const auto& one : list) {
    std::string records;
    if (one.contains("manifest"))
      for (const auto& audience : one["manifest"]["audiences"])
        records += fmt::format(" {} {}", audience["name"].get<std::string>(), audience["records"].get<int>());
    print(fmt::format("{} {}{}{}\n", one["current"].get<bool>() ? "*" : " ", one["id"].get<std::string>(), records,
                      one.contains("error") ? "  " + one["error"].get<std::string>() : ""));
  }
  return kDone;
}

int run_rollback(const Arguments& arguments) {
  indexer::GenerationStore store(arguments.run.data);
  const auto current = schema::read_current(arguments.run.data);
  std::string target = arguments.id;
  if (target.empty())
    for (const auto& id : indexer::list_generations(arguments.run.data))
      if (current && id < *current) {
        target = id;
        break;
      }
  if (target.empty()) throw std::runtime_error("there is no generation before the current one; 'hub-indexer generations' lists them");
  store.make_current(target);
  print(fmt::format("Generation {} is current again. The next reindex publishes a newer one.\n", target));
  return kDone;
}

int run_verify(const Arguments& arguments) {
  const auto current = schema::read_current(arguments.run.data);
  const std::string id = arguments.id.empty() ? current.value_or("") : arguments.id;
  if (id.empty()) throw std::runtime_error("there is no generation; run hub-indexer reindex");
  const auto wrong = indexer::verify_generation(schema::generation_folder(arguments.run.data, id));
  if (arguments.json) print_json(nlohmann::json{{"generation", id}, {"whole", wrong.empty()}, {"wrong", wrong}});
  for (const auto& line : wrong)
    if (!arguments.json) print(line + "\n");
  if (!arguments.json && wrong.empty()) print(fmt::format("Generation {} is whole.\n", id));
  return wrong.empty() ? kDone : kProblems;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{"hub-indexer: builds the search index of a Practice Hub library and looks after its generations"};
  app.set_version_flag("--version", std::string("hub-indexer ") + HUB_VERSION + " (Xapian " + Xapian::version_string() + ")");
  app.require_subcommand(1);
  app.add_option("--corpus", arguments.run.corpus, "Folder of the sources")->capture_default_str();
  app.add_option("--data", arguments.run.data, "Folder of the generations")->capture_default_str();
  app.add_option("--config", arguments.run.config, "Library configuration (default: CORPUS/library.yaml)");
  app.add_option("--reader", arguments.run.reader, "hub-extract, which reads the files (default: beside this program)");
  app.fallthrough();
  app.footer("Exit codes: 0 done, 1 problems were found (check, verify), 2 arguments or configuration cannot be used,\n"
             "3 failed and nothing was published, 4 another indexer is at work.");

  auto* reindex = app.add_subcommand("reindex", "Build a generation from the sources and publish it");
  reindex->add_flag("--full", arguments.run.full, "Read every file anew, and publish even if nothing has changed");
  reindex->add_flag("--dry-run", arguments.run.dry_run, "Write nothing; say what would change");
  reindex->add_flag("--retry-failed", arguments.run.retry_failed, "Read anew what broke its reader, though neither has changed");
  reindex->add_option("--only", arguments.run.only, "Take in changes below this path of the corpus alone");
  auto* check = app.add_subcommand("check", "Validate the sources, or show what was understood of one file; nothing is written");
  check->add_option("path", arguments.run.only, "A folder of the corpus to report on, or one file from anywhere: shows what was understood of it, field by field");
  auto* inspect = app.add_subcommand("inspect", "Terms, values and passages of one record, for each audience");
  inspect->add_option("id", arguments.id, "Id of the record")->required();
  auto* generations = app.add_subcommand("generations", "List the generations on disk; * is current");
  auto* rollback = app.add_subcommand("rollback", "Make an earlier generation current");
  rollback->add_option("id", arguments.id, "Generation (default: the one before the current)");
  auto* verify = app.add_subcommand("verify", "Check that a generation is whole");
  verify->add_option("id", arguments.id, "Generation (default: the current one)");
  for (auto* command : {reindex, check, inspect, generations, verify}) command->add_flag("--json", arguments.json, "Print JSON");
  for (auto* command : {reindex, check}) command->add_flag("--quiet", arguments.quiet, "No progress");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kConfiguration;
  }

  const auto failed = [](int code, const std::string& what) {
    std::cerr << "hub-indexer: " << what << '\n';
    return code;
  };
  try {
    if (reindex->parsed()) return run_reindex(arguments);
    if (check->parsed()) return run_check(arguments);
    if (inspect->parsed()) return run_inspect(arguments);
    if (generations->parsed()) return run_generations(arguments);
    if (rollback->parsed()) return run_rollback(arguments);
    return run_verify(arguments);
  } catch (const indexer::LibraryUnusable& error) {
    for (const auto& problem : error.problems) std::cerr << indexer::problem_line(problem);
    return failed(kConfiguration, error.what());
  } catch (const indexer::StoreLocked& error) {
    return failed(kLocked, error.what());
  } catch (const Xapian::Error& error) {
    return failed(kFailed, error.get_description() + "; the served generation is as it was");
  } catch (const std::exception& error) {
    return failed(kFailed, error.what());
  }
}
