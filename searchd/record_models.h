#pragma once
// Records as other pages name them: facts with badges, entries of a list, links.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/page.h"

namespace searchd {

/// The collection of a record as people call it: a review goes by its type.
std::string collection_label(const schema::Record& record, const PageContext& context);

/// Tags, badges and short facts of a record ("facts" in the reference), set on `out`.
void add_facts(nlohmann::json& out, const schema::Record& record, const PageContext& context);

/// One of "entries": facts, title, address, and the summary if there is one.
nlohmann::json entry_model(const schema::Record& card, const PageContext& context);

/// The records of a search as entries and the address of the whole search: {items, all_url}; null where nothing is found.
nlohmann::json entries_model(SearchRequest request, std::size_t count, const PageContext& context);

/// One of "record links". `shared_themes`: ids, named in the middle of a sentence.
nlohmann::json record_link(const schema::Record& card, const PageContext& context, const std::vector<std::string>& shared_themes = {});

}  // namespace searchd
