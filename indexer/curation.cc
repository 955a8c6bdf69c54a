#include "indexer/curation.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "indexer/extract/yaml_values.h"
#include "indexer/source.h"
#include "schema/fields.h"
#include "schema/word_forms.h"

namespace indexer {
namespace {

using Text = CurationFile::Text;

constexpr const char* kFile = "curation.yaml";

class CurationReader {
 public:
  CurationReader(const LibraryConfig& config, std::vector<Problem>& problems) : config_(config), problems_(problems) {}

  CurationFile read(const FieldValue& yaml) {
    CurationFile file;
    for (const auto& [key, value] : yaml.members) {
      if (key == "suggestions") read_suggestions(value, file);
      else if (key == "bets") read_bets(value, file);
      else error(value.line, fmt::format("'{}' is not known (suggestions, bets)", key));
    }
    return file;
  }

 private:
  void read_suggestions(const FieldValue& yaml, CurationFile& file) {
    for (const auto& [key, value] : yaml.members) {
      if (key == "queries") file.queries = texts(key, value);
      else if (key == "deny") file.deny = texts(key, value);
      else error(value.line, fmt::format("suggestions: '{}' is not known (queries, deny)", key));
    }
  }

  void read_bets(const FieldValue& yaml, CurationFile& file) {
    if (yaml.items.empty()) error(yaml.line, "'bets' must be a list");
    for (const auto& item : yaml.items) {
      CurationFile::Bet bet;
      for (const auto& [key, value] : item.members) {
        if (key == "query") bet.queries = texts(key, value);
        else if (key == "pin") bet.pin = texts(key, value);
        else if (key == "hide") bet.hide = texts(key, value);
        else if (key == "audience") bet.audience = audience(value);
        else error(value.line, fmt::format("bets: '{}' is not known (query, pin, hide, audience)", key));
      }
      if (bet.queries.empty()) error(item.line, "bets: each needs a 'query': what is typed, or a list of that");
      if (bet.pin.empty() && bet.hide.empty()) error(item.line, "bets: each needs ids to 'pin' or to 'hide'");
      for (const auto& one : bet.pin)
        if (std::any_of(bet.hide.begin(), bet.hide.end(), [&](const auto& other) { return other.text == one.text; }))
          error(one.line, fmt::format("bets: '{}' is both pinned and hidden; remove one", one.text));
      file.bets.push_back(std::move(bet));
    }
  }

  /// A text, or a list of texts and of {text, audience}.
  std::vector<Text> texts(const std::string& key, const FieldValue& value) {
    std::vector<Text> out;
    const auto add = [&](Text text) {
      if (text.text.empty()) error(text.line, fmt::format("'{}' has an empty text", key));
      else out.push_back(std::move(text));
    };
    if (!value.members.empty()) error(value.line, fmt::format("'{}' must be a text or a list", key));
    if (!value.text.empty()) add({value.text, {}, value.line});
    for (const auto& item : value.items) {
      Text text{item.text, {}, item.line};
      for (const auto& [name, part] : item.members) {
        if (name == "text") text.text = part.text;
        else if (name == "audience") text.audience = audience(part);
        else error(part.line, fmt::format("{}: '{}' is not known (text, audience)", key, name));
      }
      add(std::move(text));
    }
    return out;
  }

  std::string audience(const FieldValue& value) {
    if (!config_.rank_of(value.text)) error(value.line, fmt::format("'{}' is not an audience of this library", value.text));
    return value.text;
  }

  void error(int line, std::string message) { problems_.push_back({Severity::kError, kFile, line, std::move(message)}); }

  const LibraryConfig& config_;
  std::vector<Problem>& problems_;
};

/// What one index holds, as far as a curated text may rest on it.
class Known {
 public:
  Known(const Xapian::Database& records, const schema::Vocabularies& vocabularies, schema::TextAnalyser& analyser)
      : records_(records), analyser_(analyser) {
    for (const auto& [name, vocabulary] : vocabularies.all())
      for (const auto& value : vocabulary.values()) {
        add(value.label);
        add(value.label_cy);
        for (const auto& form : value.forms) add(form.text);
      }
  }

  bool text(const std::string& text) const {
    const auto tokens = analyser_.tokens(text);
    return !tokens.empty() && std::all_of(tokens.begin(), tokens.end(), [&](const schema::Token& token) {
      return schema::is_stop_word(token.word) || stems_.contains(token.stem) || records_.term_exists(schema::bounded_term(schema::prefix::kStem, token.stem));
    });
  }

  bool id(const std::string& id) const { return records_.term_exists(schema::id_term(id)); }

 private:
  void add(const std::string& name) {
    for (auto& token : analyser_.tokens(name)) stems_.insert(std::move(token.stem));
  }

  const Xapian::Database& records_;
  schema::TextAnalyser& analyser_;
  std::unordered_set<std::string> stems_;
};

}  // namespace

CurationFile load_curation(const std::filesystem::path& file, const LibraryConfig& config, std::vector<Problem>& problems) {
  if (!std::filesystem::exists(file)) return {};
  try {
    return CurationReader(config, problems).read(parse_yaml(read_file(file)));
  } catch (const YamlError& yaml) {
    problems.push_back({Severity::kError, kFile, yaml.line, yaml.what()});
  } catch (const std::runtime_error& unreadable) {
    problems.push_back({Severity::kError, kFile, 0, unreadable.what()});
  }
  return {};
}

void check_ids(const CurationFile& curation, const std::vector<std::string>& ids, std::vector<Problem>& problems) {
  for (const auto& bet : curation.bets)
    for (const auto* list : {&bet.pin, &bet.hide})
      for (const auto& id : *list)
        if (!std::binary_search(ids.begin(), ids.end(), id.text))
          problems.push_back({Severity::kWarning, kFile, id.line, fmt::format("bets: no record has the id '{}'; correct or remove it", id.text)});
}

schema::Curation curation_of(const CurationFile& curation, const LibraryConfig& config, AudienceRank audience) {
  const auto may_know = [&](const std::string& widest) { return widest.empty() || config.rank_of(widest).value_or(config.highest()) <= audience; };
  const auto known = [&](const std::vector<Text>& texts) {
    std::vector<std::string> out;
    for (const auto& text : texts)
      if (may_know(text.audience)) out.push_back(text.text);
    return out;
  };
  schema::Curation out{known(curation.queries), known(curation.deny), {}};
  for (const auto& bet : curation.bets)
    if (may_know(bet.audience)) out.bets.push_back({known(bet.queries), known(bet.pin), known(bet.hide)});
  return out;
}

schema::Curation without_unknown(schema::Curation curation, const Xapian::Database& records, const schema::Vocabularies& vocabularies,
                                 schema::TextAnalyser& analyser) {
  const Known known(records, vocabularies, analyser);
  const auto no_text = [&](const std::string& text) { return !known.text(text); };
  const auto no_id = [&](const std::string& id) { return !known.id(id); };
  std::erase_if(curation.queries, no_text);
  std::erase_if(curation.deny, no_text);
  for (auto& bet : curation.bets) {
    std::erase_if(bet.queries, no_text);
    std::erase_if(bet.pin, no_id);
    std::erase_if(bet.hide, no_id);
  }
  std::erase_if(curation.bets, [](const auto& bet) { return bet.queries.empty() || (bet.pin.empty() && bet.hide.empty()); });
  return curation;
}

}  // namespace indexer
