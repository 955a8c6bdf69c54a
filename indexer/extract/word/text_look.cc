#include "indexer/extract/word/text_look.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace indexer::word {
namespace {

constexpr int kTinyHalfPoints = 4;
constexpr int kSameColour = 12;  ///< of 255, in every channel

std::optional<unsigned> rgb_of(std::string_view colour) {
  if (colour.starts_with('#')) colour.remove_prefix(1);
  if (colour.size() != 6 || colour.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
    return std::nullopt;
  return static_cast<unsigned>(std::strtoul(std::string(colour).c_str(), nullptr, 16));
}

bool look_the_same(unsigned a, unsigned b) {
  for (int shift = 0; shift <= 16; shift += 8)
    if (std::abs(static_cast<int>(a >> shift & 0xFF) - static_cast<int>(b >> shift & 0xFF)) > kSameColour)
      return false;
  return true;
}

struct Symbol {
  unsigned code;
  const char* text;
};
constexpr Symbol kWingdings[] = {{0xFE, "☑"}, {0xFD, "☒"}, {0xFC, "✓"}, {0xFB, "✗"}, {0x78, "☒"},
                                 {0xA8, "☐"}, {0x6F, "☐"}, {0x70, "☐"}, {0x71, "☐"}, {0x72, "☐"},
                                 {0x6E, "■"}, {0xA7, "▪"}, {0x6C, "●"}, {0x9F, "•"}, {0xD8, "➢"},
                                 {0x76, "❖"}, {0xE0, "→"}, {0xDF, "←"}, {0xE8, "→"}};
constexpr Symbol kWingdings2[] = {{0x50, "✓"}, {0x4F, "✗"}, {0x51, "☒"}, {0x52, "☑"},
                                  {0x53, "☒"}, {0x54, "☒"}, {0xA3, "☐"}, {0x2A, "☐"}};

template <std::size_t size>
std::string found_in(const Symbol (&symbols)[size], unsigned code) {
  for (const auto& symbol : symbols)
    if (symbol.code == code) return symbol.text;
  return {};
}

void say(std::string& what, const std::string& over) {
  if (!over.empty()) what = over;
}
template <class T>
void say(std::optional<T>& what, const std::optional<T>& over) {
  if (over) what = over;
}

/// Takes the first character off `text`.
unsigned take_character(std::string_view& text) {
  const auto byte = static_cast<unsigned char>(text.front());
  const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  unsigned code = size == 1 ? byte : byte & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size && i < text.size(); ++i)
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  text.remove_prefix(std::min(size, text.size()));
  return code;
}

}  // namespace

RunFormat RunFormat::with(const RunFormat& over) const {
  RunFormat out = *this;
  say(out.bold, over.bold);
  say(out.italic, over.italic);
  say(out.hidden, over.hidden);
  say(out.struck, over.struck);
  say(out.colour, over.colour);
  say(out.fill, over.fill);
  say(out.font, over.font);
  say(out.half_points, over.half_points);
  return out;
}

bool is_invisible(std::string_view colour, std::string_view behind, int half_points) {
  if (half_points > 0 && half_points <= kTinyHalfPoints) return true;
  const auto letters = rgb_of(colour);
  if (behind == kBlackHighlighter) return look_the_same(letters.value_or(0), 0);
  const auto page = rgb_of(behind.empty() || behind == "auto" ? "FFFFFF" : behind);
  return letters && page && look_the_same(*letters, *page);
}

std::string utf8_of(unsigned code) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return {};
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | code >> 6), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xE0 | code >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | code >> 18), tail(12), tail(6), tail(0)};
}

bool is_symbol_font(std::string_view font) {
  return font.starts_with("Wingdings") || font.starts_with("Webdings") || font == "Symbol" ||
         font == "OpenSymbol" || font == "StarSymbol";
}

std::string symbol_text(std::string_view font, unsigned code) {
  const bool private_use = code >= 0xF000 && code <= 0xF0FF;
  if (!is_symbol_font(font) && !private_use) return utf8_of(code);
  const unsigned low = private_use ? code & 0xFF : code;
  if (low > 0xFF || font == "OpenSymbol" || font == "StarSymbol") return private_use ? "" : utf8_of(code);
  if (low == ' ') return " ";
  if (font == "Wingdings 2") return found_in(kWingdings2, low);
  if (font == "Symbol") return low == 0xB7 ? "•" : low < 0x80 && !private_use ? utf8_of(low) : "";
  return found_in(kWingdings, low);
}

std::string without_symbol_font(std::string_view font, std::string_view text) {
  if (!is_symbol_font(font) && text.find('\xEF') == std::string_view::npos) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const auto before = text;
    const unsigned code = take_character(text);
    if (is_symbol_font(font) || (code >= 0xF000 && code <= 0xF0FF))
      out += symbol_text(font, code);
    else
      out += before.substr(0, before.size() - text.size());
  }
  return out;
}

}  // namespace indexer::word
