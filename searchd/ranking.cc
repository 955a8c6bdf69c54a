#include "searchd/ranking.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "schema/fields.h"
#include "schema/sha256.h"

namespace searchd {
namespace {

using nlohmann::json;

struct Range {
  double least;
  double most;
};

/// One object of the file: takes the members it is asked for, and knows which nobody asked for.
class Part {
 public:
  Part(const json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object.is_object()) throw std::runtime_error(fmt::format("{} is not an object", path_.empty() ? "the whole" : "'" + path_ + "'"));
  }

  template <typename Number>
  void number(const char* name, Number& value, Range range) {
    const auto* found = find(name);
    if (found == nullptr) return;
    if (!found->is_number()) throw std::runtime_error(fmt::format("'{}' is not a number", at(name)));
    const double given = found->get<double>();
    if (given < range.least || given > range.most)
      throw std::runtime_error(fmt::format("'{}' is {}; it goes from {} to {}", at(name), given, range.least, range.most));
    value = static_cast<Number>(given);
  }

  std::string text(const char* name) {
    const auto* found = find(name);
    if (found == nullptr || !found->is_string()) throw std::runtime_error(fmt::format("'{}' is missing or not a text", at(name)));
    return found->get<std::string>();
  }

  /// Null where there is none.
  const json* find(const char* name) {
    known_.insert(name);
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  std::string at(const std::string& name) const { return path_.empty() ? name : path_ + "." + name; }

  void finish() const {
    for (const auto& [name, value] : object_.items())
      if (!known_.contains(name)) throw std::runtime_error(fmt::format("'{}' is not known here ({})", at(name), fmt::join(known_, ", ")));
  }

 private:
  const json& object_;
  std::string path_;
  std::set<std::string> known_;
};

constexpr Range kShare{0, 1};
constexpr Range kWeight{0, 10};

void read_words(Part part, WordWeights& words) {
  part.number("title", words.title, kWeight);
  part.number("lead", words.lead, kWeight);
  part.number("adjacent", words.adjacent, kWeight);
  part.number("stop_word", words.stop_word, kWeight);
  part.number("concept", words.concept_share, kWeight);
  part.number("renamed", words.renamed, kShare);
  part.number("tagged", words.tagged, kWeight);
  part.number("ineb2_c", words.ineb2_c, {0.01, 100});
  part.finish();
}

void read_ladder(Part part, LadderRules& ladder) {
  part.number("enough", ladder.enough, {1, 1'000});
  part.number("narrow", ladder.narrow, {1, 1'000});
  part.number("all", ladder.all, kShare);
  part.number("most", ladder.most, kShare);
  part.number("most_clauses", ladder.most_clauses, {0, 10});
  part.finish();
  if (ladder.most > ladder.all) throw std::runtime_error("'ladder.most' is above 'ladder.all'");
}

void read_priors(Part part, Priors& priors) {
  part.number("recency", priors.recency, kWeight);
  part.number("half_life_years", priors.half_life_years, {0.1, 1'000});
  if (const auto* values = part.find("values")) {
    if (!values->is_array()) throw std::runtime_error("'priors.values' is not a list");
    priors.values.clear();
    for (std::size_t i = 0; i < values->size(); ++i) {
      Part one((*values)[i], fmt::format("priors.values[{}]", i));
      ValuePrior prior{one.text("field"), one.text("value"), 0};
      one.number("weight", prior.weight, {-10, 10});
      one.finish();
      const auto* field = schema::find_field(prior.field);
      if (field == nullptr || !field->facet) throw std::runtime_error(fmt::format("'{}' is no facet", prior.field));
      priors.values.push_back(std::move(prior));
    }
  }
  part.finish();
}

void read_passages(Part part, PassageWeights& passages) {
  part.number("preferred", passages.preferred, kWeight);
  part.number("adjacent", passages.adjacent, kWeight);
  part.number("repeated", passages.repeated, kWeight);
  part.number("alike", passages.alike, kShare);
  part.finish();
}

Ranking parsed(const std::string& text) {
  const json whole = json::parse(text, nullptr, true, true);
  Ranking ranking;
  Part part(whole, "");
  if (const auto* words = part.find("words")) read_words({*words, "words"}, ranking.words);
  if (const auto* ladder = part.find("ladder")) read_ladder({*ladder, "ladder"}, ranking.ladder);
  if (const auto* priors = part.find("priors")) read_priors({*priors, "priors"}, ranking.priors);
  if (const auto* passages = part.find("passages")) read_passages({*passages, "passages"}, ranking.passages);
  part.finish();
  ranking.version = schema::sha256_hex(text);
  return ranking;
}

}  // namespace

Ranking read_ranking(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw std::runtime_error(fmt::format("the ranking file {} cannot be read", file.string()));
  try {
    return parsed(text);
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("the ranking file {} is wrong: {}", file.string(), error.what()));
  }
}

RankingFile::RankingFile(std::filesystem::path file) : file_(std::move(file)), current_(std::make_shared<const Ranking>()) { read_again(); }

std::shared_ptr<const Ranking> RankingFile::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void RankingFile::read_again() {
  if (file_.empty()) return;
  auto ranking = std::make_shared<const Ranking>(read_ranking(file_));
  const std::lock_guard lock(mutex_);
  current_ = std::move(ranking);
}

}  // namespace searchd
