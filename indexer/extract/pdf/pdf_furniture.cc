#include "indexer/extract/pdf/pdf_furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "indexer/extract/numbered_items.h"
#include "indexer/extract/pdf/pdf_rules.h"
#include "indexer/extract/printed_marking.h"
#include "schema/text_analysis.h"

namespace indexer::pdf {
namespace {

constexpr double kZone = 0.12;        // of the page's height, at the top and at the bottom
constexpr double kHeaderZone = 0.09;  // for a header that changes from page to page

bool in_zone(const Box& box, const PdfPage& page, double zone) {
  return box.middle() < zone * page.height || box.middle() > (1 - zone) * page.height;
}

/// Digits as "#", numerals as one; case and spaces do not count.
std::string furniture_key(const std::string& text) {
  std::string key;
  for (const char c : schema::fold(text)) {
    const bool digit = std::isdigit(static_cast<unsigned char>(c));
    if (c == ' ' || (digit && key.ends_with('#'))) continue;
    key += digit ? '#' : c;
  }
  return key;
}

bool is_roman(std::string_view word) {
  return !word.empty() && word.size() <= 6 && word.find_first_not_of("ivxlc") == std::string_view::npos;
}

/// "3", "Page 3 of 10", "- 3 -", "3 | Page", "iv".
bool is_page_number(const std::string& text) {
  const auto key = furniture_key(text);
  static const std::set<std::string> forms = {"#",   "page#",  "page#of#", "#of#",     "#/#",      "-#-",
                                              "–#–", "#|page", "page|#",   "|#",       "#|",       "p.#",
                                              "[#]", "p#",     "page#/#",  "tudalen#", "page|#of#"};
  if (text.size() > 24) return false;
  return forms.contains(key) || is_roman(text);
}

/// Parts of a line that stand well apart.
std::vector<Line> parts_of(const Line& line) {
  std::vector<Line> parts;
  std::vector<Word> words;
  for (const auto& word : line.words) {
    if (!words.empty() && word.box.x0 - words.back().box.x1 > 2 * line.size)
      parts.push_back(line_of(std::exchange(words, {})));
    words.push_back(word);
  }
  parts.push_back(line_of(std::move(words)));
  return parts;
}

/// One page's lines while it is decided which of them stay.
struct Sheet {
  PdfPage* page;
  std::vector<Line> lines;
};

/// The line nearest to the edge, if white space parts it from the rest: its place and size, else nothing.
std::string outer_place(const Sheet& sheet, std::size_t line, double body) {
  const auto& lines = sheet.lines;
  if (lines.size() < 3 || (line != 0 && line != lines.size() - 1)) return {};
  const auto& here = lines[line];
  if (here.size > 1.05 * body || !in_zone(here.box, *sheet.page, kHeaderZone)) return {};
  const double gap = line == 0 ? lines[1].box.y0 - here.box.y1 : here.box.y0 - lines[line - 1].box.y1;
  if (gap < 1.2 * here.box.height()) return {};
  return std::to_string(std::lround(here.box.middle() / 2)) + "/" +
         std::to_string(std::lround(here.size * 2)) + (line == 0 ? "t" : "b");
}

/// The head of a ruled table may repeat from page to page; a table that is all within the zone is a
/// letterhead.
bool is_in_table(const Line& line, const PdfPage& page) {
  const auto& grid = line.words.front().grid;
  return grid != nullptr && grid->box.y1 > kZone * page.height && grid->box.y0 < (1 - kZone) * page.height;
}

class Repeats {
 public:
  Repeats(const std::vector<Sheet>& sheets, double body) : pages_(sheets.size()), body_(body) {
    for (const auto& sheet : sheets) {
      std::set<std::string> keys;
      for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
        if (in_zone(sheet.lines[i].box, *sheet.page, kZone))
          keys.insert(furniture_key(text_of(sheet.lines[i])));
        if (const auto place = outer_place(sheet, i, body_); !place.empty()) ++places_[place];
      }
      for (const auto& key : keys) ++keys_[key];
    }
  }

  bool is_furniture(const Sheet& sheet, std::size_t i) const {
    const auto& line = sheet.lines[i];
    if (!in_zone(line.box, *sheet.page, kZone)) return false;
    const auto text = text_of(line);
    if (item_label(text) || is_in_table(line, *sheet.page)) return false;
    if (is_page_number(text) || repeats(keys_.at(furniture_key(text)))) return true;
    const auto place = outer_place(sheet, i, body_);
    return !place.empty() && pages_ >= 4 && 20 * places_.at(place) >= 7 * pages_;
  }

 private:
  /// On both pages of a short document; on three of a longer one, or on most.
  bool repeats(std::size_t count) const {
    return pages_ == 2 ? count == 2 : pages_ >= 3 && (count >= 3 || 10 * count >= 6 * pages_);
  }

  std::size_t pages_;
  double body_;
  std::map<std::string, std::size_t> keys_;
  std::map<std::string, std::size_t> places_;
};

void add_once(std::vector<std::string>& all, std::string one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
}

/// `line` without the parts that are markings; those go to `markings`.
std::vector<Word> without_markings(const Line& line, std::vector<std::string>& markings) {
  if (auto marking = printed_marking(text_of(line))) {
    add_once(markings, std::move(*marking));
    return {};
  }
  std::vector<Word> words;
  for (auto& part : parts_of(line)) {
    if (auto marking = printed_marking(text_of(part)))
      add_once(markings, std::move(*marking));
    else
      words.insert(words.end(), part.words.begin(), part.words.end());
  }
  return words;
}

}  // namespace

double body_size(const std::vector<PdfPage>& pages) {
  std::map<double, std::size_t> letters;
  for (const auto& page : pages)
    for (const auto& word : page.words) letters[std::round(word.size * 2) / 2] += word.text.size();
  if (letters.empty()) return 0;
  return std::max_element(letters.begin(), letters.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::vector<std::string> take_furniture(std::vector<PdfPage>& pages) {
  std::vector<std::string> markings;
  const double body = body_size(pages);
  std::vector<Sheet> sheets;
  for (auto& page : pages) {
    Sheet sheet{&page, {}};
    for (const auto& line : lines_of(std::move(page.words)))
      if (auto words = without_markings(line, markings); !words.empty())
        sheet.lines.push_back(line_of(std::move(words)));
    sheets.push_back(std::move(sheet));
  }
  const Repeats repeats(sheets, body);
  for (auto& sheet : sheets) {
    std::vector<bool> keep(sheet.lines.size());
    for (std::size_t i = 0; i < keep.size(); ++i) keep[i] = !repeats.is_furniture(sheet, i);
    sheet.page->words.clear();
    for (std::size_t i = 0; i < keep.size(); ++i)
      if (keep[i])
        sheet.page->words.insert(sheet.page->words.end(), sheet.lines[i].words.begin(),
                                 sheet.lines[i].words.end());
  }
  return markings;
}

std::vector<Line> take_footnotes(Column& column, double body) {
  auto& lines = column.lines;
  std::size_t first = lines.size();
  while (first > 0 && lines[first - 1].size <= 0.88 * body && lines[first - 1].words.front().grid == nullptr)
    --first;
  const auto begins_note = [](const Line& line) {
    const auto& text = line.words.front().text;
    return text == "*" || text == "†" || text == "‡" ||
           (text.size() <= 3 &&
            std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); }));
  };
  while (first < lines.size() && !begins_note(lines[first])) ++first;
  if (first == 0) return {};
  std::vector<Line> notes(std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(first)),
                          std::make_move_iterator(lines.end()));
  lines.resize(first);
  return notes;
}

}  // namespace indexer::pdf
