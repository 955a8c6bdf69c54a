#include "searchd/learning_links.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace searchd {
namespace {

constexpr const char* kLearningTag = "learning";
constexpr int kNamed = 1'000;
constexpr int kLearning = 3;  ///< the same learning theme on both sides
constexpr int kRelated = 2;   ///< a theme that is related to it
constexpr int kSubject = 1;   ///< another theme that both have

using Strings = std::vector<std::string>;

bool holds(const Strings& list, const std::string& one) { return std::find(list.begin(), list.end(), one) != list.end(); }

class Linker {
 public:
  Linker(const schema::Record& record, const AudienceIndex& index) : record_(record), index_(index) {
    themes_ = index.vocabularies().find("theme");
    column_ = index.records().facets().column("theme");
  }

  std::vector<LinkedRecord> practice_for_learning(std::size_t count) {
    for (const auto& theme : own_themes()) {
      if (!is_learning(theme)) continue;
      add(theme, theme, kLearning);
      for (const auto& related : themes_->find(theme)->related) add(related, theme, kRelated);
    }
    return best(in_collections({"practice"}), Order::kEvidence, count);
  }

  std::vector<LinkedRecord> learning_behind(std::size_t count) {
    for (const auto& theme : own_themes())
      if (is_learning(theme)) add(theme, theme, kLearning);
    if (themes_ != nullptr)
      for (const auto& value : themes_->values())
        if (is_learning(value.id) && std::any_of(value.related.begin(), value.related.end(), [&](const auto& related) { return answers(related); }))
          add(value.id, value.id, kRelated);
    return best(in_collections({"review", "briefing"}), Order::kNewest, count);
  }

 private:
  struct Link {
    int strength = 0;
    bool named = false;
    Strings themes;
  };

  Strings own_themes() const { return themes_ == nullptr ? Strings() : schema::terms_of(record_, "theme"); }

  bool is_learning(const std::string& theme) const {
    for (const auto& ancestor : themes_->ancestors(theme))
      if (const auto* value = themes_->find(ancestor); value != nullptr && holds(value->tags, kLearningTag)) return true;
    return false;
  }

  /// Whether the record has `theme` or one below it, as the index counts it.
  bool answers(const std::string& theme) const {
    const auto own = own_themes();
    return std::any_of(own.begin(), own.end(), [&](const auto& one) { return one == theme || holds(themes_->ancestors(one), theme); });
  }

  /// Every record with `theme` is linked by the learning theme `learning`, once.
  void add(const std::string& theme, const std::string& learning, int strength) {
    if (column_ == nullptr) return;
    const auto found = column_->values.find(theme);
    if (found == column_->values.end()) return;
    for (const auto id : found->second) {
      auto& link = links_[id];
      if (holds(link.themes, learning)) continue;
      link.themes.push_back(learning);
      link.strength += strength;
    }
  }

  DocumentSet in_collections(const Strings& collections) const {
    DocumentSet out;
    if (const auto* column = index_.records().facets().column("collection"))
      for (const auto& collection : collections)
        if (const auto found = column->values.find(collection); found != column->values.end()) out |= found->second;
    return out;
  }

  void add_named() {
    Strings named = index_.naming(record_.id);
    for (const auto& [field, ids] : record_.ids) named.insert(named.end(), ids.begin(), ids.end());
    for (const auto& id : named)
      if (const auto document = index_.find_document(id)) {
        auto& link = links_[*document];
        if (!link.named) link.strength += kNamed;
        link.named = true;
      }
  }

  void add_subjects() {
    for (const auto& theme : own_themes()) {
      if (is_learning(theme) || column_ == nullptr) continue;
      const auto found = column_->values.find(theme);
      if (found == column_->values.end()) continue;
      for (auto& [id, link] : links_)
        if (found->second.contains(id)) link.strength += kSubject;
    }
  }

  std::vector<LinkedRecord> best(const DocumentSet& among, Order order, std::size_t count) {
    add_named();
    add_subjects();
    std::vector<std::pair<Xapian::docid, const Link*>> chosen;
    for (const auto id : index_.records().facets().ordered(order))
      if (const auto link = links_.find(id); link != links_.end() && among.contains(id)) chosen.emplace_back(id, &link->second);
    std::stable_sort(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) { return a.second->strength > b.second->strength; });
    chosen.resize(std::min(chosen.size(), count));
    const Xapian::Database database = index_.records().open();
    std::vector<LinkedRecord> out;
    for (const auto& [id, link] : chosen)
      out.push_back({nlohmann::json::parse(database.get_document(id).get_data()).get<schema::Record>(), link->themes, link->named});
    return out;
  }

  const schema::Record& record_;
  const AudienceIndex& index_;
  const schema::Vocabulary* themes_ = nullptr;
  const FacetColumn* column_ = nullptr;
  std::map<Xapian::docid, Link> links_;
};

}  // namespace

LearningLinks learning_links(const schema::Record& record, const AudienceIndex& index, std::size_t count) {
  LearningLinks out;
  if (schema::first_term(record, "collection") == "practice") out.learning_behind = Linker(record, index).learning_behind(count);
  else out.practice_for_learning = Linker(record, index).practice_for_learning(count);
  return out;
}

}  // namespace searchd
