#pragma once
// How a page speaks: its own words, numbers, dates and lists in one language, and addresses that keep the language.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/partial_date.h"
#include "searchd/messages.h"
#include "searchd/url.h"

namespace searchd {

/// Any thread. `messages` must outlive it.
class PageLanguage {
 public:
  /// `code`: one of kLanguages.
  PageLanguage(std::string_view code, const Messages& messages) : code_(code), messages_(&messages) {}

  /// "en" or "cy".
  const std::string& code() const { return code_; }
  /// The code of the language that this page also exists in.
  std::string_view other() const { return code_ == kLanguages[0] ? kLanguages[1] : kLanguages[0]; }

  /// A message. Throws std::out_of_range where there is none.
  const std::string& say(std::string_view key) const { return messages_->at(key); }
  std::string say(std::string_view key, Fillings fillings) const { return messages_->filled(key, fillings); }
  bool knows(std::string_view key) const { return messages_->find(key) != nullptr; }
  /// The message, else `otherwise`.
  std::string say_or(std::string_view key, const std::string& otherwise) const;

  /// Example: number(1342) == "1,342".
  std::string number(std::uint64_t number) const;
  /// As far as it is known: "November 2019", "4 Tachwedd 2019".
  std::string date(const schema::PartialDate& date) const;
  /// "A, B and C"
  std::string all_of(const std::vector<std::string>& parts) const { return list(parts, "model.and"); }
  /// "A, B or C"
  std::string any_of(const std::vector<std::string>& parts) const { return list(parts, "model.or"); }

  /// A page's address; empty parameters are left out. Example, in Welsh: address("/search", {{"q", "x"}}) == "/search?q=x&lang=cy".
  std::string address(std::string_view path, Parameters parameters = {}) const;
  /// What a form needs to stay in this language.
  Parameters kept() const;

 private:
  std::string list(const std::vector<std::string>& parts, std::string_view last) const;

  std::string code_;
  const Messages* messages_;
};

}  // namespace searchd
