#include "searchd/page_language.h"

#include <fmt/format.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include <stdexcept>

namespace searchd {
namespace {

icu::Locale locale_of(const std::string& language) { return icu::Locale(language.c_str(), "GB"); }

void check(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(fmt::format("ICU: {}", u_errorName(status)));
}

/// The formats of one language. Not to be shared between threads.
struct Formats {
  explicit Formats(const std::string& language) : day(format(language, u"yMMMMd")), month(format(language, u"yMMMM")) {}

  static icu::SimpleDateFormat format(const std::string& language, const char16_t* skeleton) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = locale_of(language);
    const std::unique_ptr<icu::DateTimePatternGenerator> generator(icu::DateTimePatternGenerator::createInstance(locale, status));
    check(status);
    icu::SimpleDateFormat out(generator->getBestPattern(skeleton, status), locale, status);
    check(status);
    out.adoptCalendar(new icu::GregorianCalendar(*icu::TimeZone::getGMT(), locale, status));
    check(status);
    return out;
  }

  icu::SimpleDateFormat day;
  icu::SimpleDateFormat month;
};

Formats& formats_of(const std::string& language) {
  thread_local std::map<std::string, Formats> formats;
  return formats.try_emplace(language, language).first->second;
}

}  // namespace

std::string PageLanguage::say_or(std::string_view key, const std::string& otherwise) const {
  const auto* text = messages_->find(key);
  return text == nullptr ? otherwise : *text;
}

std::string PageLanguage::number(std::uint64_t number) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto formatted = icu::number::NumberFormatter::withLocale(locale_of(code_)).formatInt(static_cast<std::int64_t>(number), status);
  std::string out;
  formatted.toString(status).toUTF8String(out);
  check(status);
  return out;
}

std::string PageLanguage::date(const schema::PartialDate& date) const {
  if (date.month == 0) return std::to_string(date.year);
  UErrorCode status = U_ZERO_ERROR;
  icu::GregorianCalendar calendar(*icu::TimeZone::getGMT(), locale_of(code_), status);
  calendar.set(date.year, date.month - 1, date.day == 0 ? 1 : date.day, 12, 0, 0);
  const UDate moment = calendar.getTime(status);
  check(status);
  const auto& formats = formats_of(code_);
  icu::UnicodeString text;
  (date.day == 0 ? formats.month : formats.day).format(moment, text);
  std::string out;
  return text.toUTF8String(out);
}

std::string PageLanguage::list(const std::vector<std::string>& parts, std::string_view last) const {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " " + say(last) + " " : ", ";
    out += parts[i];
  }
  return out;
}

std::string PageLanguage::address(std::string_view path, Parameters parameters) const {
  std::erase_if(parameters, [](const auto& parameter) { return parameter.second.empty(); });
  for (auto& parameter : kept()) parameters.push_back(std::move(parameter));
  return url_with(path, parameters);
}

Parameters PageLanguage::kept() const {
  if (code_ == kLanguages[0]) return {};
  return {{"lang", code_}};
}

}  // namespace searchd
