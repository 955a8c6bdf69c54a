#include "indexer/inspect.h"

#include <fmt/format.h>
#include <xapian.h>

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "schema/blob_file.h"
#include "schema/fields.h"
#include "schema/generation_files.h"
#include "schema/passage_file.h"

namespace indexer {
namespace {

/// "exact words", "theme (XTH)", … for a term.
std::string group_of(const std::string& term) {
  if (term.empty() || term[0] < 'A' || term[0] > 'Z') return "exact words";
  if (term[0] == 'Z') return "stems (Z)";
  if (term[0] == 'S') return "stems of the title (S)";
  if (term[0] == 'Q') return "id (Q)";
  const auto colon = term.find(':');
  const std::string prefix = colon == std::string::npos ? term.substr(0, 3) : term.substr(0, colon);
  if (prefix == schema::prefix::kLead) return "stems of the lead (XLD)";
  if (prefix == schema::prefix::kConcept) return "concepts (XCO)";
  if (prefix == schema::prefix::kMissing) return "facets without a value (XMI)";
  for (const auto& field : schema::all_fields())
    if (field.prefix == prefix) return fmt::format("{} ({})", field.name, prefix);
  return prefix;
}

nlohmann::json inspect_audience(const schema::AudienceFiles& files, const std::string& id) {
  const Xapian::Database database(files.records_index.string());
  auto posting = database.postlist_begin(schema::id_term(id));
  if (posting == database.postlist_end(schema::id_term(id))) return {{"present", false}};
  const Xapian::docid docid = *posting;
  const Xapian::Document document = database.get_document(docid);
  nlohmann::json json = {{"present", true}, {"docid", docid}, {"length", database.get_doclength(docid)}};
  std::map<std::string, std::vector<std::string>> terms;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) terms[group_of(*term)].push_back(*term);
  json["terms"] = terms;
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    const bool readable = value.get_valueno() != schema::slot::kTitle;
    json["values"][std::to_string(value.get_valueno())] = readable ? *value : fmt::format("{} bytes of collation key", (*value).size());
  }
  const schema::BlobFile passages(files.passages);
  const schema::PassageView view(passages.at(docid - 1));
  json["passages"] = nlohmann::json::array();
  for (std::size_t i = 0; i < view.size(); ++i)
    json["passages"].push_back({{"position", view.first_position(i)},
                                {"page", view.page(i)},
                                {"anchor", view.anchor(i)},
                                {"heading", view.heading(i)},
                                {"kind", view.kind(i)},
                                {"text", view.text(i)}});
  const schema::BlobFile records(files.records);
  json["record"] = nlohmann::json::parse(records.at(docid - 1));
  return json;
}

}  // namespace

nlohmann::json inspect_record(const std::filesystem::path& data, const std::string& id) {
  const auto current = schema::read_current(data);
  if (!current) throw std::runtime_error(fmt::format("{}: there is no generation; run hub-indexer reindex", data.string()));
  const auto folder = schema::generation_folder(data, *current);
  const auto manifest = schema::read_manifest(folder);
  nlohmann::json out = {{"id", id}, {"generation", *current}, {"audiences", nlohmann::json::array()}};
  bool found = false;
  for (const auto& audience : manifest.audiences) {
    nlohmann::json one;
    try {
      one = inspect_audience(schema::AudienceFiles(folder / audience.name), id);
    } catch (const Xapian::Error& error) {
      throw std::runtime_error(fmt::format("{}: {}; run hub-indexer verify", (folder / audience.name).string(), error.get_description()));
    }
    one["audience"] = audience.name;
    found = found || one["present"].get<bool>();
    out["audiences"].push_back(std::move(one));
  }
  if (!found) throw std::runtime_error(fmt::format("no audience has a record '{}' in generation {}", id, *current));
  return out;
}

std::string inspect_text(const nlohmann::json& inspected) {
  std::string out = fmt::format("Record {} in generation {}\n", inspected.at("id").get<std::string>(), inspected.at("generation").get<std::string>());
  for (const auto& audience : inspected.at("audiences")) {
    out += fmt::format("\n== Audience {} ==\n", audience.at("audience").get<std::string>());
    if (!audience.at("present").get<bool>()) {
      out += "does not have it\n";
      continue;
    }
    out += fmt::format("{}\n{}\n", audience.at("record").at("title").get<std::string>(), audience.at("record").value("marking", ""));
    for (const auto& [group, terms] : audience.at("terms").items()) {
      out += fmt::format("\n{}: {}\n ", group, terms.size());
      for (const auto& term : terms) out += " " + term.get<std::string>();
      out += '\n';
    }
    out += "\nvalues:\n";
    for (const auto& [slot, value] : audience.at("values").items()) out += fmt::format("  {}: {}\n", slot, value.get<std::string>());
    out += "\npassages:\n";
    for (const auto& p : audience.at("passages"))
      out += fmt::format("  [{}] #{} {} ({})\n    {}\n", p.at("position").get<int>(), p.at("anchor").get<std::string>(),
                         p.at("heading").get<std::string>(), p.at("kind").get<std::string>(), p.at("text").get<std::string>());
  }
  return out;
}

}  // namespace indexer
