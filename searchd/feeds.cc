#include "searchd/feeds.h"

#include <fmt/format.h>

#include "searchd/response.h"

namespace searchd {
namespace {

/// The first moment that a partial date may mean: Atom wants a time (RFC 3339).
std::string rfc3339(const schema::PartialDate& date) {
  return fmt::format("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month ? date.month : 1, date.day ? date.day : 1);
}

/// When nothing says when: the epoch rather than now.
std::string updated_of(const schema::Record& card) {
  for (const auto* field : {"verified", "published", "start_date"})
    if (const auto date = card.dates.find(field); date != card.dates.end()) return rfc3339(date->second);
  return "1970-01-01T00:00:00Z";
}

std::string joined_labels(const schema::Record& card, const std::string& field, const AudienceIndex& index) {
  std::string out;
  for (const auto& value : schema::terms_of(card, field)) out += (out.empty() ? "" : "; ") + index.label_of(field, value);
  return out;
}

}  // namespace

std::string xml_escape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    // U+FFFE and U+FFFF are valid UTF-8 and no XML.
    const auto three = std::string_view(text).substr(i, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") i += 2;
    else if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else if (byte >= 0x20 || c == '\t' || c == '\n' || c == '\r') out += c;
  }
  return out;
}

std::string atom_feed(const SearchRequest& request, const SearchResults& results, const AudienceIndex& index, const ServerConfig& config) {
  const auto self = config.base_url + url_with("/api/v1/search.atom", parameters_of(request));
  const auto page = config.base_url + url_with("/search", parameters_of(request));
  std::string title = "Practice Hub";
  if (!request.q.empty()) title += ": " + request.q;
  std::string updated = "1970-01-01T00:00:00Z";
  if (const auto date = schema::parse_date(index.manifest().updated)) updated = rfc3339(*date);
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
      "  <id>tag:{},2026:search:{}</id>\n  <title>{}</title>\n  <updated>{}</updated>\n"
      "  <author><name>Practice Hub</name></author>\n  <link rel=\"self\" href=\"{}\"/>\n  <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
      xml_escape(config.tag_authority), xml_escape(query_string(parameters_of(request))), xml_escape(title), updated, xml_escape(self), xml_escape(page));
  for (const auto& hit : results.hits) {
    const auto& card = hit.card;
    out += fmt::format("  <entry>\n    <id>tag:{},2026:record:{}</id>\n    <title>{}</title>\n    <updated>{}</updated>\n", xml_escape(config.tag_authority),
                       xml_escape(card.id), xml_escape(card.title), updated_of(card));
    if (const auto published = card.dates.find("published"); published != card.dates.end())
      out += fmt::format("    <published>{}</published>\n", rfc3339(published->second));
    out += fmt::format("    <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", xml_escape(config.base_url + record_url(card.id, {})));
    for (const auto& theme : schema::terms_of(card, "theme"))
      out += fmt::format("    <category term=\"{}\" label=\"{}\"/>\n", xml_escape(theme), xml_escape(index.label_of("theme", theme)));
    const std::string marking = card.marking + (card.illustrative ? " (illustrative)" : "");
    out += fmt::format("    <rights>{}</rights>\n", xml_escape(marking));
    if (!card.summary.empty()) out += fmt::format("    <summary>{}</summary>\n", xml_escape(card.summary));
    out += "  </entry>\n";
  }
  return out + "</feed>\n";
}

std::string csv_cell(const std::string& text) {
  std::string cell = text;
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) cell.insert(cell.begin(), '\'');
  const bool quoted = cell != text || cell.find_first_of(",\"\r\n") != std::string::npos;
  if (!quoted) return cell;
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string csv_table(const SearchResults& results, const AudienceIndex& index, const ServerConfig& config) {
  std::string out =
      "\xEF\xBB\xBFid,title,collection,forces,regions,themes,type of intervention,type of review,strength of evidence,did it work,status,"
      "started,published,marking,illustrative,summary,url\r\n";
  for (const auto& hit : results.hits) {
    const auto& card = hit.card;
    const auto date = [&](const char* field) {
      const auto found = card.dates.find(field);
      return found == card.dates.end() ? std::string() : found->second.iso();
    };
    const std::string cells[] = {card.id,
                                 card.title,
                                 joined_labels(card, "collection", index),
                                 joined_labels(card, "force", index),
                                 joined_labels(card, "region", index),
                                 joined_labels(card, "theme", index),
                                 joined_labels(card, "intervention_type", index),
                                 joined_labels(card, "review_type", index),
                                 joined_labels(card, "evidence_stage", index),
                                 joined_labels(card, "works_rating", index),
                                 joined_labels(card, "delivery_status", index),
                                 date("start_date"),
                                 date("published"),
                                 card.marking,
                                 card.illustrative ? "yes" : "",
                                 card.summary,
                                 config.base_url + record_url(card.id, {})};
    std::string line;
    for (const auto& cell : cells) line += (&cell == cells ? "" : ",") + csv_cell(cell);
    out += line + "\r\n";
  }
  if (results.total > results.hits.size())
    out += csv_cell(fmt::format("The first {} of {} records; narrow the search to get the others", results.hits.size(), results.total)) + "\r\n";
  return out;
}

}  // namespace searchd
