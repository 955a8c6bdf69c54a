// Every answer of the API against web/openapi.json.

#include <gtest/gtest.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "tests/searchd/officers_library.h"

namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

const std::filesystem::path kOpenApi = HUB_SOURCE "/web/openapi.json";

/// What is wrong with `value` by the schema at `pointer` of the document; empty: nothing.
std::string wrong_with(const json& value, const json& document, const std::string& reference) {
  const json root = {{"$ref", reference}, {"components", document.at("components")}};
  valijson::Schema schema;
  valijson::SchemaParser parser;
  const Adapter schema_adapter(root);
  parser.populateSchema(schema_adapter, schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  const Adapter target(value);
  if (validator.validate(schema, target, &results)) return {};
  std::string out;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const auto& part : error.context) out += part;
    out += ": " + error.description + "\n";
  }
  return out;
}

/// "/api/v1/records/{id}" for "/api/v1/records/pe-knife?q=x"; empty if the document does not know it.
std::string pattern_of(const json& document, std::string path) {
  path = path.substr(0, path.find('?'));
  for (const auto& [pattern, ignored] : document.at("paths").items()) {
    const auto open = pattern.find('{');
    if (open == std::string::npos) {
      if (pattern == path) return pattern;
      continue;
    }
    const auto close = pattern.find('}');
    const std::string before = pattern.substr(0, open);
    const std::string after = pattern.substr(close + 1);
    if (after.find('{') != std::string::npos || !path.starts_with(before) || !path.ends_with(after) || path.size() <= before.size() + after.size()) continue;
    if (path.substr(before.size(), path.size() - before.size() - after.size()).find('/') == std::string::npos) return pattern;
  }
  return {};
}

TEST(OpenApi, DescribesEveryAnswer) {
  if (!std::filesystem::exists(kOpenApi)) GTEST_SKIP() << "web/openapi.json is not there: answers were not validated";
  const json document = json::parse(test::read_bytes(kOpenApi));
  std::vector<std::string> addresses = {"/api/v1/search",
                                        "/api/v1/search?q=violence&explain=1&lang=cy",
                                        "/api/v1/search?q=cuckoing&facet_subject_sex=10",
                                        "/api/v1/search?q=cuckoing",
                                        "/api/v1/search?q=violence&fields=title,url,highlights",
                                        "/api/v1/search?q=CSE+-the+%22police%22&count=1&start=1",
                                        "/api/v1/search?q=script&filter_force=_MISSING&facet_force=1&facet_theme=2",
                                        "/api/v1/search?count=0",
                                        "/api/v1/search?count=x&colour=red",
                                        "/api/v1/recommendations",
                                        "/api/v1/recommendations?q=information",
                                        "/api/v1/themes",
                                        "/api/v1/vocabulary/force?lang=cy",
                                        "/api/v1/vocabulary/evidence_stage",
                                        "/api/v1/vocabulary/nothing",
                                        "/api/v1/facets/theme",
                                        "/api/v1/facets/force?prefix=k&count=3&order=value&q=police",
                                        "/api/v1/facets/nothing",
                                        "/api/v1/facets/theme?order=sideways",
                                        "/api/v1/records/nothing",
                                        "/api/v1/records/pe-knife/passages?q=knife",
                                        "/api/v1/suggest?q=k",
                                        "/api/v1/suggest?q=cse&lang=cy&count=20",
                                        "/api/v1/suggest?q=pat",
                                        "/api/v1/suggest?q=&count=-1",
                                        "/api/v1/records/nothing/similar",
                                        "/api/v1/records/pe-knife/similar?count=100",
                                        "/api/v1/records/nothing/links",
                                        "/api/v1/records/pe-knife/links?lang=fr",
                                        "/api/v1/matrix",
                                        "/api/v1/matrix?q=violence&rows=force&cols=year&empty=false&lang=cy",
                                        "/api/v1/matrix?rows=subject_sex",
                                        "/api/v1/trends",
                                        "/api/v1/trends?field=review_type&q=knife&filter_year=2020",
                                        "/api/v1/trends?field=colour"};
  for (const auto& record : test::officers().index->records("police")) {
    addresses.push_back("/api/v1/records/" + record.id);
    for (const auto* more : {"/passages?q=violence", "/similar", "/links"}) addresses.push_back("/api/v1/records/" + record.id + more);
  }
  for (const auto* site : {&test::officers().open, &test::officers().police})
    for (const auto& address : addresses) {
      SCOPED_TRACE(address);
      const auto reply = site->get(address);
      const auto pattern = pattern_of(document, address);
      ASSERT_FALSE(pattern.empty()) << "the document does not know this address";
      const auto& responses = document.at("paths").at(pattern).at("get").at("responses");
      const std::string status = std::to_string(reply.status);
      ASSERT_TRUE(responses.contains(status)) << status;
      json response = responses.at(status);
      while (response.contains("$ref")) response = document.at(json::json_pointer(response.at("$ref").get<std::string>().substr(1)));
      ASSERT_TRUE(response.at("content").contains(reply.content_type)) << reply.content_type;
      const auto& schema = response.at("content").at(reply.content_type).at("schema");
      ASSERT_TRUE(schema.contains("$ref"));
      EXPECT_EQ(wrong_with(json::parse(reply.body), document, schema.at("$ref").get<std::string>()), "");
    }
}

TEST(OpenApi, ValidationNoticesWhatIsWrong) {
  if (!std::filesystem::exists(kOpenApi)) GTEST_SKIP() << "web/openapi.json is not there: answers were not validated";
  const json document = json::parse(test::read_bytes(kOpenApi));
  json answer = test::officers().open.json("/api/v1/search?q=violence");
  EXPECT_EQ(wrong_with(answer, document, "#/components/schemas/SearchAnswer"), "");
  answer["results"][0]["secret"] = true;
  EXPECT_NE(wrong_with(answer, document, "#/components/schemas/SearchAnswer"), "");
  answer["results"] = json::array();
  answer.erase("total");
  EXPECT_NE(wrong_with(answer, document, "#/components/schemas/SearchAnswer"), "");
}

}  // namespace
