#pragma once
// Text of a paragraph as it is put together from pieces of markup.

#include <string>
#include <string_view>

namespace indexer {

/// Collapses white space as CSS does, over the borders of the pieces; no-break spaces count as spaces. Soft
/// hyphens, zero-width characters and marks of writing direction are dropped.
class RunningText {
 public:
  void add(std::string_view text);  ///< UTF-8, as a text node has it
  void add_line_break();            ///< of <br>: "\n", without spaces around it
  bool empty() const { return text_.empty(); }
  bool ends_with_line_break() const { return text_.ends_with('\n'); }
  std::string_view view() const { return text_; }
  /// The text, trimmed; begins anew.
  std::string take();

 private:
  std::string text_;
  bool space_ = false;
};

/// `text` of one piece, e.g. of a cell or a title.
std::string collapsed(std::string_view text);

/// `text` without the characters that RunningText drops, its white space kept but no-break spaces made plain.
std::string without_invisible_characters(std::string_view text);

}  // namespace indexer
