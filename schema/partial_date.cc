#include "schema/partial_date.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <cctype>
#include <chrono>

namespace schema {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};

int last_of_month(int year, int month) {
  const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

/// 1 to 12 for a month's English name or an abbreviation of it of three letters or more; else 0.
int month_number(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (name.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    std::string month{kMonths[i]};
    month[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(month[0])));
    if (month.starts_with(name)) return static_cast<int>(i) + 1;
  }
  return name == "sept" ? 9 : 0;
}

std::optional<PartialDate> checked(int year, int month, int day) {
  if (year < 1900 || year > 2100 || month < 0 || month > 12) return std::nullopt;
  if (day != 0 && (month == 0 || day < 1 || day > last_of_month(year, month))) return std::nullopt;
  return PartialDate{year, month, day};
}

int number(re2::StringPiece digits) { return digits.empty() ? 0 : std::stoi(std::string(digits)); }

}  // namespace

DayNumber PartialDate::first_day() const {
  if (year == 0) return 0;
  return year * 10000 + (month ? month : 1) * 100 + (day ? day : 1);
}

DayNumber PartialDate::last_day() const {
  if (year == 0) return 0;
  const int last_month = month ? month : 12;
  return year * 10000 + last_month * 100 + (day ? day : last_of_month(year, last_month));
}

std::string PartialDate::iso() const {
  if (day) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (month) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}", year);
}

std::string PartialDate::display() const {
  if (!month) return fmt::format("{}", year);
  const auto name = kMonths[static_cast<std::size_t>(month - 1)];
  return day ? fmt::format("{} {} {}", day, name, year) : fmt::format("{} {}", name, year);
}

std::optional<PartialDate> parse_date(std::string_view text) {
  static const RE2 iso(R"(\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d.*)?)?)?\s*)");
  static const RE2 slashed(R"(\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*)");
  static const RE2 named(R"(\s*(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\s*)");
  if (text.size() > 40) return std::nullopt;
  const re2::StringPiece written(text.data(), text.size());
  re2::StringPiece year, month, day;
  const auto zero = [](re2::StringPiece digits) { return !digits.empty() && number(digits) == 0; };
  if (RE2::FullMatch(written, iso, &year, &month, &day) || RE2::FullMatch(written, slashed, &day, &month, &year)) {
    if (zero(month) || zero(day)) return std::nullopt;
    return checked(number(year), number(month), number(day));
  }
  if (RE2::FullMatch(written, named, &day, &month, &year)) {
    const int in_year = month_number(std::string(month));
    if (in_year == 0 || zero(day)) return std::nullopt;
    return checked(number(year), in_year, number(day));
  }
  return std::nullopt;
}

}  // namespace schema
