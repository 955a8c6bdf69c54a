#pragma once
// Passages: the stretches of a record that a hit shows. They are stored by document in a BlobFile, with the position of their
// first word, so that the best ones are chosen from the positions of matching terms without reading a text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schema {

/// One or a few whole sentences of one section.
struct Passage {
  std::uint32_t first_position = 0;  ///< position in the index of its first word, or of its heading's where that is searched; passages are ordered by it
  std::uint32_t page = 0;            ///< of the file below; 0: none
  std::uint32_t file = 0;            ///< number, from 1, of the record's attachment that the text was read from; 0: none
  std::string anchor;                ///< of the block it begins in, on the record's page: "b12", a recommendation "r3", of an attachment's text "f2-b12"
  std::string heading;
  std::string kind;  ///< the section's kind, or empty
  std::string text;
};

std::string encode_passages(const std::vector<Passage>& passages);

/// Reads one document's passages in place. `blob` must outlive it. Throws std::runtime_error if `blob` is not such a blob.
class PassageView {
 public:
  explicit PassageView(std::string_view blob);
  std::size_t size() const { return count_; }
  std::uint32_t first_position(std::size_t i) const { return number(i, 0); }
  std::uint32_t page(std::size_t i) const { return number(i, 1); }
  std::uint32_t file(std::size_t i) const { return number(i, 2); }
  std::string_view anchor(std::size_t i) const { return text_at(i, 3); }
  std::string_view heading(std::size_t i) const { return text_at(i, 5); }
  std::string_view kind(std::size_t i) const { return text_at(i, 7); }
  std::string_view text(std::size_t i) const { return text_at(i, 9); }
  /// The passage that holds `position`; size() if it lies before the first.
  std::size_t passage_at(std::uint32_t position) const;

 private:
  std::uint32_t number(std::size_t passage, std::size_t column) const;
  std::string_view text_at(std::size_t passage, std::size_t column) const;

  std::string_view blob_;
  std::size_t count_ = 0;
};

}  // namespace schema
