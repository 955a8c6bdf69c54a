// The page of a record. Its details: record_details.cc; what it says: record_text.cc; what leads on: record_leads.cc.

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "searchd/citation.h"
#include "searchd/page_layout.h"
#include "searchd/page_links.h"
#include "searchd/query_compiler.h"
#include "searchd/query_parser.h"
#include "searchd/record_details.h"
#include "searchd/record_leads.h"
#include "searchd/record_models.h"
#include "searchd/record_text.h"
#include "searchd/response.h"
#include "searchd/segment_models.h"

namespace searchd {
namespace {

using nlohmann::json;

constexpr std::size_t kPassagesOnPage = 5;

schema::DayNumber today() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return static_cast<int>(day.year()) * 10'000 + static_cast<int>(static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day()));
}

/// Builds the model of one page.
class RecordModel {
 public:
  RecordModel(const schema::Record& record, const std::string& q, const std::string& back, const PageContext& context)
      : record_(record), back_(back), context_(context), index_(*context.index) {
    if (!q.empty()) query_ = parse_query(q, index_);
    if (query_.empty()) return;
    q_ = q;
    marks_ = highlight_terms(query_);
  }

  json run() const {
    json model = layout_model(context_);
    model["title"] = record_.title;
    model["marking"] = record_.marking;
    model["content_lang"] = schema::first_term(record_, "language") == "cy" ? "cy" : "en";
    const auto address = absolute_url(record_page_url(record_.id, {}, context_.language), context_);
    set_if_any(model, "canonical_url", address);
    set_if_any(model, "permalink", address);
    if (is_search_page(back_)) model["back_url"] = back_;
    add_facts(model, record_, context_);
    if (!record_.summary.empty()) model["lead"] = {{"segments", segments(record_.summary)}};
    add_notices(model);
    add_matches(model);
    model["details"] = rows_model(key_details(record_, context_));
    add_record_text(model, record_, [this](const std::string& text) { return segments(text); }, context_);
    add_record_leads(model, record_, context_);
    model["cite"] = {{"cite_text", citation_text(citation_of(record_, index_, context_.base_url))},
                     {"bibtex_url", record_url(record_.id, {}) + "/citation.bib"},
                     {"ris_url", record_url(record_.id, {}) + "/citation.ris"}};
    model["about"] = rows_model(about_record(record_, context_));
    return model;
  }

 private:
  json segments(const std::string& text) const {
    return marks_.empty() ? segments_model(text) : segments_model(highlight(text, marks_, index_));
  }

  void add_notices(json& model) const {
    const auto& ratings = schema::terms_of(record_, "works_rating");
    model["did_not_work"] = std::find(ratings.begin(), ratings.end(), "did-not-work") != ratings.end();
    model["ended"] = schema::first_term(record_, "delivery_status") == "ended";
    const auto due = record_.dates.find("review_due");
    if (due != record_.dates.end() && due->second.last_day() < today()) model["review_overdue"] = context_.language.date(due->second);
  }

  void add_matches(json& model) const {
    model["q"] = q_;
    model["has_query"] = !q_.empty();
    if (q_.empty()) return;
    model["noindex"] = true;
    const auto document = index_.find_document(record_.id);
    if (!document) return;
    const auto passages = select_passages(*document, query_, index_, index_.records().open(), kPassagesOnPage);
    if (!passages.empty()) model["matches"] = {{"passages", passages_model(passages, record_, {})}};
  }

  const schema::Record& record_;
  const std::string& back_;
  const PageContext& context_;
  const AudienceIndex& index_;
  std::string q_;  ///< empty: nothing is marked
  ParsedQuery query_;
  HighlightTerms marks_;
};

}  // namespace

std::string record_page(const schema::Record& record, const std::string& q, const std::string& back, const PageContext& context) {
  return context.render("record", RecordModel(record, q, back, context).run());
}

}  // namespace searchd
