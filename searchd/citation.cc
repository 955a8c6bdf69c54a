#include "searchd/citation.h"

#include <fmt/format.h>

#include "searchd/response.h"

namespace searchd {
namespace {

constexpr const char* kPublisher = "Practice Hub";

/// A text of the record in which nothing was removed; else empty.
std::string whole_text(const schema::Record& record, const std::string& field) {
  const auto found = record.texts.find(field);
  return found == record.texts.end() || found->second.find("[removed") != std::string::npos ? std::string() : found->second;
}

std::string author_of(const schema::Record& record, const AudienceIndex& index) {
  for (const auto* field : {"originator", "commissioning_body"})
    if (auto text = whole_text(record, field); !text.empty()) return text;
  std::string forces;
  for (const auto& force : schema::terms_of(record, "force")) forces += (forces.empty() ? "" : " and ") + index.label_of("force", force);
  return forces;
}

std::string escaped_for_tex(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\textbackslash{}";
    else if (c == '~') out += "\\textasciitilde{}";
    else if (c == '^') out += "\\textasciicircum{}";
    else if (std::string_view("{}%&$#_").find(c) != std::string_view::npos) out += std::string("\\") + c;
    else out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string in_one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

}  // namespace

Citation citation_of(const schema::Record& record, const AudienceIndex& index, const std::string& base_url) {
  Citation out{record.id, author_of(record, index), record.title, {}, {}, record.marking, {}, schema::first_term(record, "collection") != "practice"};
  for (const auto* field : {"published", "start_date"}) {
    const auto date = record.dates.find(field);
    if (date == record.dates.end()) continue;
    out.year = std::to_string(date->second.year);
    if (date->second.month != 0) out.month = std::to_string(date->second.month);
    break;
  }
  if (!base_url.empty()) out.address = base_url + record_url(record.id, {});
  return out;
}

std::string citation_text(const Citation& citation) {
  std::string out = citation.author;
  if (!citation.year.empty()) out += (out.empty() ? "(" : " (") + citation.year + ")";
  if (!out.empty()) out += ' ';
  out += citation.title;
  if (!out.ends_with('.') && !out.ends_with('?') && !out.ends_with('!')) out += '.';
  out += fmt::format(" {}, {}.", kPublisher, citation.id);
  if (!citation.address.empty()) out += ' ' + citation.address;
  return out;
}

std::string bibtex(const Citation& citation) {
  std::string out = fmt::format("@{}{{{},\n", citation.report ? "techreport" : "misc", citation.id);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += fmt::format("  {} = {{{}}},\n", name, value);
  };
  // In braces of its own the name of a body is not taken apart.
  if (!citation.author.empty()) add("author", "{" + escaped_for_tex(citation.author) + "}");
  add("title", "{" + escaped_for_tex(citation.title) + "}");
  if (citation.report) add("institution", kPublisher);
  else add("howpublished", kPublisher);
  add("number", citation.report ? escaped_for_tex(citation.id) : std::string());
  add("year", citation.year);
  add("month", citation.month);
  add("note", escaped_for_tex(citation.marking));
  add("url", citation.address);
  return out + "}\n";
}

std::string ris(const Citation& citation) {
  std::string out;
  const auto add = [&](const char* tag, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}  - {}\r\n", tag, in_one_line(value));
  };
  add("TY", citation.report ? "RPRT" : "GEN");
  add("ID", citation.id);
  add("AU", citation.author);
  add("TI", citation.title);
  add("PY", citation.year);
  if (!citation.month.empty()) add("DA", fmt::format("{}/{:0>2}//", citation.year, citation.month));
  add("PB", kPublisher);
  add("N1", citation.marking);
  add("UR", citation.address);
  return out + "ER  - \r\n";
}

}  // namespace searchd
