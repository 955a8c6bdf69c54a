#include "searchd/templates.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

#include "schema/sha256.h"

namespace searchd {
namespace {

namespace mustache = kainjow::mustache;
using Files = std::map<std::string, std::string>;

constexpr int kDeepestPart = 16;
constexpr std::string_view kPages[] = {"home", "search", "record", "themes", "theme", "map", "compare", "help", "accessibility", "embed", "error"};
constexpr std::string_view kForModels = "model.";  ///< messages that begin so are used by view models

Files read_files(const std::filesystem::path& folder) {
  Files out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".mustache") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in) throw std::runtime_error(fmt::format("cannot read the template {}", entry.path().string()));
    if (text.ends_with('\n')) text.pop_back();
    out.emplace(entry.path().stem().string(), std::move(text));
  }
  if (error) throw std::runtime_error(fmt::format("cannot read the folder of templates {}: {}", folder.string(), error.message()));
  return out;
}

/// The text of `file` with its parts put in as text: kainjow would parse a partial again at each use.
std::string expanded(const Files& files, const std::string& file, const std::string& page, int depth = 0) {
  const auto found = files.find(file);
  if (found == files.end()) throw std::runtime_error(fmt::format("the template {}.mustache is missing", file));
  if (depth > kDeepestPart) throw std::runtime_error(fmt::format("the template {}.mustache includes itself", file));
  static constexpr std::string_view kOpening = "{{> ";
  const std::string& text = found->second;
  std::string out;
  std::size_t done = 0;
  for (auto at = text.find(kOpening); at != std::string::npos; at = text.find(kOpening, done)) {
    const auto end = text.find("}}", at);
    if (end == std::string::npos) throw std::runtime_error(fmt::format("the template {}.mustache has a part without end", file));
    std::string name = text.substr(at + kOpening.size(), end - at - kOpening.size());
    if (name == "page_title") name = page + "-title";
    else if (name == "page_content") name = page;
    out.append(text, done, at - done);
    out += expanded(files, name, page, depth + 1);
    done = end + 2;
  }
  return out.append(text, done);
}

/// `text` with each {{t:key}} replaced by the message; `used` gains the keys.
std::string with_messages(const std::string& text, const Messages& messages, const std::string& page, std::set<std::string>& used) {
  static constexpr std::string_view kOpening = "{{t:";
  std::string out;
  std::size_t done = 0;
  for (auto at = text.find(kOpening); at != std::string::npos; at = text.find(kOpening, done)) {
    const auto end = std::min(text.find("}}", at), text.size());
    const std::string key = text.substr(at + kOpening.size(), end - at - kOpening.size());
    const auto* message = messages.find(key);
    if (message == nullptr) throw std::runtime_error(fmt::format("the page {}.mustache uses the message '{}', which is missing", page, key));
    used.insert(key);
    out.append(text, done, at - done);
    out += *message;
    done = std::min(end + 2, text.size());
  }
  return out.append(text, done);
}

void check_all_used(const Messages& messages, const std::set<std::string>& used) {
  std::string unused;
  for (const auto& [key, text] : messages.texts())
    if (!key.starts_with(kForModels) && !used.contains(key)) unused += fmt::format("{}'{}'", unused.empty() ? "" : ", ", key);
  if (!unused.empty()) throw std::runtime_error(fmt::format("no template uses these messages: {}", unused));
}

mustache::data to_data(const nlohmann::json& json) {
  switch (json.type()) {
    case nlohmann::json::value_t::object: {
      mustache::data out(mustache::data::type::object);
      for (const auto& [key, value] : json.items()) out[key] = to_data(value);
      return out;
    }
    case nlohmann::json::value_t::array: {
      mustache::data out(mustache::data::type::list);
      // push_back() copies whole subtrees at each level, and there is no other way in.
      auto& list = const_cast<mustache::list&>(out.list_value());
      list.reserve(json.size());
      for (const auto& item : json) list.push_back(to_data(item));
      return out;
    }
    case nlohmann::json::value_t::boolean:
      return mustache::data(json.get<bool>());
    case nlohmann::json::value_t::string:
      return mustache::data(json.get_ref<const std::string&>());
    default:
      throw std::logic_error(fmt::format("a page's model holds {}, which templates don't know", json.type_name()));
  }
}

}  // namespace

struct Templates::State {
  std::map<std::string, Messages, std::less<>> messages;
  std::string version;
  // render() is not const, but without partials and lambdas it writes nothing but its arguments.
  std::map<std::string, std::map<std::string, std::unique_ptr<mustache::mustache>>, std::less<>> pages;  ///< by language, then name
};

Templates::Templates(const std::filesystem::path& web) : state_(std::make_unique<State>()) {
  const Files files = read_files(web / "templates");
  state_->messages = read_messages(web / "messages");
  schema::Sha256 all;
  for (const auto& [language, messages] : state_->messages) {
    std::set<std::string> used;
    for (const auto name : kPages) {
      const std::string page(name);
      const std::string start = files.contains(page + "-layout") ? page + "-layout" : "layout";
      const auto text = with_messages(expanded(files, start, page), messages, page, used);
      all.add(text);
      auto parsed = std::make_unique<mustache::mustache>(text);
      if (!parsed->is_valid())
        throw std::runtime_error(fmt::format("the templates of the page {}.mustache in {} cannot be parsed: {}", page, web.string(), parsed->error_message()));
      state_->pages[language].emplace(page, std::move(parsed));
    }
    check_all_used(messages, used);
    for (const auto& [key, text] : messages.texts()) all.add(text);
  }
  state_->version = all.finish();
}

Templates::~Templates() = default;

std::string Templates::render(const std::string& name, std::string_view language, const nlohmann::json& model) const {
  const auto pages = state_->pages.find(language);
  if (pages == state_->pages.end()) throw std::out_of_range(fmt::format("there are no pages in '{}'", language));
  std::string out;
  const mustache::mustache::render_handler append = [&out](const std::string& piece) { out += piece; };
  pages->second.at(name)->render(to_data(model), append);
  return out;
}

const std::string& Templates::version() const { return state_->version; }

PageLanguage Templates::language(std::string_view code) const {
  const auto found = state_->messages.find(code);
  const auto& [language, messages] = found == state_->messages.end() ? *state_->messages.find(kLanguages[0]) : *found;
  return PageLanguage(language, messages);
}

}  // namespace searchd
