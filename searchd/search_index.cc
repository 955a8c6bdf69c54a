#include "searchd/search_index.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "searchd/suggestions.h"

namespace searchd {
namespace {

nlohmann::json read_json(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path.string() + ": cannot be read; run hub-indexer verify");
  return nlohmann::json::parse(in);
}

std::vector<std::pair<std::string, unsigned>> read_words(const std::filesystem::path& path) {
  std::vector<std::pair<std::string, unsigned>> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (const auto tab = line.find('\t'); tab != std::string::npos)
      out.emplace_back(line.substr(0, tab), static_cast<unsigned>(std::strtoul(line.c_str() + tab, nullptr, 10)));
  return out;
}

std::unordered_set<std::string> names_of_one_word(const schema::Vocabularies& vocabularies) {
  std::unordered_set<std::string> out;
  for (const auto& [name, vocabulary] : vocabularies.all())
    for (const auto& value : vocabulary.values())
      for (const auto& form : value.forms) {
        const auto tokens = thread_analyser().tokens(form.text);
        if (tokens.size() == 1) out.insert(tokens.front().word);
      }
  return out;
}

}  // namespace

schema::TextAnalyser& thread_analyser() {
  thread_local schema::TextAnalyser analyser;
  return analyser;
}

std::shared_ptr<const DocumentSet> DocumentSetCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->second;
}

void DocumentSetCache::store(const std::string& key, std::shared_ptr<const DocumentSet> set) {
  const std::lock_guard lock(mutex_);
  if (by_key_.contains(key)) return;
  entries_.emplace_front(key, std::move(set));
  by_key_[key] = entries_.begin();
  if (entries_.size() <= capacity_) return;
  by_key_.erase(entries_.back().first);
  entries_.pop_back();
}

SearchIndex::SearchIndex(std::filesystem::path file) : file_(std::move(file)), facets_(Xapian::Database(file_.string())) {}

std::shared_ptr<const PriorWeights> SearchIndex::priors(const Ranking& ranking) const {
  const std::lock_guard lock(priors_mutex_);
  if (priors_ == nullptr || priors_version_ != ranking.version) {
    priors_ = std::make_shared<const PriorWeights>(ranking.priors, facets_);
    priors_version_ = ranking.version;
  }
  return priors_;
}

AudienceIndex::AudienceIndex(const std::filesystem::path& generation, const schema::AudienceManifest& manifest, std::shared_ptr<const RankingFile> ranking)
    : files_(generation / manifest.name),
      manifest_(manifest),
      ranking_(std::move(ranking)),
      vocabularies_(schema::vocabularies_from_json(read_json(files_.vocabulary))),
      matcher_(vocabularies_, thread_analyser()),
      question_matcher_(schema::ConceptMatcher::of_questions(vocabularies_, thread_analyser())),
      records_(files_.records_index),
      recommendations_(files_.recommendations_index),
      record_blobs_(files_.records),
      passages_(files_.passages),
      labels_(read_json(files_.labels).get<std::map<std::string, std::string>>()),
      words_(read_words(files_.words)),
      speller_(words_),
      never_corrected_(names_of_one_word(vocabularies_)),
      curation_(read_json(files_.curation).get<schema::Curation>()),
      best_bets_(curation_, records_.open()) {
  if (record_blobs_.size() != manifest.records || records_.facets().all().cardinality() != manifest.records)
    throw std::runtime_error(files_.folder.string() + ": does not hold what its manifest says; run hub-indexer verify");
  illustrative_ = manifest.illustrative > 0;
  read_cards();
  suggestions_ = std::make_unique<const Suggestions>(*this);
}

AudienceIndex::~AudienceIndex() = default;

void AudienceIndex::read_cards() {
  const Xapian::Database database = records_.open();
  for (const auto id : records_.facets().ordered(Order::kNewest)) {
    const auto card = nlohmann::json::parse(database.get_document(id).get_data()).get<schema::Record>();
    titles_.push_back({card.id, card.title});
    for (const auto& [field, ids] : card.ids)
      for (const auto& named : ids) {
        auto& names = naming_[named];
        if (names.empty() || names.back() != card.id) names.push_back(card.id);
      }
  }
}

const std::vector<std::string>& AudienceIndex::naming(const std::string& id) const {
  static const std::vector<std::string> none;
  const auto found = naming_.find(id);
  return found == naming_.end() ? none : found->second;
}

std::string AudienceIndex::label_of(std::string_view field, const std::string& value, std::string_view language) const {
  if (const auto* vocabulary = vocabularies_.find(field)) return vocabulary->label_of(value, language);
  const auto found = labels_.find(std::string(field) + "/" + value);
  return found == labels_.end() ? value : found->second;
}

schema::Record AudienceIndex::record_at(Xapian::docid id) const {
  return nlohmann::json::parse(record_blobs_.at(id - 1)).get<schema::Record>();
}

std::optional<Xapian::docid> AudienceIndex::find_document(const std::string& id) const {
  const Xapian::Database database = records_.open();
  const std::string term = schema::id_term(id);
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return std::nullopt;
  return *posting;
}

std::optional<schema::Record> AudienceIndex::find_record(const std::string& id) const {
  const auto document = find_document(id);
  return document ? std::optional(record_at(*document)) : std::nullopt;
}

}  // namespace searchd
