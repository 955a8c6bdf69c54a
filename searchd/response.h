#pragma once
// The one writer of JSON answers. Shapes: docs/API.md.

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "searchd/searcher.h"

namespace searchd {

/// `path` is the endpoint's, for the links.
nlohmann::json search_json(const SearchRequest& request, const SearchResults& results, const AudienceIndex& index, const std::string& path);
nlohmann::json record_json(const schema::Record& record, const AudienceIndex& index, const std::string& language);
nlohmann::json passages_json(const schema::Record& card, const std::string& q, const std::vector<SelectedPassage>& passages);
nlohmann::json facet_json(const FacetResult& facet);
/// The values of a vocabulary with the number of this audience's records; themes as a tree by `parent`. Forms that are
/// never recognised are shown as other names too.
nlohmann::json vocabulary_json(const schema::Vocabulary& vocabulary, const AudienceIndex& index, const std::string& language);
nlohmann::json index_json(const AudienceIndex& index);
/// Pieces of a text, as [{"text": …, "hit": true}].
nlohmann::json segments_json(const std::vector<Segment>& segments);
/// [{"value": …, "label": …}]
nlohmann::json labelled_json(const std::string& field, const std::vector<std::string>& values, const AudienceIndex& index, const std::string& language);

/// The words that a record should be opened with: those typed, or the correction that was searched in their place.
std::string searched_words(const SearchResults& results);

/// JSON text that is valid whatever a document held.
std::string dump(const nlohmann::json& json);

/// "/records/ID?q=…#anchor".
std::string record_url(const std::string& id, const std::string& q, const std::string& anchor = {});
/// "/records/ID/files/2".
std::string file_url(const std::string& id, std::size_t number);

/// The file that a passage was read from.
struct PassageFile {
  std::string title;
  std::string url;  ///< opens it, a PDF at the page; empty where it is not offered
  bool original = false;
};
/// Nothing where the passage is of no file. `card`: its record, with attachments.
std::optional<PassageFile> passage_file(const SelectedPassage& passage, const schema::Record& card);

}  // namespace searchd
