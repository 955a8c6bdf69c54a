#pragma once
// How letters look, and whether those of a colour and a size can be seen on what is behind them.

#include <optional>
#include <string>
#include <string_view>

namespace indexer::word {

/// Letters of no colour of their own turn white on a black fill, but not on this.
constexpr std::string_view kBlackHighlighter = "black highlighter";

/// What the properties of a run or a style say; empty members are not said and inherited.
struct RunFormat {
  std::optional<bool> bold, italic, hidden, struck;
  std::string colour;  ///< "FFFFFF", "auto"
  std::string fill;    ///< of what is behind the letters, shading or highlighter
  std::string font;
  std::optional<int> half_points;
  /// This with what `over` says put over it.
  RunFormat with(const RunFormat& over) const;
};

/// Colours are "RRGGBB", "auto" or "" (not said); `behind` may also be kBlackHighlighter, or "?" where it
/// cannot be told, on which everything counts as visible. The page is white. `half_points` 0: not said.
/// Letters of 2 points and less cannot be read.
bool is_invisible(std::string_view colour, std::string_view behind, int half_points);

/// What a symbol font shows for `code` (of w:sym, or of a character in that font) as Unicode; private-use
/// codes U+F0xx count as xx. Empty where it is no letter, tick, box, bullet or arrow. Example:
/// symbol_text("Wingdings", 0xF0FE) == "☑".
std::string symbol_text(std::string_view font, unsigned code);
bool is_symbol_font(std::string_view font);

/// `text` with every character of the private use area U+F000 to U+F0FF, and in a symbol font every other
/// too, made Unicode.
std::string without_symbol_font(std::string_view font, std::string_view text);

/// U+`code` as UTF-8; empty for what is no character.
std::string utf8_of(unsigned code);

}  // namespace indexer::word
