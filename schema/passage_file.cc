#include "schema/passage_file.h"

#include <stdexcept>

namespace schema {
namespace {

// A passage is a row of eleven 32-bit numbers: position, page, file, then offset and length of anchor, heading, kind and text in the
// blob. The blob begins with the number of rows.
constexpr std::size_t kColumns = 11;

void put(std::string& out, std::size_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift);
}

std::uint32_t get(std::string_view blob, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = (value << 8) | static_cast<unsigned char>(blob[at + i]);
  return value;
}

}  // namespace

std::string encode_passages(const std::vector<Passage>& passages) {
  std::string rows;
  std::string texts;
  const std::size_t base = 4 + passages.size() * kColumns * 4;
  put(rows, passages.size());
  for (const auto& passage : passages) {
    put(rows, passage.first_position);
    put(rows, passage.page);
    put(rows, passage.file);
    for (const auto* text : {&passage.anchor, &passage.heading, &passage.kind, &passage.text}) {
      put(rows, base + texts.size());
      put(rows, text->size());
      texts += *text;
    }
  }
  return rows + texts;
}

PassageView::PassageView(std::string_view blob) : blob_(blob) {
  if (blob.size() >= 4) count_ = get(blob, 0);
  if (blob.size() < 4 || count_ > (blob.size() - 4) / (kColumns * 4)) throw std::runtime_error("a record's passages are cut short");
}

std::uint32_t PassageView::number(std::size_t passage, std::size_t column) const {
  if (passage >= count_) throw std::out_of_range("passage past the last");
  return get(blob_, 4 + (passage * kColumns + column) * 4);
}

std::string_view PassageView::text_at(std::size_t passage, std::size_t column) const {
  const std::size_t offset = number(passage, column);
  const std::size_t length = number(passage, column + 1);
  if (offset > blob_.size() || length > blob_.size() - offset) throw std::runtime_error("a record's passages are broken");
  return blob_.substr(offset, length);
}

std::size_t PassageView::passage_at(std::uint32_t position) const {
  std::size_t low = 0;
  std::size_t high = count_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (first_position(middle) <= position) low = middle + 1;
    else high = middle;
  }
  return low == 0 ? count_ : low - 1;
}

}  // namespace schema
