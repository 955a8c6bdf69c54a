#pragma once
// Dates as people give them: a year, a month of a year, or a day. Partial dates stay partial: they are shown as given
// and match every range that they overlap.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schema {

/// A day as the number YYYYMMDD (20200221). Ordered like the calendar; 0 means "no day".
using DayNumber = std::int32_t;

/// `month` and `day` are 0 where they are not known; a day without a month never occurs.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;

  /// First and last day that the date may mean: 2019-11 is 20191101 to 20191130.
  DayNumber first_day() const;
  DayNumber last_day() const;
  /// ISO 8601 as far as known: "2019", "2019-11", "2019-11-04". The stored form.
  std::string iso() const;
  /// For people, in English: "2019", "November 2019", "4 November 2019".
  std::string display() const;
  auto operator<=>(const PartialDate&) const = default;
};

/// Reads ISO forms ("2019", "2019-11", "2019-11-04", with or without a time of day after "T"), British forms ("4/11/2019",
/// "4 November 2019", "4th Nov 2019", "November 2019"). Nothing for anything else, for days that do not exist, and outside 1900 to 2100.
/// Example: parse_date("September 2018")->iso() == "2018-09".
std::optional<PartialDate> parse_date(std::string_view text);

}  // namespace schema
